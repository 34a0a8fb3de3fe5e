/* leaves a mark when it is closed */
#include "tests/mocks/mock.h"

#include <stdlib.h>

static void
close_marked (void *self)
{
	setenv ("ROUTE_MOCK_WAS_CLOSED", "1", 1);
}
MOCK ("closes", .close = close_marked);
