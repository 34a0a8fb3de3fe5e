/* One fuzz target a file, fuzz-NAME.c, which defines this; libFuzzer or fuzz-main.c calls it. */
#pragma once
#include <stddef.h>
#include <stdint.h>

/* Feeds any bytes to one door of the library. Returns 0; finds by crashing, hanging or a sanitizer's word. */
int LLVMFuzzerTestOneInput (const uint8_t *data, size_t size);
