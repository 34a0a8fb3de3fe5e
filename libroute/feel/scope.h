/* Names that an expression can see. FEEL names hold spaces and operator signs, so what a name is can only
 * be said with the scope in hand: the longest known name at a place wins. */
#pragma once
#include "libroute/feel/type.h"

typedef enum {
	RT_FEEL_BIND_SLOT, /* index: the slot */
	RT_FEEL_BIND_BUILTIN, /* index: the first row of that name in rt_feel_builtins */
	RT_FEEL_BIND_CALL, /* name of a declared call: approach("pad") */
	RT_FEEL_BIND_LOCAL, /* index: the local */
	RT_FEEL_BIND_FIELD, /* index: place of the field in the type of the filtered item */
} RtFeelBindingKind;

typedef struct {
	RtFeelName name;
	const RtFeelType *type;
	guint32 index;
	guint8 kind;
} RtFeelBinding;

/* Where the name ends that stands at `at` of the text, or 0 when it does not stand there. White space
 * between its tokens is free. */
gsize rt_feel_name_match (const RtFeelName *name, const char *text, gsize length, gsize at);
/* TRUE for a character that can stand inside a word of a name. */
gboolean rt_feel_is_name_char (const char *text, gsize length, gsize at, gsize *next);
/* Skips white space and comments. */
gsize rt_feel_skip_space (const char *text, gsize length, gsize at);

/* The longest name of the scope or its parents at this place, or NULL; *end is behind it. */
const RtFeelBinding *rt_feel_scope_match (const RtFeelScope *scope, const char *text, gsize length, gsize at,
					  gsize *end);
/* The slot of a declared call, or NULL. */
const RtFeelBinding *rt_feel_scope_find_call (const RtFeelScope *scope, const RtFeelName *function,
					      const char *argument, gsize length);
/* The type a slot was declared with. */
const RtFeelType *rt_feel_scope_slot_type (const RtFeelScope *scope, guint slot);
/* All names, for "did you mean"; with a function, the arguments declared for it. */
void rt_feel_scope_each (const RtFeelScope *scope, const RtFeelName *function,
			 void (*visit) (const RtFeelName *name, gpointer user_data), gpointer user_data);

/* Is it a word of a closed list that some variable, or an entry of it, may have? For those who leave out the quotes. */
gboolean rt_feel_scope_has_word (const RtFeelScope *scope, const char *text, gsize length);

gboolean rt_feel_scope_is_plain (const RtFeelScope *scope);
gboolean rt_feel_scope_is_silent (const RtFeelScope *scope);

/* The nearest of several names to what was written; `best` starts zeroed, `best.name` is NULL when none is
 * near. */
typedef struct {
	const char *written;
	gsize length;
	const char *name;
	gsize name_length;
	guint distance;
} RtFeelNearest;
void rt_feel_nearest_consider (const RtFeelName *name, gpointer nearest);
