/* What was found once, and is kept in tests/feel/grid: with --update a suite takes over what it finds, and the difference is to
 * be read before it is committed. */
#pragma once
#include "libroute/feel/feel.h"

extern gboolean kept_is_updating;
/* Fails where `got` is not what tests/feel/grid/NAME.txt has. */
void kept_compare (const char *name, GString *got);

/* Results of a line; one that comes again and again is counted. */
typedef struct {
	GString *out;
	GString *last;
	guint times;
} KeptRow;

void kept_add (KeptRow *row, const char *text);
void kept_end (KeptRow *row);

/* What is said of a text, its messages by a number that stands for them. */
char *kept_said_of (const RtFeelScope *scope, const char *text, gsize length);
/* Names as rules have them, of every type; and such as are known within one group. */
RtFeelScope *kept_scope_of_rules (void);
RtFeelScope *kept_scope_within (const RtFeelScope *outer);
