/* Values, things and lists in words. */
#include "routectl/phrase-private.h"
#include <string.h>
#include "libroute/advice/words.h"
#include "libroute/util/date.h"

#define NOTHING(...)
static const struct {
	const char *path;
	RouteText text;
} fields[] = {
#define FIELD(path, en, nl) { path, { en, nl } },
#define LIST NOTHING
#define FACT NOTHING
#define PRESENCE NOTHING
#define WORD NOTHING
#include "routectl/phrases.def"
#undef FIELD
#undef LIST
};

static const struct {
	const char *path;
	RouteText one, many;
} lists[] = {
#define FIELD NOTHING
#define LIST(path, one_en, many_en, one_nl, many_nl) { path, { one_en, one_nl }, { many_en, many_nl } },
#include "routectl/phrases.def"
#undef LIST
#undef FACT
};

typedef struct {
	const char *path;
	RouteText yes, no;
} Stated;

static const Stated facts[] = {
#define LIST NOTHING
#define FACT(path, en, not_en, nl, not_nl) { path, { en, nl }, { not_en, not_nl } },
#include "routectl/phrases.def"
#undef FACT
#undef PRESENCE
};

static const Stated presences[] = {
#define FACT NOTHING
#define PRESENCE(path, en, not_en, nl, not_nl) { path, { en, nl }, { not_en, not_nl } },
#include "routectl/phrases.def"
#undef PRESENCE
#undef WORD
};

static const struct {
	const char *path, *word;
	RouteText text;
} words[] = {
#define PRESENCE NOTHING
#define WORD(path, word, en, nl) { path, word, { en, nl } },
#include "routectl/phrases.def"
};

/* ---- texts ---- */

static const char *
choose (const RtPhrase *phrase, const char *en, const char *nl)
{
	return phrase->language == RT_LANGUAGE_NL ? nl : en;
}

void
rt_phrase_say (RtPhrase *phrase, const char *en, const char *nl)
{
	g_string_append (phrase->out, choose (phrase, en, nl));
}

void
rt_phrase_quote (RtPhrase *phrase, const char *text)
{
	g_string_append_printf (phrase->out, "\"%s\"", text);
}

/* a word that begins a title stands inside a sentence here; PAD stays as it is */
static char *
uncapitalised (const char *text)
{
	gunichar second = *text != '\0' ? g_utf8_get_char (g_utf8_next_char (text)) : 0;
	gboolean word = g_ascii_isupper (*text) && (g_unichar_islower (second) || g_str_has_prefix (text, "A "));
	return word ? g_strdup_printf ("%c%s", g_ascii_tolower (*text), text + 1) : g_strdup (text);
}

void
rt_phrase_title (RtPhrase *phrase, RouteText title, const char *id)
{
	const char *text = rt_choose (phrase->language, title);
	g_autofree char *inside = uncapitalised (*text != '\0' ? text : id);
	rt_phrase_quote (phrase, inside);
}

void
rt_phrase_verbatim (RtPhrase *phrase, const RtFeelNode *node)
{
	g_autofree char *text = g_strndup (phrase->text + node->start, node->end - node->start);
	g_auto (GStrv) parts = g_strsplit_set (text, " \t\n", -1);
	g_string_append_c (phrase->out, '`');
	for (guint i = 0, n = 0; parts[i] != NULL; i++)
		if (*parts[i] != '\0')
			g_string_append_printf (phrase->out, "%s%s", n++ > 0 ? " " : "", parts[i]);
	g_string_append_c (phrase->out, '`');
}

static const RouteText *
stated_text (const Stated *stated, gsize n, const char *path, gboolean yes)
{
	for (gsize i = 0; path != NULL && i < n; i++)
		if (strcmp (stated[i].path, path) == 0)
			return yes ? &stated[i].yes : &stated[i].no;
	return NULL;
}

const RouteText *
rt_phrase_fact (const char *path, gboolean yes)
{
	return stated_text (facts, G_N_ELEMENTS (facts), path, yes);
}

const RouteText *
rt_phrase_presence (const char *path, gboolean there)
{
	return stated_text (presences, G_N_ELEMENTS (presences), path, there);
}

static const RouteText *
field_text (const char *path)
{
	for (guint i = 0; path != NULL && i < G_N_ELEMENTS (fields); i++)
		if (strcmp (fields[i].path, path) == 0)
			return &fields[i].text;
	return NULL;
}

static const RouteText *
list_text (const char *path, gboolean many)
{
	for (guint i = 0; path != NULL && i < G_N_ELEMENTS (lists); i++)
		if (strcmp (lists[i].path, path) == 0)
			return many ? &lists[i].many : &lists[i].one;
	return NULL;
}

/* ---- what a node is about ---- */

/* the list that a define picks from: "incidents"; NULL when it is something else */
static char *
path_of_define (const RtRuleSet *rules, guint slot)
{
	const RtShape *root = rt_schema_root ();
	for (guint i = 0; i < rules->n_defines; i++) {
		const char *text = rules->defines[i].when.text;
		if (rules->defines[i].when.slot != slot || text == NULL)
			continue;
		g_autoptr (RtFeelTree) tree = rt_feel_tree_new (rules->scope, text, strlen (text));
		const RtFeelNode *node = tree != NULL ? rt_feel_tree_root (tree) : NULL;
		while (node != NULL && node->kind == RT_FEEL_NODE_FILTER)
			node = node->child;
		if (node == NULL || node->place == NULL || node->place->slot >= root->n_fields)
			return NULL;
		const char *name = root->fields[node->place->slot].name, *path = node->place->path;
		return *path != '\0' ? g_strdup_printf ("%s.%s", name, path) : g_strdup (name);
	}
	return NULL;
}

/* a fact of the registration, or what rules know besides: "sources"; NULL for neither */
static const char *
root_name (const RtPhrase *phrase, guint slot)
{
	static const char *const names[] = {
#define NAME(id, name, type, filled, meaning) name,
#include "libroute/rules/names.def"
#undef NAME
	};
	const RtShape *root = rt_schema_root ();
	for (guint i = 0; i < G_N_ELEMENTS (names); i++)
		if (phrase->rules->name_slots[i] == slot && slot != G_MAXUINT)
			return names[i];
	return slot < root->n_fields ? root->fields[slot].name : NULL;
}

char *
rt_phrase_path (const RtPhrase *phrase, const RtFeelNode *node)
{
	if (node->place == NULL)
		return NULL;
	const char *name = root_name (phrase, node->place->slot), *path = node->place->path;
	g_autofree char *list = name == NULL && node->kind != RT_FEEL_NODE_SLOT
					? path_of_define (phrase->rules, node->place->slot)
					: NULL;
	if (name == NULL && list == NULL)
		return NULL;
	name = list != NULL ? list : name;
	return *path != '\0' ? g_strdup_printf ("%s.%s", name, path) : g_strdup (name);
}

const RtDefine *
rt_phrase_define (const RtPhrase *phrase, const RtFeelNode *node)
{
	for (guint i = 0; node->kind == RT_FEEL_NODE_SLOT && i < phrase->rules->n_defines; i++)
		if (phrase->rules->defines[i].when.slot == node->index)
			return &phrase->rules->defines[i];
	return NULL;
}

const RtSetting *
rt_phrase_setting (const RtPhrase *phrase, const RtFeelNode *node)
{
	for (guint i = 0; node->kind == RT_FEEL_NODE_SLOT && i < phrase->rules->n_settings; i++)
		if (phrase->rules->settings[i].slot == node->index)
			return &phrase->rules->settings[i];
	return NULL;
}

gboolean
rt_phrase_is_call (const RtFeelNode *node, const char *name)
{
	return node->kind == RT_FEEL_NODE_CALL && strcmp (rt_feel_call_name (node), name) == 0;
}

/* ---- items of loops and filters ---- */

static gboolean
reads_local (const RtFeelNode *node, guint32 local)
{
	if ((node->kind == RT_FEEL_NODE_LOCAL || node->kind == RT_FEEL_NODE_ITEM_NAME) && node->index == local)
		return TRUE;
	for (const RtFeelNode *child = node->child; child != NULL; child = child->next)
		if (reads_local (child, local))
			return TRUE;
	return FALSE;
}

/* is the item read where another item is looked at? Not where that other comes from: "a chain of its party" */
static gboolean
read_inside_another (const RtFeelNode *node, guint32 local)
{
	gboolean looks = node->kind == RT_FEEL_NODE_SOME || node->kind == RT_FEEL_NODE_EVERY || node->kind == RT_FEEL_NODE_FILTER;
	const RtFeelNode *body = looks ? node->child->next : NULL;
	if (body != NULL && reads_local (body, local))
		return TRUE;
	for (const RtFeelNode *child = node->child; child != NULL; child = child->next)
		if (read_inside_another (child, local))
			return TRUE;
	return FALSE;
}

void
rt_phrase_enter (RtPhrase *phrase, guint32 local, const RtFeelNode *list, const RtFeelNode *body)
{
	RtPhraseItem *item = &phrase->items[MIN (phrase->n_items, RT_PHRASE_ITEMS - 1)];
	phrase->n_items++;
	g_clear_pointer (&item->path, g_free);
	while (list->kind == RT_FEEL_NODE_FILTER)
		list = list->child;
	*item = (RtPhraseItem){ .local = local, .path = rt_phrase_path (phrase, list) };
	const RtDefine *define = rt_phrase_define (phrase, list);
	if (item->path == NULL && define != NULL)
		item->path = path_of_define (phrase->rules, define->when.slot);
	if (phrase->n_letters > 0 || read_inside_another (body, local))
		item->letter = (char) ('A' + phrase->n_letters++ % 26);
}

void
rt_phrase_leave (RtPhrase *phrase)
{
	phrase->n_items--;
	RtPhraseItem *item = &phrase->items[MIN (phrase->n_items, RT_PHRASE_ITEMS - 1)];
	phrase->n_letters -= item->letter != 0;
	g_clear_pointer (&item->path, g_free);
}

static const RtPhraseItem *
item_of (const RtPhrase *phrase, const RtFeelNode *node)
{
	while (node->kind == RT_FEEL_NODE_MEMBER)
		node = node->child;
	if (node->kind != RT_FEEL_NODE_LOCAL && node->kind != RT_FEEL_NODE_ITEM_NAME)
		return NULL;
	for (guint i = MIN (phrase->n_items, RT_PHRASE_ITEMS); i > 0; i--)
		if (phrase->items[i - 1].local == node->index)
			return &phrase->items[i - 1];
	return NULL;
}

void
rt_phrase_letter (RtPhrase *phrase)
{
	char letter = phrase->items[MIN (phrase->n_items - 1, RT_PHRASE_ITEMS - 1)].letter;
	if (letter != 0)
		g_string_append_printf (phrase->out, " %c", letter);
}

/* " of problem A" behind a field of one of several items */
static void
say_owner (RtPhrase *phrase, const RtFeelNode *node)
{
	const RtPhraseItem *item = item_of (phrase, node);
	const RouteText *one = item != NULL ? list_text (item->path, FALSE) : NULL;
	if (item == NULL || item->letter == 0)
		return;
	rt_phrase_say (phrase, " of ", " van ");
	const char *name = one != NULL ? rt_choose (phrase->language, *one) : choose (phrase, "item", "onderdeel");
	g_string_append_printf (phrase->out, "%s %c", name, item->letter);
}

/* ---- values ---- */

static const struct {
	char letter;
	gboolean clock; /* behind the T */
	const char *one_en, *many_en, *one_nl, *many_nl;
} units[] = {
	{ 'Y', FALSE, "year", "years", "jaar", "jaar" },
	{ 'M', FALSE, "month", "months", "maand", "maanden" },
	{ 'D', FALSE, "day", "days", "dag", "dagen" },
	{ 'H', TRUE, "hour", "hours", "uur", "uur" },
	{ 'M', TRUE, "minute", "minutes", "minuut", "minuten" },
	{ 'S', TRUE, "second", "seconds", "seconde", "seconden" },
};

static gboolean
say_unit (RtPhrase *phrase, gint64 n, char letter, gboolean clock)
{
	for (guint i = 0; i < G_N_ELEMENTS (units); i++)
		if (units[i].letter == letter && units[i].clock == clock) {
			g_string_append_printf (phrase->out, "%" G_GINT64_FORMAT " %s", n,
						n == 1 ? choose (phrase, units[i].one_en, units[i].one_nl)
						       : choose (phrase, units[i].many_en, units[i].many_nl));
			return TRUE;
		}
	return FALSE;
}

/* "P1Y6M" -> 1 year and 6 months */
static gboolean
say_duration (RtPhrase *phrase, const char *text)
{
	gsize before = phrase->out->len;
	gboolean clock = FALSE, said = FALSE, good = *text == 'P';
	for (const char *at = text + good; good && *at != '\0';) {
		char *end = NULL;
		if (*at == 'T' && !clock) {
			clock = TRUE;
			at++;
			continue;
		}
		gint64 n = g_ascii_isdigit (*at) ? g_ascii_strtoll (at, &end, 10) : 0;
		if (said)
			rt_phrase_say (phrase, " and ", " en ");
		good = end != NULL && say_unit (phrase, n, *end, clock);
		said = good;
		at = good ? end + 1 : at;
	}
	if (!said)
		g_string_truncate (phrase->out, before);
	return said;
}

/* "2026-01-31" -> 31 January 2026 */
static gboolean
say_date (RtPhrase *phrase, const char *text)
{
	static const char *const en[] = { "January", "February", "March", "April", "May", "June", "July", "August", "September",
					  "October", "November", "December" };
	static const char *const nl[] = { "januari", "februari", "maart", "april", "mei", "juni", "juli", "augustus", "september",
					  "oktober", "november", "december" };
	gint32 days;
	int year, month, day;
	if (!rt_date_parse (text, strlen (text), &days))
		return FALSE;
	rt_date_to_civil (days, &year, &month, &day);
	g_string_append_printf (phrase->out, "%d %s %d", day, choose (phrase, en[month - 1], nl[month - 1]), year);
	return TRUE;
}

static void
say_printed (RtPhrase *phrase, RtFeelValue value)
{
	g_autoptr (GString) text = g_string_new (NULL);
	rt_feel_print (value, text);
	const char *open = strchr (text->str, '"'), *close = open != NULL ? strrchr (text->str, '"') : NULL;
	g_autofree char *inner = open != NULL && close > open ? g_strndup (open + 1, (gsize) (close - open - 1)) : NULL;
	if (inner == NULL || (!say_duration (phrase, inner) && !say_date (phrase, inner)))
		g_string_append (phrase->out, inner != NULL ? inner : text->str);
}

static gboolean
names_party (const char *path)
{
	const char *dot = path != NULL ? strrchr (path, '.') : NULL, *field = dot != NULL ? dot + 1 : path;
	return g_strcmp0 (field, "by") == 0 || g_strcmp0 (field, "party") == 0 || g_strcmp0 (field, "registered_by") == 0 ||
	       g_strcmp0 (field, "carried_by") == 0 || g_strcmp0 (field, "landlord") == 0;
}

static const char *
suggestion_title (const RtPhrase *phrase, const char *suggestion)
{
	for (guint i = 0; i < phrase->rules->n_routes; i++)
		if (strcmp (phrase->rules->routes[i].suggestion, suggestion) == 0)
			return rt_choose (phrase->language, phrase->rules->routes[i].title);
	return "";
}

static const char *
own_word (const RtPhrase *phrase, const char *path, const char *word)
{
	for (guint i = 0; path != NULL && i < G_N_ELEMENTS (words); i++)
		if (strcmp (words[i].path, path) == 0 && strcmp (words[i].word, word) == 0)
			return rt_choose (phrase->language, words[i].text);
	return NULL;
}

/* a word of a closed list as readers know it, a party by its name; of the field that it is held against */
static void
say_word (RtPhrase *phrase, const char *path, const char *word)
{
	int party = names_party (path) ? rt_rules_find_party (phrase->rules, word) : -1;
	const char *dot = path != NULL ? strrchr (path, '.') : NULL, *own = own_word (phrase, path, word);
	const char *title = g_strcmp0 (path, "suggestion") == 0 ? suggestion_title (phrase, word) : "";
	if (own != NULL)
		g_string_append (phrase->out, own);
	else if (party >= 0)
		g_string_append (phrase->out, rt_choose (phrase->language, phrase->rules->parties[party].title));
	else if (*title != '\0')
		rt_phrase_quote (phrase, title);
	else if (g_str_has_prefix (word, "third:"))
		rt_text_third (phrase->language, word + strlen ("third:"), phrase->out);
	else {
		const char *known = rt_schema_word (phrase->language, dot != NULL ? dot + 1 : path != NULL ? path : "", word);
		g_autofree char *inside = uncapitalised (known);
		/* what is no word of the schema is shown as it is written */
		g_string_append (phrase->out, strcmp (known, word) == 0 ? word : inside);
	}
}

void
rt_phrase_value (RtPhrase *phrase, const RtFeelNode *node, const char *path)
{
	const RtSetting *setting = rt_phrase_setting (phrase, node);
	RtFeelValue value;
	const char *text = NULL;
	gsize length = 0;
	if (!rt_feel_tree_value (phrase->tree, node, &value)) {
		rt_phrase_thing (phrase, node);
		return;
	}
	if (value.kind == RT_FEEL_STRING && rt_feel_get_string (value, &text, &length))
		say_word (phrase, path, text);
	else
		say_printed (phrase, value);
	if (setting != NULL) {
		rt_phrase_say (phrase, " (setting ", " (instelling ");
		rt_phrase_title (phrase, setting->title, setting->id);
		g_string_append_c (phrase->out, ')');
	}
}

/* ---- things ---- */

/* "the age of the person plus 12", "12 months before the day of registration" */
static void
say_arithmetic (RtPhrase *phrase, const RtFeelNode *node)
{
	static const struct {
		RtFeelOperator op;
		const char *en, *nl;
	} signs[] = {
		{ RT_FEEL_OP_ADD, " plus ", " plus " },
		{ RT_FEEL_OP_SUB, " minus ", " min " },
		{ RT_FEEL_OP_MUL, " times ", " maal " },
		{ RT_FEEL_OP_DIV, " divided by ", " gedeeld door " },
	};
	const RtFeelNode *left = node->child, *right = left->next;
	gboolean moved = left->type->kind == RT_FEEL_DATE &&
			 (right->type->kind == RT_FEEL_YEARS_MONTHS || right->type->kind == RT_FEEL_DAYS_TIME);
	if (moved) {
		rt_phrase_value (phrase, right, NULL);
		rt_phrase_say (phrase, node->op == RT_FEEL_OP_SUB ? " before " : " after ",
			       node->op == RT_FEEL_OP_SUB ? " voor " : " na ");
		rt_phrase_value (phrase, left, NULL);
		return;
	}
	for (guint i = 0; i < G_N_ELEMENTS (signs); i++)
		if (signs[i].op == (RtFeelOperator) node->op) {
			rt_phrase_value (phrase, left, NULL);
			rt_phrase_say (phrase, signs[i].en, signs[i].nl);
			rt_phrase_value (phrase, right, NULL);
			return;
		}
	rt_phrase_verbatim (phrase, node);
}

/* "the number of incidents", "the lowest of ..." */
static gboolean
say_call (RtPhrase *phrase, const RtFeelNode *node)
{
	static const struct {
		const char *name, *en, *nl;
		gboolean list;
	} calls[] = {
		{ "count", "the number of ", "het aantal ", TRUE },
		{ "min", "the lowest of the ", "de laagste waarde van de ", TRUE },
		{ "max", "the highest of the ", "de hoogste waarde van de ", TRUE },
		{ "sum", "the sum of the ", "de som van de ", TRUE },
		{ "mean", "the mean of the ", "het gemiddelde van de ", TRUE },
		{ "distinct values", "the different ", "de verschillende ", TRUE },
		{ "lower case", "", "", FALSE },
		{ "upper case", "", "", FALSE },
		{ "string length", "the length of ", "de lengte van ", FALSE },
		{ "floor", "rounded down: ", "naar beneden afgerond: ", FALSE },
		{ "abs", "without its sign: ", "zonder het teken: ", FALSE },
	};
	gboolean one = node->kind == RT_FEEL_NODE_CALL && node->child != NULL && node->child->next == NULL;
	for (guint i = 0; one && i < G_N_ELEMENTS (calls); i++) {
		if (!rt_phrase_is_call (node, calls[i].name))
			continue;
		rt_phrase_say (phrase, calls[i].en, calls[i].nl);
		/* what is said of the items ends before the sentence goes on */
		phrase->n_parts++;
		if (calls[i].list)
			rt_phrase_list (phrase, node->child, TRUE);
		else
			rt_phrase_value (phrase, node->child, NULL);
		phrase->n_parts--;
		return TRUE;
	}
	return FALSE;
}

/* the position in incidents[1] and incidents[-1]; 0 for none */
static gint64
number_of (const RtPhrase *phrase, const RtFeelNode *node)
{
	gboolean negative = node->kind == RT_FEEL_NODE_NEGATE;
	RtFeelValue value;
	gint64 n = 0;
	if (rt_feel_tree_value (phrase->tree, negative ? node->child : node, &value))
		rt_feel_get_integer (value, &n);
	return negative ? -n : n;
}

/* incidents[1], and what is said of it */
static gboolean
say_numbered (RtPhrase *phrase, const RtFeelNode *node)
{
	const RtFeelNode *filter = node->kind == RT_FEEL_NODE_MEMBER ? node->child : node;
	gboolean numbered = filter->kind == RT_FEEL_NODE_FILTER || filter->kind == RT_FEEL_NODE_INDEX;
	gint64 n = numbered ? number_of (phrase, filter->child->next) : 0;
	if (n == 0)
		return FALSE;
	if (node != filter) {
		g_autofree char *path = rt_phrase_path (phrase, node);
		const RouteText *field = field_text (path);
		if (field == NULL)
			return FALSE;
		g_string_append (phrase->out, rt_choose (phrase->language, *field));
		rt_phrase_say (phrase, " of ", " van ");
	}
	if (filter->child->kind == RT_FEEL_NODE_FILTER) {
		rt_phrase_say (phrase, "number ", "nummer ");
		g_string_append_printf (phrase->out, "%" G_GINT64_FORMAT, ABS (n));
		rt_phrase_say (phrase, n < 0 ? " from the end of the " : " of the ",
			       n < 0 ? " van achteren van de " : " van de ");
		phrase->n_parts++;
		rt_phrase_list (phrase, filter->child, TRUE);
		phrase->n_parts--;
		return TRUE;
	}
	rt_phrase_list (phrase, filter->child, FALSE);
	rt_phrase_say (phrase, " number ", " nummer ");
	g_string_append_printf (phrase->out, "%" G_GINT64_FORMAT, ABS (n));
	rt_phrase_say (phrase, n < 0 ? " from the end" : "", n < 0 ? " van achteren" : "");
	return TRUE;
}

/* is what the node reads all there is to it? Not of one item of a list: which one, its place does not say. */
static gboolean
is_plain (const RtFeelNode *node)
{
	while (node->kind == RT_FEEL_NODE_MEMBER)
		node = node->child;
	return node->kind == RT_FEEL_NODE_SLOT || node->kind == RT_FEEL_NODE_LOCAL || node->kind == RT_FEEL_NODE_ITEM_NAME;
}

void
rt_phrase_thing (RtPhrase *phrase, const RtFeelNode *node)
{
	g_autofree char *path = rt_phrase_path (phrase, node);
	const RtDefine *define = rt_phrase_define (phrase, node);
	const RouteText *field = field_text (path), *one = node->kind == RT_FEEL_NODE_LOCAL ? list_text (path, FALSE) : NULL;
	RtFeelValue value;
	if (say_numbered (phrase, node))
		return;
	if (field != NULL && is_plain (node) && node->type->kind != RT_FEEL_LIST) {
		g_string_append (phrase->out, rt_choose (phrase->language, *field));
		if (node->kind != RT_FEEL_NODE_LOCAL)
			say_owner (phrase, node);
	} else if (one != NULL) {
		rt_phrase_say (phrase, "the ", "de/het ");
		g_string_append (phrase->out, rt_choose (phrase->language, *one));
	} else if (define != NULL) {
		rt_phrase_title (phrase, define->title, define->id);
	} else if (node->kind == RT_FEEL_NODE_ARITHMETIC) {
		say_arithmetic (phrase, node);
	} else if (rt_feel_tree_value (phrase->tree, node, &value)) {
		rt_phrase_value (phrase, node, NULL);
	} else if (node->type->kind == RT_FEEL_LIST && node->kind != RT_FEEL_NODE_CALL) {
		rt_phrase_list (phrase, node, TRUE);
	} else if (!say_call (phrase, node)) {
		rt_phrase_verbatim (phrase, node);
	}
}

/* ---- lists ---- */

static gboolean
say_list_name (RtPhrase *phrase, const char *path, gboolean many)
{
	const RouteText *text = list_text (path, many);
	if (text != NULL)
		g_string_append (phrase->out, rt_choose (phrase->language, *text));
	return text != NULL;
}

static void
say_filter (RtPhrase *phrase, const RtFeelNode *node, gboolean many)
{
	rt_phrase_enter (phrase, node->index, node->child, node->child->next);
	rt_phrase_list (phrase, node->child, many);
	rt_phrase_letter (phrase);
	rt_phrase_say (phrase, " for which ", " waarvoor geldt: ");
	rt_phrase_body (phrase, node->child->next);
	rt_phrase_leave (phrase);
}

/* what a define picks: incidents among "own incidents" */
static void
say_picked (RtPhrase *phrase, const RtDefine *define, gboolean many)
{
	g_autofree char *path = path_of_define (phrase->rules, define->when.slot);
	if (!say_list_name (phrase, path, many))
		rt_phrase_say (phrase, many ? "items" : "item", many ? "onderdelen" : "onderdeel");
	rt_phrase_say (phrase, " among ", " uit ");
	rt_phrase_title (phrase, define->title, define->id);
}

void
rt_phrase_list (RtPhrase *phrase, const RtFeelNode *node, gboolean many)
{
	g_autofree char *path = rt_phrase_path (phrase, node);
	const RtDefine *define = rt_phrase_define (phrase, node);
	if (node->kind == RT_FEEL_NODE_FILTER && node->child->next->type->kind == RT_FEEL_BOOLEAN) {
		say_filter (phrase, node, many);
	} else if (node->kind == RT_FEEL_NODE_MEMBER && node->child->kind == RT_FEEL_NODE_FILTER &&
		   say_list_name (phrase, path, many)) {
		rt_phrase_say (phrase, " of ", " bij ");
		rt_phrase_list (phrase, node->child, TRUE);
	} else if (define != NULL) {
		say_picked (phrase, define, many);
	} else if (rt_phrase_is_call (node, "distinct values") && node->child != NULL && node->child->next == NULL) {
		rt_phrase_say (phrase, "different ", "verschillende ");
		rt_phrase_list (phrase, node->child, many);
	} else if (say_list_name (phrase, path, many)) {
		say_owner (phrase, node);
	} else {
		rt_phrase_say (phrase, many ? "items of " : "item of ", many ? "onderdelen van " : "onderdeel van ");
		rt_phrase_verbatim (phrase, node);
	}
}
