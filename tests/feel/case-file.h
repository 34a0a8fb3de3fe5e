/* Cases as lines: `expression => outcome`, with `# comments` and `with {context}` lines. */
#pragma once
#include "tests/testing.h"

typedef struct {
	char *expression, *outcome;
	char *with; /* the context of the last `with` line, or NULL */
	guint line;
} FeelCase;

/* All cases of a file, relative to the top of the source tree. Returns: (transfer full) of FeelCase */
GPtrArray *feel_cases_read (const char *path);
