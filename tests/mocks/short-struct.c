/* its descriptor ends too early */
#include "tests/mocks/mock.h"

MOCK ("short-struct", .struct_size = 40);
