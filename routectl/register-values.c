#include "routectl/register-values.h"
#include <string.h>
#include "libroute/util/diagnostic.h"
#include "libroute/util/words.h"
#include "routectl/register-terms.h"

const RtRegisterField rt_register_fields[RT_REGISTER_N_FIELDS] = {
#define FIELD(json, key, title, kind, most, need) { #json, key, title, RT_REGISTER_##kind, most, RT_REGISTER_##need },
#include "routectl/register-fields.def"
#undef FIELD
};

static gboolean
is_month (const char *value)
{
	gboolean shaped = strlen (value) == 7 && value[4] == '-' && strspn (value, "0123456789-") == 7;
	guint64 month = shaped ? g_ascii_strtoull (value + 5, NULL, 10) : 0;
	return month >= 1 && month <= 12 && strchr (value + 5, '-') == NULL && strspn (value, "0123456789") == 4;
}

static gboolean
is_link (const char *value)
{
	return (g_str_has_prefix (value, "https://") || g_str_has_prefix (value, "http://")) &&
	       strpbrk (value, " \t\"<>") == NULL && strlen (value) > strlen ("https://");
}

static gboolean
is_mail (const char *value)
{
	const char *at = strchr (value, '@');
	return at != NULL && at > value && strchr (at, '.') != NULL && strchr (value, ' ') == NULL;
}

static const char *const *
words_of (const RtRegisterField *field)
{
	static const char *const status[] = { "In ontwikkeling", "In gebruik", "Buiten gebruik", NULL };
	static const char *const publication[] = { "Hoog-risico AI-systeem", "Impactvolle algoritmes",
						   "Overige algoritmes", NULL };
	static const char *const lang[] = { "nld", NULL };
	static const char *const version[] = { "1.0", NULL };
	static const struct {
		const char *json;
		const char *const *words;
	} lists[] = { { "status", status },
		      { "publication_category", publication },
		      { "lang", lang },
		      { "standard_version", version } };
	for (guint i = 0; i < G_N_ELEMENTS (lists); i++) {
		if (strcmp (lists[i].json, field->json) == 0)
			return lists[i].words;
	}
	return NULL;
}

static guint
n_items (const char *value)
{
	guint n = 0;
	g_auto (GStrv) items = g_strsplit (value, ";", -1);
	for (guint i = 0; items[i] != NULL; i++)
		n += *g_strstrip (items[i]) != '\0' ? 1 : 0;
	return n;
}

char *
rt_register_wrong (const RtCli *cli, const RtRegisterField *field, const char *value)
{
	const char *const *words = words_of (field);
	if (words != NULL && rt_words_find (words, value, strlen (value)) < 0) {
		g_autoptr (GString) known = g_string_new (NULL);
		rt_words_print (words, known);
		return g_strdup_printf (rt_cli_text (cli, N_("\"%s\" is none of %s")), value, known->str);
	}
	if (field->kind == RT_REGISTER_MONTH && !is_month (value))
		return g_strdup (rt_cli_text (cli, N_("must be a month, yyyy-mm")));
	if (field->kind == RT_REGISTER_LINK && !is_link (value))
		return g_strdup (rt_cli_text (cli, N_("must be a web address")));
	if (field->kind == RT_REGISTER_CONTACT && !is_link (value) && !is_mail (value))
		return g_strdup (rt_cli_text (cli, N_("must be a mail or web address")));
	gboolean list = field->kind == RT_REGISTER_NAMES || field->kind == RT_REGISTER_LINKS;
	gsize length = list ? n_items (value) : (gsize) g_utf8_strlen (value, -1);
	if (field->kind == RT_REGISTER_WORD || length <= field->most)
		return NULL;
	return g_strdup_printf (rt_cli_text (cli, N_("is too long, %zu; at most %u")), length, field->most);
}

char *
rt_register_line (const char *text)
{
	g_auto (GStrv) words = g_strsplit_set (text, " \t\n", -1);
	g_autoptr (GString) out = g_string_new (NULL);
	for (guint i = 0; words[i] != NULL; i++) {
		if (*words[i] != '\0')
			g_string_append_printf (out, "%s%s", out->len > 0 ? " " : "", words[i]);
	}
	return g_string_free (g_steal_pointer (&out), FALSE);
}

int
rt_register_find (const char *key)
{
	for (guint i = 0; i < RT_REGISTER_N_FIELDS; i++) {
		if (strcmp (rt_register_fields[i].key, key) == 0)
			return (int) i;
	}
	return -1;
}

/* ---- for routectl check ---- */

static char *
wrong_with (const RtCli *cli, const RouteEngine *engine, const RtRuleKey *key)
{
	int at = rt_register_find (key->key);
	if (at < 0)
		return NULL;
	g_autofree char *line = rt_register_line (key->value), *unknown = NULL;
	g_autofree char *filled = rt_register_fill (engine, line, &unknown);
	if (filled == NULL)
		return g_strdup_printf ("there is nothing called {%s}", unknown);
	return rt_register_wrong (cli, &rt_register_fields[at], filled);
}

void
rt_register_check (const RtCli *cli, const RouteEngine *engine, GPtrArray *findings)
{
	guint n;
	const RtRuleKey *keys = rt_rule_files_keys (rt_engine_files (engine), &n);
	for (guint i = 0; i < n; i++) {
		const RtRuleKey *key = &keys[i];
		if (strcmp (key->group, "register") != 0 || key->language != NULL)
			continue;
		g_autofree char *wrong = wrong_with (cli, engine, key);
		if (wrong != NULL)
			g_ptr_array_add (findings,
					 rt_diagnostic_new (RT_SEVERITY_WARNING, "W123", key->origin.path, key->origin.line, 1,
							    "%s: %s", key->key, wrong));
	}
}
