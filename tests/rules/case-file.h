/* A case: a few files of rules and what is to be said of them, in one text.
 *
 *   # what the case is about
 *   == vendor/10-a.rules          a file; directories count in the order they first appear in
 *   == site/10-a.rules -> /dev/null
 *   == plugins                    a party a line: id, then reasons, "alias=x", "chain=justice", "setting=x"
 *   == findings                   what loading says, as routectl check prints it
 *   == keys                       the merged keys: group id key[language] = value  (file:line)
 *   == files                      what became of every file
 */
#pragma once
#include "libroute/rules/rules.h"

typedef struct {
	char *directory;         /* where the files were written; removed by rt_case_free */
	GPtrArray *directories;  /* paths, NULL-terminated for rt_rules_read */
	GHashTable *sections;    /* name to text */
} RtCase;

RtCase *rt_case_read (const char *path);
void rt_case_free (RtCase *test);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RtCase, rt_case_free)

/* The parties of the section plugins. They live as long as `arena`. */
const RtKnownParty *rt_case_plugins (const RtCase *test, RtArena *arena, guint *n);
/* What was said, with paths from the case's directory. Messages of the condition language are its own affair and
 * left out. */
char *rt_case_findings (const RtCase *test, const GPtrArray *findings);
char *rt_case_keys (const RtRuleFiles *files);
char *rt_case_files (const RtCase *test, const RtRuleFiles *files);
