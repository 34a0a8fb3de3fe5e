/* knows more of the ABI than the host */
#include "tests/mocks/mock.h"

MOCK ("newer-minor", .abi_minor = ROUTE_PLUGIN_ABI_MINOR + 1);
