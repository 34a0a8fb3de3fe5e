/* The record: ages, spots, hypothetical registrations, names of parties. */
#include <string.h>
#include "libroute/registration/record.h"
#include "tests/registration/cases.h"
#include "tests/testing.h"

static RtSpot
spot_of (const char *place, guint index, guint second_index)
{
	int found = rt_schema_find_place (place);
	ck_assert_msg (found >= 0, "no place %s", place);
	return rt_spot ((guint) found, index, second_index);
}

static const RtFact *
fact_at (const RouteRegistration *registration, const char *place, guint index, guint second_index)
{
	return rt_record_at (registration, spot_of (place, index, second_index));
}

START_TEST (a_record_holds_what_was_written)
{
	g_autofree char *text = rt_test_read ("tests/registration/typical.json", NULL);
	g_autoptr (RouteRegistration) record = rt_case_read (text);
	ck_assert_str_eq (route_registration_get_id (record), "2026-0147");
	ck_assert_str_eq (rt_record_registered_by (record), "politie");
	ck_assert_int_eq (rt_record_received (record), 20777);
	ck_assert_int_eq (fact_at (record, "/incidents", 0, 0)->length, 5);
	ck_assert_int_eq (fact_at (record, "/incidents/*/kind", 1, 0)->as.word, 3);
	ck_assert_str_eq (fact_at (record, "/incidents/*/source", 3, 0)->as.text, "third:school");
	ck_assert_int_eq (fact_at (record, "/incidents/*/group", 4, 0)->kind, RT_FACT_ABSENT);
	ck_assert_int_eq (fact_at (record, "/incidents/*/kind", 5, 0)->kind, RT_FACT_ABSENT);
	ck_assert_int_eq (fact_at (record, "/impact/area", 0, 0)->kind, RT_FACT_ABSENT);
	ck_assert_int_eq (fact_at (record, "/person/conditions", 0, 0)->kind, RT_FACT_LIST);
	ck_assert_int_eq (fact_at (record, "/person/conditions", 0, 0)->length, 0);
	ck_assert_int_eq (fact_at (record, "/household/members/*/conditions", 1, 0)->kind, RT_FACT_ABSENT);
	const RtFact *extra = fact_at (record, "/extra", 0, 0);
	ck_assert_int_eq (extra->kind, RT_FACT_MAP);
	ck_assert_str_eq (extra->as.entries[0].name, "intake");
	/* entries stand in the order of their names, not of the text */
	ck_assert_str_eq (extra->as.entries[0].value.as.entries[1].name, "version");
	ck_assert_str_eq (extra->as.entries[0].value.as.entries[1].value.as.text, "3");
}
END_TEST

START_TEST (age_is_that_at_the_day_of_registration)
{
	static const struct {
		const char *person;
		gint64 age; /* -1: unknown */
	} cases[] = {
		{ "+ \"person\": {\"birth_date\": \"2009-11-20\"}", 17 },
		{ "+ \"person\": {\"birth_date\": \"2009-11-21\"}", 16 },
		{ "+ \"person\": {\"birth_date\": \"2026-11-20\"}", 0 },
		{ "+ \"person\": {\"age\": 40}", 40 },
		{ "+ \"person\": {}", -1 },
		{ "+ \"stage\": \"new\"", -1 },
	};
	for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
		g_autoptr (RouteRegistration) record = rt_case_read (cases[i].person);
		gint64 age = -1;
		ck_assert (rt_record_age (record, &age) == (cases[i].age >= 0));
		ck_assert_int_eq (age, cases[i].age);
		/* and the place says the same */
		const RtFact *fact = fact_at (record, "/person/age", 0, 0);
		ck_assert_int_eq (fact->kind, cases[i].age >= 0 ? RT_FACT_INTEGER : RT_FACT_ABSENT);
		ck_assert_int_eq (fact->as.integer, MAX (0, cases[i].age));
	}
}
END_TEST

START_TEST (a_spot_names_its_pointer)
{
	static const struct {
		const char *place;
		guint index, second_index;
		const char *pointer;
	} cases[] = {
		{ "/person/age", 0, 0, "/person/age" },
		{ "/incidents", 0, 0, "/incidents" },
		{ "/incidents/*/kind", 9999, 0, "/incidents/9999/kind" },
		{ "/household/members/*/conditions/*/status", 999, 998,
		  "/household/members/999/conditions/998/status" },
	};
	for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
		g_autoptr (GString) out = g_string_new (NULL);
		rt_spot_print (spot_of (cases[i].place, cases[i].index, cases[i].second_index), out);
		ck_assert_str_eq (out->str, cases[i].pointer);
	}
}
END_TEST

START_TEST (every_place_leads_to_its_field)
{
	guint n = 0;
	const RtPlace *places = rt_schema_places (&n);
	for (guint i = 0; i < n; i++) {
		ck_assert_int_eq (rt_schema_find_place (places[i].pointer), (int) i);
		const RtShape *shape =
			places[i].parent < 0 ? rt_schema_root () : places[places[i].parent].field->shape;
		ck_assert_int_eq (
			rt_schema_place_of (places[i].parent, (guint) (places[i].field - shape->fields)),
			(int) i);
		ck_assert_int_lt (places[i].parent, (int) i);
		guint stars = 0;
		for (const char *c = places[i].pointer; *c != '\0'; c++)
			stars += *c == '*';
		ck_assert_uint_eq (places[i].n_lists, stars);
		RtSpot spot = rt_spot (i, 10000, 1000);
		ck_assert (spot != 0 && rt_spot_place (spot) == i && rt_spot_index (spot) == 10000 &&
			   rt_spot_second_index (spot) == 1000);
	}
	ck_assert_int_eq (rt_schema_find_place ("/incidents/0/kind"), -1);
	ck_assert_int_eq (rt_schema_find_place (""), -1);
}
END_TEST

static gboolean
names_party (const RtField *field)
{
	return field->type == RT_TYPE_PARTY || field->item == RT_TYPE_PARTY || strcmp (field->name, "landlord") == 0;
}

static gboolean
is_list_of_objects (const RtField *field)
{
	return field->type == RT_TYPE_LIST && field->shape != NULL;
}

/* is the place, or one within it, such a one? */
static gboolean
holds (guint place, gboolean (*is_such) (const RtField *))
{
	guint n = 0;
	const RtPlace *places = rt_schema_places (&n);
	g_autofree char *within = g_strconcat (places[place].pointer, "/", NULL);
	for (guint i = 0; i < n; i++)
		if (is_such (places[i].field) && (i == place || g_str_has_prefix (places[i].pointer, within)))
			return TRUE;
	return FALSE;
}

START_TEST (places_know_what_they_hold)
{
	guint n = 0;
	const RtPlaces *all = rt_schema_all ();
	const RtPlace *places = rt_schema_places (&n);
	for (guint i = 0; i < n; i++) {
		guint32 bit = 1u << places[i].index;
		int parent = places[i].parent;
		ck_assert_msg (((rt_schema_parties (parent) & bit) != 0) == holds (i, names_party), "%s", places[i].pointer);
		ck_assert_msg (((rt_schema_lists (parent) & bit) != 0) == holds (i, is_list_of_objects), "%s",
			       places[i].pointer);
		ck_assert (((all->required[parent + 1] & bit) != 0) == (places[i].field->required != FALSE));
		ck_assert_uint_eq (places[i].field->length, strlen (places[i].field->name));
		for (guint j = 0; places[i].field->words != NULL && places[i].field->words[j] != NULL; j++) {
			const char *word = places[i].field->words[j];
			ck_assert_int_eq (rt_place_find_word (&places[i], word, strlen (word)), (int) j);
			ck_assert_int_ne (rt_place_find_word (&places[i], word, strlen (word) - 1), (int) j);
		}
	}
}
END_TEST

/* `rest` stands behind the name; a key is looked for in as many bytes as the longest may have */
static gboolean
begins (const RtMember *member, const char *rest)
{
	g_autofree char *text = g_strdup_printf ("%s%s%*s", member->field->name, rest, (int) RT_MEMBER_KEY, "");
	return rt_member_begins (member, text);
}

START_TEST (members_are_told_by_their_keys)
{
	guint n = 0;
	const RtPlaces *all = rt_schema_all ();
	const RtPlace *places = rt_schema_places (&n);
	ck_assert_uint_eq (all->n_members, n);
	for (guint i = 0; i < n; i++) {
		const RtMember *member = &all->members[all->first_member[places[i].parent + 1] + places[i].index];
		ck_assert_uint_eq (member->place, i);
		ck_assert_uint_eq (member->index, places[i].index);
		ck_assert_ptr_eq (member->field, places[i].field);
		ck_assert (begins (member, "\":1") && begins (member, "\":\"\""));
		ck_assert (!begins (member, "\" :1") && !begins (member, "s\":1") && !begins (member, ":1"));
	}
}
END_TEST

START_TEST (no_item_of_a_list_holds_an_object)
{
	/* of an object that is not given there is one value for all registrations, at one place */
	guint n = 0;
	const RtPlace *places = rt_schema_places (&n);
	for (guint i = 0; i < n; i++)
		ck_assert_msg (places[i].n_lists == 0 || places[i].field->type != RT_TYPE_OBJECT, "%s", places[i].pointer);
}
END_TEST

START_TEST (a_hypothetical_registration_differs_only_where_said)
{
	g_autoptr (RouteRegistration) base =
		rt_case_read ("+ \"person\": {\"age\": 17, \"measures\": [{\"kind\": \"probation\"}]}");
	RtSpot age = spot_of ("/person/age", 0, 0), area = spot_of ("/impact/area", 0, 0),
	       by = spot_of ("/person/measures/*/by", 0, 0);
	RtAssignment changes[] = { { age, { .kind = RT_FACT_INTEGER, .as.integer = 30 } },
				   { area, { .kind = RT_FACT_BOOLEAN, .as.boolean = TRUE } },
				   { by, { .kind = RT_FACT_TEXT, .length = 4, .as.text = "halt" } },
				   { spot_of ("/problems", 0, 0), { .kind = RT_FACT_LIST } },
				   { spot_of ("/problems/*/level", 0, 0),
				     { .kind = RT_FACT_INTEGER, .as.integer = 1 } } };
	g_autoptr (RouteRegistration) other = rt_record_with (base, changes, G_N_ELEMENTS (changes));
	ck_assert_int_eq (rt_record_at (other, age)->as.integer, 30);
	ck_assert (rt_record_at (other, area)->as.boolean);
	ck_assert_str_eq (rt_record_at (other, by)->as.text, "halt");
	ck_assert_int_eq (fact_at (other, "/problems", 0, 0)->kind, RT_FACT_LIST);
	ck_assert_int_eq (fact_at (other, "/problems/*/level", 0, 0)->kind, RT_FACT_ABSENT);
	ck_assert_int_eq (fact_at (other, "/person/measures/*/kind", 0, 0)->kind, RT_FACT_WORD);
	ck_assert_int_eq (rt_record_at (base, age)->as.integer, 17);
	ck_assert_int_eq (rt_record_at (base, area)->kind, RT_FACT_ABSENT);
	ck_assert_int_eq (rt_record_at (base, by)->kind, RT_FACT_ABSENT);
	ck_assert_int_eq (fact_at (base, "/problems", 0, 0)->kind, RT_FACT_ABSENT);
}
END_TEST

START_TEST (a_hypothetical_birth_date_makes_an_age)
{
	g_autoptr (RouteRegistration) base = rt_case_read ("+ \"stage\": \"new\"");
	RtAssignment born = { spot_of ("/person/birth_date", 0, 0),
			      { .kind = RT_FACT_DATE, .as.days = 20777 - 366 } };
	g_autoptr (RouteRegistration) other = rt_record_with (base, &born, 1);
	gint64 age = -1;
	ck_assert (rt_record_age (other, &age) && age == 1);
	ck_assert (!rt_record_age (base, &age));
}
END_TEST

/* every item of a long list changed, each in its turn */
START_TEST (many_changes_in_one_list_all_count)
{
	GString *keys = g_string_new ("+ \"incidents\": [");
	for (guint i = 0; i < 10000; i++)
		g_string_append_printf (keys, "%s{\"kind\":\"theft\",\"date\":\"2026-11-01\"}",
					i > 0 ? "," : "");
	g_string_append_c (keys, ']');
	g_autoptr (RouteRegistration) base = rt_case_read (keys->str);
	g_string_free (keys, TRUE);
	g_autofree RtAssignment *changes = g_new0 (RtAssignment, 10000);
	for (guint i = 0; i < 10000; i++)
		changes[i] = (RtAssignment){ spot_of ("/incidents/*/group", i, 0),
					     { .kind = RT_FACT_BOOLEAN, .as.boolean = i % 2 } };
	g_autoptr (RouteRegistration) other = rt_record_with (base, changes, 10000);
	for (guint i = 0; i < 10000; i++) {
		const RtFact *fact = fact_at (other, "/incidents/*/group", i, 0);
		ck_assert (fact->kind == RT_FACT_BOOLEAN && fact->as.boolean == (gboolean) (i % 2));
		ck_assert_int_eq (fact_at (base, "/incidents/*/group", i, 0)->kind, RT_FACT_ABSENT);
	}
}
END_TEST

static const char *
alias (const char *name, gsize length, gpointer user_data)
{
	return strcmp (name, "stedelink") == 0                                 ? "vestia"
	       : strcmp (name, "politie") == 0 || strcmp (name, "vestia") == 0 ? name
									       : NULL;
}

static RouteRegistration *
resolve (RouteRegistration *registration, GError **error)
{
	RtNameTable *ids = rt_name_table_new ();
	rt_name_table_add (ids, "politie", strlen ("politie"), 0);
	rt_name_table_add (ids, "vestia", strlen ("vestia"), 1);
	RouteRegistration *resolved = rt_record_resolve_parties (registration, ids, alias, NULL, error);
	rt_name_table_free (ids);
	return resolved;
}

START_TEST (aliases_become_ids_and_unknown_parties_are_named)
{
	const char *text =
		"{\"id\":\"x\",\"received\":\"2026-11-20\",\"registered_by\":\"stedelink\","
		"\"person\":{\"housing\":{\"landlord\":\"stedelink\"}},"
		"\"sharing\":[{\"source\":\"politie\",\"with\":[\"stedelink\"],\"fields\":[\"incidents\"]}]}";
	g_autoptr (RouteRegistration) given = rt_case_read (text);
	ck_assert_ptr_nonnull (given);
	g_autoptr (RouteRegistration) resolved = resolve (given, NULL);
	ck_assert_ptr_nonnull (resolved);
	ck_assert_str_eq (rt_record_registered_by (resolved), "vestia");
	ck_assert_str_eq (rt_record_registered_by (given), "stedelink");
	RtSpot landlord = rt_spot ((guint) rt_schema_find_place ("/person/housing/landlord"), 0, 0);
	ck_assert_str_eq (rt_record_at (resolved, landlord)->as.text, "vestia");
	RtSpot with = rt_spot ((guint) rt_schema_find_place ("/sharing/*/with"), 0, 0);
	ck_assert_str_eq (rt_record_at (resolved, with)->as.facts[0].as.text, "vestia");
	g_autoptr (RouteRegistration) again = resolve (resolved, NULL);
	ck_assert_ptr_eq (again, resolved);
}
END_TEST

/* the landlord is often written by hand; ids are not */
START_TEST (a_landlord_is_known_however_it_is_written)
{
	static const struct {
		const char *written, *resolved;
	} cases[] = {
		{ "Stedelink", "vestia" },      { "VESTIA", "vestia" },           { " stedelink ", "vestia" },
		{ "Haag Wonen", "Haag Wonen" }, { "stedelink 2", "stedelink 2" }, { "third:landlord", "third:landlord" },
	};
	RtSpot landlord = rt_spot ((guint) rt_schema_find_place ("/person/housing/landlord"), 0, 0);
	for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
		g_autofree char *keys =
			g_strdup_printf ("+ \"person\": {\"housing\": {\"landlord\": \"%s\"}}", cases[i].written);
		g_autoptr (RouteRegistration) given = rt_case_read (keys);
		ck_assert_ptr_nonnull (given);
		g_autoptr (RouteRegistration) resolved = resolve (given, NULL);
		ck_assert_ptr_nonnull (resolved);
		ck_assert_str_eq (rt_record_at (resolved, landlord)->as.text, cases[i].resolved);
	}
}
END_TEST

START_TEST (the_first_unknown_party_is_named)
{
	static const struct {
		const char *keys, *pointer;
	} cases[] = {
		{ "+ \"problems\": [{\"domain\": \"finances\"}, {\"domain\": \"housing\", \"source\": "
		  "\"nobody\"}]",
		  "/problems/1/source" },
		{ "+ \"incidents\": [{\"kind\": \"theft\", \"date\": \"2026-11-01\", \"source\": "
		  "\"nobody\"}]",
		  "/incidents/0/source" },
		{ "+ \"involved\": [{\"party\": \"nobody\", \"status\": \"active\"}]", "/involved/0/party" },
		{ "+ \"efforts\": [{\"by\": \"nobody\", \"outcome\": \"failed\"}]", "/efforts/0/by" },
		{ "+ \"person\": {\"measures\": [{\"kind\": \"tbs\", \"by\": \"nobody\"}]}",
		  "/person/measures/0/by" },
		{ "+ \"person\": {\"conditions\": [{\"kind\": \"autism\", \"source\": \"nobody\"}]}",
		  "/person/conditions/0/source" },
		{ "+ \"household\": {\"members\": [{\"relation\": \"child\"}, {\"relation\": \"child\", "
		  "\"conditions\": [{\"kind\": \"autism\"}, {\"kind\": \"autism\"}, "
		  "{\"kind\": \"autism\", \"source\": \"nobody\"}]}]}",
		  "/household/members/1/conditions/2/source" },
		{ "+ \"plan\": {\"carried_by\": \"nobody\"}", "/plan/carried_by" },
		{ "+ \"consent\": [{\"for\": \"nobody\", \"given\": true}]", "/consent/0/for" },
		{ "+ \"sharing\": [{\"source\": \"nobody\", \"with\": [], \"fields\": []}]",
		  "/sharing/0/source" },
		{ "+ \"sharing\": [{\"source\": \"politie\", \"with\": [\"vestia\", \"nobody\"], \"fields\": "
		  "[]}]",
		  "/sharing/0/with/1" },
		{ "{\"id\":\"x\",\"received\":\"2026-11-20\",\"registered_by\":\"nobody\"}",
		  "/registered_by" },
	};
	for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
		g_autoptr (RouteRegistration) given = rt_case_read (cases[i].keys);
		g_autoptr (GError) error = NULL;
		ck_assert_msg (resolve (given, &error) == NULL, "%s: accepted",
			       cases[i].keys);
		ck_assert (g_error_matches (error, ROUTE_ERROR, ROUTE_ERROR_PARTY));
		ck_assert_str_eq (route_error_get_pointer (error), cases[i].pointer);
	}
}
END_TEST

START_TEST (an_alias_in_a_list_of_a_list_becomes_an_id)
{
	g_autoptr (RouteRegistration) given =
		rt_case_read ("+ \"household\": {\"members\": [{\"relation\": \"child\"}, {\"relation\": \"child\", "
			      "\"conditions\": [{\"kind\": \"autism\"}, {\"kind\": \"autism\"}, "
			      "{\"kind\": \"autism\", \"source\": \"stedelink\"}]}]}");
	g_autoptr (RouteRegistration) resolved = resolve (given, NULL);
	ck_assert_ptr_nonnull (resolved);
	static const char place[] = "/household/members/*/conditions/*/source";
	ck_assert_str_eq (fact_at (resolved, place, 1, 2)->as.text, "vestia");
	ck_assert_str_eq (fact_at (given, place, 1, 2)->as.text, "stedelink");
	ck_assert_int_eq (fact_at (resolved, place, 1, 1)->kind, RT_FACT_ABSENT);
}
END_TEST

START_TEST (who_is_no_party_passes_where_that_is_allowed)
{
	g_autoptr (RouteRegistration) given =
		rt_case_read ("+ \"person\": {\"housing\": {\"landlord\": \"somebody\"}}, \"involved\": "
			      "[{\"party\": \"third:gp\", \"status\": \"active\"}, {\"party\": "
			      "\"stedelink\", \"status\": \"active\"}]");
	g_autoptr (RouteRegistration) resolved = resolve (given, NULL);
	ck_assert_ptr_nonnull (resolved);
	ck_assert_str_eq (fact_at (resolved, "/person/housing/landlord", 0, 0)->as.text, "somebody");
	ck_assert_str_eq (fact_at (resolved, "/involved/*/party", 0, 0)->as.text, "third:gp");
	ck_assert_str_eq (fact_at (resolved, "/involved/*/party", 1, 0)->as.text, "vestia");
}
END_TEST

START_TEST (who_names_ids_only_is_taken_as_is)
{
	g_autoptr (RouteRegistration) given =
		rt_case_read ("+ \"person\": {\"housing\": {\"landlord\": \"somebody\"}}, \"involved\": "
			      "[{\"party\": \"third:gp\", \"status\": \"active\"}, {\"party\": "
			      "\"vestia\", \"status\": \"active\"}]");
	g_autoptr (RouteRegistration) resolved = resolve (given, NULL);
	ck_assert_ptr_eq (resolved, given);
	const RtReadName *named;
	guint n = 0, thirds = 0;
	ck_assert (rt_record_named (given, &named));
	for (; named != NULL; named = named->next, n++)
		thirds += named->is_third;
	ck_assert_uint_eq (n, 4); /* who registered it, too */
	ck_assert_uint_eq (thirds, 1);
	/* what is supposed may name others */
	const RtFact other = { .kind = RT_FACT_TEXT, .length = 8, .as.text = "third:gp" };
	const RtAssignment assignment = { .spot = spot_of ("/involved/*/party", 1, 0), .fact = other };
	g_autoptr (RouteRegistration) supposed = rt_record_with (given, &assignment, 1);
	ck_assert (!rt_record_named (supposed, &named));
}
END_TEST

/* ---- order ---- */

/* items of which many begin alike, and some are the same */
static char *
some_efforts (const guint *turns, guint n)
{
	static const char *const by[] = { "third:aaaaaaaa", "third:aaaaaaab", "third:aaaaaaa", "om", "politie" };
	static const char *const outcomes[] = { "failed", "succeeded", "refused" };
	g_autoptr (GString) keys = g_string_new ("+ \"efforts\": [");
	for (guint i = 0; i < n; i++) {
		guint x = turns[i] * 2654435761u >> 8;
		g_string_append_printf (keys, "%s{\"by\":\"%s\",\"outcome\":\"%s\"", i > 0 ? "," : "", by[x % 5],
					outcomes[x / 5 % 3]);
		if (x / 15 % 2 != 0)
			g_string_append_printf (keys, ",\"date\":\"2026-0%u-11\"", x / 30 % 9 + 1);
		g_string_append (keys, "}");
	}
	g_string_append (keys, "]");
	return g_string_free (g_steal_pointer (&keys), FALSE);
}

static int
compare_efforts (const RtFact *a, const RtFact *b)
{
	int order = strcmp (a[0].as.text, b[0].as.text);
	for (guint i = 1; i < 4 && order == 0; i++) {
		order = (int) a[i].kind - (int) b[i].kind;
		if (order == 0 && a[i].kind == RT_FACT_DATE)
			order = a[i].as.days - b[i].as.days;
		else if (order == 0 && a[i].kind == RT_FACT_WORD)
			order = (int) a[i].as.word - (int) b[i].as.word;
	}
	return order;
}

START_TEST (items_stand_in_an_order_of_their_own)
{
	guint turns[40];
	for (guint i = 0; i < G_N_ELEMENTS (turns); i++)
		turns[i] = i * 23 % G_N_ELEMENTS (turns);
	for (guint n = 1; n <= G_N_ELEMENTS (turns); n++) {
		g_autofree char *keys = some_efforts (turns, n);
		g_autoptr (RouteRegistration) given = rt_case_read (keys);
		g_autoptr (RouteRegistration) sorted = rt_record_sorted (given);
		const RtFact *before = fact_at (given, "/efforts", 0, 0)->as.facts;
		const RtFact *items = fact_at (sorted, "/efforts", 0, 0)->as.facts;
		guint stood[G_N_ELEMENTS (turns)];
		for (guint i = 0; i < n; i++) {
			RtSpot spot = rt_record_original (sorted, spot_of ("/efforts/*/by", i, 0));
			stood[i] = rt_spot_index (spot);
			ck_assert_ptr_eq (items[i].as.facts, before[stood[i]].as.facts);
			int order = i > 0 ? compare_efforts (items[i - 1].as.facts, items[i].as.facts) : -1;
			/* those that say the same stay as they stood */
			ck_assert_msg (order < 0 || (order == 0 && stood[i - 1] < stood[i]), "%u of %u", i, n);
		}
		g_autoptr (RouteRegistration) again = rt_record_sorted (sorted);
		ck_assert_ptr_eq (fact_at (again, "/efforts", 0, 0)->as.facts, items);
	}
}
END_TEST

static gpointer
hold_and_drop (gpointer data)
{
	for (guint i = 0; i < 100000; i++)
		route_registration_unref (route_registration_ref (data));
	return NULL;
}

START_TEST (references_count_from_any_thread)
{
	g_autoptr (RouteRegistration) record = rt_case_read ("+ \"stage\": \"new\"");
	GThread *threads[4];
	for (guint i = 0; i < G_N_ELEMENTS (threads); i++)
		threads[i] = g_thread_new ("reader", hold_and_drop, record);
	for (guint i = 0; i < G_N_ELEMENTS (threads); i++)
		g_thread_join (threads[i]);
	ck_assert_str_eq (route_registration_get_id (record), "x");
	/* boxed, for bindings */
	gpointer copy = g_boxed_copy (ROUTE_TYPE_REGISTRATION, record);
	ck_assert_ptr_eq (copy, record);
	g_boxed_free (ROUTE_TYPE_REGISTRATION, copy);
}
END_TEST

static gpointer
refuse_one (gpointer data)
{
	g_autoptr (GError) error = NULL;
	g_autoptr (RouteRegistration) none = route_registration_new_from_json (data, -1, &error);
	return GINT_TO_POINTER (none == NULL && error != NULL && error->domain == ROUTE_ERROR);
}

/* the domain of errors is registered once, whoever is first; in a process of its own, and for a race detector */
START_TEST (first_errors_may_come_in_many_threads)
{
	GThread *threads[8];
	for (guint i = 0; i < G_N_ELEMENTS (threads); i++)
		threads[i] = g_thread_new ("refused", refuse_one, (gpointer) "{");
	for (guint i = 0; i < G_N_ELEMENTS (threads); i++)
		ck_assert (g_thread_join (threads[i]) != NULL);
}
END_TEST

int
main (void)
{
	Suite *suite = suite_create ("record");
	TCase *cases = tcase_create ("record");
	tcase_set_timeout (cases, 60);
	tcase_add_test (cases, a_record_holds_what_was_written);
	tcase_add_test (cases, age_is_that_at_the_day_of_registration);
	tcase_add_test (cases, a_spot_names_its_pointer);
	tcase_add_test (cases, every_place_leads_to_its_field);
	tcase_add_test (cases, places_know_what_they_hold);
	tcase_add_test (cases, members_are_told_by_their_keys);
	tcase_add_test (cases, no_item_of_a_list_holds_an_object);
	tcase_add_test (cases, a_hypothetical_registration_differs_only_where_said);
	tcase_add_test (cases, a_hypothetical_birth_date_makes_an_age);
	tcase_add_test (cases, many_changes_in_one_list_all_count);
	tcase_add_test (cases, aliases_become_ids_and_unknown_parties_are_named);
	tcase_add_test (cases, a_landlord_is_known_however_it_is_written);
	tcase_add_test (cases, the_first_unknown_party_is_named);
	tcase_add_test (cases, an_alias_in_a_list_of_a_list_becomes_an_id);
	tcase_add_test (cases, who_is_no_party_passes_where_that_is_allowed);
	tcase_add_test (cases, who_names_ids_only_is_taken_as_is);
	tcase_add_test (cases, items_stand_in_an_order_of_their_own);
	tcase_add_test (cases, references_count_from_any_thread);
	tcase_add_test (cases, first_errors_may_come_in_many_threads);
	suite_add_tcase (suite, cases);
	return rt_test_main (suite);
}
