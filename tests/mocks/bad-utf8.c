/* a text that is not UTF-8 */
#include "tests/mocks/mock.h"

MOCK ("bad-utf8", .name = { "\xc3\x28", "Namaak" });
