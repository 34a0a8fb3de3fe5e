/* a setting whose own value lies beyond its bounds */
#include "tests/mocks/mock.h"

static const RouteSetting odd[] = { { "odd", { "Odd", "Vreemd" }, 25, 1, 24 } };
MOCK ("odd-setting", .settings = odd, .n_settings = ROUTE_COUNT (odd));
