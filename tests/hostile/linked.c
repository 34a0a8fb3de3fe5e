/* nothing is wrong but what it is linked with, or who else it says it is */
#include "tests/mocks/mock.h"

#ifndef ALIASES
#define ALIASES
#endif
#ifdef USES
extern const unsigned USES;
static const volatile void *volatile used = &USES;

static bool
open_using (const RouteHost *host, void **self)
{
	*self = NULL;
	return host != NULL && used != NULL;
}
MOCK (ID, .open = open_using);
#else
MOCK (ID, ALIASES);
#endif
