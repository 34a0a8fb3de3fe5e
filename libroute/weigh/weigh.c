/* Weighing: the order of its steps, and what is prepared once for all registrations. */
#include "libroute/weigh/weigh.h"
#include <string.h>
#include "libroute/util/limits.h"
#include "libroute/weigh/weigh-private.h"

/* ---- what is prepared once ---- */

static void
prepare_reads (RtWeigher *weigher)
{
	const RtRuleSet *rules = weigher->rules;
	weigher->defines = rt_arena_array (weigher->arena, MAX (rules->n_defines, 1), sizeof (RtReads));
	weigher->criteria = rt_arena_array (weigher->arena, MAX (rules->n_criteria, 1), sizeof (RtReads));
	weigher->eligible = rt_arena_array (weigher->arena, MAX (rules->n_approaches, 1), sizeof (RtReads));
	weigher->routes = rt_arena_array (weigher->arena, MAX (rules->n_routes, 1), sizeof (RtReads));
	weigher->reasons = rt_arena_array (weigher->arena, MAX (rules->n_reasons, 1), sizeof (RtReads));
	/* defines stand in order: each finds those it uses prepared */
	for (guint i = 0; i < rules->n_defines; i++)
		weigher->defines[i] = rt_reads_of (weigher, weigher->arena, rules->defines[i].when.program);
	for (guint i = 0; i < rules->n_criteria; i++)
		weigher->criteria[i] = rt_reads_of (weigher, weigher->arena, rules->criteria[i].when.program);
	for (guint i = 0; i < rules->n_approaches; i++)
		weigher->eligible[i] = rt_reads_of (weigher, weigher->arena, rules->approaches[i].eligible.program);
	for (guint i = 0; i < rules->n_routes; i++)
		weigher->routes[i] = rt_reads_of (weigher, weigher->arena, rules->routes[i].when.program);
	for (guint i = 0; i < rules->n_reasons; i++)
		weigher->reasons[i] = rt_reads_of (weigher, weigher->arena, rules->reasons[i].when.program);
}

/* a formula asks for few criteria of its approach */
static void
prepare_named (RtWeigher *weigher)
{
	const RtRuleSet *rules = weigher->rules;
	weigher->named = rt_arena_array (weigher->arena, MAX (rules->n_approaches, 1), sizeof *weigher->named);
	for (guint i = 0; i < rules->n_approaches; i++) {
		const RtApproach *approach = &rules->approaches[i];
		RtNamed *named = &weigher->named[i];
		named->criteria = rt_arena_array (weigher->arena, MAX (approach->n_criteria, 1), sizeof (guint));
		for (guint j = approach->first_criterion; j < approach->first_criterion + approach->n_criteria; j++) {
			guint slot = rules->criteria[j].when.slot;
			if (slot != G_MAXUINT && (weigher->eligible[i].slots[slot / 64] >> slot % 64 & 1) != 0)
				named->criteria[named->n++] = j;
		}
	}
}

static void
add_place (guint64 *bits, int place)
{
	bits[place / 64] |= G_GUINT64_CONSTANT (1) << place % 64;
}

/* A field, and what says whether the items it is in are doubted or over. What is around or below a place that changes counts
 * as changed too (suppose.c), so that naming the field alone is enough. */
static void
add_field (guint64 *bits, int place)
{
	const RtPlace *places = rt_schema_places (NULL);
	add_place (bits, place);
	int list = places[place].field->type == RT_TYPE_LIST ? place : places[place].list;
	for (; list >= 0; list = places[list].list) {
		const RtField *field = places[list].field;
		if (field->shape != NULL && field->shape->status >= 0)
			add_place (bits, rt_schema_place_of (list, (guint)field->shape->status));
		if (rt_field_has_until (field))
			add_place (bits, rt_schema_place_of (list, (guint)field->shape->until));
	}
}

static void
prepare_plugins (RtWeigher *weigher)
{
	const RtRuleSet *rules = weigher->rules;
	guint n = weigher->registry != NULL ? rt_registry_n_plugins (weigher->registry) : 0;
	weigher->plugin_of_party = rt_arena_array (weigher->arena, MAX (rules->n_parties, 1), sizeof (int));
	weigher->plugin_places =
	    rt_arena_array (weigher->arena, MAX (n, 1) * RT_PLACE_WORDS, sizeof (guint64));
	for (guint i = 0; i < rules->n_parties; i++)
		weigher->plugin_of_party[i] =
		    n > 0 ? rt_registry_find (weigher->registry, rules->parties[i].id) : -1;
	for (guint i = 0; i < n; i++) {
		const RtPlugin *plugin = rt_registry_plugin (weigher->registry, i);
		for (guint j = 0; j < plugin->n_fields; j++)
			add_field (&weigher->plugin_places[i * RT_PLACE_WORDS],
				   rt_schema_find_place (plugin->fields[j].pointer));
	}
}

/* an object is told by what is in it, and the day of registration is no fact about anybody */
static void
prepare_places (RtWeigher *weigher)
{
	guint n = 0;
	const RtPlace *places = rt_schema_places (&n);
	weigher->silent = rt_arena_array (weigher->arena, n, sizeof *weigher->silent);
	for (guint i = 0; i < n; i++)
		weigher->silent[i] =
		    places[i].field->type == RT_TYPE_OBJECT || strcmp (places[i].field->name, "received") == 0;
}

static void
prepare_shapes (RtWeigher *weigher)
{
	static const char *const of_party[] = {"involved", "reasons", "member"};
	static const char *const of_approach[] = {"eligible", "low", "high", "max"};
	weigher->party_shape = rt_feel_shape_new (of_party, G_N_ELEMENTS (of_party));
	weigher->approach_shape = rt_feel_shape_new (of_approach, G_N_ELEMENTS (of_approach));
}

static RtSpot
spot_of (const char *pointer)
{
	return rt_spot ((guint)rt_schema_find_place (pointer), 0, 0);
}

/* whose a reason is, found once: reasons stand in order of "party/id", so that those of one party stand together */
static void
prepare_reasons (RtWeigher *weigher)
{
	const RtRuleSet *rules = weigher->rules;
	guint n = MAX (rules->n_reasons, 1), parties = MAX (rules->n_parties, 1);
	weigher->reason_party = rt_arena_array (weigher->arena, n, sizeof (int));
	weigher->reason_plugin = rt_arena_array (weigher->arena, n, sizeof (int));
	weigher->reason_index = rt_arena_array (weigher->arena, n, sizeof (int));
	weigher->first_reason = rt_arena_array (weigher->arena, parties, sizeof (guint));
	weigher->n_party_reasons = rt_arena_array (weigher->arena, parties, sizeof (guint));
	for (guint i = 0; i < rules->n_reasons; i++) {
		int party = rt_rules_find_party (rules, rules->reasons[i].party);
		int plugin = party >= 0 ? weigher->plugin_of_party[party] : -1;
		weigher->reason_party[i] = party;
		weigher->reason_plugin[i] = plugin;
		weigher->reason_index[i] = -1;
		if (party >= 0 && weigher->n_party_reasons[party]++ == 0)
			weigher->first_reason[party] = i;
		const RtPlugin *told =
		    plugin >= 0 ? rt_registry_plugin (weigher->registry, (guint)plugin) : NULL;
		for (guint j = 0; told != NULL && j < told->n_reasons; j++)
			if (strcmp (told->reasons[j].id, rules->reasons[i].id) == 0)
				weigher->reason_index[i] = (int)j;
	}
	weigher->involved = spot_of ("/involved");
	weigher->measures = spot_of ("/person/measures");
	weigher->sharing = spot_of ("/sharing");
	weigher->carried_by = spot_of ("/plan/carried_by");
	weigher->landlord = spot_of ("/person/housing/landlord");
	weigher->texts[RT_TEXT_NARRATIVE] = spot_of ("/narrative");
	weigher->texts[RT_TEXT_QUESTION] = spot_of ("/question");
}

/* whose seats and preferences are, and whom choices are among */
static void
prepare_choices (RtWeigher *weigher)
{
	const RtRuleSet *rules = weigher->rules;
	weigher->seat_party = rt_arena_array (weigher->arena, MAX (rules->n_seats, 1), sizeof (int));
	weigher->preference_party = rt_arena_array (weigher->arena, MAX (rules->n_preferences, 1), sizeof (int));
	weigher->among = rt_arena_array (weigher->arena, MAX (rules->n_choices, 1), sizeof (int *));
	for (guint i = 0; i < rules->n_seats; i++)
		weigher->seat_party[i] = rt_rules_find_party (rules, rules->seats[i].party);
	for (guint i = 0; i < rules->n_preferences; i++)
		weigher->preference_party[i] = rt_rules_find_party (rules, rules->preferences[i].party);
	for (guint i = 0; i < rules->n_choices; i++) {
		const char *const *among = rules->choices[i].among;
		weigher->among[i] = rt_arena_array (weigher->arena, g_strv_length ((char **)among) + 1, sizeof (int));
		for (guint j = 0; among[j] != NULL; j++)
			weigher->among[i][j] = rt_rules_find_party (rules, among[j]);
	}
}

/* what is told of criteria that are not met, which most are not: the same of every registration */
static void
prepare_not_met (RtWeigher *weigher)
{
	const RtRuleSet *rules = weigher->rules;
	guint n = MAX (rules->n_criteria, 1);
	RtCriterionResult *results = rt_arena_array (weigher->arena, n, sizeof *results);
	weigher->not_met = rt_arena_array (weigher->arena, n, sizeof *weigher->not_met);
	weigher->programs = rt_arena_array (weigher->arena, n, sizeof *weigher->programs);
	weigher->most_points = rt_arena_array (weigher->arena, MAX (rules->n_approaches, 1), sizeof (gint64));
	weigher->criterion_words = rules->n_criteria / 64 + 1;
	for (guint i = 0; i < rules->n_criteria; i++) {
		const RtCriterion *criterion = &rules->criteria[i];
		gboolean always = criterion->valid_from == G_MININT32 && criterion->valid_until == G_MAXINT32;
		gboolean shadow = criterion->mode == RT_MODE_SHADOW;
		results[i] = (RtCriterionResult){.criterion = (int)i,
						 .plugin = -1,
						 .reason = -1,
						 .state = ROUTE_NO,
						 .max = criterion->points,
						 .shadow = shadow};
		weigher->not_met[i] = &results[i];
		weigher->programs[i] = always && !shadow ? criterion->when.program : NULL;
		if (!shadow)
			weigher->most_points[criterion->approach] += criterion->points;
	}
}

static void
find_twins (RtWeigher *weigher)
{
	const RtRuleSet *rules = weigher->rules;
	g_autoptr (GHashTable) firsts = g_hash_table_new (NULL, NULL); /* by what they say: the first of them, counted from 1 */
	weigher->twins = rt_arena_array (weigher->arena, MAX (rules->n_criteria, 1), sizeof *weigher->twins);
	for (guint i = 0; i < rules->n_criteria; i++) {
		const RtFeelProgram *program = weigher->programs[i];
		int saying = program != NULL ? rt_feel_program_saying (program) : -1;
		gpointer first = saying >= 0 ? g_hash_table_lookup (firsts, GINT_TO_POINTER (saying)) : NULL;
		weigher->twins[i] = GPOINTER_TO_INT (first) - 1;
		if (saying >= 0 && first == NULL)
			g_hash_table_insert (firsts, GINT_TO_POINTER (saying), GINT_TO_POINTER ((int)i + 1));
	}
}

static void
on_literal (RtFeelValue literal, gpointer data)
{
	gint64 number;
	if (rt_feel_get_integer (literal, &number) && number >= -1000 && number <= 100000)
		g_array_append_val ((GArray *)data, number);
}

static int
by_number (gconstpointer a, gconstpointer b)
{
	gint64 x = *(const gint64 *)a, y = *(const gint64 *)b;
	return (x > y) - (x < y);
}

/* whole numbers that conditions compare with: where answers can change */
static void
prepare_numbers (RtWeigher *weigher)
{
	const RtRuleSet *rules = weigher->rules;
	g_autoptr (GArray) numbers = g_array_new (FALSE, FALSE, sizeof (gint64));
	for (guint i = 0; i < rules->n_settings; i++)
		on_literal (rules->settings[i].value, numbers);
	for (guint i = 0; i < rules->n_criteria; i++)
		if (rules->criteria[i].when.program != NULL && rules->criteria[i].mode == RT_MODE_LIVE)
			rt_feel_program_literals (rules->criteria[i].when.program, on_literal, numbers);
	for (guint i = 0; i < rules->n_defines; i++)
		if (rules->defines[i].when.program != NULL)
			rt_feel_program_literals (rules->defines[i].when.program, on_literal, numbers);
	/* ages at which the law changes, which plugins compare with */
	static const gint64 ages[] = {12, 16, 18, 23};
	for (guint i = 0; i < G_N_ELEMENTS (ages); i++)
		g_array_append_val (numbers, ages[i]);
	g_array_sort (numbers, by_number);
	weigher->numbers = rt_arena_array (weigher->arena, MAX (numbers->len, 1), sizeof (gint64));
	for (guint i = 0; i < numbers->len; i++) {
		gint64 number = g_array_index (numbers, gint64, i);
		if (weigher->n_numbers == 0 || weigher->numbers[weigher->n_numbers - 1] != number)
			weigher->numbers[weigher->n_numbers++] = number;
	}
}

static void
prepare_parties (RtWeigher *weigher)
{
	const RtRuleSet *rules = weigher->rules;
	weigher->memberships = rt_arena_array (weigher->arena, MAX (rules->n_parties, 1), sizeof *weigher->memberships);
	weigher->shown = rt_arena_array (weigher->arena, MAX (rules->n_parties, 1), sizeof *weigher->shown);
	for (guint i = 0; i < rules->n_parties; i++) {
		weigher->memberships[i] = rt_party_membership (&rules->parties[i]);
		if (rules->parties[i].slot != G_MAXUINT)
			weigher->shown[weigher->n_shown++] = i;
	}
}

RtWeigher *
rt_weigher_new (const RtRuleSet *rules, const RtRegistry *registry)
{
	RtWeigher *weigher = g_new0 (RtWeigher, 1);
	weigher->rules = rules;
	weigher->registry = registry;
	weigher->arena = rt_arena_new (0);
	weigher->slot_words = rules->n_slots / 64 + 1;
	prepare_shapes (weigher);
	prepare_reads (weigher);
	prepare_named (weigher);
	prepare_places (weigher);
	prepare_plugins (weigher);
	prepare_parties (weigher);
	prepare_reasons (weigher);
	prepare_choices (weigher);
	prepare_not_met (weigher);
	find_twins (weigher);
	prepare_numbers (weigher);
	rt_shadow_prepare (weigher);
	rt_typical_prepare (weigher);
	rt_signals_prepare (weigher);
	return weigher;
}

void
rt_weigher_free (RtWeigher *weigher)
{
	if (weigher == NULL)
		return;
	rt_signals_clear (weigher);
	g_ptr_array_unref (weigher->samples);
	rt_feel_shape_free (weigher->party_shape);
	rt_feel_shape_free (weigher->approach_shape);
	rt_arena_free (weigher->arena);
	g_free (weigher);
}

const RtRuleSet *
rt_weigher_rules (const RtWeigher *weigher)
{
	return weigher->rules;
}

const RtRegistry *
rt_weigher_registry (const RtWeigher *weigher)
{
	return weigher->registry;
}

/* ---- workspaces ---- */

RtWorkspace *
rt_workspace_new (const RtWeigher *weigher)
{
	RtWorkspace *workspace = g_new0 (RtWorkspace, 1);
	guint n = MAX (weigher->rules->n_slots, 1);
	workspace->weigher = weigher;
	workspace->arena = rt_arena_new_lenient (RT_LIMIT_WORKSPACE);
	workspace->run = rt_feel_run_new (&rt_feel_budget_default);
	workspace->what_if = rt_feel_run_new (&rt_feel_budget_default);
	workspace->slots = g_new0 (RtFeelValue, n);
	workspace->completed_slots = g_new0 (RtFeelValue, n);
	workspace->what_if_slots = g_new0 (RtFeelValue, n);
	/* one pair of offsets: only the whole hit matters */
	workspace->match = pcre2_match_data_create (1, NULL);
	for (guint i = 0; i < RT_N_TEXTS; i++)
		workspace->sweeps[i] = rt_sweep_new (weigher->sweeper);
	workspace->signals = g_array_new (FALSE, FALSE, sizeof (RtSignal));
	workspace->heard = g_array_new (FALSE, FALSE, sizeof (RtSignal));
	rt_feel_run_set_patterns (workspace->run, weigher->asked, workspace->sweeps, RT_N_TEXTS);
	rt_feel_run_set_patterns (workspace->what_if, weigher->asked, workspace->sweeps, RT_N_TEXTS);
	workspace->degraded = g_ptr_array_new ();
	workspace->sieve = rt_feel_sieve_new (weigher->programs, weigher->rules->n_criteria);
	return workspace;
}

void
rt_workspace_reset (RtWorkspace *workspace)
{
	rt_arena_reset (workspace->arena);
	rt_arena_reset (rt_feel_run_arena (workspace->run));
	rt_arena_reset (rt_feel_run_arena (workspace->what_if));
	rt_feel_run_reset (workspace->run);
	rt_feel_run_reset (workspace->what_if);
	g_ptr_array_set_size (workspace->degraded, 0);
	g_array_set_size (workspace->heard, 0);
	rt_signals_end (workspace);
	workspace->weighing = (RtWeighing){.route = -1, .suggestion = ""};
}

void
rt_workspace_measure (RtWorkspace *workspace, RtMeter *meter)
{
	workspace->meter = meter;
}

static void
clear_gathering (RtGathering *gathering)
{
	g_free (gathering->evidence.spots);
	g_free (gathering->missing.spots);
	g_free (gathering->doubted.spots);
}

void
rt_workspace_free (RtWorkspace *workspace)
{
	if (workspace == NULL)
		return;
	rt_arena_free (workspace->arena);
	rt_feel_sieve_free (workspace->sieve);
	rt_feel_run_free (workspace->run);
	rt_feel_run_free (workspace->what_if);
	g_free (workspace->slots);
	g_free (workspace->completed_slots);
	g_free (workspace->what_if_slots);
	pcre2_match_data_free (workspace->match);
	for (guint i = 0; i < G_N_ELEMENTS (workspace->gathering); i++)
		clear_gathering (&workspace->gathering[i]);
	for (guint i = 0; i < RT_N_TEXTS; i++)
		rt_sweep_free (workspace->sweeps[i]);
	g_array_unref (workspace->signals);
	g_array_unref (workspace->heard);
	g_ptr_array_unref (workspace->degraded);
	g_free (workspace);
}

/* ---- one registration ---- */

/* The criteria of an approach while they are found: what is told of each stands in the arena, or in the weigher. */
typedef struct {
	RtWorld *world;
	RtApproachResult *approach;
	const RtCriterionResult **results;
	guint *told; /* where the next one is noted, of this approach and the next ones */
	RtCriterionResult *room; /* for those that are left of the rules, of this approach and the next ones */
} Telling;

/* at a place among those of the approach; whose it is, is for the caller to say */
static inline void
tell_judgement (Telling *telling, guint at, const RtJudgement *judgement, gint32 points, RtCriterionResult *result)
{
	telling->results[at] = result;
	*telling->told++ = at;
	telling->approach->n_told++;
	result->criterion = result->plugin = result->reason = -1;
	result->state = judgement->state;
	result->low = judgement->state == ROUTE_YES ? points : 0;
	result->high = judgement->state != ROUTE_NO ? points : 0;
	result->max = points;
	result->evidence = judgement->evidence;
	result->missing = judgement->missing;
	result->doubted = judgement->doubted;
}

static void
add_points (RtApproachResult *approach, const RtCriterionResult *result)
{
	approach->low += result->low;
	approach->high += result->high;
}

static void
tell_rules (Telling *telling)
{
	RtWorld *world = telling->world;
	const RtRuleSet *rules = world->weigher->rules;
	const RtApproach *approach = &rules->approaches[telling->approach->approach];
	guint first = approach->first_criterion, end = first + approach->n_criteria;
	memcpy (telling->results, world->weigher->not_met + first, approach->n_criteria * sizeof *telling->results);
	for (guint i = rt_next_bit (world->likely, first, end); i < end; i = rt_next_bit (world->likely, i + 1, end)) {
		gboolean shadow = rules->criteria[i].mode == RT_MODE_SHADOW;
		const RtJudgement *judgement = rt_world_criterion (world, i);
		if (judgement->state == ROUTE_NO && !shadow)
			continue;
		RtCriterionResult *result = telling->room++;
		tell_judgement (telling, i - first, judgement, rules->criteria[i].points, result);
		result->criterion = (int)i;
		result->shadow = shadow;
		if (!shadow)
			add_points (telling->approach, result);
	}
	telling->approach->n_criteria = approach->n_criteria;
	telling->approach->max = (gint32)world->weigher->most_points[telling->approach->approach];
}

static guint32
approach_bit (const char *id)
{
	return strcmp (id, "pad") == 0		? ROUTE_APPROACH_PAD
	       : strcmp (id, "complex-0-100") == 0 ? ROUTE_APPROACH_COMPLEX_0_100
						   : 0;
}

static void
tell_plugin (Telling *telling, guint plugin, guint32 bit)
{
	const RtWeigher *weigher = telling->world->weigher;
	const RtPlugin *described = rt_registry_plugin (weigher->registry, plugin);
	for (guint j = 0; j < described->n_reasons; j++) {
		if ((described->reasons[j].approaches & bit) == 0)
			continue;
		for (guint k = 0; k < weigher->rules->n_reasons; k++) {
			if (weigher->reason_plugin[k] != (int)plugin || weigher->reason_index[k] != (int)j)
				continue;
			RtCriterionResult *result = rt_arena_alloc (telling->world->arena, sizeof *result);
			tell_judgement (telling, telling->approach->n_criteria++, &telling->world->reasons[k],
					telling->world->reason_points[k], result);
			result->plugin = (int)plugin;
			result->reason = (int)j;
			add_points (telling->approach, result);
			telling->approach->max += result->max;
		}
	}
}

/* reasons of plugins that add to an approach stand among its criteria */
static void
tell_plugins (Telling *telling)
{
	const RtWeigher *weigher = telling->world->weigher;
	guint32 bit = approach_bit (weigher->rules->approaches[telling->approach->approach].id);
	guint n = weigher->registry != NULL ? rt_registry_n_plugins (weigher->registry) : 0;
	for (guint i = 0; bit != 0 && i < n; i++)
		tell_plugin (telling, i, bit);
}

/* points order and explain; they never decide. The sum over the criteria is the score */
static void
tell_approaches (RtWorld *world, RtWeighing *weighing)
{
	const RtRuleSet *rules = world->weigher->rules;
	RtApproachResult *approaches =
	    rt_arena_array (world->arena, MAX (rules->n_approaches, 1), sizeof *approaches);
	guint n_left = rt_count_bits (world->likely, rules->n_criteria);
	Telling telling = {
	    .world = world,
	    .told = rt_arena_array (world->arena, n_left + rules->n_approaches * rules->n_reasons + 1, sizeof *telling.told),
	    .room = rt_arena_array (world->arena, MAX (n_left, 1), sizeof *telling.room)};
	for (guint i = 0; i < rules->n_approaches; i++) {
		guint room = rules->approaches[i].n_criteria + rules->n_reasons + 1;
		telling.approach = &approaches[i];
		telling.results = rt_arena_array (world->arena, room, sizeof *telling.results);
		approaches[i] = (RtApproachResult){.approach = i,
						   .eligible = world->eligible[i].state,
						   .criteria = telling.results,
						   .told = telling.told};
		tell_rules (&telling);
		tell_plugins (&telling);
	}
	weighing->approaches = approaches;
	weighing->n_approaches = rules->n_approaches;
}

/* plugins that did not load or could not answer; what that leaves unknown is seen in the criteria */
static void
tell_failures (RtWorld *world)
{
	static const RouteText not_loaded = {
	    "the plugin could not be loaded; what it knows is missing from this advice",
	    "de plugin kon niet worden geladen; wat die weet ontbreekt in dit advies"};
	static const RouteText no_answer = {
	    "the plugin could not answer; its reasons are unknown in this advice",
	    "de plugin kon niet antwoorden; de redenen daarvan zijn onbekend in dit advies"};
	static const RouteText broke_rule = {
	    "the plugin gave an answer it had not declared; that answer was dropped",
	    "de plugin gaf een antwoord dat niet was aangekondigd; dat antwoord telt niet mee"};
	const RtRegistry *registry = world->weigher->registry;
	for (guint i = 0; registry != NULL && i < rt_registry_n_failures (registry); i++) {
		const RtPluginFailure *failure = rt_registry_failure (registry, i);
		char *what = rt_arena_alloc (world->arena, 128);
		g_snprintf (what, 128, "plugin:%s", failure->party);
		rt_world_degrade (world, what, not_loaded, failure->fault);
	}
	for (guint i = 0; registry != NULL && i < rt_registry_n_plugins (registry); i++) {
		const RtAnswer *answer = &world->answers[i];
		if (answer->answered && answer->fault == NULL)
			continue;
		char *what = rt_arena_alloc (world->arena, 128);
		g_snprintf (what, 128, "plugin:%s", rt_registry_plugin (registry, i)->party);
		rt_world_degrade (world, what, answer->answered ? broke_rule : no_answer, answer->fault);
	}
}

/* names that are known only now: the suggestion, how many are invited, whether anything is missing */
static void
fill_late_names (RtWorld *world, const RtWeighing *weighing)
{
	const RtRuleSet *rules = world->weigher->rules;
	guint invited = 0;
	for (guint i = 0; i < weighing->n_participants; i++)
		invited += weighing->participants[i].attend == ROUTE_ATTEND_INVITE;
	const guint *slots = rules->name_slots;
	if (slots[RT_NAME_SUGGESTION] != G_MAXUINT)
		world->slots[slots[RT_NAME_SUGGESTION]] = rt_feel_string (
		    rt_feel_run_arena (world->run), weighing->suggestion, strlen (weighing->suggestion));
	if (slots[RT_NAME_INVITED] != G_MAXUINT)
		world->slots[slots[RT_NAME_INVITED]] = rt_feel_integer (invited);
	if (slots[RT_NAME_DEGRADED] != G_MAXUINT)
		world->slots[slots[RT_NAME_DEGRADED]] = rt_feel_boolean (world->degraded->len > 0);
	rt_world_late_defines (world);
}

static void
tell_degraded (RtWorld *world, RtWeighing *weighing)
{
	static const RouteText memory = {
	    "the search for what could change the suggestion stopped, since its memory was used up",
	    "het zoeken naar wat het voorstel kan veranderen stopte, omdat het geheugen daarvoor op was"};
	if (rt_arena_is_exhausted (world->arena))
		rt_world_degrade (world, "memory", memory, NULL);
	RtDegraded *list = rt_arena_array (world->arena, MAX (world->degraded->len, 1), sizeof *list);
	for (guint i = 0; i < world->degraded->len; i++)
		list[i] = *(const RtDegraded *)g_ptr_array_index (world->degraded, i);
	weighing->degraded = list;
	weighing->n_degraded = world->degraded->len;
}

static RtWorld
begin (const RtWeigher *weigher, RouteRegistration *registration, RtWorkspace *workspace)
{
	gboolean evaluates = workspace->meter != NULL || workspace->everything;
	rt_workspace_reset (workspace);
	rt_signals_begin (workspace, registration);
	memset (workspace->known, 0, sizeof workspace->known);
	memset (workspace->kept, 0, sizeof workspace->kept);
	memset (workspace->sets, 0, sizeof workspace->sets);
	return (RtWorld){.weigher = weigher,
			 .registration = registration,
			 .arena = workspace->arena,
			 .run = workspace->run,
			 .slots = workspace->slots,
			 .gathering = workspace->gathering,
			 .known = workspace->known,
			 .kept = workspace->everything ? NULL : workspace->kept,
			 .sets = workspace->everything ? NULL : workspace->sets,
			 .degraded = workspace->degraded,
			 .meter = workspace->meter,
			 .sieve = evaluates ? NULL : workspace->sieve,
			 .evaluates = evaluates};
}

static void
decide (RtWorld *world, RtWeighing *weighing)
{
	rt_world_evaluate (world);
	tell_failures (world);
	rt_world_routes (world);
	rt_routing_decide (world, weighing);
}

/* who is needed, and what for */
static void
propose (RtWorld *world, RtWeighing *weighing)
{
	tell_approaches (world, weighing);
	rt_participants_propose (world, weighing);
	rt_coordinator_list (world, weighing);
}

static void
tell_names (RtWorld *world, RtWeighing *weighing)
{
	fill_late_names (world, weighing);
	rt_meeting_plan (world, weighing);
	rt_flags_raise (world, weighing);
	rt_agenda_plan (world, weighing);
}

const RtWeighing *
rt_weigh (const RtWeigher *weigher, RouteRegistration *registration, RtWorkspace *workspace)
{
	RtWeighing *weighing = &workspace->weighing;
	RtWorld world = begin (weigher, registration, workspace);
	guint64 begun = rt_meter_begin (world.meter, NULL);
	decide (&world, weighing);
	rt_completions_search (&world, workspace, weighing);
	propose (&world, weighing);
	rt_signals_find (&world, workspace, weighing, workspace->heard);
	tell_names (&world, weighing);
	rt_questions_put (&world, weighing);
	rt_shadow_tell (&world, workspace->heard, weighing);
	rt_disclosure_list (&world, weighing);
	rt_ask_next_rank (&world, weighing);
	tell_degraded (&world, weighing);
	rt_meter_end (world.meter, weigher, begun, NULL);
	weighing->thirds = world.thirds;
	weighing->n_thirds = world.n_thirds;
	weighing->answers = world.answers;
	weighing->n_answers = weigher->registry != NULL ? rt_registry_n_plugins (weigher->registry) : 0;
	return weighing;
}

const RtWeighing *
rt_weigh_outcome (const RtWeigher *weigher, RouteRegistration *registration, RtWorkspace *workspace)
{
	RtWeighing *weighing = &workspace->weighing;
	RtWorld world = begin (weigher, registration, workspace);
	decide (&world, weighing);
	propose (&world, weighing);
	tell_names (&world, weighing);
	tell_degraded (&world, weighing);
	weighing->thirds = world.thirds;
	weighing->n_thirds = world.n_thirds;
	return weighing;
}
