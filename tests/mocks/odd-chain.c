/* is of a chain that nobody knows */
#include "tests/mocks/mock.h"

MOCK ("odd-chain", .chains = ROUTE_CHAIN_CARE | 1u << 30);
