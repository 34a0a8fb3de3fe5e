/* Sets of spots: ordered, without repetition. */
#include <string.h>
#include "libroute/weigh/weigh-private.h"

static gboolean
is_sorted (const RtSpot *spots, guint n)
{
	for (guint i = 1; i < n; i++)
		if (spots[i - 1] >= spots[i])
			return FALSE;
	return TRUE;
}

/* Sets are small, and for those a sort without calls is the fastest: Shell's, by insertion over ever smaller steps. */
static void
sort_spots (RtSpot *spots, guint n)
{
	guint step = 1;
	while (step < n / 9)
		step = 3 * step + 1;
	for (; step > 0; step /= 3) {
		for (guint i = step; i < n; i++) {
			RtSpot spot = spots[i];
			guint at = i;
			for (; at >= step && spots[at - step] > spot; at -= step)
				spots[at] = spots[at - step];
			spots[at] = spot;
		}
	}
}

/* moves the first to where it belongs among the others, which are in order */
static void
insert_first (RtSpot *spots, guint n)
{
	RtSpot first = spots[0];
	guint at = 0;
	for (; at + 1 < n && spots[at + 1] < first; at++)
		spots[at] = spots[at + 1];
	spots[at] = first;
}

RtSpots
rt_spots_sort (RtSpot *spots, guint n)
{
	/* most are noted in their order, but for a list, which stands behind its items and is noted before them */
	if (is_sorted (spots, n))
		return (RtSpots){spots, n};
	if (is_sorted (spots + 1, n - 1))
		insert_first (spots, n);
	else
		sort_spots (spots, n);
	if (is_sorted (spots, n))
		return (RtSpots){spots, n};
	guint kept = 1;
	for (guint i = 1; i < n; i++)
		if (spots[i] != spots[kept - 1])
			spots[kept++] = spots[i];
	return (RtSpots){spots, kept};
}

RtSpots
rt_spots_sorted (RtArena *arena, const RtSpot *spots, guint n)
{
	if (n == 0)
		return (RtSpots){0};
	RtSpot *copy = rt_arena_array (arena, n, sizeof *copy);
	memcpy (copy, spots, n * sizeof *copy);
	return rt_spots_sort (copy, n);
}

/* ---- sets that are kept ---- */

RtKeptSet *
rt_kept_set (RtKeptSet *sets, const guint64 *noted, guint n)
{
	guint64 hash = n;
	for (guint i = 0; i < n; i++)
		hash = (hash ^ noted[i]) * G_GUINT64_CONSTANT (0x9e3779b97f4a7c15);
	return &sets[hash >> (64 - RT_KEPT_BITS)];
}

gboolean
rt_is_kept (const RtKeptSet *kept, const guint64 *noted, guint n)
{
	return kept->noted != NULL && kept->n == n && memcmp (kept->noted, noted, n * sizeof *noted) == 0;
}

void
rt_keep_set (RtKeptSet *kept, RtArena *arena, const guint64 *noted, guint n, RtSpots set)
{
	guint64 *copy = rt_arena_array (arena, MAX (n, 1), sizeof *copy);
	memcpy (copy, noted, n * sizeof *copy);
	*kept = (RtKeptSet){copy, n, set};
}

RtSpots
rt_spots_shared (RtSpots *sets, RtSpots set)
{
	guint32 hash = set.n;
	if (set.n == 0)
		return set;
	for (guint i = 0; i < set.n; i++)
		hash = (hash ^ set.spots[i]) * 0x9e3779b1u;
	RtSpots *shared = &sets[hash >> (32 - RT_KEPT_BITS)];
	if (shared->n != set.n || memcmp (shared->spots, set.spots, set.n * sizeof *set.spots) != 0)
		*shared = set;
	return *shared;
}

RtSpots
rt_spots_join (RtArena *arena, RtSpots a, RtSpots b)
{
	if (a.n == 0)
		return b;
	if (b.n == 0)
		return a;
	RtSpot *both = rt_arena_array (arena, a.n + b.n, sizeof *both);
	guint n = 0, i = 0, j = 0;
	while (i < a.n || j < b.n) {
		RtSpot spot = j == b.n || (i < a.n && a.spots[i] <= b.spots[j]) ? a.spots[i] : b.spots[j];
		i += i < a.n && a.spots[i] == spot;
		j += j < b.n && b.spots[j] == spot;
		both[n++] = spot;
	}
	return (RtSpots){both, n};
}

gboolean
rt_spots_contain (RtSpots spots, RtSpot spot)
{
	guint from = 0, to = spots.n;
	while (from < to) {
		guint middle = from + (to - from) / 2;
		if (spots.spots[middle] < spot)
			from = middle + 1;
		else
			to = middle;
	}
	return from < spots.n && spots.spots[from] == spot;
}

/* the list of the item that the spot stands for or lies in; an item is named by its list with the item's index. -1: none */
static int
list_around (RtSpot spot)
{
	const RtPlace *place = &rt_schema_places (NULL)[rt_spot_place (spot)];
	gboolean is_item = place->field->type == RT_TYPE_LIST && place->field->shape != NULL && !rt_spot_is_list (spot);
	return is_item ? (int)rt_spot_place (spot) : place->list;
}

RtSpot
rt_spot_item (RtSpot spot)
{
	int list = list_around (spot);
	return list < 0 ? spot : rt_spot ((guint)list, rt_spot_index (spot), rt_spot_second_index (spot));
}

/* beside a spot, in the item or object that it is or is in */
static const RtFact *
fact_beside (const RouteRegistration *registration, guint place, RtSpot spot)
{
	return rt_record_at (registration, rt_spot_beside (spot, place));
}

gboolean
rt_spot_is_doubted (const RouteRegistration *registration, RtSpot spot)
{
	const RtPlace *places = rt_schema_places (NULL), *place = &places[rt_spot_place (spot)];
	/* a list is no item of its own */
	guint status = rt_spot_is_list (spot) && place->parent >= 0 ? places[place->parent].status : place->status;
	const RtFact *fact = status != 0 ? fact_beside (registration, status, spot) : NULL;
	return fact != NULL && fact->kind == RT_FACT_WORD && fact->as.word != 0;
}

/* the party that provided a fact: of its item, or of the object it is in; NULL: nobody in particular */
const char *
rt_fact_source (const RouteRegistration *registration, RtSpot spot)
{
	const RtPlace *places = rt_schema_places (NULL), *place = &places[rt_spot_place (spot)];
	while (place->source != 0) {
		const RtFact *fact = fact_beside (registration, place->source, spot);
		if (fact->kind == RT_FACT_TEXT)
			return fact->as.text;
		const RtPlace *holder = &places[places[place->source].parent];
		if (holder->parent < 0)
			return NULL;
		place = &places[holder->parent];
	}
	return NULL;
}
