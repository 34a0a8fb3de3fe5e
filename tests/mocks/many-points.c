/* a reason that would outweigh all others */
#include "tests/mocks/mock.h"

static const RouteReason heavy[] = { { "heavy", { "Heavy", "Zwaar" }, 5000, { "basis", "grondslag" } } };
MOCK ("many-points", .reasons = heavy, .n_reasons = ROUTE_COUNT (heavy));
