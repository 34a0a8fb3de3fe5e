/* What a test case expects of an advice: any part of it, and no more than it names.
 *
 *   an object    every member it names is as it says; the advice may have more
 *   a list       every item of it is somewhere in the advice's list, in any order; [] demands that it is empty
 *   an object against a list
 *                its names are items: by their id or the last part of it, party, path, suggestion, pattern or
 *                what, or, in a list of words, the word itself. The value is what the item is to be; null or
 *                false demands that there is none, true that there is one
 *   a text against an object
 *                the object's state, attendance, eligible or because
 *   anything else
 *                the same value
 */
#pragma once
#include "routectl/json-tree.h"

/* Is this the name of something that there could be in a list? An expectation that something with a misspelled name is not
 * there would hold for ever. */
typedef gboolean (*RtExpectKnown) (const char *name, gpointer data);

/* Appends a line to `failures` for everything that is not as expected:
 * "/routing/suggestion: expected ..., found ...". Returns TRUE when there was nothing. */
gboolean rt_expect (const RtTree *expected, const RtTree *found, GString *failures);
/* As above, and a name that is expected to be absent must be known. */
gboolean rt_expect_known (const RtTree *expected, const RtTree *found, RtExpectKnown known, gpointer data, GString *failures);
/* What is expected, put right where it is not as found: no more is said than was said before.
 * Returns: (transfer full): an expectation that holds */
RtTree *rt_expect_correct (const RtTree *expected, const RtTree *found);
