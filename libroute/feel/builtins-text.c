/* Functions of texts. */
#include "libroute/feel/builtin.h"
#include "libroute/feel/leaf.h"
#include "libroute/feel/regex.h"
#include "libroute/feel/text.h"
#include <string.h>

static RtFeelValue
slice (RtFeelRun *run, const RtFeelText *text, gsize from, gsize to)
{
	return rt_feel_make_string (run, text->bytes + from, to - from);
}

RtFeelValue
rt_feel_fn_string (RtFeelRun *run, const RtFeelValue *args, guint n_args)
{
	g_autoptr (GString) out = g_string_new (NULL);
	if (args[0].kind == RT_FEEL_STRING)
		return args[0];
	if (args[0].kind >= RT_FEEL_NUMBER && args[0].kind <= RT_FEEL_DAYS_TIME)
		rt_feel_leaf_print (args[0], out);
	else
		rt_feel_print (args[0], out);
	return rt_feel_copy_string (run, out->str, out->len);
}

RtFeelValue
rt_feel_fn_string_length (RtFeelRun *run, const RtFeelValue *args, guint n_args)
{
	const RtFeelText *text = rt_feel_text (args[0]);
	return rt_feel_integer ((gint64)rt_text_length (text->bytes, text->length));
}

/* a position counts from 1, or from -1 at the end */
RtFeelValue
rt_feel_fn_substring (RtFeelRun *run, const RtFeelValue *args, guint n_args)
{
	const RtFeelText *text = rt_feel_text (args[0]);
	gint64 start, wanted = G_MAXINT64, total = (gint64)rt_text_length (text->bytes, text->length);
	if (!rt_feel_whole (args[1], &start) ||
	    (!rt_feel_is_missing (args[2]) && !rt_feel_whole (args[2], &wanted)))
		return rt_feel_fail (run, "index", "`substring` takes whole numbers");
	gint64 first = start > 0 ? start - 1 : total + start;
	if (start == 0 || first < 0 || first > total || wanted < 1)
		return rt_feel_fail (run, "index", "the text has no position %" G_GINT64_FORMAT, start);
	gint64 last = wanted < total - first ? first + wanted : total;
	return slice (run, text, rt_text_offset (text->bytes, text->length, (gsize)first),
		      rt_text_offset (text->bytes, text->length, (gsize)last));
}

static RtFeelValue
changed (RtFeelRun *run, RtFeelValue value, void (*append) (const char *bytes, gsize length, GString *out))
{
	const RtFeelText *text = rt_feel_text (value);
	g_autoptr (GString) out = g_string_sized_new (text->length + 1);
	append (text->bytes, text->length, out);
	return rt_feel_copy_string (run, out->str, out->len);
}

RtFeelValue
rt_feel_fn_upper_case (RtFeelRun *run, const RtFeelValue *args, guint n_args)
{
	return changed (run, args[0], rt_text_append_upper);
}

RtFeelValue
rt_feel_fn_lower_case (RtFeelRun *run, const RtFeelValue *args, guint n_args)
{
	return changed (run, args[0], rt_text_append_lower);
}

static gssize
find (RtFeelValue text, RtFeelValue part)
{
	const RtFeelText *a = rt_feel_text (text), *b = rt_feel_text (part);
	return rt_text_find (a->bytes, a->length, b->bytes, b->length);
}

RtFeelValue
rt_feel_fn_substring_before (RtFeelRun *run, const RtFeelValue *args, guint n_args)
{
	gssize at = find (args[0], args[1]);
	return slice (run, rt_feel_text (args[0]), 0, at > 0 ? (gsize)at : 0);
}

RtFeelValue
rt_feel_fn_substring_after (RtFeelRun *run, const RtFeelValue *args, guint n_args)
{
	const RtFeelText *text = rt_feel_text (args[0]);
	gssize at = find (args[0], args[1]);
	return slice (run, text, at >= 0 ? (gsize)at + rt_feel_text (args[1])->length : text->length,
		      text->length);
}

RtFeelValue
rt_feel_fn_contains (RtFeelRun *run, const RtFeelValue *args, guint n_args)
{
	return rt_feel_boolean (find (args[0], args[1]) >= 0);
}

RtFeelValue
rt_feel_fn_starts_with (RtFeelRun *run, const RtFeelValue *args, guint n_args)
{
	const RtFeelText *text = rt_feel_text (args[0]), *part = rt_feel_text (args[1]);
	return rt_feel_boolean (part->length <= text->length &&
				memcmp (text->bytes, part->bytes, part->length) == 0);
}

RtFeelValue
rt_feel_fn_ends_with (RtFeelRun *run, const RtFeelValue *args, guint n_args)
{
	const RtFeelText *text = rt_feel_text (args[0]), *part = rt_feel_text (args[1]);
	return rt_feel_boolean (
	    part->length <= text->length &&
	    memcmp (text->bytes + text->length - part->length, part->bytes, part->length) == 0);
}

RtFeelValue
rt_feel_fn_string_join (RtFeelRun *run, const RtFeelValue *args, guint n_args)
{
	const RtFeelList *list = rt_feel_items (args[0]);
	const RtFeelText *delimiter = args[1].kind == RT_FEEL_STRING ? rt_feel_text (args[1]) : NULL;
	g_autoptr (GString) out = g_string_new (NULL);
	gboolean any = FALSE;
	for (guint i = 0; i < list->count && out->len <= rt_feel_run_budget (run)->string_length; i++) {
		if (list->items[i].kind == RT_FEEL_NULL)
			continue;
		if (list->items[i].kind != RT_FEEL_STRING)
			return rt_feel_fail (run, "type", "`string join` takes texts");
		if (any && delimiter != NULL)
			g_string_append_len (out, delimiter->bytes, delimiter->length);
		g_string_append_len (out, rt_feel_text (list->items[i])->bytes,
				     rt_feel_text (list->items[i])->length);
		any = TRUE;
	}
	return rt_feel_copy_string (run, out->str, out->len);
}

/* ---- patterns --------------------------------------------------------------------------------- */

static RtFeelValue
bad_pattern (RtFeelRun *run, RtFeelValue pattern)
{
	const RtFeelText *text = rt_feel_text (pattern);
	return rt_feel_fail (run, "pattern", "\"%.*s\" is no pattern, or its flags are not of s, m, i, x, q",
			     (int)MIN (text->length, 60u), text->bytes);
}

RtFeelValue
rt_feel_fn_matches (RtFeelRun *run, const RtFeelValue *args, guint n_args)
{
	const RtFeelText *text = rt_feel_text (args[0]);
	RtRegexOutcome outcome;
	if (!rt_feel_patterns_test (run, text, args[1], args[2], &outcome)) {
		const RtRegex *regex = rt_feel_regex_test (run, args[1], args[2]);
		if (regex == NULL)
			return bad_pattern (run, args[1]);
		outcome = rt_regex_test (run, regex, text->bytes, text->length);
	}
	switch (outcome) {
	case RT_REGEX_MATCH:
		return rt_feel_boolean (TRUE);
	case RT_REGEX_NO_MATCH:
		return rt_feel_boolean (FALSE);
	default:
		rt_feel_give_up (run, "work for a pattern");
		return rt_feel_null ();
	}
}

RtFeelValue
rt_feel_fn_replace (RtFeelRun *run, const RtFeelValue *args, guint n_args)
{
	const RtFeelText *text = rt_feel_text (args[0]), *with = rt_feel_text (args[2]);
	const RtRegex *regex = rt_feel_regex (run, args[1], args[3]);
	if (regex == NULL)
		return bad_pattern (run, args[1]);
	g_autoptr (GString) out = g_string_new (NULL);
	rt_feel_note_match (run);
	switch (rt_regex_replace (regex, text->bytes, text->length, with->bytes, with->length,
				  rt_feel_run_budget (run), out)) {
	case RT_REGEX_MATCH:
		return rt_feel_copy_string (run, out->str, out->len);
	case RT_REGEX_NO_MATCH:
		return rt_feel_fail (run, "pattern",
				     "the pattern matches the empty text, or the replacement is none");
	default:
		rt_feel_give_up (run, "work for a pattern");
		return rt_feel_null ();
	}
}

RtFeelValue
rt_feel_fn_split (RtFeelRun *run, const RtFeelValue *args, guint n_args)
{
	const RtFeelText *text = rt_feel_text (args[0]);
	const RtRegex *regex = rt_feel_regex (run, args[1], rt_feel_null ());
	if (regex == NULL)
		return bad_pattern (run, args[1]);
	g_autoptr (GArray) cuts = g_array_new (FALSE, FALSE, sizeof (gsize));
	rt_feel_note_match (run);
	if (rt_regex_split (regex, text->bytes, text->length, rt_feel_run_budget (run), cuts) ==
	    RT_REGEX_LIMIT) {
		rt_feel_give_up (run, "work for a pattern");
		return rt_feel_null ();
	}
	RtFeelValue *items, list = rt_feel_make_list (run, cuts->len / 2, &items);
	for (guint i = 0; items != NULL && i < cuts->len / 2; i++)
		items[i] = slice (run, text, g_array_index (cuts, gsize, 2 * i),
				  g_array_index (cuts, gsize, 2 * i + 1));
	return list;
}
