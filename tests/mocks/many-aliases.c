/* goes by more names than any plugin may have */
#include "tests/mocks/mock.h"

#define EIGHT "a", "b", "c", "d", "e", "f", "g", "h"
MOCK ("many-aliases", .aliases = ROUTE_WORDS (EIGHT, EIGHT, EIGHT, EIGHT, EIGHT, EIGHT, EIGHT, EIGHT, "one-more"));
