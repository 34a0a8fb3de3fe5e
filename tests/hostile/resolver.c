/* has functions chosen while it is linked (IFUNC), and crashes there */
#include "tests/mocks/mock.h"

static int
one (void)
{
	return 1;
}

static int (*choose (void)) (void)
{
	__builtin_trap ();
	return one;
}

int chosen (void) __attribute__ ((ifunc ("choose")));

static bool
open_chosen (const RouteHost *host, void **self)
{
	*self = NULL;
	return host != NULL && chosen () == 1;
}

MOCK ("resolver", .open = open_chosen);
