/* a reason that would speak against what it is for */
#include "tests/mocks/mock.h"

static const RouteReason low[] = { { "low", { "Low", "Laag" }, -5, { "basis", "grondslag" } } };
MOCK ("low-points", .reasons = low, .n_reasons = ROUTE_COUNT (low));
