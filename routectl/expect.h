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

/* Appends a line to `failures` for everything that is not as expected:
 * "/routing/suggestion: expected ..., found ...". Returns TRUE when there was nothing. */
gboolean rt_expect (const RtTree *expected, const RtTree *found, GString *failures);
