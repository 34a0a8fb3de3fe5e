/* Who has to do with a case and is no Party: named by a registration or by a plugin, and a landlord that no rules know. */
#include <string.h>
#include "libroute/weigh/weigh-private.h"

/* mostly there are none, and nothing is made for them */
static void
add_third (GPtrArray **thirds, const char *slug)
{
	if (*thirds == NULL)
		*thirds = g_ptr_array_new ();
	if (!g_ptr_array_find_with_equal_func (*thirds, slug, g_str_equal, NULL))
		g_ptr_array_add (*thirds, (gpointer)slug);
}

/* of objects, whose place this is, or of the items of a list of that place */
static void
collect_thirds (GPtrArray **thirds, const RtFact *objects, guint n, int parent)
{
	for (guint32 left = rt_schema_parties (parent); left != 0; left &= left - 1) {
		guint field = (guint)__builtin_ctz (left);
		int place = rt_schema_place_of (parent, field);
		gboolean names = rt_schema_places (NULL)[place].field->type == RT_TYPE_PARTY;
		gboolean holds = rt_schema_places (NULL)[place].field->shape != NULL;
		for (guint i = 0; i < n; i++) {
			const RtFact *fact = &objects[i].as.facts[field];
			if (names && fact->kind == RT_FACT_TEXT && strncmp (fact->as.text, "third:", strlen ("third:")) == 0)
				add_third (thirds, fact->as.text + strlen ("third:"));
			else if (holds && fact->kind == RT_FACT_OBJECT)
				collect_thirds (thirds, fact, 1, place);
			else if (holds && fact->kind == RT_FACT_LIST)
				collect_thirds (thirds, fact->as.facts, fact->length, place);
		}
	}
}

/* those that the registration names */
static void
find_named (GPtrArray **thirds, const RouteRegistration *registration)
{
	const RtReadName *named;
	const RtFact all = {.kind = RT_FACT_OBJECT, .as.facts = rt_record_facts (registration)};
	if (!rt_record_named (registration, &named)) {
		collect_thirds (thirds, &all, 1, -1);
		return;
	}
	for (; named != NULL; named = named->next)
		if (named->is_third)
			add_third (thirds, named->text + strlen ("third:"));
}

static int
by_text (gconstpointer a, gconstpointer b)
{
	return strcmp (*(const char *const *)a, *(const char *const *)b);
}

static void
keep (RtWorld *world, GPtrArray *thirds)
{
	g_ptr_array_sort (thirds, by_text);
	const char **list = rt_arena_array (world->arena, thirds->len, sizeof *list);
	for (guint i = 0; i < thirds->len; i++)
		list[i] = rt_arena_strndup (world->arena, g_ptr_array_index (thirds, i),
					    strlen (g_ptr_array_index (thirds, i)));
	world->thirds = list;
	world->n_thirds = thirds->len;
}

void
rt_thirds_find (RtWorld *world)
{
	GPtrArray *thirds = NULL;
	find_named (&thirds, world->registration);
	guint n = world->weigher->registry != NULL ? rt_registry_n_plugins (world->weigher->registry) : 0;
	for (guint i = 0; i < n; i++)
		for (guint j = 0; world->answers[i].thirds != NULL && world->answers[i].thirds[j] != NULL; j++)
			add_third (&thirds, world->answers[i].thirds[j]);
	const RtFact *landlord = rt_record_at (world->registration, world->weigher->landlord);
	if (landlord->kind == RT_FACT_TEXT && rt_rules_find_party (world->weigher->rules, landlord->as.text) < 0)
		add_third (&thirds, "landlord");
	world->n_thirds = 0;
	if (thirds == NULL)
		return;
	keep (world, thirds);
	g_ptr_array_unref (thirds);
}
