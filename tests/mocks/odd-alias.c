/* goes by a name that no party could have */
#include "tests/mocks/mock.h"

MOCK ("odd-alias", .aliases = ROUTE_WORDS ("Odd Alias"));
