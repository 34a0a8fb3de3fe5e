/* routectl plugins check: the conformance kit for partners. Runs one plugin on registrations of many kinds and
 * on its own cases, and holds its answers to what the covenant and the ABI ask of every plugin. */
#include <errno.h>
#include <pthread.h>
#include <string.h>
#include "libroute/host/host.h"
#include "libroute/host/wire-answer.h"
#include "libroute/util/limits.h"
#include "libroute/util/json-writer.h"
#include "routectl/expect.h"
#include "routectl/options.h"
#include "routectl/plugins.h"
#include "routectl/plugins-kit.h"
#include "routectl/test-cases.h"

#define N_THREADS 8u

/* ---- samples ---- */

/* nothing is known but what must be */
#define BARE "{\"id\":\"bare\",\"received\":\"2026-11-20\",\"registered_by\":\"gemeente-delft\"}"

/* much is known: what lies under every field that a plugin may ask about */
#define RICH                                                                                                 \
	"{\"id\":\"rich\",\"received\":\"2026-11-20\",\"registered_by\":\"gemeente-delft\",\"stage\":"       \
	"\"running\","                                                                                       \
	"\"informed\":{\"person\":true},"                                                                    \
	"\"person\":{\"municipality\":\"Delft\",\"housing\":{\"kind\":\"social-rent\",\"eviction\":"         \
	"\"threatened\"},"                                                                                   \
	"\"detention\":{\"status\":\"released\",\"release\":\"2026-10-01\"},"                                \
	"\"measures\":[{\"kind\":\"probation\"},{\"kind\":\"supervision-order\"},{\"kind\":\"care-"          \
	"authorisation\"}],"                                                                                 \
	"\"custody\":\"guardian\",\"criminal_law\":\"adult\",\"protective\":[\"coach\"],"                    \
	"\"conditions\":[{\"kind\":\"psychiatric\"},{\"kind\":\"addiction\",\"status\":\"suspected\"},"      \
	"{\"kind\":\"mild-intellectual-disability\"}]},"                                                     \
	"\"household\":{\"children\":[{\"age\":3},{\"age\":11}],\"pregnancy\":true,\"members\":[{"           \
	"\"relation\":\"partner\"}]},"                                                                       \
	"\"problems\":[{\"domain\":\"housing\",\"level\":1},{\"domain\":\"finances\",\"level\":2},"          \
	"{\"domain\":\"substance-use\",\"level\":2,\"status\":\"suspected\"},{\"domain\":\"mental-health\"," \
	"\"level\":1},"                                                                                      \
	"{\"domain\":\"parenting\",\"level\":2},{\"domain\":\"social-network\",\"level\":3}],"               \
	"\"incidents\":[{\"kind\":\"nuisance\",\"date\":\"2026-10-01\",\"role\":\"suspect\",\"group\":true," \
	"\"severity\":\"light\"},"                                                                           \
	"{\"kind\":\"violence\",\"date\":\"2026-09-01\",\"role\":\"suspect\",\"group\":false,\"severity\":"  \
	"\"serious\"},"                                                                                      \
	"{\"kind\":\"domestic-violence\",\"date\":\"2026-08-01\",\"role\":\"victim\"},"                      \
	"{\"kind\":\"confused-behaviour\",\"date\":\"2026-11-01\",\"role\":\"self\"}],"                      \
	"\"efforts\":[{\"by\":\"gemeente-delft\",\"date\":\"2026-06-01\",\"outcome\":\"failed\"}],"          \
	"\"impact\":{\"system\":true,\"surroundings\":true,\"area\":true,\"decline\":true},"                 \
	"\"plan\":{\"evaluations\":2,\"stuck\":true,\"risk\":\"high\",\"threats_to_officials\":true,"        \
	"\"local_means_exhausted\":true},\"involved\":[],\"consent\":[]}"

/* explicitly nothing */
#define NULLS                                                                                                \
	"{\"id\":\"nulls\",\"received\":\"2026-11-20\",\"registered_by\":\"gemeente-delft\",\"person\":null,"        \
	"\"household\":null,\"problems\":null,\"incidents\":null,\"involved\":null,\"efforts\":null,"            \
	"\"impact\":null,\"plan\":null,\"consent\":null,\"sharing\":null}"

/* as far out as a registration may go, and against itself */
#define ODD                                                                                                  \
	"{\"id\":\"odd\",\"received\":\"9999-12-31\",\"registered_by\":\"gemeente-delft\",\"stage\":\"running\","   \
	"\"person\":{\"age\":120,\"criminal_law\":\"juvenile\",\"custody\":\"parents\",\"housing\":{\"kind\":"       \
	"\"none\",\"landlord\":\"nobody at all\",\"eviction\":\"ordered\"},\"detention\":{\"status\":\"detained\"," \
	"\"release\":\"0001-01-01\"},\"measures\":[{\"kind\":\"halt-referral\",\"since\":\"9999-12-31\"}]},"       \
	"\"problems\":[{\"domain\":\"housing\",\"level\":5,\"status\":\"disputed\"}],\"incidents\":[{\"kind\":"    \
	"\"other\",\"date\":\"0001-01-01\",\"role\":\"witness\",\"status\":\"disputed\"}],\"household\":"          \
	"{\"children\":[{\"age\":17}],\"members\":[]}}"

static const guint ages[] = { 9, 13, 17, 20, 46, 82 };
static const char *const statuses[] = { NULL, "active", "stalled", "refused", "ended" };

/* what makes one sample differ from the next: the age, and how the plugin's own party is involved */
static RtTree *
difference (const char *party, guint age, const char *status)
{
	g_autoptr (GString) text = g_string_new (NULL);
	g_string_append_printf (text, "{\"person\":{\"age\":%u,\"housing\":{\"landlord\":\"%s\"}}", age,
				party);
	if (status != NULL)
		g_string_append_printf (
			text, ",\"involved\":[{\"party\":\"%s\",\"role\":\"support\",\"status\":\"%s\"}]",
			party, status);
	g_string_append_printf (text, ",\"consent\":[{\"for\":\"%s\",\"given\":true}]}", party);
	return rt_tree_read (text->str, text->len, NULL);
}

/* as many incidents and as much text as a registration may hold */
static RtTree *
huge_sample (void)
{
	g_autoptr (GString) text = g_string_new ("{\"id\":\"huge\",\"received\":\"2026-11-20\",\"registered_by\":"
						 "\"gemeente-delft\",\"narrative\":\"");
	for (guint i = 0; i < RT_LIMIT_TEXT; i++)
		g_string_append_c (text, 'x');
	g_string_append (text, "\",\"incidents\":[");
	for (guint i = 0; i < RT_LIMIT_INCIDENTS; i++)
		g_string_append_printf (text, "%s{\"kind\":\"nuisance\",\"date\":\"2026-10-01\",\"role\":\"suspect\"}",
					i > 0 ? "," : "");
	g_string_append (text, "]}");
	return rt_tree_read (text->str, text->len, NULL);
}

static GPtrArray *
make_samples (const char *party)
{
	GPtrArray *samples = g_ptr_array_new_with_free_func ((GDestroyNotify) rt_tree_free);
	g_autoptr (RtTree) rich = rt_tree_read (RICH, strlen (RICH), NULL);
	g_ptr_array_add (samples, rt_tree_read (BARE, strlen (BARE), NULL));
	g_ptr_array_add (samples, rt_tree_read (NULLS, strlen (NULLS), NULL));
	g_ptr_array_add (samples, rt_tree_read (ODD, strlen (ODD), NULL));
	for (guint i = 0; i < G_N_ELEMENTS (ages); i++) {
		for (guint j = 0; j < G_N_ELEMENTS (statuses); j++) {
			g_autoptr (RtTree) patch = difference (party, ages[i], statuses[j]);
			g_ptr_array_add (samples, rt_tree_merge (rich, patch));
		}
	}
	return samples;
}

/* ---- what the plugin answers ---- */

typedef struct {
	const RtRegistry *registry;
	guint index;
	const RtPlugin *plugin;
	RtKitReport *report;
	gboolean *met; /* of every reason: it was, once */
} Kit;

static const char *const states[] = { "not-met", "unknown", "met" };
static const char *const tri_words[] = { "no", "unknown", "yes" };
static const char *const attend_words[] = { "not", "ask", "invite" };

static void
write_reasons (const RtPlugin *plugin, const RtAnswer *answer, RtJsonWriter *json)
{
	rt_json_key (json, "reasons");
	rt_json_begin (json, '{');
	for (guint i = 0; i < plugin->n_reasons; i++)
		rt_json_member (json, plugin->reasons[i].id, states[answer->reasons[i].state]);
	rt_json_end (json, '}');
}

RtTree *
rt_plugins_describe_answer (const RtPlugin *plugin, const RtAnswer *answer)
{
	g_autoptr (GString) text = g_string_new (NULL);
	RtJsonWriter json = { .out = text };
	rt_json_begin (&json, '{');
	rt_json_member (&json, "fault", answer->fault);
	if (answer->answered) {
		rt_json_member (&json, "attend", attend_words[answer->attend]);
		rt_json_member (&json, "lawful", tri_words[answer->lawful.state]);
		rt_json_member (&json, "ground",
				answer->ground >= 0 ? plugin->grounds[answer->ground].id : NULL);
		rt_json_member (&json, "part", answer->part >= 0 ? plugin->parts[answer->part].id : "whole");
		rt_json_member (&json, "contribution",
				answer->contribution >= 0 ? plugin->contributions[answer->contribution].id
							  : NULL);
		rt_json_member_number (&json, "coordinator", answer->coordinator);
		write_reasons (plugin, answer, &json);
	}
	rt_json_end (&json, '}');
	return rt_tree_read (text->str, text->len, NULL);
}

/* NULL with `error` when it is no registration; a plugin that fails gives an answer all the same */
static RtTree *
ask_with (const Kit *kit, const RtTree *tree, RtArena *arena, RtAnswer *answer, GError **error)
{
	g_autoptr (GString) text = g_string_new (NULL);
	rt_tree_print (tree, text);
	g_autoptr (RouteRegistration) registration =
		route_registration_new_from_json (text->str, (gssize) text->len, error);
	if (registration == NULL)
		return NULL;
	rt_arena_reset (arena);
	*answer = rt_host_assess (kit->registry, kit->index, registration, arena);
	return rt_plugins_describe_answer (kit->plugin, answer);
}

static char *
answer_text (const Kit *kit, const RtTree *registration)
{
	g_autoptr (RtArena) arena = rt_arena_new (0);
	RtAnswer answer;
	g_autoptr (RtTree) tree = ask_with (kit, registration, arena, &answer, NULL);
	GString *text = g_string_new (NULL);
	if (tree != NULL)
		rt_tree_print (tree, text);
	return g_string_free (text, FALSE);
}

/* the same with what it rests on: which facts, in which order */
static char *
whole_answer (const Kit *kit, const RtTree *registration)
{
	g_autoptr (RtArena) arena = rt_arena_new (0);
	RtAnswer answer;
	g_autoptr (GByteArray) bytes = g_byte_array_new ();
	g_autoptr (RtTree) tree = ask_with (kit, registration, arena, &answer, NULL);
	GString *text = g_string_new (NULL);
	if (tree == NULL)
		return g_string_free (text, FALSE);
	rt_answer_pack (kit->plugin, &answer, bytes);
	g_autofree char *digest = g_compute_checksum_for_data (G_CHECKSUM_SHA256, bytes->data, bytes->len);
	rt_tree_print (tree, text);
	g_string_append_printf (text, " on facts %.12s", digest);
	return g_string_free (text, FALSE);
}

/* ---- reporting ---- */

static void
report (Kit *kit, const char *what, const GString *failures)
{
	rt_kit_report (kit->report, what, failures);
}

/* "rich, 17 years: " */
static void
name_sample (const RtTree *sample, GString *out)
{
	const RtTree *age = rt_tree_get (rt_tree_get (sample, "person"), "age");
	g_string_append_printf (out, "%s, %s: ", rt_tree_get_string (sample, "id"),
				age != NULL ? age->text : "no age");
}

/* ---- demands on one answer ---- */

typedef void (*Demand) (Kit *kit, const RtTree *sample, GString *failures);

static void
demand_answer (Kit *kit, const RtTree *sample, GString *failures)
{
	g_autoptr (RtArena) arena = rt_arena_new (0);
	g_autoptr (GError) error = NULL;
	RtAnswer answer;
	g_autoptr (RtTree) tree = ask_with (kit, sample, arena, &answer, &error);
	if (tree != NULL && answer.answered && answer.fault == NULL)
		return;
	name_sample (sample, failures);
	g_string_append_printf (failures, "%s\n", tree == NULL ? error->message : answer.fault);
}

static void
demand_same (Kit *kit, const RtTree *sample, GString *failures)
{
	g_autofree char *once = whole_answer (kit, sample), *twice = whole_answer (kit, sample);
	if (strcmp (once, twice) == 0)
		return;
	name_sample (sample, failures);
	g_string_append_printf (failures, "once %s, then %s\n", once, twice);
}

static void
demand_facts (Kit *kit, const RtTree *sample, GString *failures)
{
	g_autoptr (RtArena) arena = rt_arena_new (0);
	RtAnswer answer;
	g_autoptr (RtTree) tree = ask_with (kit, sample, arena, &answer, NULL);
	for (guint i = 0; tree != NULL && answer.answered && i < kit->plugin->n_reasons; i++) {
		const RtFinding *finding = &answer.reasons[i];
		kit->met[i] |= finding->state == ROUTE_YES;
		gboolean bare =
			(finding->state == ROUTE_YES && finding->n_evidence == 0) ||
			(finding->state == ROUTE_UNKNOWN && finding->n_missing + finding->n_doubted == 0);
		if (!bare)
			continue;
		name_sample (sample, failures);
		g_string_append_printf (failures, "%s is %s by nothing\n", kit->plugin->reasons[i].id,
					states[finding->state]);
	}
}

static void
demand_ground (Kit *kit, const RtTree *sample, GString *failures)
{
	g_autoptr (RtArena) arena = rt_arena_new (0);
	RtAnswer answer;
	g_autoptr (RtTree) tree = ask_with (kit, sample, arena, &answer, NULL);
	if (tree == NULL || !answer.answered || answer.attend == ROUTE_ATTEND_NOT)
		return;
	if (answer.lawful.state == ROUTE_YES && answer.ground >= 0 && answer.contribution >= 0)
		return;
	name_sample (sample, failures);
	g_string_append_printf (failures, "%s, with lawful %s and %s contribution\n",
				attend_words[answer.attend], tri_words[answer.lawful.state],
				answer.contribution >= 0 ? "a" : "no");
}

static gboolean
only_opened (const char *before, const char *after)
{
	return strcmp (after, "unknown") == 0 || strcmp (before, after) == 0;
}

static void
compare_without (Kit *kit, const RtTree *before, const RtTree *patch, const RtTree *sample, GString *failures)
{
	g_autoptr (RtTree) less = rt_tree_merge (sample, patch);
	g_autoptr (RtArena) arena = rt_arena_new (0);
	RtAnswer answer;
	g_autoptr (RtTree) after = ask_with (kit, less, arena, &answer, NULL);
	const RtTree *then = rt_tree_get (before, "reasons"), *now = rt_tree_get (after, "reasons");
	for (guint i = 0; then != NULL && now != NULL && i < rt_tree_length (then); i++) {
		const char *was = rt_tree_item (then, i)->text, *is = rt_tree_item (now, i)->text;
		if (only_opened (was, is))
			continue;
		name_sample (sample, failures);
		g_string_append_printf (failures, "%s is %s, and %s without ", kit->plugin->reasons[i].id,
					was, is);
		rt_tree_print (patch, failures);
		g_string_append_c (failures, '\n');
	}
}

/* facts whose absence means something else than unknown, and what a registration must have */
static gboolean
may_be_taken (const char *name)
{
	static const char *const kept[] = { "id",     "received",    "registered_by", "stage",
					    "schema", "prioritised", "stays_in" };
	for (guint i = 0; i < G_N_ELEMENTS (kept); i++) {
		if (strcmp (kept[i], name) == 0)
			return FALSE;
	}
	return TRUE;
}

/* {"person": {"age": null}} */
static RtTree *
taking (const char *outer, const char *inner)
{
	g_autofree char *text = inner != NULL ? g_strdup_printf ("{\"%s\":{\"%s\":null}}", outer, inner)
					      : g_strdup_printf ("{\"%s\":null}", outer);
	return rt_tree_read (text, strlen (text), NULL);
}

static void
demand_unknown (Kit *kit, const RtTree *sample, GString *failures)
{
	g_autoptr (RtArena) arena = rt_arena_new (0);
	RtAnswer answer;
	g_autoptr (RtTree) before = ask_with (kit, sample, arena, &answer, NULL);
	for (guint i = 0; i < rt_tree_length (sample); i++) {
		const char *outer = g_ptr_array_index (sample->names, i);
		const RtTree *member = rt_tree_item (sample, i);
		if (!may_be_taken (outer))
			continue;
		g_autoptr (RtTree) whole = taking (outer, NULL);
		compare_without (kit, before, whole, sample, failures);
		for (guint j = 0; member->kind == RT_TREE_OBJECT && j < rt_tree_length (member); j++) {
			const char *inner = g_ptr_array_index (member->names, j);
			if (!may_be_taken (inner))
				continue;
			g_autoptr (RtTree) one = taking (outer, inner);
			compare_without (kit, before, one, sample, failures);
		}
	}
}

/* the items of every list the other way round, also of those inside others */
static void
reverse (RtTree *tree)
{
	const GPtrArray *items = tree->items;
	if (items == NULL)
		return;
	for (guint i = 0; i < items->len; i++)
		reverse (g_ptr_array_index (items, i));
	for (guint i = 0; tree->kind == RT_TREE_LIST && i < items->len / 2; i++) {
		gpointer *other = &g_ptr_array_index (items, items->len - 1 - i), kept = items->pdata[i];
		items->pdata[i] = *other;
		*other = kept;
	}
}

static RtTree *
reversed (const RtTree *sample)
{
	g_autoptr (GString) text = g_string_new (NULL);
	rt_tree_print (sample, text);
	RtTree *tree = rt_tree_read (text->str, text->len, NULL);
	if (tree != NULL)
		reverse (tree);
	return tree;
}

static void
demand_any_order (Kit *kit, const RtTree *sample, GString *failures)
{
	g_autoptr (RtTree) other = reversed (sample);
	g_autofree char *given = answer_text (kit, sample), *turned = answer_text (kit, other);
	if (strcmp (given, turned) == 0)
		return;
	name_sample (sample, failures);
	g_string_append_printf (failures, "%s, with lists the other way round %s\n", given, turned);
}

static const struct {
	const char *what;
	Demand demand;
} demands[] = {
	{ "it answers on every registration, with what it declared", demand_answer },
	{ "the same registration gets the same answer", demand_same },
	{ "the order of facts changes nothing", demand_any_order },
	{ "what is met or unknown rests on facts, or on their absence", demand_facts },
	{ "who is proposed has a lawful ground and something to bring", demand_ground },
	{ "a fact that is taken away makes reasons unknown, never another answer", demand_unknown },
};

/* ---- threads ---- */

typedef struct {
	const Kit *kit;
	const GPtrArray *samples;
	pthread_barrier_t *together; /* NULL: alone */
} Task;

/* all answers, one a line; threads wait for each other, so that they ask at once */
static gpointer
answer_all (gpointer data)
{
	const Task *task = data;
	GString *all = g_string_new (NULL);
	for (guint i = 0; i < task->samples->len; i++) {
		if (task->together != NULL)
			pthread_barrier_wait (task->together);
		g_autofree char *text = whole_answer (task->kit, g_ptr_array_index (task->samples, i));
		g_string_append_printf (all, "%s\n", text);
	}
	return g_string_free (all, FALSE);
}

static void
check_threads (Kit *kit, const GPtrArray *samples)
{
	pthread_barrier_t gate;
	Task task = { kit, samples, NULL };
	GThread *threads[N_THREADS];
	g_autofree char *alone = answer_all (&task);
	pthread_barrier_init (&gate, NULL, N_THREADS);
	task.together = &gate;
	g_autoptr (GString) failures = g_string_new (NULL);
	for (guint i = 0; i < N_THREADS; i++)
		threads[i] = g_thread_new ("check", answer_all, &task);
	for (guint i = 0; i < N_THREADS; i++) {
		g_autofree char *together = g_thread_join (threads[i]);
		if (strcmp (alone, together) != 0)
			g_string_append_printf (failures, "thread %u was answered otherwise\n", i + 1);
	}
	pthread_barrier_destroy (&gate);
	report (kit, "threads do not disturb each other", failures);
}

/* ---- the plugin's own cases ---- */

static void
check_case (Kit *kit, const GPtrArray *cases, const RtTestCase *test)
{
	g_autoptr (RtArena) arena = rt_arena_new (0);
	g_autoptr (GString) failures = g_string_new (NULL);
	g_autoptr (GError) error = NULL;
	g_autoptr (RtTree) registration = rt_test_case_registration (cases, test, &error);
	g_autoptr (RtTree) found = NULL;
	RtAnswer answer = { .answered = FALSE };
	if (registration != NULL)
		found = ask_with (kit, registration, arena, &answer, &error);
	if (found == NULL)
		g_string_append (failures, error->message);
	else
		rt_expect (test->expect, found, failures);
	for (guint i = 0; found != NULL && answer.answered && i < kit->plugin->n_reasons; i++)
		kit->met[i] |= answer.reasons[i].state == ROUTE_YES;
	g_autofree char *what = g_strdup_printf ("%s%s%s", test->name, test->about != NULL ? ": " : "",
						 test->about != NULL ? test->about : "");
	report (kit, what, failures);
}

static gboolean
read_cases (const char *plugin, char **paths, GPtrArray *cases, GError **error)
{
	g_autofree char *directory = g_path_get_dirname (plugin);
	g_autofree char *beside = g_build_filename (directory, "tests", NULL);
	if (paths[0] == NULL && g_file_test (beside, G_FILE_TEST_IS_DIR))
		return rt_test_cases_read (cases, beside, error);
	for (guint i = 0; paths[i] != NULL; i++) {
		if (!rt_test_cases_read (cases, paths[i], error))
			return FALSE;
	}
	return TRUE;
}

/* ---- loading one plugin ---- */

/* MiB: an answer takes little */
#define KIT_MEMORY 64u
/* answers that are watched for leaks, after some that fill caches */
#define WARM_UP 200u
#define WATCHED 2000u

typedef struct {
	const char *path, *party, *helper;
	const GPtrArray *cases;
} Checking;

/* the others of its directory are passed by: only this one is run */
static GArray *
policies_for_others (const char *directory, const char *party, GPtrArray *names)
{
	GArray *policies = g_array_new (FALSE, TRUE, sizeof (RtPluginPolicy));
	g_autoptr (GDir) dir = g_dir_open (directory, 0, NULL);
	for (const char *name = dir != NULL ? g_dir_read_name (dir) : NULL; name != NULL;
	     name = g_dir_read_name (dir)) {
		char *other = rt_plugins_party_of (name);
		g_ptr_array_add (names, other);
		RtPluginPolicy policy = { .party = other, .disabled = TRUE };
		if (g_str_has_suffix (name, ".so") && strcmp (other, party) != 0)
			g_array_append_val (policies, policy);
	}
	return policies;
}

static RtRegistry *
load_alone (const Checking *checking, RtIsolation isolation, GError **error)
{
	g_autofree char *absolute = g_canonicalize_filename (checking->path, NULL);
	const RtHostOptions options = { .isolation = isolation,
					.helper = checking->helper,
					.memory_limit = KIT_MEMORY };
	g_autofree char *directory = g_path_get_dirname (absolute);
	const char *const directories[] = { directory, NULL };
	g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
	g_autoptr (GArray) policies = policies_for_others (directory, checking->party, names);
	return rt_registry_load (directories, (const RtPluginPolicy *) policies->data, policies->len, &options,
				 NULL, error);
}

static void
name_unmet (Kit *kit)
{
	for (guint i = 0; i < kit->plugin->n_reasons; i++) {
		g_autofree char *note =
			g_strdup_printf ("no registration here met %s: a case would show when it is",
					 kit->plugin->reasons[i].id);
		if (!kit->met[i])
			rt_kit_note (kit->report, note);
	}
}

/* need to know: what is never looked at need not be shown */
static void
name_unused (Kit *kit, const guint8 *used)
{
	g_autoptr (GString) failures = g_string_new (NULL);
	for (guint i = 0; i < kit->plugin->n_fields; i++)
		if (!used[i])
			g_string_append_printf (failures, "it declares %s and never reads it\n",
						kit->plugin->fields[i].pointer);
	if (used[kit->plugin->n_fields])
		g_string_append (failures, "it reads a field that it did not declare\n");
	report (kit, "it reads every field that it declares", failures);
}

static void
make_demands (Kit *kit, const GPtrArray *samples)
{
	for (guint i = 0; i < G_N_ELEMENTS (demands); i++) {
		g_autoptr (GString) failures = g_string_new (NULL);
		for (guint j = 0; j < samples->len; j++)
			demands[i].demand (kit, g_ptr_array_index (samples, j), failures);
		report (kit, demands[i].what, failures);
	}
}

/* what is watched from outside the plugin, while it answers on everything over and over */
static void
watch (Kit *kit, const GPtrArray *samples, const RtWatch *before)
{
	g_autoptr (GString) failures = g_string_new (NULL);
	for (guint i = 0; i < WARM_UP; i++)
		g_free (answer_text (kit, g_ptr_array_index (samples, i % samples->len)));
	RtWatch warm;
	rt_watch_take (&warm);
	for (guint i = 0; i < WATCHED; i++)
		g_free (answer_text (kit, g_ptr_array_index (samples, i % samples->len)));
	rt_watch_leaks (&warm, WATCHED, failures);
	rt_watch_peak (before, KIT_MEMORY, failures);
	report (kit, "memory does not grow from answer to answer", failures);
	g_string_truncate (failures, 0);
	rt_watch_traces (before, failures);
	report (kit, "it leaves the process as it was: signals, files, threads, surroundings, rounding", failures);
}

/* In a child of this process, linked in as the vendor's plugins are: what it does there ends with the child. */
static void
run_inside (RtKitReport *report, gpointer user_data)
{
	const Checking *checking = user_data;
	g_autoptr (GError) error = NULL;
	RtWatch before;
	rt_watch_take (&before);
	g_autoptr (RtRegistry) registry = load_alone (checking, RT_ISOLATION_NONE, &error);
	int index = registry != NULL ? rt_registry_find (registry, checking->party) : -1;
	g_autoptr (GString) failures = g_string_new (error != NULL ? error->message : "");
	if (index < 0) {
		rt_kit_report (report, "it loads into a process", failures);
		return;
	}
	Kit kit = { .registry = registry,
		    .index = (guint) index,
		    .plugin = rt_registry_plugin (registry, (guint) index),
		    .report = report };
	g_autofree gboolean *met = g_new0 (gboolean, kit.plugin->n_reasons + 1);
	g_autofree guint8 *used = g_malloc0 (kit.plugin->n_fields + 1);
	g_autoptr (GPtrArray) samples = make_samples (checking->party);
	kit.met = met;
	rt_registry_watch_fields (registry, (guint) index, used);
	make_demands (&kit, samples);
	name_unused (&kit, used);
	watch (&kit, samples, &before);
	check_threads (&kit, samples);
	for (guint i = 0; i < checking->cases->len; i++) {
		const RtTestCase *test = g_ptr_array_index (checking->cases, i);
		if (test->expect != NULL)
			check_case (&kit, checking->cases, test);
	}
	name_unmet (&kit);
}

/* In a process of its own: does it keep within its time and memory, and print nothing? Only one that does is let into
 * another. */
static gboolean
run_apart (RtKitReport *report, const Checking *checking, const RtRegistry *registry, guint index)
{
	Kit kit = { .registry = registry,
		    .index = index,
		    .plugin = rt_registry_plugin (registry, index),
		    .report = report };
	g_autoptr (GPtrArray) samples = make_samples (checking->party);
	g_autoptr (GString) failures = g_string_new (NULL);
	g_ptr_array_add (samples, huge_sample ());
	for (guint i = 0; i < samples->len && failures->len == 0; i++)
		demand_answer (&kit, g_ptr_array_index (samples, i), failures);
	rt_kit_report (report, "apart, it answers in time, in little memory, and prints nothing", failures);
	return failures->len == 0;
}

static void
say_why_not (const RtRegistry *registry, const char *party, const char *path)
{
	for (guint i = 0; i < rt_registry_n_failures (registry); i++) {
		const RtPluginFailure *failure = rt_registry_failure (registry, i);
		if (strcmp (failure->party, party) == 0) {
			rt_cli_complain ("%s: %s", path, failure->why);
			return;
		}
	}
	rt_cli_complain ("%s: %s", path, g_strerror (ENOENT));
}

/* every part of the kit, as far as the one before lets it */
static RtExit
check_plugin (const RtCli *cli, const Checking *checking, gboolean json)
{
	g_autoptr (GError) error = NULL;
	g_autoptr (RtRegistry) registry = load_alone (checking, RT_ISOLATION_PROCESS, &error);
	if (registry == NULL) {
		rt_cli_complain ("%s", error->message);
		return RT_EXIT_REFUSED;
	}
	int index = rt_registry_find (registry, checking->party);
	if (index < 0) {
		say_why_not (registry, checking->party, checking->path);
		return RT_EXIT_REFUSED;
	}
	g_autoptr (RtKitReport) report = rt_kit_report_new ();
	rt_kit_check_imports (report, checking->path);
	if (run_apart (report, checking, registry, (guint) index))
		rt_kit_run_in_child (report, run_inside, (gpointer) checking);
	g_autoptr (GString) out = g_string_new (NULL);
	rt_kit_print (report, rt_registry_plugin (registry, (guint) index), json, out);
	RtExit printed = rt_cli_print (out);
	return rt_kit_n_failed (report) > 0 ? RT_EXIT_REFUSED : printed;
}

RtExit
rt_plugins_check (RtCli *cli, const RtVerb *verb, int argc, char **argv)
{
	RtExit status;
	gboolean json = FALSE;
	if (!rt_options_read_format (cli, verb, &argc, &argv, &json, &status))
		return status;
	if (argc < 2)
		return rt_cli_misused (cli, verb, N_("takes one file, a plugin, and files of cases"));
	g_autoptr (GPtrArray) cases = rt_test_cases_new ();
	g_autoptr (GError) error = NULL;
	g_autofree char *party = rt_plugins_party_of (argv[1]);
	if (!read_cases (argv[1], argv + 2, cases, &error)) {
		rt_cli_complain ("%s", error->message);
		return RT_EXIT_REFUSED;
	}
	const Checking checking = { .path = argv[1], .party = party, .cases = cases, .helper = cli->helper };
	return check_plugin (cli, &checking, json);
}

/* ---- replaying ---- */

static RtExit
replay (const Checking *checking, gboolean json)
{
	g_autoptr (GError) error = NULL;
	/* to hold a plugin to nothing would be no test */
	if (checking->cases->len == 0) {
		rt_cli_complain ("there is nothing that was recorded of %s", checking->party);
		return RT_EXIT_REFUSED;
	}
	g_autoptr (RtRegistry) registry = load_alone (checking, RT_ISOLATION_PROCESS, &error);
	int index = registry != NULL ? rt_registry_find (registry, checking->party) : -1;
	if (registry == NULL)
		rt_cli_complain ("%s", error->message);
	else if (index < 0)
		say_why_not (registry, checking->party, checking->path);
	if (index < 0)
		return RT_EXIT_REFUSED;
	g_autoptr (RtKitReport) report = rt_kit_report_new ();
	Kit kit = { .registry = registry,
		    .index = (guint) index,
		    .plugin = rt_registry_plugin (registry, (guint) index),
		    .report = report };
	g_autofree gboolean *met = g_new0 (gboolean, kit.plugin->n_reasons + 1);
	kit.met = met;
	for (guint i = 0; i < checking->cases->len; i++)
		check_case (&kit, checking->cases, g_ptr_array_index (checking->cases, i));
	g_autoptr (GString) out = g_string_new (NULL);
	rt_kit_print (report, kit.plugin, json, out);
	RtExit printed = rt_cli_print (out);
	return rt_kit_n_failed (report) > 0 ? RT_EXIT_REFUSED : printed;
}

RtExit
rt_plugins_replay (RtCli *cli, const RtVerb *verb, int argc, char **argv)
{
	RtExit status;
	gboolean json = FALSE;
	if (!rt_options_read_format (cli, verb, &argc, &argv, &json, &status))
		return status;
	if (argc < 3)
		return rt_cli_misused (cli, verb, N_("takes one file, a plugin, and directories of what was recorded"));
	g_autoptr (GPtrArray) cases = rt_test_cases_new ();
	g_autoptr (GError) error = NULL;
	g_autofree char *party = rt_plugins_party_of (argv[1]);
	if (!read_cases (argv[1], argv + 2, cases, &error)) {
		rt_cli_complain ("%s", error->message);
		return RT_EXIT_REFUSED;
	}
	const Checking checking = { .path = argv[1], .party = party, .cases = cases, .helper = cli->helper };
	return replay (&checking, json);
}
