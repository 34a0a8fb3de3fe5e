#include "routectl/diff-search.h"
#include <pthread.h>
#include <string.h>
#include "routectl/diff-reach.h"
#include "routectl/diff-variant.h"
#include "routectl/progress.h"

#define MOST_OF_ONE 2000u /* sets tried for one case */
#define MOST_OF_ALL 4000u /* rule sets made for all of them together */

RtDiffCase *
rt_diff_case_new (guint n_edits)
{
	RtDiffCase *found = g_new0 (RtDiffCase, 1);
	found->text = g_string_new (NULL);
	found->from = g_string_new (NULL);
	found->to = g_string_new (NULL);
	found->matters = g_new0 (guint8, n_edits + 1);
	found->alone = g_new0 (guint8, n_edits + 1);
	found->causes = g_ptr_array_new_with_free_func ((GDestroyNotify) g_array_unref);
	return found;
}

void
rt_diff_case_free (gpointer data)
{
	RtDiffCase *found = data;
	explicit_bzero (found->text->str, found->text->len);
	g_string_free (found->text, TRUE);
	g_string_free (found->from, TRUE);
	g_string_free (found->to, TRUE);
	g_free (found->where);
	g_free (found->id);
	g_free (found->matters);
	g_free (found->alone);
	g_ptr_array_unref (found->causes);
	g_free (found);
}

/* ---- cases to which the same edits may matter ---- */

typedef struct {
	GArray *needed, *edits; /* guint: those that matter surely, and those that may */
	GPtrArray *cases; /* RtDiffCase, not explained yet; borrowed */
	guint tried; /* sets, so far */
} Kin;

static void
kin_free (gpointer data)
{
	Kin *kin = data;
	g_array_unref (kin->needed);
	g_array_unref (kin->edits);
	g_ptr_array_unref (kin->cases);
	g_free (kin);
}

static Kin *
kin_new (const guint8 *matters, guint n)
{
	Kin *kin = g_new0 (Kin, 1);
	kin->needed = g_array_new (FALSE, FALSE, sizeof (guint));
	kin->edits = g_array_new (FALSE, FALSE, sizeof (guint));
	kin->cases = g_ptr_array_new ();
	for (guint i = 0; i < n; i++) {
		if (matters[i] == RT_MATTERS_SURELY)
			g_array_append_val (kin->needed, i);
		else if (matters[i] == RT_MATTERS_MAYBE)
			g_array_append_val (kin->edits, i);
	}
	return kin;
}

static GPtrArray *
gather_kin (const RtDiffSearch *search, const GPtrArray *cases)
{
	GPtrArray *all = g_ptr_array_new_with_free_func (kin_free);
	g_autoptr (GHashTable) by_mask =
		g_hash_table_new_full (g_bytes_hash, g_bytes_equal, (GDestroyNotify) g_bytes_unref, NULL);
	guint n = search->edits->list->len;
	for (guint i = 0; i < cases->len; i++) {
		RtDiffCase *found = g_ptr_array_index (cases, i);
		GBytes *mask = g_bytes_new (found->matters, n);
		Kin *kin = g_hash_table_lookup (by_mask, mask);
		if (kin == NULL) {
			kin = kin_new (found->matters, n);
			g_ptr_array_add (all, kin);
			g_hash_table_insert (by_mask, g_bytes_ref (mask), kin);
		}
		g_ptr_array_add (kin->cases, found);
		g_bytes_unref (mask);
	}
	return all;
}

/* ---- sets of one size ---- */

typedef struct {
	GArray *edits; /* guint, ascending */
	GPtrArray *kin; /* to whose cases it may matter; borrowed */
} Set;

static void
set_free (gpointer data)
{
	Set *set = data;
	g_array_unref (set->edits);
	g_ptr_array_unref (set->kin);
	g_free (set);
}

typedef struct {
	GPtrArray *list; /* Set */
	GHashTable *by_edits; /* GBytes -> Set */
} Sets;

static int
by_index (gconstpointer a, gconstpointer b)
{
	guint x = *(const guint *) a, y = *(const guint *) b;
	return (x > y) - (x < y);
}

/* the edits that are needed and those that were picked */
static void
add_set (Sets *sets, Kin *kin, const guint *picked, guint n)
{
	GArray *edits = g_array_append_vals (g_array_copy (kin->needed), picked, n);
	g_array_sort (edits, by_index);
	GBytes *key = g_bytes_new (edits->data, edits->len * sizeof (guint));
	Set *set = g_hash_table_lookup (sets->by_edits, key);
	if (set == NULL) {
		set = g_new0 (Set, 1);
		set->edits = g_array_ref (edits);
		set->kin = g_ptr_array_new ();
		g_ptr_array_add (sets->list, set);
		g_hash_table_insert (sets->by_edits, g_bytes_ref (key), set);
	}
	g_ptr_array_add (set->kin, kin);
	g_bytes_unref (key);
	g_array_unref (edits);
}

/* every choice of `n` edits, in lexicographic order */
static void
add_choices (Sets *sets, Kin *kin, guint n)
{
	g_autofree guint *at = g_new (guint, n + 1), *picked = g_new (guint, n + 1);
	for (guint i = 0; i < n; i++)
		at[i] = i;
	for (;;) {
		for (guint i = 0; i < n; i++)
			picked[i] = g_array_index (kin->edits, guint, at[i]);
		add_set (sets, kin, picked, n);
		guint last = n;
		while (last > 0 && at[last - 1] == kin->edits->len - n + last - 1)
			last--;
		if (last == 0)
			return;
		at[last - 1]++;
		for (guint i = last; i < n; i++)
			at[i] = at[i - 1] + 1;
	}
}

/* how many choices there are of so many; not more than the limit and one */
static guint
n_choices (guint of, guint n)
{
	guint64 result = n <= of ? 1 : 0;
	for (guint i = 0; i < n && result <= MOST_OF_ONE; i++)
		result = result * (of - i) / (i + 1);
	return (guint) MIN (result, MOST_OF_ONE + 1);
}

/* ---- trying them ---- */

typedef struct {
	const RtDiffSearch *search;
	const GPtrArray *sets;
	RtProgress *progress;
	pthread_mutex_t mutex; /* not GMutex, whose waiting no race detector sees */
	guint next;
} Round;

static void
try_set (Round *round, RtVariant *variant, const Set *set)
{
	for (guint i = 0; i < set->kin->len; i++) {
		const Kin *kin = g_ptr_array_index (set->kin, i);
		for (guint j = 0; j < kin->cases->len; j++) {
			RtDiffCase *found = g_ptr_array_index (kin->cases, j);
			if (!rt_variant_gives (variant, found->text, found->to))
				continue;
			pthread_mutex_lock (&round->mutex);
			g_ptr_array_add (found->causes, g_array_ref (set->edits));
			pthread_mutex_unlock (&round->mutex);
		}
	}
}

static gpointer
work (gpointer data)
{
	Round *round = data;
	for (;;) {
		pthread_mutex_lock (&round->mutex);
		const Set *set = round->next < round->sets->len ? g_ptr_array_index (round->sets, round->next) : NULL;
		if (set != NULL)
			rt_progress_step (round->progress, ++round->next, FALSE);
		pthread_mutex_unlock (&round->mutex);
		if (set == NULL)
			return NULL;
		g_autoptr (RtVariant) variant = rt_variant_new (round->search, set->edits);
		if (variant != NULL)
			try_set (round, variant, set);
	}
}

static void
try_all (const RtDiffSearch *search, const GPtrArray *sets)
{
	g_autoptr (RtProgress) progress = rt_progress_new (search->cli, sets->len, TRUE);
	Round round = { .search = search, .sets = sets, .progress = progress };
	guint jobs = MIN (search->jobs, MAX (sets->len, 1));
	g_autofree GThread **threads = g_new (GThread *, jobs);
	pthread_mutex_init (&round.mutex, NULL);
	for (guint i = 0; i < jobs; i++)
		threads[i] = g_thread_new ("diff", work, &round);
	for (guint i = 0; i < jobs; i++)
		g_thread_join (threads[i]);
	pthread_mutex_destroy (&round.mutex);
}

/* ---- by size ---- */

static int
by_edits (gconstpointer a, gconstpointer b)
{
	const GArray *x = *(GArray *const *) a, *y = *(GArray *const *) b;
	for (guint i = 0; i < MIN (x->len, y->len); i++) {
		guint p = g_array_index (x, guint, i), q = g_array_index (y, guint, i);
		if (p != q)
			return p < q ? -1 : 1;
	}
	return 0;
}

static gboolean
is_explained (RtDiffCase *found)
{
	if (found->causes->len == 0)
		return FALSE;
	g_ptr_array_sort (found->causes, by_edits);
	found->proven = TRUE;
	return TRUE;
}

static void
drop_explained (Kin *kin)
{
	for (guint i = kin->cases->len; i > 0; i--)
		if (is_explained (g_ptr_array_index (kin->cases, i - 1)))
			g_ptr_array_remove_index (kin->cases, i - 1);
}

static guint
most_edits (const GPtrArray *all)
{
	guint most = 0;
	for (guint i = 0; i < all->len; i++) {
		const Kin *kin = g_ptr_array_index (all, i);
		if (kin->cases->len > 0)
			most = MAX (most, kin->needed->len + kin->edits->len);
	}
	return most;
}

/* all sets of one size; FALSE when there are too many of them */
static gboolean
search_size (const RtDiffSearch *search, const GPtrArray *all, guint size, guint *made)
{
	g_autoptr (GPtrArray) list = g_ptr_array_new_with_free_func (set_free);
	g_autoptr (GHashTable) by_bytes =
		g_hash_table_new_full (g_bytes_hash, g_bytes_equal, (GDestroyNotify) g_bytes_unref, NULL);
	Sets sets = { list, by_bytes };
	for (guint i = 0; i < all->len; i++) {
		Kin *kin = g_ptr_array_index (all, i);
		if (kin->cases->len == 0 || size < kin->needed->len)
			continue;
		guint choices = n_choices (kin->edits->len, size - kin->needed->len);
		kin->tried += choices;
		if (choices > 0 && kin->tried <= MOST_OF_ONE)
			add_choices (&sets, kin, size - kin->needed->len);
	}
	*made += list->len;
	if (*made > (search->most > 0 ? search->most : MOST_OF_ALL))
		return FALSE;
	try_all (search, list);
	for (guint i = 0; i < all->len; i++)
		drop_explained (g_ptr_array_index (all, i));
	return TRUE;
}

/* ---- when there are too many ---- */

static gboolean
gives (const RtDiffSearch *search, const GArray *edits, const RtDiffCase *found)
{
	g_autoptr (RtVariant) variant = rt_variant_new (search, edits);
	return variant != NULL && rt_variant_gives (variant, found->text, found->to);
}

/* takes one edit after the other out, as long as the rest gives the change; NULL when all together do not */
static GArray *
reduce (const RtDiffSearch *search, const Kin *kin, const RtDiffCase *found)
{
	g_autoptr (GArray) left = g_array_copy (kin->needed);
	g_array_append_vals (left, kin->edits->data, kin->edits->len);
	g_array_sort (left, by_index);
	if (!gives (search, left, found))
		return NULL;
	for (guint i = left->len; i > 0; i--) {
		guint edit = g_array_index (left, guint, i - 1);
		g_array_remove_index (left, i - 1);
		if (!gives (search, left, found))
			g_array_insert_val (left, i - 1, edit);
	}
	return g_steal_pointer (&left);
}

/* cases that change in the same way have mostly the same cause: what explained one is tried first on the next */
static void
explain_rest (const RtDiffSearch *search, const Kin *kin)
{
	g_autoptr (GPtrArray) known = g_ptr_array_new_with_free_func ((GDestroyNotify) g_array_unref);
	for (guint i = 0; i < kin->cases->len; i++) {
		RtDiffCase *found = g_ptr_array_index (kin->cases, i);
		GArray *cause = NULL;
		for (guint j = 0; cause == NULL && j < known->len; j++)
			if (gives (search, g_ptr_array_index (known, j), found))
				cause = g_array_ref (g_ptr_array_index (known, j));
		if (cause == NULL && (cause = reduce (search, kin, found)) != NULL)
			g_ptr_array_add (known, g_array_ref (cause));
		if (cause != NULL)
			g_ptr_array_add (found->causes, cause);
	}
}

/* ---- what one edit does by itself ---- */

static gboolean
is_of_several (const RtDiffCase *found, guint edit)
{
	for (guint i = 0; i < found->causes->len; i++) {
		const GArray *cause = g_ptr_array_index (found->causes, i);
		for (guint j = 0; cause->len > 1 && j < cause->len; j++)
			if (g_array_index (cause, guint, j) == edit)
				return TRUE;
	}
	return FALSE;
}

/* the variant is made when the first case asks for it, and NULL when its rules do not load */
static void
mark_alone (const RtDiffSearch *search, const GPtrArray *cases, guint edit)
{
	g_autoptr (GArray) one = g_array_new (FALSE, FALSE, sizeof (guint));
	g_autoptr (RtVariant) variant = NULL;
	g_array_append_val (one, edit);
	for (guint i = 0; i < cases->len; i++) {
		RtDiffCase *found = g_ptr_array_index (cases, i);
		if (!is_of_several (found, edit))
			continue;
		g_autoptr (GPtrArray) changes = rt_outcome_changes (found->from, found->to);
		const RtChange *first = g_ptr_array_index (changes, 0);
		if (variant == NULL && (variant = rt_variant_new (search, one)) == NULL)
			return;
		found->alone[edit] = rt_variant_makes (variant, found->text, found->from, first);
	}
}

/* of points and the like there are many, and one line of them says little */
static GPtrArray *
of_weight (const GPtrArray *cases)
{
	GPtrArray *some = g_ptr_array_new ();
	for (guint i = 0; i < cases->len; i++) {
		RtDiffCase *found = g_ptr_array_index (cases, i);
		g_autoptr (GPtrArray) changes = rt_outcome_changes (found->from, found->to);
		if (((const RtChange *) g_ptr_array_index (changes, 0))->kind <= RT_CHANGE_ELIGIBILITY)
			g_ptr_array_add (some, found);
	}
	return some;
}

void
rt_diff_search (const RtDiffSearch *search, GPtrArray *cases)
{
	g_autoptr (GPtrArray) all = gather_kin (search, cases);
	guint size = 1, made = 0;
	while (size <= most_edits (all) && search_size (search, all, size, &made))
		size++;
	/* where every set was tried no keys alone give the change, and there is nothing to take out */
	for (guint i = 0; i < all->len; i++) {
		const Kin *kin = g_ptr_array_index (all, i);
		if (kin->tried > MOST_OF_ONE || size <= kin->needed->len + kin->edits->len)
			explain_rest (search, kin);
	}
	g_autoptr (GPtrArray) some = of_weight (cases);
	for (guint i = 0; i < search->edits->list->len; i++)
		mark_alone (search, some, i);
}
