/* a text with a terminal escape in it */
#include "tests/mocks/mock.h"

MOCK ("control-text", .name = { "\033[31mMock", "Namaak" });
