/* a text that reads backwards on screens */
#include "tests/mocks/mock.h"

MOCK ("turned-text", .name = { "Mock \u202eecilop", "Namaak" });
