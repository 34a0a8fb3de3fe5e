/* made for a later ABI */
#include "tests/mocks/mock.h"

MOCK ("wrong-major", .abi_major = ROUTE_PLUGIN_ABI_MAJOR + 1);
