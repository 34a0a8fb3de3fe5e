/* has nothing to call */
#include "tests/mocks/mock.h"

MOCK ("no-assess", .assess = NULL);
