/* The facts of a registration in an order of their own, so that no answer depends on the order they were given
 * in. Items of lists are sorted by what they say; where each stood is remembered, so that pointers lead into
 * the document that was given. */
#include <string.h>
#include "libroute/registration/record-private.h"
#include "libroute/util/json-writer.h"

static int compare_facts (const RtFact *a, const RtFact *b);

static int
compare_numbers (gint64 a, gint64 b)
{
	return (a > b) - (a < b);
}

static int
compare_all (const RtFact *a, const RtFact *b, guint n)
{
	int order = 0;
	for (guint i = 0; i < n && order == 0; i++)
		order = compare_facts (&a[i], &b[i]);
	return order;
}

static int
compare_facts (const RtFact *a, const RtFact *b)
{
	if (a->kind != b->kind)
		return compare_numbers (a->kind, b->kind);
	switch (a->kind) {
	case RT_FACT_BOOLEAN:
		return compare_numbers (a->as.boolean, b->as.boolean);
	case RT_FACT_INTEGER:
		return compare_numbers (a->as.integer, b->as.integer);
	case RT_FACT_DATE:
		return compare_numbers (a->as.days, b->as.days);
	case RT_FACT_WORD:
		return compare_numbers (a->as.word, b->as.word);
	case RT_FACT_TEXT:
	case RT_FACT_NUMBER:
		return strcmp (a->as.text, b->as.text);
	case RT_FACT_OBJECT:
	case RT_FACT_LIST:
		if (a->length != b->length)
			return compare_numbers (a->length, b->length);
		return compare_all (a->as.facts, b->as.facts, a->length);
	default:
		return 0;
	}
}

static int
by_content (const void *a, const void *b, gpointer items)
{
	guint16 x = *(const guint16 *) a, y = *(const guint16 *) b;
	const RtFact *facts = items;
	int order = compare_facts (&facts[x], &facts[y]);
	/* items that say the same are told apart by nothing but where they stood */
	return order != 0 ? order : (int) x - (int) y;
}

/* lists are short, and for those a sort by insertion is the fastest */
#define SHORT_LIST 32u

/* where an item belongs among `n` that are in order: behind those that say the same */
static guint
find_turn (const guint16 *order, guint n, const RtFact *items, const RtFact *item)
{
	/* often behind all of them */
	if (compare_facts (&items[order[n - 1]], item) <= 0)
		return n;
	guint low = 0, high = n - 1;
	while (low < high) {
		guint middle = (low + high) / 2;
		if (compare_facts (&items[order[middle]], item) <= 0)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

static void
sort_order (guint16 *order, guint n, const RtFact *items)
{
	if (n > SHORT_LIST) {
		g_qsort_with_data (order, (gint) n, sizeof *order, by_content, (gpointer) items);
		return;
	}
	for (guint i = 1; i < n; i++) {
		guint16 moving = order[i];
		guint turn = find_turn (order, i, items, &items[moving]);
		for (guint at = i; at > turn; at--)
			order[at] = order[at - 1];
		order[turn] = moving;
	}
}

/* sorts the items of a list; returns where each stood, or NULL when they stood right */
static const guint16 *
sort_list (RtArena *arena, RtFact *list)
{
	guint16 *order = rt_arena_array (arena, list->length, sizeof *order);
	RtFact *items = rt_arena_array (arena, list->length, sizeof *items);
	gboolean moved = FALSE;
	if (order == NULL || items == NULL)
		return NULL;
	for (guint i = 0; i < list->length; i++)
		order[i] = (guint16) i;
	sort_order (order, list->length, list->as.facts);
	for (guint i = 0; i < list->length; i++) {
		items[i] = list->as.facts[order[i]];
		moved = moved || order[i] != i;
	}
	if (!moved)
		return NULL;
	list->as.facts = items;
	return order;
}

static void
sort_shape (RouteRegistration *registration, RtFact *facts, int parent)
{
	for (guint32 left = rt_schema_lists (parent); left != 0; left &= left - 1) {
		RtFact *fact = &facts[__builtin_ctz (left)];
		int place = rt_schema_place_of (parent, (guint) __builtin_ctz (left));
		if (fact->kind == RT_FACT_LIST && fact->length > 1)
			registration->order[place] = sort_list (registration->arena, fact);
		if (fact->kind != RT_FACT_OBJECT)
			continue;
		RtFact *inner = rt_arena_array (registration->arena, fact->length, sizeof *inner);
		if (inner == NULL)
			continue;
		memcpy (inner, fact->as.facts, fact->length * sizeof *inner);
		fact->as.facts = inner;
		sort_shape (registration, inner, place);
	}
}

RouteRegistration *
rt_record_sorted (RouteRegistration *base)
{
	guint n_places = 0;
	rt_schema_places (&n_places);
	RouteRegistration *registration = rt_record_over (base);
	registration->order = rt_arena_array (registration->arena, n_places, sizeof *registration->order);
	if (registration->order != NULL)
		sort_shape (registration, registration->facts, -1);
	return registration;
}

RtSpot
rt_record_original (const RouteRegistration *registration, RtSpot spot)
{
	int list = rt_schema_places (NULL)[rt_spot_place (spot)].outermost;
	const guint16 *order = registration->order != NULL && list >= 0 ? registration->order[list] : NULL;
	const RtFact *items = order != NULL ? rt_record_at (registration, rt_spot ((guint) list, 0, 0)) : NULL;
	if (items == NULL || rt_spot_index (spot) >= items->length)
		return spot;
	return rt_spot (rt_spot_place (spot), order[rt_spot_index (spot)], rt_spot_second_index (spot));
}

char *
rt_record_put_spot (const RouteRegistration *registration, RtSpot spot, char *to)
{
	const RtPlace *place = &rt_schema_places (NULL)[rt_spot_place (spot)];
	RtSpot original = rt_record_original (registration, spot);
	to = rt_spot_put (original, to);
	if (place->field->type != RT_TYPE_LIST || rt_spot_is_list (spot))
		return to;
	const RtFact *list = rt_record_at (registration, spot);
	guint index = place->n_lists == 0 ? rt_spot_index (original) : rt_spot_second_index (original);
	if (list->kind != RT_FACT_LIST || index >= list->length)
		return to;
	*to = '/';
	return rt_put_number (to + 1, index);
}

void
rt_record_print_spot (const RouteRegistration *registration, RtSpot spot, GString *out)
{
	rt_json_drafted (out, rt_record_put_spot (registration, spot, rt_json_draft (out, RT_SPOT_LONGEST)));
}
