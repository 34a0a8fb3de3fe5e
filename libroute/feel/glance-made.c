/* Glances at what is made of values: sums and differences, and the sum or the distinct values of what is made of the items of a
 * list. Of numbers and texts that are known; all else is left to the evaluation. */
#include "libroute/feel/glance.h"
#include "libroute/feel/leaf.h"

/* ---- two values ------------------------------------------------------------------------------- */

static gboolean
is_whole_number (const RtFeelValue *value)
{
	return value != NULL && value->kind == RT_FEEL_NUMBER && rt_glance_is_sure (value) && rt_glance_is_whole (value);
}

static const RtFeelValue *
count_up (RtGlance *part, gint64 left, gint64 right)
{
	gint64 result;
	gboolean beyond = TRUE;
	if (part->op == RT_FEEL_OP_ADD)
		beyond = __builtin_add_overflow (left, right, &result);
	else if (part->op == RT_FEEL_OP_SUB)
		beyond = __builtin_sub_overflow (left, right, &result);
	if (beyond)
		return NULL;
	part->value = rt_feel_integer (result);
	return &part->value;
}

/* so that a day and a duration between them make another day */
#define FAR (G_GINT64_CONSTANT (1) << 20)

static gboolean
is_near (gint64 number)
{
	return number > -FAR && number < FAR;
}

/* a day that is a duration before or after another */
static const RtFeelValue *
count_days (RtGlanceLook *look, RtGlance *part, const RtFeelValue *day, const RtFeelValue *by)
{
	gboolean near = is_near (day->as.integer);
	if (by->kind == RT_FEEL_YEARS_MONTHS)
		near = near && is_near (by->as.integer);
	else
		near = near && by->kind == RT_FEEL_DAYS_TIME && is_near (rt_feel_span (*by).seconds / RT_DAY_SECONDS);
	if (!near || !rt_glance_is_sure (day) || !rt_glance_is_sure (by) ||
	    (part->op != RT_FEEL_OP_ADD && part->op != RT_FEEL_OP_SUB))
		return NULL;
	part->value = rt_feel_arithmetic (look->run, (RtFeelOperator)part->op, *day, *by);
	return &part->value;
}

const RtFeelValue *
rt_glance_arithmetic (RtGlanceLook *look, RtGlance *part)
{
	const RtFeelValue *left = rt_glance_find (look, part->child);
	const RtFeelValue *right = left != NULL ? rt_glance_find (look, part->child->next) : NULL;
	if (right == NULL)
		return NULL;
	if (left->kind == RT_FEEL_DATE)
		return count_days (look, part, left, right);
	return is_whole_number (left) && is_whole_number (right) ? count_up (part, left->as.integer, right->as.integer) : NULL;
}

/* ---- what is made of items: the value of a `for`, or a member ----------------------------------- */

RtGlance *
rt_glance_unshared (RtGlance *part)
{
	while (part->kind == RT_GLANCE_SHARED && part->child != NULL)
		part = part->child;
	return part;
}

/* the list that something is made of, item by item, when none of them is doubted and they are few; or NULL */
static const RtFeelList *
known_items (RtGlanceLook *look, const RtGlance *made)
{
	gboolean knows = made->kind == RT_GLANCE_FOR || made->kind == RT_GLANCE_MEMBER;
	const RtFeelValue *value = knows ? rt_glance_find (look, made->child) : NULL;
	if (value == NULL || value->kind != RT_FEEL_LIST || (value->flags & (RT_FEEL_FLAG_OPEN | RT_FEEL_FLAG_UNORDERED)) != 0)
		return NULL;
	const RtFeelList *list = rt_feel_items (*value);
	for (guint32 i = 0; i < list->count && i < RT_GLANCE_MOST_TESTED; i++)
		if (rt_feel_is_doubted (list->items[i]))
			return NULL;
	return list->count <= RT_GLANCE_MOST_TESTED && rt_glance_has_room (look, 0) ? list : NULL;
}

static const RtFeelValue *
made_of (RtGlanceLook *look, RtGlance *made, const RtFeelValue *item)
{
	if (made->kind == RT_GLANCE_MEMBER)
		return rt_glance_read (look, rt_glance_entry (made, item));
	look->locals[made->index] = item;
	rt_glance_read (look, item);
	return rt_glance_find (look, made->child->next);
}

/* a sum of none is null, and left to the evaluation */
const RtFeelValue *
rt_glance_sum (RtGlanceLook *look, RtGlance *sum)
{
	RtGlance *made = rt_glance_unshared (sum->child);
	const RtFeelList *items = known_items (look, made);
	gint64 total = 0;
	if (items == NULL || items->count == 0 || !rt_glance_spend_items (look, items->count))
		return NULL;
	for (guint32 i = 0; i < items->count; i++) {
		const RtFeelValue *value = made_of (look, made, &items->items[i]);
		if (!is_whole_number (value) || __builtin_add_overflow (total, value->as.integer, &total))
			return NULL;
	}
	sum->value = rt_feel_integer (total);
	return &sum->value;
}

/* among those before it */
static gboolean
is_among (const RtFeelValue *value, const RtFeelValue *const *kept, guint n)
{
	for (guint i = 0; i < n; i++)
		if (value->kind == RT_FEEL_STRING ? rt_feel_is_same_text (*value, *kept[i])
						  : value->as.integer == kept[i]->as.integer)
			return TRUE;
	return FALSE;
}

gboolean
rt_glance_count_distinct (RtGlanceLook *look, const RtGlance *distinct, gint64 *count)
{
	RtGlance *made = rt_glance_unshared (distinct->child);
	const RtFeelValue *kept[RT_GLANCE_MOST_TESTED];
	const RtFeelList *items = made->kind == RT_GLANCE_MEMBER ? known_items (look, made) : NULL;
	guint n = 0;
	/* each is compared with those before it */
	if (items == NULL || !rt_glance_spend_items (look, items->count * (items->count + 1) / 2))
		return FALSE;
	for (guint32 i = 0; i < items->count; i++) {
		const RtFeelValue *value = made_of (look, made, &items->items[i]);
		if (value == NULL || !rt_glance_is_sure (value) ||
		    (value->kind != RT_FEEL_STRING && !rt_glance_is_whole (value)) || (n > 0 && value->kind != kept[0]->kind))
			return FALSE;
		if (!is_among (value, kept, n))
			kept[n++] = value;
	}
	*count = n;
	return TRUE;
}
