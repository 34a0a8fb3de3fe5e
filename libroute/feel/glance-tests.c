/* What conditions ask of the items of lists, found while they are made ready: comparisons of members, each made once for all that
 * ask it. */
#include "libroute/feel/glance.h"

RtGlanceSet *
rt_glance_set_new (void)
{
	RtGlanceSet *set = g_new0 (RtGlanceSet, 1);
	set->arena = rt_arena_new (0);
	set->lists = g_ptr_array_new ();
	set->columns = g_ptr_array_new ();
	set->tests = g_ptr_array_new ();
	return set;
}

void
rt_glance_set_free (RtGlanceSet *set)
{
	if (set == NULL)
		return;
	for (guint i = 0; i < set->columns->len; i++)
		rt_name_table_free (((RtGlanceColumn *)g_ptr_array_index (set->columns, i))->texts);
	g_ptr_array_unref (set->lists);
	g_ptr_array_unref (set->columns);
	g_ptr_array_unref (set->tests);
	rt_arena_free (set->arena);
	g_free (set);
}

/* ---- do they say the same --------------------------------------------------------------------- */

gboolean
rt_glance_is_same (const RtGlance *a, const RtGlance *b)
{
	if (a == NULL || b == NULL)
		return a == b;
	if (a->kind != b->kind || a->index != b->index)
		return FALSE;
	switch (a->kind) {
	case RT_GLANCE_CONST:
		return rt_feel_is_same_constant (a->value, b->value);
	case RT_GLANCE_SLOT:
	case RT_GLANCE_SHARED: /* its number says it all */
		return TRUE;
	case RT_GLANCE_MEMBER:
		return rt_feel_is_same_name (a->name, b->name) && rt_glance_is_same (a->child, b->child);
	case RT_GLANCE_COUNT:
		return a->index > 0 || rt_glance_is_same (a->child, b->child);
	default:
		return FALSE;
	}
}

/* comparisons of members of items, which may be in other locals */
static gboolean
ask_the_same (const RtGlance *a, const RtGlance *b)
{
	if (a->kind != b->kind || a->op != b->op || !rt_feel_is_same_name (a->child->name, b->child->name))
		return FALSE;
	return a->kind == RT_GLANCE_FITS ? rt_feel_is_same_constant (a->value, b->value)
					 : rt_glance_is_same (a->child->next, b->child->next);
}

/* does it hold the same from one reset of the run to the next, wherever it stands? */
static gboolean
is_lasting (const RtFeelProgram *program, const RtGlance *part)
{
	const RtFeelProgram *set = program->shares_with;
	switch (part->kind) {
	case RT_GLANCE_CONST:
	case RT_GLANCE_SHARED:
		return TRUE;
	case RT_GLANCE_SLOT:
		return part->index < set->n_fixed && set->fixed[part->index];
	case RT_GLANCE_MEMBER:
		return is_lasting (program, part->child);
	default:
		return FALSE;
	}
}

/* a comparison of a member of the item with what lasts */
static gboolean
is_test (const RtFeelProgram *program, const RtGlance *part, guint32 local)
{
	if (part->kind != RT_GLANCE_FITS && part->kind != RT_GLANCE_COMPARE && part->kind != RT_GLANCE_IN)
		return FALSE;
	const RtGlance *member = part->child;
	if (member->kind != RT_GLANCE_MEMBER || member->child->kind != RT_GLANCE_LOCAL || member->child->index != local)
		return FALSE;
	return part->kind == RT_GLANCE_FITS || is_lasting (program, member->next);
}

/* ---- lists, columns and tests ------------------------------------------------------------------------ */

static RtGlanceList *
list_for (RtGlanceSet *set, RtGlance *part)
{
	for (guint i = 0; i < set->lists->len; i++) {
		RtGlanceList *list = g_ptr_array_index (set->lists, i);
		if (rt_glance_is_same (list->part, part))
			return list;
	}
	RtGlanceList *list = rt_arena_alloc (set->arena, sizeof *list);
	list->part = part;
	list->generation = G_MAXUINT64;
	g_ptr_array_add (set->lists, list);
	return list;
}

static RtGlanceColumn *
column_for (RtGlanceSet *set, RtGlanceList *list, RtGlance *member)
{
	for (guint i = 0; i < set->columns->len; i++) {
		RtGlanceColumn *column = g_ptr_array_index (set->columns, i);
		if (column->list == list && rt_feel_is_same_name (column->member->name, member->name))
			return column;
	}
	RtGlanceColumn *column = rt_arena_alloc (set->arena, sizeof *column);
	column->list = list;
	column->member = member;
	column->texts = rt_name_table_new ();
	column->generation = G_MAXUINT64;
	g_ptr_array_add (set->columns, column);
	return column;
}

/* of the text that a member is compared with; -1: it is none that stands there */
static gint64
number_for (RtGlanceColumn *column, const RtGlance *part)
{
	if (part->kind != RT_GLANCE_FITS || part->value.kind != RT_FEEL_STRING || !rt_glance_is_sure (&part->value))
		return -1;
	const RtFeelText *text = rt_feel_text (part->value);
	gint32 number = rt_name_table_find (column->texts, text->bytes, text->length);
	if (number >= 0)
		return number;
	rt_name_table_add (column->texts, text->bytes, text->length, (gint32)column->texts->n);
	column->generation = G_MAXUINT64; /* the text was not yet looked for */
	return (gint64)column->texts->n - 1;
}

static RtGlanceTest *
test_for (RtGlanceSet *set, RtGlanceList *list, RtGlance *part)
{
	RtGlanceColumn *column = column_for (set, list, part->child);
	for (guint i = 0; i < set->tests->len; i++) {
		RtGlanceTest *test = g_ptr_array_index (set->tests, i);
		if (test->column == column && ask_the_same (test->part, part))
			return test;
	}
	RtGlanceTest *test = rt_arena_alloc (set->arena, sizeof *test);
	test->part = part;
	test->column = column;
	test->number = number_for (column, part);
	test->generation = test->noting = G_MAXUINT64;
	g_ptr_array_add (set->tests, test);
	return test;
}

void
rt_glance_find_tests (RtGlanceSet *set, const RtFeelProgram *program, RtGlance *loop, RtGlance *list, RtGlance *condition)
{
	RtGlance *parts = condition->kind == RT_GLANCE_AND ? condition->child : condition;
	guint n = 0;
	if (!is_lasting (program, list))
		return;
	for (const RtGlance *part = parts; part != NULL; part = part->next, n++)
		if (n == RT_GLANCE_MOST_TESTS || !is_test (program, part, loop->index))
			return;
	loop->list = list_for (set, list);
	loop->tests = rt_arena_array (set->arena, n, sizeof *loop->tests);
	for (RtGlance *part = parts; part != NULL; part = part->next)
		loop->tests[loop->n_tests++] = test_for (set, loop->list, part);
}
