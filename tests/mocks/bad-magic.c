/* made for something else */
#include "tests/mocks/mock.h"

MOCK ("bad-magic", .magic = 0x12345678u);
