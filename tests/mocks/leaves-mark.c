/* would leave a mark as soon as any code of it runs, and has a descriptor that is refused */
#include "tests/mocks/mock.h"

#include <stdlib.h>

__attribute__ ((constructor)) static void
leave_mark (void)
{
	setenv ("ROUTE_MOCK_WAS_HERE", "1", 1);
}
MOCK ("leaves-mark", .chains = 0);
