/* a text longer than any may be */
#include "tests/mocks/mock.h"

#define TEN(x) x x x x x x x x x x
static const RoutePhrase huge[] = { { "huge", { TEN (TEN (TEN ("ab"))), "Lang" } } };
MOCK ("huge-text", .grounds = huge, .n_grounds = ROUTE_COUNT (huge));
