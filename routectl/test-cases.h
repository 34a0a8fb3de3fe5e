/* The cases that stand beside the rules, in rules.d/tests: registrations and what is expected of their advice.
 *
 *   {"name": "young-in-a-group",
 *    "about": "one sentence",
 *    "base": "young",        the registration is this case's, changed by a JSON Merge Patch: null makes unknown;
 *                            lists too can be changed, see rt_tree_merge
 *    "registration": {...},
 *    "expect": {...}}        see expect.h; a case without it is only a base
 *
 * A file holds one case, named as the file unless it says otherwise, or a list of cases. Bases may be in other
 * files. */
#pragma once
#include "routectl/json-tree.h"

typedef struct {
	char *file, *name, *about, *base; /* about, base: or NULL */
	int position; /* in the list of its file; -1: the file is the case */
	RtTree *registration; /* as written */
	RtTree *expect; /* or NULL */
} RtTestCase;

GPtrArray *rt_test_cases_new (void);
/* Appends the cases of a file, or of the *.json of a directory in bytewise order. */
gboolean rt_test_cases_read (GPtrArray *cases, const char *path, GError **error);
/* The registration of a case, on its base. Its id is the case's name where none is given.
 * Returns: (transfer full): NULL with `error` when there is no such base, or bases go in a circle */
RtTree *rt_test_case_registration (const GPtrArray *cases, const RtTestCase *wanted, GError **error);
