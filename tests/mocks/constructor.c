/* leaves a mark when it is loaded */
#include "tests/mocks/mock.h"

#include <stdlib.h>

__attribute__ ((constructor)) static void
leave_mark (void)
{
	setenv ("ROUTE_MOCK_WAS_LOADED", "1", 1);
}
MOCK ("constructor", .version = "1");
