/* its descriptor claims more than is there */
#include "tests/mocks/mock.h"

MOCK ("long-struct", .struct_size = 1u << 20);
