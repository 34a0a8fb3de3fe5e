/* two reasons with one id */
#include "tests/mocks/mock.h"

static const RouteReason twins[] = {
	{ "twin", { "One", "Een" }, 1, { "basis", "grondslag" } },
	{ "twin", { "Two", "Twee" }, 2, { "basis", "grondslag" } },
};
MOCK ("twin-reasons", .reasons = twins, .n_reasons = ROUTE_COUNT (twins));
