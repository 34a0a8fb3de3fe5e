/* nothing is wrong */
#include "tests/mocks/mock.h"

MOCK ("good", .aliases = ROUTE_WORDS ("well", "fine"));
