/* The Dutch texts: po/nl.po as a .mo file, in memory. Made at build time. */
#pragma once
#include <stddef.h>

extern const unsigned char rt_catalogue_nl[];
extern const size_t rt_catalogue_nl_size;
