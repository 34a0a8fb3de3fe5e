/* goes by its own id a second time */
#include "tests/mocks/mock.h"

MOCK ("own-alias", .aliases = ROUTE_WORDS ("mine", "own-alias"));
