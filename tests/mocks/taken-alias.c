/* goes by the name of another plugin */
#include "tests/mocks/mock.h"

MOCK ("taken-alias", .aliases = ROUTE_WORDS ("good"));
