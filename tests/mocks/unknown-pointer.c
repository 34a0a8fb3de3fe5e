/* reads what no registration holds */
#include "tests/mocks/mock.h"

static const RouteField unknown[] = { { "/person/nickname", { "Name", "Naam" } } };
MOCK ("unknown-pointer", .fields = unknown, .n_fields = ROUTE_COUNT (unknown));
