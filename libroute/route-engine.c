#include <route/route.h>
