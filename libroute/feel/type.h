/* Static types: what is known of a value before it is there. Best effort: Any is always right. */
#pragma once
#include "libroute/feel/value.h"

extern const RtFeelType rt_feel_type_any;
extern const RtFeelType rt_feel_type_null;

RtFeelType *rt_feel_type_make (RtArena *arena, RtFeelKind kind);
const RtFeelType *rt_feel_type_make_list (RtArena *arena, const RtFeelType *item);
const RtFeelType *rt_feel_type_make_range (RtArena *arena, const RtFeelType *item);
/* The type without what is known of its values: of a result, a sum. */
const RtFeelType *rt_feel_type_unbounded (const RtFeelType *type);
/* The field of a context type, or NULL; *index is its place. */
const RtFeelField *rt_feel_type_field (const RtFeelType *type, const RtFeelName *name, guint *index);

/* The smallest type that holds both. */
const RtFeelType *rt_feel_type_join (RtArena *arena, const RtFeelType *a, const RtFeelType *b);
/* Does every value of `type` fit where `wanted` is asked? */
gboolean rt_feel_type_fits (const RtFeelType *type, const RtFeelType *wanted);
/* The type of a constant that is written as one, and the test `value instance of type`. */
const RtFeelType *rt_feel_type_of (RtFeelValue value);
gboolean rt_feel_value_fits (RtFeelValue value, const RtFeelType *type);
/* The value for a place of this type: itself, [x] for x, x for [x], a date and time for a date; otherwise
 * null. */
RtFeelValue rt_feel_coerce (RtFeelRun *run, RtFeelValue value, const RtFeelType *type);

/* Reads a type at *position, which moves behind it; NULL when there is none. */
const RtFeelType *rt_feel_type_read (RtArena *arena, const char *text, gsize length, gsize *position);
