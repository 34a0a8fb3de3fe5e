/* counts reasons that are not there */
#include "tests/mocks/mock.h"

MOCK ("null-arrays", .reasons = NULL, .n_reasons = 3);
