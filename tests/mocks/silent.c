/* never calls its sink */
#include "tests/mocks/mock.h"

static bool
assess_silently (const void *self, const RouteHost *host, const RouteView *view, RouteSink *sink)
{
	return self == NULL && host != NULL && view != NULL && sink != NULL;
}
MOCK ("silent", .assess = assess_silently);
