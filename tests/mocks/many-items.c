/* counts more reasons than any plugin may have */
#include "tests/mocks/mock.h"

MOCK ("many-items", .n_reasons = (size_t)-1);
