/* says that it cannot work */
#include "tests/mocks/mock.h"

static bool
open_fails (const RouteHost *host, void **self)
{
	return false;
}
MOCK ("open-fails", .open = open_fails);
