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
		order = memcmp (&a[i], &b[i], sizeof *a) != 0 ? compare_facts (&a[i], &b[i]) : 0;
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

/* A number that is less where a fact comes before another; where it is the same, only the facts themselves tell. Of an object
 * it is that of its first field: the items of a list have the same shape. */
static inline guint64
key_of (const RtFact *fact)
{
	const guint bits = 56;
	const gint64 most = G_GINT64_CONSTANT (1) << (bits - 1);
	guint64 key = 0;
	if (fact->kind == RT_FACT_OBJECT)
		fact = &fact->as.facts[0];
	if (fact->kind == RT_FACT_WORD)
		key = fact->as.word;
	else if (fact->kind == RT_FACT_TEXT) /* its first bytes, as strcmp() would take them */
		key = GUINT64_SWAP_LE_BE (rt_bytes_number (fact->as.text, MIN (fact->length, bits / 8))) >> (64 - bits);
	else if (fact->kind == RT_FACT_INTEGER)
		key = (guint64) (CLAMP (fact->as.integer, -most, most - 1) + most);
	return (guint64) fact->kind << bits | key;
}

static void
sort_few (const RtFact *items, guint n, guint16 *order)
{
	guint64 keys[SHORT_LIST];
	for (guint i = 0; i < n; i++) {
		guint64 key = key_of (&items[i]);
		guint turn = i;
		/* behind those that say the same */
		for (; turn > 0 && keys[turn - 1] >= key; turn--) {
			if (keys[turn - 1] == key && compare_facts (&items[order[turn - 1]], &items[i]) <= 0)
				break;
			keys[turn] = keys[turn - 1];
			order[turn] = order[turn - 1];
		}
		keys[turn] = key;
		order[turn] = (guint16) i;
	}
}

static gboolean
is_moved (const guint16 *order, guint n)
{
	guint i = 0;
	while (i < n && order[i] == i)
		i++;
	return i < n;
}

static const guint16 *
sort_many (RtArena *arena, const RtFact *items, guint n)
{
	guint16 *order = rt_arena_array (arena, n, sizeof *order);
	if (order == NULL)
		return NULL;
	for (guint i = 0; i < n; i++)
		order[i] = (guint16) i;
	g_qsort_with_data (order, (gint) n, sizeof *order, by_content, (gpointer) items);
	return order;
}

/* the items of a list in order, and where each stood; those that it has when they stood right */
static const RtFact *
sort_list (RtArena *arena, const RtFact *list, const guint16 **stood)
{
	guint16 few[SHORT_LIST];
	guint n = list->length;
	const guint16 *order = few;
	if (n > SHORT_LIST)
		order = sort_many (arena, list->as.facts, n);
	else
		sort_few (list->as.facts, n, few);
	if (order == NULL || !is_moved (order, n))
		return list->as.facts;
	guint16 *kept = rt_arena_array (arena, n, sizeof *kept);
	RtFact *items = rt_arena_array (arena, n, sizeof *items);
	if (kept == NULL || items == NULL)
		return list->as.facts;
	memcpy (kept, order, n * sizeof *kept);
	for (guint i = 0; i < n; i++)
		items[i] = list->as.facts[order[i]];
	*stood = kept;
	return items;
}

/* the facts of an object with its lists in order; they are copied when that changes one */
static const RtFact *
sort_shape (RouteRegistration *registration, const RtFact *facts, guint n, int parent)
{
	RtFact *own = parent < 0 ? registration->facts : NULL;
	for (guint32 left = rt_schema_lists (parent); left != 0; left &= left - 1) {
		guint i = (guint) __builtin_ctz (left);
		const RtFact *fact = &facts[i], *sorted = fact->as.facts;
		const guint16 *stood = NULL;
		int place = rt_schema_place_of (parent, i);
		if (fact->kind == RT_FACT_LIST && fact->length > 1)
			sorted = sort_list (&registration->arena, fact, &stood);
		else if (fact->kind == RT_FACT_OBJECT)
			sorted = sort_shape (registration, fact->as.facts, fact->length, place);
		if (sorted == fact->as.facts)
			continue;
		if (own == NULL) {
			own = rt_arena_array (&registration->arena, n, sizeof *own);
			if (own == NULL)
				return facts;
			memcpy (own, facts, n * sizeof *own);
		}
		own[i].as.facts = sorted;
		if (stood != NULL)
			registration->order[rt_schema_places (NULL)[place].number] = stood;
	}
	return own != NULL ? own : facts;
}

RouteRegistration *
rt_record_sorted (RouteRegistration *base)
{
	RouteRegistration *registration = rt_record_over (base);
	registration->order = rt_arena_array (&registration->arena, rt_schema_all ()->n_outermost,
					      sizeof *registration->order);
	if (registration->order != NULL)
		sort_shape (registration, registration->facts, rt_schema_root ()->n_fields, -1);
	return registration;
}

RtSpot
rt_record_original (const RouteRegistration *registration, RtSpot spot)
{
	const RtPlace *places = rt_schema_places (NULL);
	int list = places[rt_spot_place (spot)].outermost;
	const guint16 *order = registration->order != NULL && list >= 0 ? registration->order[places[list].number] : NULL;
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
