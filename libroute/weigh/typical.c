/* Typical lists, for asking "what if" about a list that nobody gave. Written as registrations, and read like them. */
#include <string.h>
#include "libroute/weigh/weigh-private.h"

static const struct {
	const char *pointer, *list;
} samples[] = {
    {"/problems", "[{\"domain\":\"finances\",\"level\":1}]"},
    {"/problems", "[{\"domain\":\"mental-health\",\"level\":1},{\"domain\":\"housing\",\"level\":1},{"
		  "\"domain\":\"work-education\",\"level\":1}]"},
    {"/incidents", "[{\"kind\":\"confused-behaviour\",\"date\":\"TODAY\",\"role\":\"self\",\"group\":false,"
		   "\"severity\":\"light\",\"place\":\"home\"}]"},
    {"/incidents", "[{\"kind\":\"nuisance\",\"date\":\"TODAY\",\"role\":\"suspect\",\"group\":true,"
		   "\"severity\":\"light\",\"place\":\"public-space\"}]"},
    {"/incidents", "[{\"kind\":\"nuisance\",\"date\":\"TODAY\",\"role\":\"suspect\",\"group\":true,"
		   "\"severity\":\"light\",\"place\":\"public-space\"},"
		   "{\"kind\":\"theft\",\"date\":\"TODAY\",\"role\":\"suspect\",\"group\":true,\"severity\":"
		   "\"serious\",\"place\":\"public-space\"}]"},
    {"/incidents", "[{\"kind\":\"weapon\",\"date\":\"TODAY\",\"role\":\"suspect\",\"group\":false,"
		   "\"severity\":\"high-impact\",\"place\":\"other\"}]"},
    {"/incidents", "[{\"kind\":\"domestic-violence\",\"date\":\"TODAY\",\"role\":\"victim\",\"group\":false,"
		   "\"severity\":\"serious\",\"place\":\"home\"}]"},
    {"/incidents", "[{\"kind\":\"domestic-violence\",\"date\":\"TODAY\",\"role\":\"victim\",\"group\":false,"
		   "\"severity\":\"serious\",\"place\":\"home\"},"
		   "{\"kind\":\"weapon\",\"date\":\"TODAY\",\"role\":\"suspect\",\"group\":true,\"severity\":"
		   "\"serious\",\"place\":\"other\"}]"},
    {"/efforts", "[{\"by\":\"third:school\",\"outcome\":\"failed\"}]"},
    {"/efforts", "[{\"by\":\"third:gp\",\"outcome\":\"failed\"}]"},
    {"/efforts", "[{\"by\":\"third:gp\",\"outcome\":\"succeeded\"}]"},
    {"/involved", "[{\"party\":\"third:gp\",\"role\":\"treatment\",\"status\":\"stalled\"}]"},
    {"/involved", "[{\"party\":\"third:gp\",\"role\":\"support\",\"status\":\"active\"}]"},
    {"/person/measures", "[{\"kind\":\"probation\"}]"},
    {"/person/measures", "[{\"kind\":\"supervision-order\"}]"},
    {"/person/measures", "[{\"kind\":\"care-authorisation\"}]"},
    {"/person/conditions", "[{\"kind\":\"psychiatric\"}]"},
    {"/person/conditions", "[{\"kind\":\"mild-intellectual-disability\"}]"},
    {"/person/conditions", "[{\"kind\":\"addiction\"}]"},
    {"/household/children", "[{\"age\":5}]"},
    {"/household/members", "[{\"relation\":\"parent\",\"conditions\":[{\"kind\":\"psychiatric\"}]}]"},
    {"/household/members", "[{\"relation\":\"parent\",\"conditions\":[]}]"},
    {"/household/members/*/conditions", "[{\"kind\":\"psychiatric\"}]"},
    {"/plan/municipalities", "[\"Delft\",\"Rijswijk\"]"},
};

/* dates of a sample are moved to the day of registration when it is used; here they stand for it */
static RouteRegistration *
read_sample (const char *pointer, const char *list)
{
	g_auto (GStrv) keys = g_strsplit (pointer + 1, "/", -1);
	g_autoptr (GString) text =
	    g_string_new ("{\"id\":\"sample\",\"received\":\"2000-01-01\",\"registered_by\":\"x\"");
	g_autofree char *dated = NULL;
	g_auto (GStrv) parts = g_strsplit (list, "TODAY", -1);
	dated = g_strjoinv ("2000-01-01", parts);
	guint n = g_strv_length (keys);
	gboolean nested = n > 1 && strcmp (keys[1], "members") == 0 && n > 3;
	if (n == 1)
		g_string_append_printf (text, ",\"%s\":%s}", keys[0], dated);
	else if (nested)
		g_string_append_printf (
		    text, ",\"household\":{\"members\":[{\"relation\":\"parent\",\"conditions\":%s}]}}",
		    dated);
	else
		g_string_append_printf (text, ",\"%s\":{\"%s\":%s}}", keys[0], keys[1], dated);
	return route_registration_new_from_json (text->str, (gssize)text->len, NULL);
}

static RtTypical *
typical_of (RtWeigher *weigher, int place)
{
	for (guint i = 0; i < weigher->n_typical; i++)
		if (weigher->typical[i].place == place)
			return &weigher->typical[i];
	RtTypical *typical = &weigher->typical[weigher->n_typical++];
	*typical =
	    (RtTypical){.place = place,
			.lists = rt_arena_array (weigher->arena, G_N_ELEMENTS (samples), sizeof (RtFact))};
	return typical;
}

void
rt_typical_prepare (RtWeigher *weigher)
{
	weigher->samples = g_ptr_array_new_with_free_func ((GDestroyNotify)route_registration_unref);
	weigher->typical = rt_arena_array (weigher->arena, G_N_ELEMENTS (samples), sizeof *weigher->typical);
	for (guint i = 0; i < G_N_ELEMENTS (samples); i++) {
		RouteRegistration *sample = read_sample (samples[i].pointer, samples[i].list);
		int place = rt_schema_find_place (samples[i].pointer);
		g_ptr_array_add (weigher->samples, sample);
		RtTypical *typical = typical_of (weigher, place);
		((RtFact *)typical->lists)[typical->n_lists++] =
		    *rt_record_at (sample, rt_spot ((guint)place, 0, 0));
	}
}
