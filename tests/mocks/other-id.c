/* its id is unlike its file's name */
#include "tests/mocks/mock.h"

MOCK ("somebody-else", .version = "1");
