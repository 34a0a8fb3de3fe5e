#include "routectl/diff-tell.h"
#include <string.h>
#include "libroute/util/json-writer.h"
#include "routectl/rule-text.h"

/* ---- counting ---- */

typedef struct {
	guint kinds[RT_N_CHANGES];
	guint (*edits)[RT_N_CHANGES]; /* by edit: cases with a smallest set it is in */
	GPtrArray *routings; /* "from -> to", sorted, one for each case it happens to */
	GPtrArray **cases; /* by kind: RtDiffCase */
} Sums;

static const RtEdit *
edit_at (const RtDiffResult *result, guint index)
{
	return &g_array_index (result->edits->list, RtEdit, index);
}

/* what makes the first change by itself made it, and the others of its set only what comes with that */
static gboolean
some_alone (const RtDiffResult *result, const RtDiffCase *found)
{
	return memchr (found->alone, TRUE, result->edits->list->len) != NULL;
}

static void
count_edits (Sums *sums, const RtDiffResult *result, const RtDiffCase *found, RtChangeKind kind)
{
	gboolean some = some_alone (result, found);
	for (guint i = 0; i < result->edits->list->len; i++) {
		if (some && !found->alone[i])
			continue;
		gboolean in_one = FALSE;
		for (guint j = 0; j < found->causes->len; j++) {
			const GArray *cause = g_ptr_array_index (found->causes, j);
			for (guint k = 0; k < cause->len; k++)
				in_one = in_one || g_array_index (cause, guint, k) == i;
		}
		sums->edits[i][kind] += in_one ? 1 : 0;
	}
}

static int
by_text (gconstpointer a, gconstpointer b)
{
	return strcmp (*(char *const *) a, *(char *const *) b);
}

static void
sums_init (Sums *sums, const RtDiffResult *result)
{
	*sums = (Sums){ .edits = g_malloc0_n (result->edits->list->len + 1, sizeof *sums->edits),
			.routings = g_ptr_array_new_with_free_func (g_free),
			.cases = g_new0 (GPtrArray *, RT_N_CHANGES) };
	for (guint i = 0; i < RT_N_CHANGES; i++)
		sums->cases[i] = g_ptr_array_new ();
	for (guint i = 0; i < result->cases->len; i++) {
		RtDiffCase *found = g_ptr_array_index (result->cases, i);
		g_autoptr (GPtrArray) changes = rt_outcome_changes (found->from, found->to);
		const RtChange *first = g_ptr_array_index (changes, 0);
		sums->kinds[first->kind]++;
		g_ptr_array_add (sums->cases[first->kind], found);
		count_edits (sums, result, found, first->kind);
		if (first->kind == RT_CHANGE_ROUTING && strcmp (first->name, "routing") == 0)
			g_ptr_array_add (sums->routings, g_strdup_printf ("%s -> %s", first->from != NULL ? first->from : "-",
									  first->to != NULL ? first->to : "-"));
	}
	g_ptr_array_sort (sums->routings, by_text);
}

static void
sums_clear (Sums *sums)
{
	for (guint i = 0; i < RT_N_CHANGES; i++)
		g_ptr_array_unref (sums->cases[i]);
	g_free (sums->cases);
	g_free (sums->edits);
	g_ptr_array_unref (sums->routings);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Sums, sums_clear)

/* how many of a sorted list are like the one at `at` */
static guint
n_alike (const GPtrArray *list, guint at)
{
	guint end = at + 1;
	while (end < list->len && strcmp (g_ptr_array_index (list, at), g_ptr_array_index (list, end)) == 0)
		end++;
	return end - at;
}

/* ---- text ---- */

static void
append_edit (const RtCli *cli, const RtEdit *edit, GString *out)
{
	static const char *const verbs[] = { N_("added"), N_("removed"), N_("changed") };
	const RtRuleKey *key = rt_edit_key (edit);
	g_autofree char *name = rt_edit_name (edit);
	guint verb = edit->from == NULL ? 0 : edit->to == NULL ? 1 : 2;
	g_string_append_printf (out, "%s, %s (%s:%u)", name, rt_cli_text (cli, verbs[verb]), key->origin.path,
				key->origin.line);
}

static void
tell_causes (const RtCli *cli, const RtDiffResult *result, const RtDiffCase *found, GString *out)
{
	for (guint i = 0; i < found->causes->len; i++) {
		const GArray *cause = g_ptr_array_index (found->causes, i);
		for (guint j = 0; j < cause->len; j++) {
			const char *how = j > 0 ? N_("  and of ") : i > 0 ? N_("  or because of ") : N_("  because of ");
			g_string_append (out, rt_cli_text (cli, how));
			guint edit = g_array_index (cause, guint, j);
			append_edit (cli, edit_at (result, edit), out);
			if (found->alone[edit])
				g_string_append (out, rt_cli_text (cli, N_(": enough for the first line")));
			g_string_append_c (out, '\n');
		}
	}
	if (found->causes->len == 0)
		g_string_append (out, rt_cli_text (cli, N_("  because of no keys alone: groups stand in another order\n")));
	else if (!found->proven)
		g_string_append (out, rt_cli_text (cli, N_("  (none of these can be missed; not proven smallest)\n")));
}

static void
tell_case (const RtCli *cli, const RtDiffResult *result, const RtDiffCase *found, GString *out)
{
	g_autoptr (GPtrArray) changes = rt_outcome_changes (found->from, found->to);
	g_string_append_printf (out, "%s (%s)\n", found->id != NULL ? found->id : "-", found->where);
	for (guint i = 0; i < changes->len; i++) {
		const RtChange *change = g_ptr_array_index (changes, i);
		g_string_append_printf (out, "  %-36s %s -> %s\n", change->name, change->from != NULL ? change->from : "-",
					change->to != NULL ? change->to : "-");
	}
	tell_causes (cli, result, found, out);
}

static const char *const headings[RT_N_CHANGES] = {
	N_("Routing"), N_("Eligibility"), N_("Participants"), N_("Only points and criteria"), N_("Only flags and the meeting"),
};

static void
tell_table (const RtCli *cli, const RtDiffResult *result, const Sums *sums, GString *out)
{
	for (guint i = 0; i < RT_N_CHANGES; i++)
		g_string_append_printf (out, "%-36s %8u\n", rt_cli_text (cli, headings[i]), sums->kinds[i]);
	g_string_append_printf (out, "%-36s %8u\n", rt_cli_text (cli, N_("Unchanged")),
				result->n_cases - result->cases->len);
	for (guint i = 0; i < sums->routings->len; i += n_alike (sums->routings, i))
		g_string_append_printf (out, "%s%-36s %8u\n", i == 0 ? "\n" : "",
					(const char *) g_ptr_array_index (sums->routings, i), n_alike (sums->routings, i));
}

static void
tell_edits (const RtCli *cli, const RtDiffResult *result, const Sums *sums, GString *out)
{
	guint n = result->edits->list->len;
	if (n > 0)
		g_string_append_printf (out, "\n%12s %12s %12s %12s %12s\n", rt_change_names[0], rt_change_names[1],
					rt_change_names[2], rt_change_names[3], rt_change_names[4]);
	for (guint i = 0; i < n; i++) {
		for (guint j = 0; j < RT_N_CHANGES; j++)
			g_string_append_printf (out, "%12u ", sums->edits[i][j]);
		append_edit (cli, edit_at (result, i), out);
		g_string_append_c (out, '\n');
	}
	guint silent = result->edits->silent->len;
	if (silent > 0)
		g_string_append_printf (
			out,
			rt_cli_plural (cli, "%u edit of a text, an owner, a pattern or a question changes none of this\n",
				       "%u edits of texts, owners, patterns and questions change none of this\n", silent),
			silent);
}

void
rt_diff_tell_text (const RtCli *cli, const RtDiffResult *result, GString *out)
{
	g_auto (Sums) sums = { 0 };
	sums_init (&sums, result);
	for (guint i = 0; i < RT_N_CHANGES; i++) {
		const GPtrArray *cases = sums.cases[i];
		if (cases->len > 0)
			g_string_append_printf (out, "%s: %u\n\n", rt_cli_text (cli, headings[i]), cases->len);
		for (guint j = 0; j < cases->len; j++)
			tell_case (cli, result, g_ptr_array_index (cases, j), out);
		if (cases->len > 0)
			g_string_append_c (out, '\n');
	}
	if (result->cases->len > 0) {
		tell_table (cli, result, &sums, out);
		tell_edits (cli, result, &sums, out);
	}
	g_string_append_printf (out, rt_cli_text (cli, N_("%u of %u cases change\n")), result->cases->len,
				result->n_cases);
}

/* ---- JSON ---- */

static void
write_edit (RtJsonWriter *json, const RtEdit *edit, const guint *counts, gboolean alone)
{
	const RtRuleKey *key = rt_edit_key (edit);
	g_autofree char *group = rt_rule_group_name (key);
	rt_json_begin (json, '{');
	rt_json_member (json, "group", group);
	if (!edit->whole)
		rt_json_member (json, "key", key->key);
	if (!edit->whole && key->language != NULL)
		rt_json_member (json, "language", key->language);
	rt_json_member (json, "change", rt_edit_verb (edit));
	rt_json_member (json, "file", key->origin.path);
	rt_json_member_number (json, "line", key->origin.line);
	if (alone)
		rt_json_member_boolean (json, "alone", TRUE);
	for (guint i = 0; counts != NULL && i < RT_N_CHANGES; i++) {
		rt_json_member_number (json, rt_change_names[i], counts[i]);
	}
	rt_json_end (json, '}');
}

static void
write_changes (RtJsonWriter *json, const GPtrArray *changes)
{
	rt_json_member_begin (json, "changes", '[');
	for (guint i = 0; i < changes->len; i++) {
		const RtChange *change = g_ptr_array_index (changes, i);
		rt_json_begin (json, '{');
		rt_json_member (json, "what", change->name);
		rt_json_member (json, "from", change->from);
		rt_json_member (json, "to", change->to);
		rt_json_end (json, '}');
	}
	rt_json_end (json, ']');
}

static void
write_case (const RtDiffResult *result, const RtDiffCase *found, GString *out)
{
	RtJsonWriter json = { .out = out };
	g_autoptr (GPtrArray) changes = rt_outcome_changes (found->from, found->to);
	rt_json_begin (&json, '{');
	rt_json_member (&json, "registration", found->id);
	rt_json_member (&json, "where", found->where);
	rt_json_member (&json, "kind", rt_change_names[((const RtChange *) g_ptr_array_index (changes, 0))->kind]);
	write_changes (&json, changes);
	rt_json_member_begin (&json, "edits", '[');
	for (guint i = 0; i < found->causes->len; i++) {
		const GArray *cause = g_ptr_array_index (found->causes, i);
		rt_json_begin (&json, '[');
		for (guint j = 0; j < cause->len; j++)
			write_edit (&json, edit_at (result, g_array_index (cause, guint, j)), NULL,
				    found->alone[g_array_index (cause, guint, j)]);
		rt_json_end (&json, ']');
	}
	rt_json_end (&json, ']');
	rt_json_member_boolean (&json, "smallest", found->proven);
	rt_json_end (&json, '}');
	g_string_append_c (out, '\n');
}

static void
write_routings (RtJsonWriter *json, const GPtrArray *routings)
{
	rt_json_member_begin (json, "routings", '{');
	for (guint i = 0; i < routings->len; i += n_alike (routings, i))
		rt_json_member_number (json, g_ptr_array_index (routings, i), n_alike (routings, i));
	rt_json_end (json, '}');
}

void
rt_diff_tell_json (const RtDiffResult *result, GString *out)
{
	g_auto (Sums) sums = { 0 };
	sums_init (&sums, result);
	for (guint i = 0; i < RT_N_CHANGES; i++)
		for (guint j = 0; j < sums.cases[i]->len; j++)
			write_case (result, g_ptr_array_index (sums.cases[i], j), out);
	RtJsonWriter json = { .out = out };
	rt_json_begin (&json, '{');
	rt_json_member_begin (&json, "summary", '{');
	rt_json_member_number (&json, "cases", result->n_cases);
	rt_json_member_number (&json, "refused", result->n_refused);
	rt_json_member_number (&json, "changed", result->cases->len);
	for (guint i = 0; i < RT_N_CHANGES; i++)
		rt_json_member_number (&json, rt_change_names[i], sums.kinds[i]);
	write_routings (&json, sums.routings);
	rt_json_member_begin (&json, "edits", '[');
	for (guint i = 0; i < result->edits->list->len; i++)
		write_edit (&json, edit_at (result, i), sums.edits[i], FALSE);
	rt_json_end (&json, ']');
	rt_json_member_number (&json, "without_effect", result->edits->silent->len);
	rt_json_end (&json, '}');
	rt_json_end (&json, '}');
	g_string_append_c (out, '\n');
}
