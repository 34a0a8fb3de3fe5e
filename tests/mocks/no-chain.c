/* is of no chain */
#include "tests/mocks/mock.h"

MOCK ("no-chain", .chains = 0);
