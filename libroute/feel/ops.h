/* The operators of FEEL on values: what the machine executes and the checker foresees. Private to the
 * layer. */
#pragma once
#include "libroute/feel/builtin.h"
#include "libroute/feel/node.h"

typedef enum {
#define RT_FEEL_PROPERTY(kind, name, result, id) RT_FEEL_PROPERTY_##kind##_##id,
#include "libroute/feel/properties.def"
#undef RT_FEEL_PROPERTY
	RT_FEEL_N_PROPERTIES
} RtFeelProperty;

/* The kind of left op right, or RT_FEEL_NULL when there is no such arithmetic. */
RtFeelKind rt_feel_arithmetic_kind (RtFeelOperator op, RtFeelKind left, RtFeelKind right);
RtFeelValue rt_feel_arithmetic (RtFeelRun *run, RtFeelOperator op, RtFeelValue left, RtFeelValue right);
RtFeelValue rt_feel_negate (RtFeelRun *run, RtFeelValue value);

/* "+", "<=", ...: as written */
const char *rt_feel_operator_text (RtFeelOperator op);

/* Can values of these kinds be compared with = at all, and do they have an order? */
gboolean rt_feel_kinds_equal (RtFeelKind left, RtFeelKind right);
gboolean rt_feel_kind_is_ordered (RtFeelKind kind);
RtFeelTruth rt_feel_compare_op (RtFeelRun *run, RtFeelOperator op, RtFeelValue left, RtFeelValue right);

/* The property of this name of values of this kind; RT_FEEL_N_PROPERTIES when there is none. */
RtFeelProperty rt_feel_property_find (RtFeelKind kind, const RtFeelName *name);
/* The names of all properties of values of this kind. */
void rt_feel_property_each (RtFeelKind kind, void (*visit) (const RtFeelName *name, gpointer user_data),
			    gpointer user_data);
/* Any for what depends on the value, as the ends of a range do. */
const RtFeelType *rt_feel_property_type (RtFeelProperty property);
RtFeelValue rt_feel_property_get (RtFeelRun *run, RtFeelProperty property, RtFeelValue value);

/* The entry of this name, a property, or the list of them for a list. `hint` is where the entry probably
 * is. */
RtFeelValue rt_feel_member (RtFeelRun *run, RtFeelValue value, const RtFeelName *name, guint hint);

/* Does a value pass one of the tests of `in`? A list or range passes its members, anything else what is
 * equal. */
RtFeelTruth rt_feel_passes (RtFeelRun *run, RtFeelValue value, RtFeelValue test);
/* list[n]: from the front for 1, 2, ..., from the end for -1, -2, ... */
RtFeelValue rt_feel_index (RtFeelRun *run, RtFeelValue list, RtFeelValue index);
