#include "routectl/diff-edits.h"
#include <string.h>
#include "routectl/rule-text.h"

/* ---- finding them ---- */

static char *
name_of (const RtRuleKey *key, gboolean group)
{
	return group ? rt_rule_group_name (key)
		     : g_strdup_printf ("%s %s\n%s[%s]", key->group, key->id, key->key,
					key->language != NULL ? key->language : "");
}

/* keys by what they are called, and the first of each group by the group */
static GHashTable *
index_keys (const RtRuleFiles *files)
{
	guint n;
	const RtRuleKey *keys = rt_rule_files_keys (files, &n);
	GHashTable *index = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
	for (guint i = n; i > 0; i--) {
		g_hash_table_replace (index, name_of (&keys[i - 1], TRUE), (gpointer) &keys[i - 1]);
		g_hash_table_replace (index, name_of (&keys[i - 1], FALSE), (gpointer) &keys[i - 1]);
	}
	return index;
}

static const RtRuleKey *
find_key (GHashTable *index, const RtRuleKey *wanted, gboolean group)
{
	g_autofree char *name = name_of (wanted, group);
	return g_hash_table_lookup (index, name);
}

/* does it say nothing about what is compared? Whether a text is there may count; how it reads never does */
static gboolean
is_silent (const RtEdit *edit)
{
	static const char *const groups[] = { "pattern", "ask", "register", NULL };
	static const char *const keys[] = { "title", "text", "registrant", "person", "question",
					    "basis", "owner", "unit", "review-by", NULL };
	static const char *const wordings[] = { "ask", "contribution", "lawful", NULL };
	const RtRuleKey *key = rt_edit_key (edit);
	if (g_strv_contains (groups, key->group))
		return TRUE;
	if (edit->whole || strcmp (key->group, "plugin") == 0)
		return FALSE;
	return g_strv_contains (keys, key->key) ||
	       (edit->from != NULL && edit->to != NULL && g_strv_contains (wordings, key->key));
}

static void
add (RtEdits *edits, RtEdit edit)
{
	g_array_append_val (is_silent (&edit) ? edits->silent : edits->list, edit);
}

static gboolean
begins_group (const RtRuleKey *keys, guint i)
{
	return i == 0 || !rt_rule_same_group (&keys[i - 1], &keys[i]);
}

/* what is in one of them and not, or not so, in the other */
static void
add_side (RtEdits *edits, const RtRuleFiles *these, const RtRuleFiles *others, gboolean new)
{
	guint n;
	const RtRuleKey *keys = rt_rule_files_keys (these, &n);
	g_autoptr (GHashTable) index = index_keys (others);
	for (guint i = 0; i < n; i++) {
		const RtRuleKey *key = &keys[i], *other = find_key (index, key, FALSE);
		gboolean whole = other == NULL && find_key (index, key, TRUE) == NULL;
		if (whole && !begins_group (keys, i))
			continue;
		if (new && other == NULL)
			add (edits, (RtEdit){ .to = key, .whole = whole });
		else if (!new && (other == NULL || strcmp (key->value, other->value) != 0))
			add (edits, (RtEdit){ .from = key, .to = other, .whole = whole });
	}
}

void
rt_edits_init (RtEdits *edits, const RtRuleFiles *from, const RtRuleFiles *to)
{
	*edits = (RtEdits){ .from = from,
			    .to = to,
			    .list = g_array_new (FALSE, FALSE, sizeof (RtEdit)),
			    .silent = g_array_new (FALSE, FALSE, sizeof (RtEdit)) };
	add_side (edits, from, to, FALSE);
	add_side (edits, to, from, TRUE);
}

void
rt_edits_clear (RtEdits *edits)
{
	g_clear_pointer (&edits->list, g_array_unref);
	g_clear_pointer (&edits->silent, g_array_unref);
}

/* ---- making them ---- */

/* the edits that are made, to be looked up while the rules are written */
typedef struct {
	GHashTable *changed; /* by key of the old rules */
	GPtrArray *added; /* keys and groups that are new */
} Made;

static void
make (Made *made, const RtEdit *edit)
{
	if (edit->from != NULL)
		g_hash_table_insert (made->changed, (gpointer) edit->from, (gpointer) edit);
	else
		g_ptr_array_add (made->added, (gpointer) edit);
}

static void
append_added_keys (GString *text, const Made *made, const RtRuleKey *group)
{
	for (guint i = 0; i < made->added->len; i++) {
		const RtEdit *edit = g_ptr_array_index (made->added, i);
		if (!edit->whole && rt_rule_same_group (edit->to, group))
			rt_rule_append_key (text, "", edit->to);
	}
}

static void
append_added_groups (GString *text, const RtEdits *edits, const Made *made)
{
	guint n;
	const RtRuleKey *keys = rt_rule_files_keys (edits->to, &n);
	for (guint i = 0; i < made->added->len; i++) {
		const RtEdit *edit = g_ptr_array_index (made->added, i);
		if (!edit->whole)
			continue;
		guint first = (guint) (edit->to - keys), end = rt_rule_group_end (keys, n, first);
		rt_rule_append_heading (text, edit->to);
		for (guint j = first; j < end; j++)
			rt_rule_append_key (text, "", &keys[j]);
	}
}

static void
append_old (GString *text, const RtEdits *edits, const Made *made)
{
	guint n;
	const RtRuleKey *keys = rt_rule_files_keys (edits->from, &n);
	for (guint i = 0, end = 0; i < n; i = end) {
		end = rt_rule_group_end (keys, n, i);
		const RtEdit *first = g_hash_table_lookup (made->changed, &keys[i]);
		if (first != NULL && first->whole)
			continue;
		rt_rule_append_heading (text, &keys[i]);
		for (guint j = i; j < end; j++) {
			const RtEdit *edit = g_hash_table_lookup (made->changed, &keys[j]);
			const RtRuleKey *key = edit != NULL ? edit->to : &keys[j];
			if (key != NULL)
				rt_rule_append_key (text, "", key);
		}
		append_added_keys (text, made, &keys[i]);
	}
}

char *
rt_edits_text (const RtEdits *edits, const guint8 *chosen, gboolean silent)
{
	g_autoptr (GHashTable) changed = g_hash_table_new (NULL, NULL);
	g_autoptr (GPtrArray) added = g_ptr_array_new ();
	Made made = { changed, added };
	for (guint i = 0; i < edits->list->len; i++)
		if (chosen[i])
			make (&made, &g_array_index (edits->list, RtEdit, i));
	for (guint i = 0; silent && i < edits->silent->len; i++)
		make (&made, &g_array_index (edits->silent, RtEdit, i));
	GString *text = g_string_new (NULL);
	append_old (text, edits, &made);
	append_added_groups (text, edits, &made);
	return g_string_free (text, FALSE);
}

/* ---- naming them ---- */

const RtRuleKey *
rt_edit_key (const RtEdit *edit)
{
	return edit->to != NULL ? edit->to : edit->from;
}

char *
rt_edit_name (const RtEdit *edit)
{
	const RtRuleKey *key = rt_edit_key (edit);
	g_autofree char *group = rt_rule_group_name (key);
	if (edit->whole)
		return g_strdup_printf ("[%s]", group);
	return key->language != NULL ? g_strdup_printf ("[%s] %s[%s]", group, key->key, key->language)
				     : g_strdup_printf ("[%s] %s", group, key->key);
}

const char *
rt_edit_verb (const RtEdit *edit)
{
	if (edit->from == NULL)
		return "added";
	return edit->to == NULL ? "removed" : "changed";
}
