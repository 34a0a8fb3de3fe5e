/* a reason that adds to an approach that nobody knows */
#include "tests/mocks/mock.h"

static const RouteReason odd[] = { { "odd", { "Odd", "Vreemd" }, 5, { "basis", "grondslag" }, 1u << 30 } };
MOCK ("odd-approach", .reasons = odd, .n_reasons = ROUTE_COUNT (odd));
