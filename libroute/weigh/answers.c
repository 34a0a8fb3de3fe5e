/* What plugins say: each is asked once about the same facts, hypothetical registrations included. */
#include <string.h>
#include "libroute/weigh/weigh-private.h"

/* a plugin and the steps that matter to it */
typedef struct {
	guint plugin, n;
	guint64 steps[];
} Key;

static guint
key_hash (gconstpointer data)
{
	const Key *key = data;
	guint64 hash = key->plugin;
	for (guint i = 0; i < key->n; i++)
		hash = (hash ^ key->steps[i]) * G_GUINT64_CONSTANT (0x9e3779b97f4a7c15);
	return (guint)(hash >> 32);
}

static gboolean
key_equal (gconstpointer a, gconstpointer b)
{
	const Key *x = a, *y = b;
	return x->plugin == y->plugin && x->n == y->n && memcmp (x->steps, y->steps, x->n * sizeof *x->steps) == 0;
}

GHashTable *
rt_answers_new (void)
{
	return g_hash_table_new (key_hash, key_equal);
}

gboolean
rt_step_changes (const RtStep *step, const guint64 *places)
{
	for (guint i = 0; i < RT_PLACE_WORDS; i++)
		if (places[i] & step->changed[i])
			return TRUE;
	return FALSE;
}

/* the steps that matter to a plugin; none: it says what it said without them */
static Key *
key_for (const RtWorld *world, guint plugin)
{
	const RtSupposed *supposed = world->supposed;
	const guint64 *places = &world->weigher->plugin_places[plugin * RT_PLACE_WORDS];
	Key *key = rt_arena_alloc (supposed->base->arena, sizeof *key + supposed->n_steps * sizeof *key->steps);
	key->plugin = plugin;
	for (guint i = 0; i < supposed->n_steps; i++)
		if (rt_step_changes (&supposed->steps[i], places))
			key->steps[key->n++] =
			    (guint64)supposed->steps[i].spot << 32 | supposed->steps[i].choice;
	return key;
}

/* what is known already of the answers to suppositions; TRUE when the plugin must be asked */
static gboolean
must_ask (RtWorld *world, guint plugin, Key **key, RtAnswer *answer)
{
	const RtSupposed *supposed = world->supposed;
	*key = key_for (world, plugin);
	supposed->asked[plugin] = (*key)->n > 0;
	const RtAnswer *known = (*key)->n == 0 ? &supposed->base->answers[plugin]
					       : g_hash_table_lookup (supposed->answers, *key);
	if (known != NULL)
		*answer = *known;
	return known == NULL;
}

/* an answer to a supposition outlives its world: it may be supposed again */
static void
remember (const RtWorld *world, Key *key, const RtAnswer *answer)
{
	RtAnswer *kept = rt_arena_alloc (world->supposed->base->arena, sizeof *kept);
	*kept = *answer;
	g_hash_table_insert (world->supposed->answers, key, kept);
}

/* measured one by one: those in processes of their own do not work at the same time then */
static void
ask_measured (const RtWorld *world, const guint8 *wanted, RtArena *arena, RtAnswer *answers)
{
	const RtRegistry *registry = world->weigher->registry;
	for (guint i = 0; i < rt_registry_n_plugins (registry); i++) {
		if (!wanted[i])
			continue;
		guint64 begun = rt_meter_begin (world->meter, NULL);
		answers[i] = rt_host_assess (registry, i, world->registration, arena);
		rt_meter_end (world->meter, rt_registry_plugin (registry, i), begun, NULL);
	}
}

static void
ask (const RtWorld *world, const guint8 *wanted, RtAnswer *answers)
{
	/* what is said to a supposition is remembered */
	RtArena *arena = world->supposed != NULL ? world->supposed->base->arena : world->arena;
	if (world->meter != NULL)
		ask_measured (world, wanted, arena, answers);
	else
		rt_host_assess_wanted (world->weigher->registry, wanted, world->registration, arena, answers);
}

void
rt_answers_get (RtWorld *world)
{
	const RtRegistry *registry = world->weigher->registry;
	const RtSupposed *supposed = world->supposed;
	if (world->answers != NULL)
		return; /* they are there already */
	guint n = registry != NULL ? rt_registry_n_plugins (registry) : 0, n_wanted = 0;
	RtAnswer *answers = rt_arena_array (world->arena, MAX (n, 1), sizeof *answers);
	guint8 *wanted = rt_arena_array (world->arena, MAX (n, 1), sizeof *wanted);
	Key **keys = rt_arena_array (world->arena, MAX (n, 1), sizeof *keys);
	for (guint i = 0; i < n; i++) {
		wanted[i] = supposed == NULL || must_ask (world, i, &keys[i], &answers[i]);
		n_wanted += wanted[i];
	}
	if (n_wanted > 0)
		ask (world, wanted, answers);
	for (guint i = 0; supposed != NULL && i < n; i++)
		if (wanted[i])
			remember (world, keys[i], &answers[i]);
	world->answers = answers;
}
