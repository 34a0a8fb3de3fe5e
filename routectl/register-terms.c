#include "routectl/register-terms.h"
#include <string.h>
#include "config.h"
#include "libroute/advice/advice.h"

/* ---- the terms ---- */

static void
tell_criteria (const RouteEngine *engine, GString *out)
{
	const RtRuleSet *rules = rt_engine_rules (engine);
	for (guint i = 0; i < rules->n_approaches; i++) {
		const RtApproach *approach = &rules->approaches[i];
		g_string_append_printf (out, "%s%s (%s):", i > 0 ? " " : "",
					rt_choose (RT_LANGUAGE_NL, approach->title), approach->eligible.text);
		for (guint j = 0; j < approach->n_criteria; j++) {
			const RtCriterion *criterion = &rules->criteria[approach->first_criterion + j];
			if (criterion->mode != RT_MODE_SHADOW)
				g_string_append_printf (out, "%s %s %s (%d)", j > 0 ? ";" : "", criterion->id,
							rt_choose (RT_LANGUAGE_NL, criterion->title),
							criterion->points);
		}
		g_string_append_c (out, '.');
	}
}

static void
append_item (GString *out, const char *item)
{
	g_string_append_printf (out, "%s%s", out->len > 0 ? ", " : "", item);
}

static void
tell_facts (const RouteEngine *engine, GString *out)
{
	const RtShape *root = rt_schema_root ();
	for (guint i = 0; i < root->n_fields; i++) {
		append_item (out, root->fields[i].name);
		const RtShape *shape = root->fields[i].shape;
		g_autoptr (GString) inner = g_string_new (NULL);
		for (guint j = 0; shape != NULL && j < shape->n_fields; j++)
			append_item (inner, shape->fields[j].name);
		if (inner->len > 0)
			g_string_append_printf (out, " (%s)", inner->str);
	}
}

static void
tell_parties (const RouteEngine *engine, GString *out)
{
	const RtRuleSet *rules = rt_engine_rules (engine);
	for (guint i = 0; i < rules->n_parties; i++)
		append_item (out, rt_choose (RT_LANGUAGE_NL, rules->parties[i].title));
}

static void
tell_bases (const RouteEngine *engine, GString *out)
{
	const RtRuleSet *rules = rt_engine_rules (engine);
	g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);
	for (guint i = 0; i < rules->n_criteria; i++) {
		const char *basis = rt_choose (RT_LANGUAGE_NL, rules->criteria[i].basis);
		if (*basis != '\0' && g_hash_table_add (seen, (gpointer) basis))
			g_string_append_printf (out, "%s%s", out->len > 0 ? "; " : "", basis);
	}
}

static void
tell_rules (const RouteEngine *engine, GString *out)
{
	g_string_append (out, rt_engine_rules (engine)->fingerprint);
}

static void
tell_library (const RouteEngine *engine, GString *out)
{
	g_string_append (out, "libroute " PACKAGE_VERSION);
}

static const struct {
	const char *name;
	void (*tell) (const RouteEngine *engine, GString *out);
} terms[] = {
	{ "criteria", tell_criteria }, { "facts", tell_facts }, { "parties", tell_parties },
	{ "bases", tell_bases },       { "rules", tell_rules }, { "library", tell_library },
};

/* ---- filling in ---- */

static gboolean
tell (const RouteEngine *engine, const char *name, GString *out)
{
	for (guint i = 0; i < G_N_ELEMENTS (terms); i++) {
		if (strcmp (terms[i].name, name) != 0)
			continue;
		g_autoptr (GString) told = g_string_new (NULL);
		terms[i].tell (engine, told);
		g_string_append_len (out, told->str, (gssize) told->len);
		return TRUE;
	}
	return FALSE;
}

char *
rt_register_fill (const RouteEngine *engine, const char *text, char **unknown)
{
	g_autoptr (GString) out = g_string_new (NULL);
	for (const char *open = strchr (text, '{'); open != NULL; open = strchr (text, '{')) {
		const char *close = strchr (open, '}');
		if (close == NULL)
			break;
		g_string_append_len (out, text, open - text);
		g_autofree char *name = g_strndup (open + 1, (gsize) (close - open - 1));
		if (!tell (engine, name, out)) {
			*unknown = g_steal_pointer (&name);
			return NULL;
		}
		text = close + 1;
	}
	g_string_append (out, text);
	return g_string_free (g_steal_pointer (&out), FALSE);
}
