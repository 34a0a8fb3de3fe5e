/* a text in one language only */
#include "tests/mocks/mock.h"

MOCK ("missing-text", .name = { "Mock", NULL });
