/* What conditions read beside facts: defines and all that those use, reasons, approaches. Found once, when a
 * weigher is made. */
#include "libroute/weigh/weigh-private.h"

typedef struct {
	const RtWeigher *weigher;
	GArray *defines, *reasons, *approaches;
	guint64 *slots;
	gboolean reason_chains, givens;
} Collecting;

static void
add_once (GArray *array, guint index)
{
	for (guint i = 0; i < array->len; i++)
		if (g_array_index (array, guint, i) == index)
			return;
	g_array_append_val (array, index);
}

/* reads of a define are known by the time anything that uses it is looked at */
static void
add_define (Collecting *collecting, guint index)
{
	const RtReads *reads = &collecting->weigher->defines[index];
	for (guint i = 0; i < reads->n_defines; i++)
		add_once (collecting->defines, reads->defines[i]);
	for (guint i = 0; i < reads->n_reasons; i++)
		add_once (collecting->reasons, reads->reasons[i]);
	for (guint i = 0; i < reads->n_approaches; i++)
		add_once (collecting->approaches, reads->approaches[i]);
	collecting->reason_chains = collecting->reason_chains || reads->reason_chains;
	collecting->givens = collecting->givens || reads->givens;
	add_once (collecting->defines, index);
}

static void
on_read (guint slot, const char *path, guint start, guint end, gpointer data)
{
	Collecting *collecting = data;
	const RtRuleSet *rules = collecting->weigher->rules;
	collecting->slots[slot / 64] |= G_GUINT64_CONSTANT (1) << slot % 64;
	for (guint i = 0; i < rules->n_defines; i++)
		if (rules->defines[i].when.slot == slot)
			add_define (collecting, i);
	for (guint i = 0; i < rules->n_reasons; i++)
		if (rules->reasons[i].slot == slot)
			add_once (collecting->reasons, i);
	for (guint i = 0; i < rules->n_approaches; i++)
		if (rules->approaches[i].slot == slot)
			add_once (collecting->approaches, i);
	for (guint i = 0; i < rules->n_givens; i++)
		if (rules->givens[i].slot == slot)
			collecting->givens = TRUE;
	if (slot == rules->name_slots[RT_NAME_REASON_CHAINS])
		collecting->reason_chains = TRUE;
}

static guint *
keep (RtArena *arena, GArray *array, guint *n)
{
	guint *copy = rt_arena_array (arena, array->len, sizeof *copy);
	*n = array->len;
	for (guint i = 0; i < *n; i++)
		copy[i] = g_array_index (array, guint, i);
	g_array_unref (array);
	return copy;
}

RtReads
rt_reads_of (const RtWeigher *weigher, RtArena *arena, const RtFeelProgram *program)
{
	Collecting collecting = {.weigher = weigher,
				 .defines = g_array_new (FALSE, FALSE, sizeof (guint)),
				 .reasons = g_array_new (FALSE, FALSE, sizeof (guint)),
				 .approaches = g_array_new (FALSE, FALSE, sizeof (guint)),
				 .slots = rt_arena_array (arena, weigher->slot_words, sizeof (guint64))};
	if (program != NULL)
		rt_feel_program_visit (program, on_read, &collecting);
	RtReads reads = {.reason_chains = collecting.reason_chains,
			 .givens = collecting.givens,
			 .slots = collecting.slots};
	reads.defines = keep (arena, collecting.defines, &reads.n_defines);
	reads.reasons = keep (arena, collecting.reasons, &reads.n_reasons);
	reads.approaches = keep (arena, collecting.approaches, &reads.n_approaches);
	return reads;
}
