/* How a value is built inside: for the files of this layer only.
 *
 * A value is 16 bytes and copied freely. Null, booleans, small numbers, dates and durations of months are
 * whole in it; the rest points at one immutable record in an arena or in a program. Nothing here frees: the
 * arena does. */
#pragma once
#include <string.h>
#include "libroute/feel/feel.h"

/* ---- flags ------------------------------------------------------------------------------------ */

enum {
	RT_FEEL_FLAG_DOUBTED = 1 << 0, /* item of a list: perhaps it is not there */
	RT_FEEL_FLAG_OPEN = 1 << 1, /* list: perhaps it has further items */
	RT_FEEL_FLAG_BIG = 1 << 2, /* number: a record, not mantissa and scale */
	RT_FEEL_FLAG_NULLISH = 1 << 3, /* unknown: perhaps null too (an outcome, not a fact) */
	RT_FEEL_FLAG_MISSING = 1 << 4, /* null: an optional argument that was not given */
	RT_FEEL_FLAG_UNORDERED = 1 << 5, /* list: the items may stand in another order */
};

/* ---- records ---------------------------------------------------------------------------------- */

typedef struct {
	guint32 length; /* bytes */
	const char *bytes;
} RtFeelText;

typedef struct {
	guint32 count;
	RtFeelValue items[];
} RtFeelList;

struct _RtFeelShape {
	guint32 count;
	gboolean lasting; /* it stays as long as runs that meet it, so that its address tells it from others */
	RtFeelName names[];
};

typedef struct {
	const RtFeelShape *shape;
	RtFeelValue entries[];
} RtFeelContext;

typedef enum {
	RT_FEEL_FORM_INTERVAL,
	RT_FEEL_FORM_IS, /* (= x): `low`, which is also `high` */
	RT_FEEL_FORM_NOT, /* (!= x) */
} RtFeelForm;

typedef struct {
	RtFeelValue low, high;
	RtFeelEnd low_end, high_end;
	RtFeelForm form;
} RtFeelRange;

/* What is known of an unknown: nothing (no record), whole numbers of an interval, or a word of a closed
 * list. */
typedef struct {
	RtFeelKind kind; /* NUMBER: low and high; STRING: words */
	gint64 low, high;
	const char *const *words;
} RtFeelHint;

/* A function as value: a built-in (all overloads of one name) or a closure over the locals it uses. */
typedef struct _RtFeelFunction RtFeelFunction;

/* ---- looking inside (the kind must be right) -------------------------------------------------- */

static inline gboolean
rt_feel_is_unknown (RtFeelValue value)
{
	return value.kind == RT_FEEL_UNKNOWN;
}

static inline gboolean
rt_feel_is_null (RtFeelValue value)
{
	return value.kind == RT_FEEL_NULL;
}

static inline gboolean
rt_feel_is_true (RtFeelValue value)
{
	return value.kind == RT_FEEL_BOOLEAN && value.as.boolean;
}

static inline gboolean
rt_feel_is_false (RtFeelValue value)
{
	return value.kind == RT_FEEL_BOOLEAN && !value.as.boolean;
}

static inline gboolean
rt_feel_is_doubted (RtFeelValue item)
{
	return (item.flags & RT_FEEL_FLAG_DOUBTED) != 0;
}

static inline gboolean
rt_feel_is_open (RtFeelValue list)
{
	return (list.flags & RT_FEEL_FLAG_OPEN) != 0;
}

static inline gboolean
rt_feel_is_unordered (RtFeelValue list)
{
	return (list.flags & RT_FEEL_FLAG_UNORDERED) != 0;
}

/* The list made of the items of another, one by one: open and unordered as that one is. */
static inline RtFeelValue
rt_feel_made_of (RtFeelValue list, RtFeelValue from)
{
	list.flags |= from.flags & (RT_FEEL_FLAG_OPEN | RT_FEEL_FLAG_UNORDERED);
	return list;
}

static inline gboolean
rt_feel_is_missing (RtFeelValue argument)
{
	return (argument.flags & RT_FEEL_FLAG_MISSING) != 0;
}

static inline const RtFeelText *
rt_feel_text (RtFeelValue string)
{
	return string.as.pointer;
}

static inline gboolean
rt_feel_is_same_text (RtFeelValue left, RtFeelValue right)
{
	const RtFeelText *a = rt_feel_text (left), *b = rt_feel_text (right);
	return a == b || (a->length == b->length &&
			  (a->bytes == b->bytes || memcmp (a->bytes, b->bytes, a->length) == 0));
}

static inline const RtFeelList *
rt_feel_items (RtFeelValue list)
{
	return list.as.pointer;
}

static inline const RtFeelContext *
rt_feel_entries (RtFeelValue context)
{
	return context.as.pointer;
}

static inline const RtFeelRange *
rt_feel_bounds (RtFeelValue range)
{
	return range.as.pointer;
}

static inline const RtFeelHint *
rt_feel_hint (RtFeelValue unknown)
{
	return unknown.as.pointer;
}

/* TRUE when an unknown, a doubted item or an open list is anywhere inside, so that an answer that looks at
 * all of the value may be wrong. Looks at most 64 levels deep and says TRUE below. */
gboolean rt_feel_is_hazy (RtFeelValue value);
/* As above, and counts the work. */
gboolean rt_feel_looks_hazy (RtFeelRun *run, RtFeelValue value);
/* Does it hold more than so many values, counting each as often as it is there? */
gboolean rt_feel_is_larger (RtFeelValue value, gsize most);

/* Position of a name in a shape, or -1. */
gint rt_feel_shape_find (const RtFeelShape *shape, const RtFeelName *name);
gint rt_feel_shape_find_near (const RtFeelShape *shape, const RtFeelName *name, guint hint);
RtFeelName rt_feel_name (const char *text, gsize length);
static inline gboolean
rt_feel_is_same_name (const RtFeelName *a, const RtFeelName *b)
{
	return a->hash == b->hash && a->length == b->length &&
	       (a->text == b->text || memcmp (a->text, b->text, a->length) == 0);
}

/* A value of a kind whose record is given; null when that is NULL. */
RtFeelValue rt_feel_of (RtFeelKind kind, const void *record);
/* A deep copy into another arena; null when it is full. */
RtFeelValue rt_feel_copy (RtArena *arena, RtFeelValue value);
/* The static type of a function value: its parameters and result. NULL for a built-in, which may have several. */
const RtFeelType *rt_feel_function_type (RtFeelValue function);
/* Can the built-in be called as this type says, with such a result? */
gboolean rt_feel_builtin_fits (RtFeelValue function, const RtFeelType *wanted);

/* "number", "days and time duration", "list", ...: static, as FEEL writes it */
const char *rt_feel_kind_name (RtFeelKind kind);

/* ---- numbers and time ----------------------------------------------------------------------------
 *
 * NUMBER      small: as.integer is the mantissa, scale the decimals (0..18), the value is mantissa / 10^scale;
 *             RT_FEEL_FLAG_BIG: as.pointer is the boxed decimal128 of decimal.h
 * DATE        as.integer: days since 1970-01-01
 * YEARS_MONTHS  as.integer: months
 * TIME, DATE_TIME, DAYS_TIME  as.pointer: the record of temporal.h
 *
 * leaf.h turns the structs of decimal.h and temporal.h into values and back. */

/* ---- comparing -------------------------------------------------------------------------------- */

typedef enum {
	RT_FEEL_NO,
	RT_FEEL_YES,
	RT_FEEL_NEITHER, /* null: of kinds that do not compare */
	RT_FEEL_MAYBE, /* unknown: it depends on what nobody gave */
} RtFeelTruth;

/* As the operator `=`. Spends steps of the run for long lists. */
RtFeelTruth rt_feel_equal (RtFeelRun *run, RtFeelValue left, RtFeelValue right);
/* Puts -1, 0 or 1 in *order and says YES when `<` is defined for the two; NEITHER or MAYBE otherwise. */
RtFeelTruth rt_feel_compare (RtFeelRun *run, RtFeelValue left, RtFeelValue right, gint *order);
/* Is the value in the range? */
RtFeelTruth rt_feel_in_range (RtFeelRun *run, RtFeelValue value, RtFeelValue range);
/* true, false, null or unknown */
RtFeelValue rt_feel_truth (RtFeelTruth truth);
/* An unknown that may be null as well: what an operation on unknowns gives. */
RtFeelValue rt_feel_unknown_result (void);
/* One value that stands for both: themselves when equal, else an unknown with what is known of both. */
RtFeelValue rt_feel_join (RtFeelRun *run, RtFeelValue left, RtFeelValue right);
