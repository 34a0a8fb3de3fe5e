/* reads free text, which may weigh nothing */
#include "tests/mocks/mock.h"

static const RouteField text[] = { { "/narrative", { "Story", "Verhaal" } } };
MOCK ("free-text", .fields = text, .n_fields = ROUTE_COUNT (text));
