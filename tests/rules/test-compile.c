/* What compiling makes of rules that are right: order, names, membership, fingerprint, dates. Files come from
 * the cases. */
#include <glib/gstdio.h>
#include <string.h>
#include "libroute/util/date.h"
#include "tests/rules/case-file.h"
#include "tests/testing.h"

typedef struct {
	RtCase *test;
	RtArena *arena;
	GPtrArray *findings;
	RtRuleFiles *files;
	RtRuleSet *rules;
} Loaded;

static void
loaded_clear (Loaded *loaded)
{
	rt_rule_set_free (loaded->rules);
	rt_rule_files_free (loaded->files);
	g_ptr_array_unref (loaded->findings);
	rt_arena_free (loaded->arena);
	rt_case_free (loaded->test);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Loaded, loaded_clear)

static Loaded
load (const char *name)
{
	g_autofree char *path = rt_test_source (name);
	Loaded loaded = { .test = rt_case_read (path),
			  .arena = rt_arena_new (0),
			  .findings = rt_diagnostics_new () };
	guint n = 0;
	const RtKnownParty *known = rt_case_plugins (loaded.test, loaded.arena, &n);
	loaded.files = rt_rules_read ((const char *const *) loaded.test->directories->pdata, loaded.findings);
	ck_assert_ptr_nonnull (loaded.files);
	loaded.rules = rt_rules_compile (loaded.files, known, n, loaded.findings);
	ck_assert_ptr_nonnull (loaded.rules);
	return loaded;
}

#define RIGHT "tests/rules/cases/compile-right.case"

START_TEST (defines_come_after_what_they_use_and_know_their_stage)
{
	g_auto (Loaded) loaded = load (RIGHT);
	const RtRuleSet *rules = loaded.rules;
	ck_assert_uint_eq (rules->n_defines, 3);
	int young = -1, grown = -1, seen = -1;
	for (int i = 0; i < 3; i++) {
		young = strcmp (rules->defines[i].id, "young") == 0 ? i : young;
		grown = strcmp (rules->defines[i].id, "grown-up") == 0 ? i : grown;
		seen = strcmp (rules->defines[i].id, "seen") == 0 ? i : seen;
	}
	ck_assert_int_lt (young, grown);
	ck_assert_uint_eq (rules->defines[young].stage, RT_STAGE_FACTS);
	ck_assert_uint_eq (rules->defines[grown].stage, RT_STAGE_FACTS);
	ck_assert_uint_eq (rules->defines[seen].stage, RT_STAGE_ROUTING);
}
END_TEST

START_TEST (criteria_stand_with_their_approach)
{
	g_auto (Loaded) loaded = load (RIGHT);
	const RtRuleSet *rules = loaded.rules;
	ck_assert_uint_eq (rules->n_approaches, 1);
	ck_assert_uint_eq (rules->n_criteria, 4);
	ck_assert_uint_eq (rules->approaches[0].first_criterion, 0);
	ck_assert_uint_eq (rules->approaches[0].n_criteria, 4);
	ck_assert_str_eq (rules->criteria[0].full_id, "x/K1");
	ck_assert_str_eq (rules->criteria[0].id, "K1");
	ck_assert_int_eq (rules->criteria[0].points, 5);
	ck_assert_int_eq (rules->criteria[2].points, 0);
	ck_assert_str_eq (rules->criteria[0].when.origin.file, "rules.d/10-a.rules");
	ck_assert_uint_eq (rules->criteria[0].when.origin.line, 10);
	/* a criterion that is tried out has no place in the formula */
	ck_assert_int_eq (rules->criteria[3].mode, RT_MODE_SHADOW);
	ck_assert_uint_eq (rules->criteria[3].when.slot, G_MAXUINT);
	ck_assert_uint_lt (rules->criteria[0].when.slot, rules->n_slots);
	gint32 day;
	ck_assert (rt_date_parse ("2026-12-31", 10, &day));
	ck_assert_int_eq (rules->criteria[1].valid_until, day);
	ck_assert_int_eq (rules->criteria[0].valid_from, G_MININT32);
}
END_TEST

START_TEST (slots_that_nothing_reads_are_not_filled)
{
	g_auto (Loaded) loaded = load (RIGHT);
	const RtRuleSet *rules = loaded.rules;
	ck_assert_uint_eq (rules->name_slots[RT_NAME_SOURCES], G_MAXUINT);
	ck_assert_uint_ne (rules->name_slots[RT_NAME_REASON_CHAINS], G_MAXUINT);
	ck_assert_uint_eq (rules->n_givens, 1);
	ck_assert_str_eq (rules->givens[0].pointer, "/person/custody");
	int politie = rt_rules_find_party (rules, "politie"),
	    woonbron = rt_rules_find_party (rules, "woonbron");
	ck_assert_int_ge (politie, 0);
	ck_assert_uint_eq (rules->parties[politie].slot, G_MAXUINT);
	ck_assert_uint_ne (rules->parties[woonbron].slot, G_MAXUINT);
	ck_assert_int_eq (rules->parties[politie].known, 0);
	ck_assert_int_eq (rules->parties[woonbron].known, -1);
	ck_assert_int_eq (rt_rules_find_party (rules, "nobody"), -1);
}
END_TEST

static const RtReasonRule *
reason (const RtRuleSet *rules, const char *id)
{
	for (guint i = 0; i < rules->n_reasons; i++)
		if (strcmp (rules->reasons[i].full_id, id) == 0)
			return &rules->reasons[i];
	ck_abort_msg ("no reason %s", id);
}

START_TEST (reasons_are_those_of_plugins_and_of_rules)
{
	g_auto (Loaded) loaded = load (RIGHT);
	const RtRuleSet *rules = loaded.rules;
	ck_assert_uint_eq (rules->n_reasons, 3);
	ck_assert (reason (rules, "politie/young")->has_points);
	ck_assert_int_eq (reason (rules, "politie/young")->points, 7);
	ck_assert_uint_ne (reason (rules, "politie/young")->slot, G_MAXUINT);
	ck_assert (!reason (rules, "politie/repeat-incidents")->has_points);
	ck_assert_ptr_null (reason (rules, "politie/young")->when.program);
	ck_assert_ptr_nonnull (reason (rules, "woonbron/arrears")->when.program);
	ck_assert (!reason (rules, "politie/young")->missing);
}
END_TEST

START_TEST (routes_propose_what_their_suggestion_is_for)
{
	g_auto (Loaded) loaded = load (RIGHT);
	const RtRuleSet *rules = loaded.rules;
	ck_assert_uint_eq (rules->n_routes, 3);
	ck_assert_int_eq (rules->routes[0].propose, RT_PROPOSE_ALL);
	ck_assert_str_eq (rules->routes[0].table, "process-meeting");
	ck_assert_int_eq (rules->routes[1].open, RT_OPEN_ABSENT);
	ck_assert_int_eq (rules->routes[1].propose, RT_PROPOSE_NOBODY);
	ck_assert_int_eq (rules->routes[2].propose, RT_PROPOSE_ASK);
	ck_assert_ptr_null (rules->routes[2].table);
}
END_TEST

START_TEST (plugin_groups_are_told_before_any_plugin_is_loaded)
{
	g_auto (Loaded) loaded = load (RIGHT);
	guint n = 0;
	const RtPluginRule *plugins = rt_rule_files_plugins (loaded.files, &n);
	ck_assert_uint_eq (n, 1);
	ck_assert_str_eq (plugins[0].party, "politie");
	ck_assert (plugins[0].critical && !plugins[0].disabled && !plugins[0].isolated);
	ck_assert_ptr_null (plugins[0].sha256);
	ck_assert_str_eq (plugins[0].keys[0], "months");
	ck_assert_ptr_null (plugins[0].keys[1]);
	ck_assert_int_eq (plugins[0].values[0], 12);
}
END_TEST

/* ---- membership: covenant 21 to 24 ---- */

static gint32
day_of (const char *text)
{
	gint32 day = 0;
	ck_assert_msg (rt_date_parse (text, strlen (text), &day), "%s", text);
	return day;
}

START_TEST (membership_follows_the_covenant)
{
	const gint32 never = G_MAXINT32, always = G_MININT32;
	RtParty party = {
		.member_from = always, .notice_given = never, .member_until = never, .excluded_on = never
	};
	ck_assert (rt_party_is_member (&party, day_of ("2026-11-20")));
	/* 21: from the day it accedes */
	party.member_from = day_of ("2026-05-01");
	ck_assert (!rt_party_is_member (&party, day_of ("2026-04-30")));
	ck_assert (rt_party_is_member (&party, day_of ("2026-05-01")));
	/* 22: notice of six months */
	party.notice_given = day_of ("2026-08-31");
	ck_assert (rt_party_is_member (&party, day_of ("2027-02-27")));
	ck_assert (!rt_party_is_member (&party, day_of ("2027-02-28")));
	/* or until a day that was agreed, and that day still */
	party.member_until = day_of ("2027-06-30");
	ck_assert (rt_party_is_member (&party, day_of ("2027-06-30")));
	ck_assert (!rt_party_is_member (&party, day_of ("2027-07-01")));
	/* 24: excluded at once, whatever else was agreed */
	party.excluded_on = day_of ("2026-12-01");
	ck_assert (rt_party_is_member (&party, day_of ("2026-11-30")));
	ck_assert (!rt_party_is_member (&party, day_of ("2026-12-01")));
}
END_TEST

/* ---- fingerprint ---- */

static char *
fingerprint_of (const char *text, const char *name)
{
	g_autofree char *directory = g_dir_make_tmp ("print-XXXXXX", NULL);
	g_autofree char *path = g_build_filename (directory, name, NULL);
	ck_assert (g_file_set_contents (path, text, -1, NULL));
	const char *const directories[] = { directory, NULL };
	g_autoptr (GPtrArray) findings = rt_diagnostics_new ();
	g_autoptr (RtRuleFiles) files = rt_rules_read (directories, findings);
	ck_assert_ptr_nonnull (files);
	g_remove (path);
	g_remove (directory);
	return g_strdup (rt_rule_files_fingerprint (files));
}

START_TEST (the_fingerprint_is_of_what_counts)
{
	g_autofree char *one = fingerprint_of ("[define a]\nwhen = true\nbasis = b\n", "10-a.rules");
	g_autofree char *same = fingerprint_of ("# words\n\n[define a]\nwhen=true\n\n# more\nbasis =   b  \n",
						"20-b.rules");
	g_autofree char *other = fingerprint_of ("[define a]\nwhen = false\nbasis = b\n", "10-a.rules");
	g_autofree char *shifted = fingerprint_of ("[define a]\nwhen = tru\nbasis = eb\n", "10-a.rules");
	ck_assert_uint_eq (strlen (one), 64);
	ck_assert_str_eq (one, same);
	ck_assert_str_ne (one, other);
	ck_assert_str_ne (one, shifted);
}
END_TEST

/* ---- dates ---- */

START_TEST (a_calendar_tells_what_is_due)
{
	g_auto (Loaded) loaded = load (RIGHT);
	g_autoptr (GPtrArray) findings = rt_diagnostics_new ();
	rt_rules_check_dates (loaded.files, loaded.rules, day_of ("2026-06-01"), findings);
	ck_assert_uint_eq (findings->len, 0);
	rt_rules_check_dates (loaded.files, loaded.rules, day_of ("2026-12-15"), findings);
	ck_assert_uint_eq (findings->len, 1);
	const RtDiagnostic *finding = g_ptr_array_index (findings, 0);
	ck_assert_str_eq (finding->code, "W107");
	ck_assert_uint_eq (finding->line, 20);
	ck_assert (!rt_diagnostics_has_error (findings));
}
END_TEST

int
main (void)
{
	Suite *suite = suite_create ("rules: compile");
	TCase *core = tcase_create ("core");
	tcase_add_test (core, defines_come_after_what_they_use_and_know_their_stage);
	tcase_add_test (core, criteria_stand_with_their_approach);
	tcase_add_test (core, slots_that_nothing_reads_are_not_filled);
	tcase_add_test (core, reasons_are_those_of_plugins_and_of_rules);
	tcase_add_test (core, routes_propose_what_their_suggestion_is_for);
	tcase_add_test (core, plugin_groups_are_told_before_any_plugin_is_loaded);
	tcase_add_test (core, membership_follows_the_covenant);
	tcase_add_test (core, the_fingerprint_is_of_what_counts);
	tcase_add_test (core, a_calendar_tells_what_is_due);
	suite_add_tcase (suite, core);
	return rt_test_main (suite);
}
