#include "routectl/phrase.h"
#include <string.h>
#include "libroute/advice/words.h"
#include "libroute/feel/tree.h"

typedef struct {
	const RtRuleSet *rules;
	RtLanguage language;
	const RtFeelTree *tree;
	const char *text;
	const RtApproach *approach; /* of a formula; else NULL */
	const guint *criteria;      /* slots of its criteria */
	GString *out;
} Phrase;

static const struct {
	const char *path;
	RouteText text;
} fields[] = {
#define FIELD(path, en, nl) { path, { en, nl } },
#define LIST(path, one_en, many_en, one_nl, many_nl)
#define FACT(path, en, not_en, nl, not_nl)
#include "routectl/phrases.def"
#undef FIELD
#undef LIST
#undef FACT
};

static const struct {
	const char *path;
	RouteText one, many;
} lists[] = {
#define FIELD(path, en, nl)
#define LIST(path, one_en, many_en, one_nl, many_nl) { path, { one_en, one_nl }, { many_en, many_nl } },
#define FACT(path, en, not_en, nl, not_nl)
#include "routectl/phrases.def"
#undef FIELD
#undef LIST
#undef FACT
};

static const struct {
	const char *path;
	RouteText yes, no;
} facts[] = {
#define FIELD(path, en, nl)
#define LIST(path, one_en, many_en, one_nl, many_nl)
#define FACT(path, en, not_en, nl, not_nl) { path, { en, nl }, { not_en, not_nl } },
#include "routectl/phrases.def"
#undef FIELD
#undef LIST
#undef FACT
};

static void say_clause (Phrase *phrase, const RtFeelNode *node, gboolean yes);
static void say_list (Phrase *phrase, const RtFeelNode *node, gboolean many);

static const char *
choose (const Phrase *phrase, const char *en, const char *nl)
{
	return phrase->language == RT_LANGUAGE_NL ? nl : en;
}

static void
say (Phrase *phrase, const char *en, const char *nl)
{
	g_string_append (phrase->out, choose (phrase, en, nl));
}

static void
quote (Phrase *phrase, const char *text)
{
	g_string_append_printf (phrase->out, "\"%s\"", text);
}

/* "Own incidents" inside a sentence: "own incidents"; GGZ stays as it is */
static void
say_title (Phrase *phrase, RouteText title, const char *id)
{
	const char *text = rt_choose (phrase->language, title);
	g_autofree char *first = NULL;
	if (*text == '\0')
		text = id;
	gunichar second = g_utf8_get_char (g_utf8_next_char (text));
	if (g_unichar_isupper (g_utf8_get_char (text)) && !g_unichar_isupper (second))
		first = g_strdup_printf ("%c%s", g_ascii_tolower (*text), text + 1);
	quote (phrase, first != NULL && (guchar) *text < 0x80 ? first : text);
}

/* the condition itself, on one line */
static void
say_verbatim (Phrase *phrase, const RtFeelNode *node)
{
	g_autofree char *text = g_strndup (phrase->text + node->start, node->end - node->start);
	g_auto (GStrv) words = g_strsplit_set (text, " \t\n", -1);
	g_string_append_c (phrase->out, '`');
	for (guint i = 0, n = 0; words[i] != NULL; i++)
		if (*words[i] != '\0')
			g_string_append_printf (phrase->out, "%s%s", n++ > 0 ? " " : "", words[i]);
	g_string_append_c (phrase->out, '`');
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

/* "incidents.kind", or NULL */
static char *
path_of (const Phrase *phrase, const RtFeelNode *node)
{
	const RtShape *root = rt_schema_root ();
	if (node->place == NULL)
		return NULL;
	g_autofree char *list = node->place->slot >= root->n_fields && node->kind != RT_FEEL_NODE_SLOT
					? path_of_define (phrase->rules, node->place->slot)
					: NULL;
	if (node->place->slot >= root->n_fields && list == NULL)
		return NULL;
	const char *name = list != NULL ? list : root->fields[node->place->slot].name;
	return *node->place->path != '\0' ? g_strdup_printf ("%s.%s", name, node->place->path) : g_strdup (name);
}

static const RtDefine *
define_of (const Phrase *phrase, const RtFeelNode *node)
{
	for (guint i = 0; node->kind == RT_FEEL_NODE_SLOT && i < phrase->rules->n_defines; i++)
		if (phrase->rules->defines[i].when.slot == node->index)
			return &phrase->rules->defines[i];
	return NULL;
}

static const RtSetting *
setting_of (const Phrase *phrase, const RtFeelNode *node)
{
	for (guint i = 0; node->kind == RT_FEEL_NODE_SLOT && i < phrase->rules->n_settings; i++)
		if (phrase->rules->settings[i].slot == node->index)
			return &phrase->rules->settings[i];
	return NULL;
}

static gboolean
is_call (const RtFeelNode *node, const char *name)
{
	return node->kind == RT_FEEL_NODE_CALL && strcmp (rt_feel_call_name (node), name) == 0;
}

/* ---- values ---- */

/* "P24M" -> 24 months */
static gboolean
say_duration (Phrase *phrase, const char *text)
{
	static const struct {
		char letter;
		const char *one_en, *many_en, *one_nl, *many_nl;
	} units[] = {
		{ 'Y', "year", "years", "jaar", "jaar" },
		{ 'M', "month", "months", "maand", "maanden" },
		{ 'D', "day", "days", "dag", "dagen" },
	};
	char *end = NULL;
	if (*text != 'P' || !g_ascii_isdigit (text[1]))
		return FALSE;
	gint64 n = g_ascii_strtoll (text + 1, &end, 10);
	for (guint i = 0; i < G_N_ELEMENTS (units); i++)
		if (*end == units[i].letter && end[1] == '\0') {
			g_string_append_printf (phrase->out, "%" G_GINT64_FORMAT " %s", n,
						n == 1 ? choose (phrase, units[i].one_en, units[i].one_nl)
						       : choose (phrase, units[i].many_en, units[i].many_nl));
			return TRUE;
		}
	return FALSE;
}

static void
say_printed (Phrase *phrase, RtFeelValue value)
{
	g_autoptr (GString) text = g_string_new (NULL);
	rt_feel_print (value, text);
	const char *open = strchr (text->str, '"'), *close = open != NULL ? strrchr (text->str, '"') : NULL;
	g_autofree char *inner = open != NULL && close > open ? g_strndup (open + 1, (gsize) (close - open - 1)) : NULL;
	if (inner == NULL || !say_duration (phrase, inner))
		g_string_append (phrase->out, inner != NULL ? inner : text->str);
}

/* a word of a closed list as readers know it, a party by its name; of the field that it is held against */
static void
say_word (Phrase *phrase, const char *path, const char *word)
{
	int party = rt_rules_find_party (phrase->rules, word);
	const char *dot = path != NULL ? strrchr (path, '.') : NULL;
	const char *field = dot != NULL ? dot + 1 : path != NULL ? path : "";
	gboolean names_party = strcmp (field, "by") == 0 || strcmp (field, "party") == 0 ||
			       strcmp (field, "registered_by") == 0;
	if (names_party && party >= 0)
		g_string_append (phrase->out, rt_choose (phrase->language, phrase->rules->parties[party].title));
	else if (g_str_has_prefix (word, "third:"))
		g_string_append_printf (phrase->out, "%s (%s)", choose (phrase, "a third party", "een derde"), word + 6);
	else
		g_string_append (phrase->out, rt_schema_word (phrase->language, field, word));
}

static void
say_value (Phrase *phrase, const RtFeelNode *node, const char *path)
{
	const RtSetting *setting = setting_of (phrase, node);
	RtFeelValue value;
	const char *text = NULL;
	gsize length = 0;
	if (!rt_feel_tree_value (phrase->tree, node, &value)) {
		g_autofree char *own = path_of (phrase, node);
		for (guint i = 0; own != NULL && i < G_N_ELEMENTS (fields); i++)
			if (strcmp (fields[i].path, own) == 0) {
				g_string_append (phrase->out, rt_choose (phrase->language, fields[i].text));
				return;
			}
		say_verbatim (phrase, node);
		return;
	}
	if (value.kind == RT_FEEL_STRING && rt_feel_get_string (value, &text, &length))
		say_word (phrase, path, text);
	else
		say_printed (phrase, value);
	if (setting != NULL) {
		say (phrase, " (setting ", " (instelling ");
		say_title (phrase, setting->title, setting->id);
		g_string_append_c (phrase->out, ')');
	}
}

/* ---- things ---- */

static void
say_thing (Phrase *phrase, const RtFeelNode *node)
{
	g_autofree char *path = path_of (phrase, node);
	const RtDefine *define = define_of (phrase, node);
	if (is_call (node, "lower case") || is_call (node, "upper case")) {
		say_thing (phrase, node->child);
		return;
	}
	for (guint i = 0; path != NULL && i < G_N_ELEMENTS (fields); i++)
		if (strcmp (fields[i].path, path) == 0) {
			g_string_append (phrase->out, rt_choose (phrase->language, fields[i].text));
			return;
		}
	for (guint i = 0; path != NULL && node->kind == RT_FEEL_NODE_LOCAL && i < G_N_ELEMENTS (lists); i++)
		if (strcmp (lists[i].path, path) == 0) {
			say (phrase, "the ", "de ");
			g_string_append (phrase->out, rt_choose (phrase->language, lists[i].one));
			return;
		}
	if (define != NULL)
		say_title (phrase, define->title, define->id);
	else if (node->type->known != NULL || node->kind == RT_FEEL_NODE_CONST)
		say_value (phrase, node, NULL);
	else
		say_verbatim (phrase, node);
}

static gboolean
say_list_name (Phrase *phrase, const char *path, gboolean many)
{
	for (guint i = 0; path != NULL && i < G_N_ELEMENTS (lists); i++)
		if (strcmp (lists[i].path, path) == 0) {
			g_string_append (phrase->out,
					 rt_choose (phrase->language, many ? lists[i].many : lists[i].one));
			return TRUE;
		}
	return FALSE;
}

/* "incidents for which: ..." */
static void
say_list (Phrase *phrase, const RtFeelNode *node, gboolean many)
{
	g_autofree char *path = path_of (phrase, node);
	const RtDefine *define = define_of (phrase, node);
	if (node->kind == RT_FEEL_NODE_FILTER) {
		say_list (phrase, node->child, many);
		say (phrase, " for which (", " waarvoor geldt (");
		say_clause (phrase, node->child->next, TRUE);
		g_string_append_c (phrase->out, ')');
	} else if (node->kind == RT_FEEL_NODE_MEMBER && node->child->kind == RT_FEEL_NODE_FILTER &&
		   say_list_name (phrase, path, many)) {
		say (phrase, " of ", " bij ");
		say_list (phrase, node->child, TRUE);
	} else if (define != NULL) {
		g_string_append (phrase->out, many ? choose (phrase, "cases of ", "gevallen van ")
						   : choose (phrase, "case of ", "geval van "));
		say_title (phrase, define->title, define->id);
	} else if (!say_list_name (phrase, path, many)) {
		g_string_append (phrase->out, choose (phrase, many ? "items of " : "item of ",
						      many ? "onderdelen van " : "onderdeel van "));
		say_verbatim (phrase, node);
	}
}

/* ---- comparisons ---- */

static RtFeelOperator
opposite (RtFeelOperator op)
{
	switch (op) {
	case RT_FEEL_OP_LT:
		return RT_FEEL_OP_GE;
	case RT_FEEL_OP_LE:
		return RT_FEEL_OP_GT;
	case RT_FEEL_OP_GT:
		return RT_FEEL_OP_LE;
	case RT_FEEL_OP_GE:
		return RT_FEEL_OP_LT;
	case RT_FEEL_OP_EQ:
		return RT_FEEL_OP_NE;
	default:
		return RT_FEEL_OP_EQ;
	}
}

static RtFeelOperator
mirrored (RtFeelOperator op)
{
	switch (op) {
	case RT_FEEL_OP_LT:
		return RT_FEEL_OP_GT;
	case RT_FEEL_OP_LE:
		return RT_FEEL_OP_GE;
	case RT_FEEL_OP_GT:
		return RT_FEEL_OP_LT;
	case RT_FEEL_OP_GE:
		return RT_FEEL_OP_LE;
	default:
		return op;
	}
}

typedef enum { MEASURE_COUNT, MEASURE_DAY, MEASURE_OTHER } Measure;

static void
say_operator (Phrase *phrase, RtFeelOperator op, Measure measure)
{
	gboolean day = measure == MEASURE_DAY, count = measure == MEASURE_COUNT;
	switch (op) {
	case RT_FEEL_OP_LT:
		say (phrase, day ? "before " : count ? "fewer than " : "lower than ",
		     day ? "voor " : count ? "minder dan " : "lager dan ");
		break;
	case RT_FEEL_OP_LE:
		say (phrase, day ? "at the latest " : "at most ", day ? "uiterlijk " : "hoogstens ");
		break;
	case RT_FEEL_OP_GT:
		say (phrase, day ? "after " : count ? "more than " : "higher than ",
		     day ? "na " : count ? "meer dan " : "hoger dan ");
		break;
	case RT_FEEL_OP_GE:
		say (phrase, day ? "at the earliest " : "at least ", day ? "op zijn vroegst " : "minstens ");
		break;
	case RT_FEEL_OP_NE:
		say (phrase, "not ", "niet ");
		break;
	default:
		break;
	}
}

/* "there are at least 2 incidents for which ..."; >= 1 and = 0 have words of their own */
static void
say_count (Phrase *phrase, const RtFeelNode *list, RtFeelOperator op, const RtFeelNode *number)
{
	RtFeelValue value;
	gint64 n = -1;
	gboolean distinct = is_call (list, "distinct values");
	if (rt_feel_tree_value (phrase->tree, number, &value) && setting_of (phrase, number) == NULL)
		rt_feel_get_integer (value, &n);
	if ((op == RT_FEEL_OP_GE && n == 1) || (op == RT_FEEL_OP_GT && n == 0) || (op == RT_FEEL_OP_NE && n == 0)) {
		say (phrase, "there is at least one ", "er is minstens één ");
		say_list (phrase, distinct ? list->child : list, FALSE);
		return;
	}
	if ((op == RT_FEEL_OP_EQ && n == 0) || (op == RT_FEEL_OP_LT && n == 1) || (op == RT_FEEL_OP_LE && n == 0)) {
		say (phrase, "there are no ", "er zijn geen ");
		say_list (phrase, distinct ? list->child : list, TRUE);
		return;
	}
	say (phrase, "there are ", "er zijn ");
	if (op == RT_FEEL_OP_EQ)
		say (phrase, "exactly ", "precies ");
	say_operator (phrase, op, MEASURE_COUNT);
	say_value (phrase, number, NULL);
	say (phrase, distinct ? " different " : " ", distinct ? " verschillende " : " ");
	say_list (phrase, distinct ? list->child : list, TRUE);
}

static void
say_chains (Phrase *phrase, RtFeelOperator op, const RtFeelNode *number)
{
	say_operator (phrase, op, MEASURE_COUNT);
	say_value (phrase, number, NULL);
	say (phrase, " chains have a party with a reason", " ketens hebben een partij met een reden");
}

/* a thing that is there, or is not */
static void
say_presence (Phrase *phrase, const RtFeelNode *thing, gboolean there)
{
	say (phrase, there ? "there is " : "there is not ", there ? "er is " : "er is niet ");
	say_thing (phrase, thing);
}

static void
say_comparison (Phrase *phrase, const RtFeelNode *node, gboolean yes)
{
	const RtFeelNode *left = node->child, *right = left->next;
	RtFeelOperator op = (RtFeelOperator) node->op;
	RtFeelValue value;
	if (rt_feel_tree_value (phrase->tree, left, &value) && !rt_feel_tree_value (phrase->tree, right, &value)) {
		right = left;
		left = node->child->next;
		op = mirrored (op);
	}
	if (!yes)
		op = opposite (op);
	if (right->kind == RT_FEEL_NODE_CONST && right->type->only_null) {
		say_presence (phrase, left, op == RT_FEEL_OP_NE);
		return;
	}
	if (left->type->kind == RT_FEEL_BOOLEAN && rt_feel_tree_value (phrase->tree, right, &value)) {
		gboolean is = FALSE;
		rt_feel_get_boolean (value, &is);
		say_clause (phrase, left, is == (op == RT_FEEL_OP_EQ));
		return;
	}
	if (is_call (left, "count") && left->child != NULL && left->child->next == NULL) {
		say_count (phrase, left->child, op, right);
		return;
	}
	if (left->kind == RT_FEEL_NODE_SLOT && left->index == phrase->rules->name_slots[RT_NAME_REASON_CHAINS]) {
		say_chains (phrase, op, right);
		return;
	}
	g_autofree char *path = path_of (phrase, left);
	say_thing (phrase, left);
	say (phrase, " is ", " is ");
	say_operator (phrase, op, left->type->kind == RT_FEEL_DATE ? MEASURE_DAY : MEASURE_OTHER);
	while (is_call (right, "lower case") || is_call (right, "upper case"))
		right = right->child;
	say_value (phrase, right, path);
}

/* ---- in ---- */

/* received - duration("P24M") .. received */
static gboolean
say_window (Phrase *phrase, const RtFeelNode *range)
{
	const RtFeelNode *low = range->child, *high = low->next;
	g_autofree char *to = path_of (phrase, high), *from = low->child != NULL ? path_of (phrase, low->child) : NULL;
	if (low->kind != RT_FEEL_NODE_ARITHMETIC || low->op != RT_FEEL_OP_SUB || g_strcmp0 (to, "received") != 0 ||
	    g_strcmp0 (from, "received") != 0)
		return FALSE;
	say (phrase, "in the ", "in de ");
	say_value (phrase, low->child->next, NULL);
	say (phrase, " before the day of registration", " voor de dag van aanmelding");
	return TRUE;
}

static void
say_between (Phrase *phrase, const RtFeelNode *value, const RtFeelNode *low, const RtFeelNode *high, gboolean yes)
{
	g_autofree char *path = path_of (phrase, value);
	say_thing (phrase, value);
	say (phrase, yes ? " is from " : " is not from ", yes ? " is " : " is niet ");
	say_value (phrase, low, path);
	say (phrase, " to ", " tot en met ");
	say_value (phrase, high, path);
}

static void
say_alternatives (Phrase *phrase, const RtFeelNode *first, const char *path)
{
	for (const RtFeelNode *item = first; item != NULL; item = item->next) {
		if (item != first)
			g_string_append (phrase->out, item->next != NULL ? ", " : choose (phrase, " or ", " of "));
		say_value (phrase, item, path);
	}
}

static void
say_in (Phrase *phrase, const RtFeelNode *node, gboolean yes)
{
	const RtFeelNode *value = node->child, *test = value->next;
	g_autofree char *path = path_of (phrase, value);
	if (test->kind == RT_FEEL_NODE_RANGE && test->next == NULL) {
		gsize before = phrase->out->len;
		say_thing (phrase, value);
		say (phrase, yes ? " lies " : " does not lie ", yes ? " ligt " : " ligt niet ");
		if (say_window (phrase, test))
			return;
		g_string_truncate (phrase->out, before);
		if (test->as.ends.low == RT_FEEL_END_CLOSED && test->as.ends.high == RT_FEEL_END_CLOSED)
			say_between (phrase, value, test->child, test->child->next, yes);
		else
			say_verbatim (phrase, node);
		return;
	}
	say_thing (phrase, value);
	say (phrase, yes ? " is " : " is not ", yes ? " is " : " is niet ");
	say_alternatives (phrase, test->kind == RT_FEEL_NODE_LIST && test->next == NULL ? test->child : test, path);
}

/* ---- clauses ---- */

static void
say_parts (Phrase *phrase, const RtFeelNode *node, gboolean yes)
{
	gboolean and = (node->kind == RT_FEEL_NODE_AND) == yes;
	for (const RtFeelNode *child = node->child; child != NULL; child = child->next) {
		gboolean nested = child->kind == RT_FEEL_NODE_AND || child->kind == RT_FEEL_NODE_OR;
		if (child != node->child)
			g_string_append (phrase->out, and ? choose (phrase, ", and ", ", en ")
							  : choose (phrase, ", or ", ", of "));
		if (nested)
			g_string_append_c (phrase->out, '(');
		say_clause (phrase, child, yes);
		if (nested)
			g_string_append_c (phrase->out, ')');
	}
}

static void
say_quantified (Phrase *phrase, const RtFeelNode *node, gboolean yes)
{
	const RtFeelNode *iterator = node->child, *body = iterator->next;
	if (body->next != NULL || iterator->child->next != NULL) {
		say_verbatim (phrase, node);
		return;
	}
	if (node->kind == RT_FEEL_NODE_EVERY) {
		say (phrase, yes ? "for every " : "not for every ",
		     yes ? "voor elk onderdeel van de " : "niet voor elk onderdeel van de ");
		say_list (phrase, iterator->child, phrase->language == RT_LANGUAGE_NL);
		say (phrase, " it holds that ", " geldt: ");
	} else {
		say (phrase, yes ? "there is at least one " : "there is no ", yes ? "er is minstens één " : "er is geen ");
		say_list (phrase, iterator->child, FALSE);
		say (phrase, " for which ", " waarvoor geldt: ");
	}
	g_string_append_c (phrase->out, '(');
	say_clause (phrase, body, TRUE);
	g_string_append_c (phrase->out, ')');
}

/* approach("pad").eligible, party("halt").involved, reason("halt/first"), given("/plan"): TRUE when it is one */
static gboolean
say_named (Phrase *phrase, const RtFeelNode *node, gboolean yes)
{
	const RtRuleSet *rules = phrase->rules;
	guint slot = node->kind == RT_FEEL_NODE_SLOT ? node->index
		     : node->kind == RT_FEEL_NODE_MEMBER && node->child->kind == RT_FEEL_NODE_SLOT ? node->child->index
												     : G_MAXUINT;
	const char *member = node->kind == RT_FEEL_NODE_MEMBER ? node->as.member.name.text : "";
	for (guint i = 0; phrase->approach != NULL && i < phrase->approach->n_criteria; i++)
		if (phrase->criteria[i] == slot) {
			const RtCriterion *criterion = &rules->criteria[phrase->approach->first_criterion + i];
			g_string_append_printf (phrase->out, "%s (", criterion->id);
			say_title (phrase, criterion->title, criterion->id);
			say (phrase, yes ? ") is met" : ") is not met", yes ? ") is vervuld" : ") is niet vervuld");
			return TRUE;
		}
	for (guint i = 0; i < rules->n_approaches; i++)
		if (rules->approaches[i].slot == slot && strcmp (member, "eligible") == 0) {
			say (phrase, "the approach ", "de aanpak ");
			quote (phrase, rt_choose (phrase->language, rules->approaches[i].title));
			say (phrase, yes ? " fits" : " does not fit", yes ? " past" : " past niet");
			return TRUE;
		}
	for (guint i = 0; i < rules->n_parties; i++)
		if (rules->parties[i].slot == slot && slot != G_MAXUINT && strcmp (member, "involved") == 0) {
			g_string_append (phrase->out, rt_choose (phrase->language, rules->parties[i].title));
			say (phrase, yes ? " is involved" : " is not involved", yes ? " is betrokken" : " is niet betrokken");
			return TRUE;
		}
	for (guint i = 0; i < rules->n_reasons; i++)
		if (rules->reasons[i].slot == slot && slot != G_MAXUINT) {
			say (phrase, yes ? "the reason " : "the reason ", "de reden ");
			quote (phrase, rules->reasons[i].full_id);
			say (phrase, yes ? " is met" : " is not met", yes ? " is vervuld" : " is niet vervuld");
			return TRUE;
		}
	for (guint i = 0; i < rules->n_givens; i++)
		if (rules->givens[i].slot == slot) {
			quote (phrase, rt_schema_word (phrase->language, "pointer", rules->givens[i].pointer));
			say (phrase, yes ? " is given" : " is not given", yes ? " is ingevuld" : " is niet ingevuld");
			return TRUE;
		}
	return FALSE;
}

static void
say_other (Phrase *phrase, const RtFeelNode *node, gboolean yes)
{
	g_autofree char *path = path_of (phrase, node);
	const RtDefine *define = define_of (phrase, node);
	for (guint i = 0; path != NULL && i < G_N_ELEMENTS (facts); i++)
		if (strcmp (facts[i].path, path) == 0) {
			g_string_append (phrase->out, rt_choose (phrase->language, yes ? facts[i].yes : facts[i].no));
			return;
		}
	if (say_named (phrase, node, yes))
		return;
	if (define != NULL) {
		say (phrase, yes ? "this applies: " : "this does not apply: ",
		     yes ? "van toepassing is: " : "niet van toepassing is: ");
		say_title (phrase, define->title, define->id);
		return;
	}
	say (phrase, yes ? "" : "not: ", yes ? "" : "niet: ");
	say_verbatim (phrase, node);
}

static void
say_clause (Phrase *phrase, const RtFeelNode *node, gboolean yes)
{
	switch ((RtFeelNodeKind) node->kind) {
	case RT_FEEL_NODE_AND:
	case RT_FEEL_NODE_OR:
		say_parts (phrase, node, yes);
		break;
	case RT_FEEL_NODE_COMPARE:
		say_comparison (phrase, node, yes);
		break;
	case RT_FEEL_NODE_BETWEEN:
		say_between (phrase, node->child, node->child->next, node->child->next->next, yes);
		break;
	case RT_FEEL_NODE_IN:
		say_in (phrase, node, yes);
		break;
	case RT_FEEL_NODE_SOME:
	case RT_FEEL_NODE_EVERY:
		say_quantified (phrase, node, yes);
		break;
	default:
		if (is_call (node, "not"))
			say_clause (phrase, node->child, !yes);
		else
			say_other (phrase, node, yes);
	}
}

static gboolean
phrase_text (Phrase *phrase, const RtFeelScope *scope, const char *text)
{
	g_autoptr (RtFeelTree) tree = rt_feel_tree_new (scope, text, strlen (text));
	if (tree == NULL)
		return FALSE;
	phrase->tree = tree;
	phrase->text = text;
	say_clause (phrase, rt_feel_tree_root (tree), TRUE);
	return TRUE;
}

gboolean
rt_phrase_condition (const RtRuleSet *rules, RtLanguage language, const RtCondition *condition, GString *out)
{
	Phrase phrase = { .rules = rules, .language = language, .out = out };
	return condition->program != NULL && phrase_text (&phrase, rules->scope, condition->text);
}

gboolean
rt_phrase_formula (const RtRuleSet *rules, RtLanguage language, const RtApproach *approach, GString *out)
{
	g_autoptr (RtFeelScope) scope = rt_feel_scope_new_child (rules->scope);
	g_autofree guint *slots = g_new (guint, approach->n_criteria + 1);
	for (guint i = 0; i < approach->n_criteria; i++)
		slots[i] = rt_feel_scope_declare (scope, rules->criteria[approach->first_criterion + i].id,
						  rt_feel_type_simple (RT_FEEL_BOOLEAN));
	Phrase phrase = { .rules = rules, .language = language, .out = out, .approach = approach, .criteria = slots };
	return approach->eligible.program != NULL && phrase_text (&phrase, scope, approach->eligible.text);
}
