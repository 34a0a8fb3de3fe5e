/* What every Check suite shares: one main, TAP output, and where the source tree is. */
#pragma once
#include <check.h>
#include <glib.h>

/* Runs the suite, prints TAP on standard output and returns the exit status for main(). Takes ownership of suite. */
int rt_test_main (Suite *suite);

/* Path of a file of the source tree, from its path relative to the top. Returns: (transfer full) */
char *rt_test_source (const char *relative);

/* Path of a file of the build tree. Returns: (transfer full) */
char *rt_test_build (const char *relative);

/* Text of a file of the source tree; the test fails when it cannot be read. Returns: (transfer full) */
char *rt_test_read (const char *relative, gsize *length);

/* A file without a name that holds these bytes, to be read from its beginning. Returns: its descriptor, to be closed */
int rt_test_file_of (const void *bytes, gsize length);
