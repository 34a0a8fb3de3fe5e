#include "libroute/advice/why-words.h"
#include <string.h>
#include "libroute/util/date.h"

#define MOST_ITEMS 12u
#define LONGEST_VALUE 60u /* bytes: what is longer is a text of somebody's, not a value */

static void append_value (RtLanguage language, RtFeelValue value, GString *out);

/* ---- values ---- */

static void
append_date (RtLanguage language, gint32 days, GString *out)
{
	int year, month, day;
	rt_date_to_civil (days, &year, &month, &day);
	if (language == RT_LANGUAGE_NL)
		g_string_append_printf (out, "%02d-%02d-%04d", day, month, year);
	else
		g_string_append_printf (out, "%04d-%02d-%02d", year, month, day);
}

/* what is known of an unknown number, where that is little enough to help */
static void
append_unknown (RtLanguage language, RtFeelValue value, GString *out)
{
	gint64 low, high;
	g_string_append (out, rt_text (language, "unknown"));
	if (rt_feel_interval (value, &low, &high) && low >= -1000 && high <= 1000 && high - low <= 20)
		g_string_append_printf (out,
					rt_text (language, ", from %d to %d"), (int)low, (int)high);
}

static void
append_text (RtLanguage language, const char *quote, const char *text, gsize length, GString *out)
{
	if (length > LONGEST_VALUE)
		g_string_append_printf (out, rt_text (language, "a text of %u characters"),
					(guint)g_utf8_strlen (text, (gssize)length));
	else
		g_string_append_printf (out, "%s%.*s%s", quote, (int)length, text, quote);
}

/* numbers, durations and the like as the rules write them */
static void
append_printed (RtLanguage language, RtFeelValue value, GString *out)
{
	g_autoptr (GString) printed = g_string_new (NULL);
	rt_feel_print (value, printed);
	append_text (language, "", printed->str, printed->len, out);
}

static void
append_list (RtLanguage language, RtFeelValue value, GString *out)
{
	const RtFeelValue *items;
	guint n = rt_feel_get_list (value, &items);
	gboolean plain = n <= MOST_ITEMS;
	for (guint i = 0; i < n; i++)
		plain = plain && items[i].kind != RT_FEEL_CONTEXT && items[i].kind != RT_FEEL_LIST;
	if (n == 0)
		g_string_append (out, rt_text (language, "nothing"));
	else if (!plain)
		g_string_append_printf (out, rt_text_plural (language, "%u item", "%u items", n), n);
	for (guint i = 0; plain && i < n; i++) {
		g_string_append (out, i > 0 ? ", " : "");
		append_value (language, items[i], out);
	}
}

static void
append_value (RtLanguage language, RtFeelValue value, GString *out)
{
	gboolean boolean;
	const char *text;
	gsize length;
	gint32 days;
	if (rt_feel_get_boolean (value, &boolean))
		g_string_append (out, rt_text (language, boolean ? "yes" : "no"));
	else if (rt_feel_get_date (value, &days))
		append_date (language, days, out);
	else if (rt_feel_get_string (value, &text, &length))
		append_text (language, "\"", text, length, out);
	else if (value.kind == RT_FEEL_LIST)
		append_list (language, value, out);
	else if (value.kind == RT_FEEL_UNKNOWN)
		append_unknown (language, value, out);
	else if (value.kind == RT_FEEL_NULL)
		g_string_append (out, rt_text (language, "nothing"));
	else
		append_printed (language, value, out);
}

/* ---- the clause itself ---- */

static void
append_line (const char *text, gsize length, GString *out)
{
	gboolean space = FALSE;
	for (gsize i = 0; i < length; i++) {
		gboolean white = g_ascii_isspace (text[i]);
		if (!white)
			g_string_append_c (out, text[i]);
		else if (!space)
			g_string_append_c (out, ' ');
		space = white;
	}
}

void
rt_text_clause (const RtClauseWhy *why, GString *out)
{
	const RtFeelClause *clause = &why->clause;
	append_line (why->condition->text + clause->start, clause->end - clause->start, out);
}

/* ---- found ---- */

static void
append_counts (RtLanguage language, const RtClauseWhy *why, GString *out)
{
	const RtFeelClause *clause = &why->clause;
	const RtFeelValue *items;
	guint n = rt_feel_get_list (clause->found, &items);
	if (n == 0 && clause->value.kind == RT_FEEL_UNKNOWN) {
		g_string_append (out, rt_text (language, "a list that was not given"));
		return;
	}
	if (n == 0) {
		g_string_append (out, rt_text (language, "an empty list"));
		return;
	}
	g_string_append_printf (
	    out, rt_text_plural (language, "%u item of which %u fits", "%u items of which %u fit", n), n,
	    clause->fit);
	if (clause->perhaps > 0)
		g_string_append_printf (
		    out, rt_text_plural (language, " and %u perhaps", " and %u perhaps", clause->perhaps),
		    clause->perhaps);
}

void
rt_text_found (RtLanguage language, const RtClauseWhy *why, GString *out)
{
	const RtFeelClause *clause = &why->clause;
	gboolean met;
	if (why->criterion >= 0)
		g_string_append (out, !rt_feel_get_boolean (clause->value, &met) ? rt_text (language, "unknown")
				      : met ? rt_text (language, "met")
					    : rt_text (language, "not met"));
	else if (clause->counted)
		append_counts (language, why, out);
	else
		append_value (language, clause->found, out);
}

/* ---- wanted ---- */

static void
append_range (RtLanguage language, RtFeelValue low, RtFeelValue high, GString *out)
{
	g_autoptr (GString) from = g_string_new (NULL), to = g_string_new (NULL);
	append_value (language, low, from);
	append_value (language, high, to);
	g_string_append_printf (out, rt_text (language, "from %s to %s"), from->str, to->str);
}

static void
append_among (RtLanguage language, const RtClauseWhy *why, GString *out)
{
	const RtFeelClause *clause = &why->clause;
	RtFeelValue low, high;
	g_autoptr (GString) words = g_string_new (NULL);
	if (rt_feel_get_range (clause->wanted, &low, &high)) {
		append_range (language, low, high, out);
		return;
	}
	if (clause->wanted.kind == RT_FEEL_LIST)
		append_list (language, clause->wanted, words);
	else
		append_line (why->condition->text + clause->from, clause->to - clause->from, words);
	g_string_append_printf (out, rt_text (language, "one of %s"), words->str);
}

static void
append_compared (RtLanguage language, const RtFeelClause *clause, GString *out)
{
	static const struct {
		const char *number, *date;
	} texts[] = {
	    [RT_FEEL_WANTS_EQUAL] = {"%s", "%s"},
	    [RT_FEEL_WANTS_OTHER] = {N_ ("something other than %s"), N_ ("another day than %s")},
	    [RT_FEEL_WANTS_LESS] = {N_ ("less than %s"), N_ ("before %s")},
	    [RT_FEEL_WANTS_AT_MOST] = {N_ ("at most %s"), N_ ("not after %s")},
	    [RT_FEEL_WANTS_MORE] = {N_ ("more than %s"), N_ ("after %s")},
	    [RT_FEEL_WANTS_AT_LEAST] = {N_ ("at least %s"), N_ ("not before %s")},
	};
	g_autoptr (GString) value = g_string_new (NULL);
	append_value (language, clause->wanted, value);
	gboolean date = clause->wanted.kind == RT_FEEL_DATE;
	const char *text = date ? texts[clause->wants].date : texts[clause->wants].number;
	g_auto (GStrv) halves = g_strsplit (rt_text (language, text), "%s", 2);
	g_string_append_printf (out, "%s%s%s", halves[0], value->str, halves[1]);
}

static void
append_loop (RtLanguage language, const RtFeelClause *clause, GString *out)
{
	gboolean some = clause->wants == RT_FEEL_WANTS_SOME;
	g_string_append (out, some && !clause->negated  ? rt_text (language, "one that fits")
			      : some			? rt_text (language, "none that fits")
			      : clause->negated		? rt_text (language, "one that does not fit")
							: rt_text (language, "that all fit"));
}

void
rt_text_wanted (RtLanguage language, const RtClauseWhy *why, GString *out)
{
	const RtFeelClause *clause = &why->clause;
	if (why->criterion >= 0) {
		g_string_append (out, rt_text (language, clause->negated ? "not met" : "met"));
		return;
	}
	gboolean loop = clause->wants == RT_FEEL_WANTS_SOME || clause->wants == RT_FEEL_WANTS_EVERY;
	if (clause->negated && !loop && clause->wants != RT_FEEL_WANTS_TRUE)
		g_string_append_printf (out, "%s ", rt_text (language, "not"));
	switch (clause->wants) {
	case RT_FEEL_WANTS_TRUE:
		g_string_append (out, rt_text (language, clause->negated ? "no" : "yes"));
		break;
	case RT_FEEL_WANTS_BETWEEN:
		append_range (language, clause->wanted, clause->high, out);
		break;
	case RT_FEEL_WANTS_AMONG:
		append_among (language, why, out);
		break;
	case RT_FEEL_WANTS_SOME:
	case RT_FEEL_WANTS_EVERY:
		append_loop (language, clause, out);
		break;
	default:
		append_compared (language, clause, out);
	}
}

/* ---- why without a clause ---- */

static const struct {
	const char *word, *text;
} whys[] = {
    [RT_BECAUSE_CLAUSES] = {"clauses", ""},
    [RT_BECAUSE_PLUGIN] = {"plugin", ""},
    [RT_BECAUSE_NO_ANSWER] = {"no-answer", N_ ("the plugin could not answer")},
    [RT_BECAUSE_NOT_LOADED] = {"not-loaded", N_ ("the plugin that would tell is not loaded")},
    [RT_BECAUSE_NOT_A_PARTY] = {"not-a-party-now", N_ ("is no Party to the covenant on this day")},
    [RT_BECAUSE_DISABLED] = {"disabled", N_ ("disabled in the rules")},
    [RT_BECAUSE_NOT_VALID] = {"not-valid", N_ ("the criterion is not valid on the day of registration")},
    [RT_BECAUSE_NO_TEXT] = {"no-text", N_ ("there is no text")},
    [RT_BECAUSE_NOT_IN_TEXT] = {"not-in-text", N_ ("not in the text")},
    [RT_BECAUSE_SAID_BY_FACTS] = {"said-by-facts", N_ ("in the text, but facts say it already")},
    [RT_BECAUSE_NONE_HOLDS] = {"none-holds", N_ ("taken when no other route is certain")},
};

const char *
rt_text_why (RtLanguage language, const RtWhy *why)
{
	const char *text = whys[why->because].text;
	return *text != '\0' ? rt_text (language, text) : text;
}

const char *
rt_word_why (const RtWhy *why)
{
	return whys[why->because].word;
}

const char *
rt_word_wants (RtFeelWants wants)
{
	static const char *const words[] = {"true", "equal",	"other",   "less-than", "at-most", "more-than",
					    "at-least", "between", "among", "some",      "every"};
	return words[wants];
}
