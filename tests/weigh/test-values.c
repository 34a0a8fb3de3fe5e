/* Which values are tried for a fact: those at which an answer could change, near ones first. What is tried for each place of a
 * registration, by the rules of the village and the settings below, stands in values.txt; with --update it is taken over. */
#include <string.h>
#include "libroute/weigh/supposing.h"
#include "tests/weigh/engine.h"

#define VILLAGE "{\"id\":\"x\",\"received\":\"2026-11-20\",\"registered_by\":\"politie\""

/* one that says nothing, and one that says something of every kind */
static const char *const given[] = {
	VILLAGE "}",
	VILLAGE ",\"stage\":\"running\",\"person\":{\"age\":17,\"municipality\":\"Delft\",\"protective\":[\"work\",\"school\",\"sport\"],"
		"\"prioritised\":{\"by\":\"gemeente\",\"date\":\"2026-10-01\"},\"housing\":{\"kind\":\"social-rent\",\"landlord\":\"vestia\"}},"
		"\"impact\":{\"area\":true,\"decline\":false},\"incidents\":[{\"kind\":\"violence\",\"date\":\"2026-05-20\","
		"\"role\":\"suspect\",\"status\":\"suspected\",\"source\":\"woonbron\"}],\"problems\":[{\"domain\":\"housing\",\"level\":2}]}",
};

/* the last number that a level can be, the last that is tried and one that is not, periods in years, months, days and hours, and an
 * age that a define alone asks for */
static const char settings[] =
	"\n[setting level]\ntitle = Level\ntitle[nl] = Niveau\nvalue = 5\nbasis = test\n"
	"\n[setting last]\ntitle = Last\ntitle[nl] = Laatste\nvalue = 100000\nbasis = test\n"
	"\n[define old]\ntitle = Old\ntitle[nl] = Oud\nwhen = person.age >= 77\nbasis = test\n"
	"\n[setting far]\ntitle = Far\ntitle[nl] = Ver\nvalue = 1000000\nbasis = test\n"
	"\n[setting long]\ntitle = Long\ntitle[nl] = Lang\nvalue = duration(\"P4Y5M\")\nbasis = test\n"
	"\n[setting short]\ntitle = Short\ntitle[nl] = Kort\nvalue = duration(\"P10DT12H\")\nbasis = test\n";

static void print_fact (const RtField *field, const RtFact *fact, gint32 today, GString *out);

static void
print_object (const RtShape *shape, const RtFact *fact, gint32 today, GString *out)
{
	g_string_append_c (out, '{');
	for (guint i = 0; i < shape->n_fields; i++)
		if (fact->as.facts[i].kind != RT_FACT_ABSENT) {
			g_string_append_printf (out, "%s%s ", out->str[out->len - 1] == '{' ? "" : ", ", shape->fields[i].name);
			print_fact (&shape->fields[i], &fact->as.facts[i], today, out);
		}
	g_string_append_c (out, '}');
}

static void
print_list (const RtField *field, const RtFact *fact, gint32 today, GString *out)
{
	g_string_append_c (out, '[');
	for (guint i = 0; i < fact->length; i++) {
		g_string_append (out, i == 0 ? "" : ", ");
		print_fact (field, &fact->as.facts[i], today, out);
	}
	g_string_append_c (out, ']');
}

/* dates as days before and after the day of registration */
static void
print_fact (const RtField *field, const RtFact *fact, gint32 today, GString *out)
{
	switch (fact->kind) {
	case RT_FACT_BOOLEAN:
		g_string_append (out, fact->as.boolean ? "true" : "false");
		break;
	case RT_FACT_INTEGER:
		g_string_append_printf (out, "%" G_GINT64_FORMAT, fact->as.integer);
		break;
	case RT_FACT_DATE:
		g_string_append_printf (out, "%+d", fact->as.days - today);
		break;
	case RT_FACT_WORD:
		g_string_append (out, field->words[fact->as.word]);
		break;
	case RT_FACT_TEXT:
		ck_assert_uint_eq (fact->length, strlen (fact->as.text));
		g_string_append_printf (out, "\"%s\"", fact->as.text);
		break;
	case RT_FACT_LIST:
		print_list (field, fact, today, out);
		break;
	case RT_FACT_OBJECT:
		print_object (field->shape, fact, today, out);
		break;
	default:
		g_string_append (out, "none");
	}
}

static void
print_facts (const RtPlace *place, const RtFact *facts, guint n, gboolean complete, gint32 today, GString *out)
{
	for (guint i = 0; i < n; i++) {
		g_string_append_c (out, ' ');
		print_fact (place->field, &facts[i], today, out);
	}
	g_string_append (out, complete ? "\n" : " ...\n");
}

static void
print_place (RtWorld *world, RtArena *arena, guint place, GString *out)
{
	const RtPlace *at = &rt_schema_places (NULL)[place];
	const RtFact *now = rt_record_at (world->registration, rt_spot (place, 0, 0));
	gint32 today = rt_record_received (world->registration);
	RtValues values;
	g_string_append_printf (out, "%s%s", at->pointer, rt_is_supposable (place) ? "" : " (of no new item)");
	if (now->kind == RT_FACT_ABSENT) {
		g_string_append (out, "\n  values:");
		rt_values_for (world->weigher, arena, (int)place, today, &values);
		print_facts (at, values.facts, values.n, values.complete, today, out);
	} else {
		g_string_append (out, " is ");
		print_fact (at->field, now, today, out);
		g_string_append_c (out, '\n');
	}
	g_string_append (out, "  tried:");
	RtTries tries = rt_tries_for (world, arena, place, now);
	print_facts (at, tries.facts, tries.n, tries.complete, today, out);
}

/* what is tried for the places that say something, or, where the registration says nothing, for all */
static char *
all_values (void)
{
	GString *out = g_string_new (NULL);
	g_autofree char *village = rt_test_read ("tests/weigh/village/rules/10-village.rules", NULL);
	g_autofree char *rules = g_strconcat (village, settings, NULL);
	g_autoptr (RouteEngine) engine = engine_of_rules (rules);
	guint n = 0;
	rt_schema_places (&n);
	for (guint i = 0; i < G_N_ELEMENTS (given); i++) {
		g_autoptr (RouteRegistration) read = route_registration_new_from_json (given[i], -1, NULL);
		ck_assert_ptr_nonnull (read);
		g_autoptr (RouteRegistration) registration = rt_engine_admit (engine, read, NULL);
		g_autoptr (RtArena) arena = rt_arena_new (1u << 24);
		RtWorld world = {.weigher = rt_engine_weigher (engine), .registration = registration};
		for (guint place = 0; place < n; place++)
			if (i == 0 || rt_record_at (registration, rt_spot (place, 0, 0))->kind != RT_FACT_ABSENT)
				print_place (&world, arena, place, out);
	}
	return g_string_free (out, FALSE);
}

static gboolean is_updating;

START_TEST (values_that_are_tried_are_those_that_are_kept)
{
	g_autofree char *got = all_values (), *path = rt_test_source ("tests/weigh/values.txt");
	if (is_updating)
		ck_assert (g_file_set_contents (path, got, -1, NULL));
	g_autofree char *kept = rt_test_read ("tests/weigh/values.txt", NULL);
	g_auto (GStrv) lines = g_strsplit (got, "\n", -1), wanted = g_strsplit (kept, "\n", -1);
	ck_assert_uint_gt (g_strv_length (wanted), 300);
	for (guint i = 0; wanted[i] != NULL && lines[i] != NULL; i++)
		ck_assert_msg (strcmp (lines[i], wanted[i]) == 0, "line %u: %s\nis kept as: %s", i + 1, lines[i], wanted[i]);
	ck_assert_uint_eq (g_strv_length (lines), g_strv_length (wanted));
}
END_TEST

int
main (int argc, char **argv)
{
	is_updating = argc > 1 && strcmp (argv[1], "--update") == 0;
	Suite *suite = suite_create ("values");
	TCase *tcase = tcase_create ("values");
	tcase_add_test (tcase, values_that_are_tried_are_those_that_are_kept);
	suite_add_tcase (suite, tcase);
	return rt_test_main (suite);
}
