#include "routectl/phrase.h"
#include <string.h>
#include "libroute/advice/words.h"
#include "routectl/phrase-private.h"

static void
say (RtPhrase *phrase, const char *en, const char *nl)
{
	rt_phrase_say (phrase, en, nl);
}

/* ---- comparisons ---- */

typedef enum { MEASURE_COUNT, MEASURE_DAY, MEASURE_OTHER } Measure;

static void
say_operator (RtPhrase *phrase, RtFeelOperator op, Measure measure)
{
	gboolean day = measure == MEASURE_DAY, count = measure == MEASURE_COUNT;
	switch (op) {
	case RT_FEEL_OP_LT:
		say (phrase, day ? "before " : count ? "fewer than " : "lower than ",
		     day ? "voor " : count ? "minder dan " : "lager dan ");
		break;
	case RT_FEEL_OP_LE:
		say (phrase, day ? "on or before " : "at most ", day ? "op of voor " : "hoogstens ");
		break;
	case RT_FEEL_OP_GT:
		say (phrase, day ? "after " : count ? "more than " : "higher than ",
		     day ? "na " : count ? "meer dan " : "hoger dan ");
		break;
	case RT_FEEL_OP_GE:
		say (phrase, day ? "on or after " : "at least ", day ? "op of na " : "minstens ");
		break;
	case RT_FEEL_OP_NE:
		say (phrase, "not ", "niet ");
		break;
	default:
		break;
	}
}

static Measure
measure_of (const RtFeelNode *node)
{
	gboolean day = node->type->kind == RT_FEEL_DATE || node->type->kind == RT_FEEL_DATE_TIME;
	return day ? MEASURE_DAY : rt_phrase_is_call (node, "count") ? MEASURE_COUNT : MEASURE_OTHER;
}

/* "there are at least 2 incidents for which ..."; >= 1 and = 0 have words of their own */
static void
say_count (RtPhrase *phrase, const RtFeelNode *list, RtFeelOperator op, const RtFeelNode *number)
{
	RtFeelValue value;
	gint64 n = -1;
	gboolean distinct = rt_phrase_is_call (list, "distinct values");
	if (rt_feel_tree_value (phrase->tree, number, &value) && rt_phrase_setting (phrase, number) == NULL)
		rt_feel_get_integer (value, &n);
	const RtFeelNode *items = distinct ? list->child : list;
	if ((op == RT_FEEL_OP_GE && n == 1) || (op == RT_FEEL_OP_GT && n == 0) || (op == RT_FEEL_OP_NE && n == 0)) {
		say (phrase, "there is at least one ", "er is minstens één ");
		rt_phrase_list (phrase, items, FALSE);
		return;
	}
	if ((op == RT_FEEL_OP_EQ && n == 0) || (op == RT_FEEL_OP_LT && n == 1) || (op == RT_FEEL_OP_LE && n == 0)) {
		say (phrase, "there are no ", "er zijn geen ");
		rt_phrase_list (phrase, items, TRUE);
		return;
	}
	gboolean one = n == 1 && op == RT_FEEL_OP_EQ;
	say (phrase, one ? "there is " : "there are ", one ? "er is " : "er zijn ");
	if (op == RT_FEEL_OP_EQ)
		say (phrase, "exactly ", "precies ");
	say_operator (phrase, op, MEASURE_COUNT);
	rt_phrase_value (phrase, number, NULL);
	say (phrase, distinct ? " different " : " ", distinct ? " verschillende " : " ");
	rt_phrase_list (phrase, items, n != 1);
}

static void
say_chains (RtPhrase *phrase, RtFeelOperator op, const RtFeelNode *number)
{
	say_operator (phrase, op, MEASURE_COUNT);
	rt_phrase_value (phrase, number, NULL);
	say (phrase, " chains have a party with a reason", " ketens hebben een partij met een reden");
}

/* a thing that is there, or is not */
static void
say_presence (RtPhrase *phrase, const RtFeelNode *thing, gboolean there)
{
	g_autofree char *path = rt_phrase_path (phrase, thing);
	const RouteText *text = rt_phrase_presence (path, there);
	if (text != NULL) {
		g_string_append (phrase->out, rt_choose (phrase->language, *text));
		return;
	}
	rt_phrase_thing (phrase, thing);
	say (phrase, there ? " is filled in" : " is not filled in", there ? " is ingevuld" : " is niet ingevuld");
}

/* "is the same as the life domain of problem B": two things, none of them a value */
static void
say_equality (RtPhrase *phrase, const RtFeelNode *left, RtFeelOperator op, const RtFeelNode *right, const char *path)
{
	RtFeelValue value;
	gboolean equality = op == RT_FEEL_OP_EQ || op == RT_FEEL_OP_NE;
	rt_phrase_thing (phrase, left);
	if (equality && !rt_feel_tree_value (phrase->tree, right, &value))
		say (phrase, op == RT_FEEL_OP_EQ ? " is the same as " : " is not the same as ",
		     op == RT_FEEL_OP_EQ ? " is gelijk aan " : " is niet gelijk aan ");
	else {
		say (phrase, " is ", " is ");
		say_operator (phrase, op, measure_of (left));
	}
	rt_phrase_value (phrase, right, path);
}

static gboolean
is_empty_list (const RtFeelNode *node)
{
	return node->kind == RT_FEEL_NODE_LIST && node->child == NULL;
}

/* comparisons that have a way to be said of their own */
static gboolean
say_special (RtPhrase *phrase, const RtFeelNode *left, RtFeelOperator op, const RtFeelNode *right)
{
	RtFeelValue value;
	if (right->kind == RT_FEEL_NODE_CONST && right->type->only_null) {
		say_presence (phrase, left, op == RT_FEEL_OP_NE);
	} else if (left->type->kind == RT_FEEL_BOOLEAN && rt_feel_tree_value (phrase->tree, right, &value) &&
		   value.kind == RT_FEEL_BOOLEAN) {
		gboolean is = FALSE;
		rt_feel_get_boolean (value, &is);
		rt_phrase_clause (phrase, left, is == (op == RT_FEEL_OP_EQ));
	} else if (is_empty_list (right)) {
		say (phrase, op == RT_FEEL_OP_EQ ? "there are no " : "there is at least one ",
		     op == RT_FEEL_OP_EQ ? "er zijn geen " : "er is minstens één ");
		rt_phrase_list (phrase, left, op == RT_FEEL_OP_EQ);
	} else if (rt_phrase_is_call (left, "count") && left->child != NULL && left->child->next == NULL &&
		   rt_feel_tree_value (phrase->tree, right, &value)) {
		say_count (phrase, left->child, op, right);
	} else if (left->kind == RT_FEEL_NODE_SLOT && left->index == phrase->rules->name_slots[RT_NAME_REASON_CHAINS]) {
		say_chains (phrase, op, right);
	} else {
		return FALSE;
	}
	return TRUE;
}

static void
say_comparison (RtPhrase *phrase, const RtFeelNode *node, gboolean yes)
{
	const RtFeelNode *left = node->child, *right = left->next;
	RtFeelOperator op = (RtFeelOperator) node->op;
	RtFeelValue value;
	if (rt_feel_tree_value (phrase->tree, left, &value) && !rt_feel_tree_value (phrase->tree, right, &value)) {
		right = left;
		left = node->child->next;
		op = rt_feel_op_mirrored (op);
	}
	if (!yes)
		op = rt_feel_op_negated (op);
	while (rt_phrase_is_call (right, "lower case") || rt_phrase_is_call (right, "upper case"))
		right = right->child;
	if (say_special (phrase, left, op, right))
		return;
	g_autofree char *path = rt_phrase_path (phrase, rt_phrase_is_call (left, "lower case") ? left->child : left);
	say_equality (phrase, left, op, right, path);
}

/* ---- in ---- */

/* received - duration("P24M") .. received */
static gboolean
say_window (RtPhrase *phrase, const RtFeelNode *range)
{
	const RtFeelNode *low = range->child, *high = low->next;
	if (low->kind != RT_FEEL_NODE_ARITHMETIC || low->op != RT_FEEL_OP_SUB)
		return FALSE;
	g_autofree char *from = rt_phrase_path (phrase, low->child), *to = rt_phrase_path (phrase, high);
	if (g_strcmp0 (from, "received") != 0 || g_strcmp0 (to, "received") != 0)
		return FALSE;
	say (phrase, "in the period of ", "in de periode van ");
	rt_phrase_value (phrase, low->child->next, NULL);
	say (phrase, " before the day of registration", " voor de dag van aanmelding");
	return TRUE;
}

static void
say_between (RtPhrase *phrase, const RtFeelNode *value, const RtFeelNode *low, const RtFeelNode *high, gboolean yes)
{
	g_autofree char *path = rt_phrase_path (phrase, value);
	rt_phrase_thing (phrase, value);
	if (measure_of (value) == MEASURE_DAY)
		say (phrase, yes ? " lies from " : " does not lie from ", yes ? " ligt van " : " ligt niet van ");
	else
		say (phrase, yes ? " is from " : " is not from ", yes ? " is " : " is niet ");
	rt_phrase_value (phrase, low, path);
	say (phrase, " up to and including ", " tot en met ");
	rt_phrase_value (phrase, high, path);
}

/* "higher than 1 and lower than 5": a range of which an end does not belong to it */
static void
say_open_range (RtPhrase *phrase, const RtFeelNode *range, Measure measure, const char *path)
{
	const RtFeelNode *low = range->child, *high = low->next;
	say_operator (phrase, range->as.ends.low == RT_FEEL_END_CLOSED ? RT_FEEL_OP_GE : RT_FEEL_OP_GT, measure);
	rt_phrase_value (phrase, low, path);
	say (phrase, " and ", " en ");
	say_operator (phrase, range->as.ends.high == RT_FEEL_END_CLOSED ? RT_FEEL_OP_LE : RT_FEEL_OP_LT, measure);
	rt_phrase_value (phrase, high, path);
}

static void
say_alternatives (RtPhrase *phrase, const RtFeelNode *first, Measure measure, const char *path)
{
	for (const RtFeelNode *item = first; item != NULL; item = item->next) {
		if (item != first)
			say (phrase, item->next != NULL ? ", " : " or ", item->next != NULL ? ", " : " of ");
		if (item->kind == RT_FEEL_NODE_RANGE) {
			say_open_range (phrase, item, measure, path);
		} else if (item->kind == RT_FEEL_NODE_ONE_SIDED) {
			say_operator (phrase, (RtFeelOperator) item->op, measure);
			rt_phrase_value (phrase, item->child, path);
		} else {
			rt_phrase_value (phrase, item, path);
		}
	}
}

static void
say_in (RtPhrase *phrase, const RtFeelNode *node, gboolean yes)
{
	const RtFeelNode *value = node->child, *test = value->next;
	g_autofree char *path = rt_phrase_path (phrase, value);
	gboolean range = test->kind == RT_FEEL_NODE_RANGE && test->next == NULL;
	gsize before = phrase->out->len;
	if (range) {
		rt_phrase_thing (phrase, value);
		say (phrase, yes ? " lies " : " does not lie ", yes ? " ligt " : " ligt niet ");
		if (say_window (phrase, test))
			return;
		g_string_truncate (phrase->out, before);
	}
	if (range && test->as.ends.low == RT_FEEL_END_CLOSED && test->as.ends.high == RT_FEEL_END_CLOSED) {
		say_between (phrase, value, test->child, test->child->next, yes);
		return;
	}
	rt_phrase_thing (phrase, value);
	/* a list that is no list of values as written: a fact */
	if (test->next == NULL && test->type->kind == RT_FEEL_LIST && test->kind != RT_FEEL_NODE_LIST) {
		say (phrase, yes ? " is one of the " : " is none of the ", yes ? " is een van de " : " is geen van de ");
		rt_phrase_list (phrase, test, TRUE);
		return;
	}
	say (phrase, yes ? " is " : " is not ", yes ? " is " : " is niet ");
	gboolean list = test->kind == RT_FEEL_NODE_LIST && test->next == NULL;
	say_alternatives (phrase, list ? test->child : test, measure_of (value), path);
}

/* ---- clauses ---- */

static gboolean
is_compound (const RtFeelNode *node)
{
	while (rt_phrase_is_call (node, "not"))
		node = node->child;
	return node->kind == RT_FEEL_NODE_AND || node->kind == RT_FEEL_NODE_OR || node->kind == RT_FEEL_NODE_IF;
}

void
rt_phrase_body (RtPhrase *phrase, const RtFeelNode *node)
{
	gboolean brackets = is_compound (node) || phrase->n_parts > 0;
	guint around = phrase->n_parts;
	phrase->n_parts = 0;
	if (brackets)
		g_string_append_c (phrase->out, '(');
	rt_phrase_clause (phrase, node, TRUE);
	if (brackets)
		g_string_append_c (phrase->out, ')');
	phrase->n_parts = around;
}

static void
say_parts (RtPhrase *phrase, const RtFeelNode *node, gboolean yes)
{
	gboolean and = (node->kind == RT_FEEL_NODE_AND) == yes;
	phrase->n_parts++;
	for (const RtFeelNode *child = node->child; child != NULL; child = child->next) {
		gboolean nested = is_compound (child);
		if (child != node->child)
			say (phrase, and ? ", and " : ", or ", and ? ", en " : ", of ");
		if (nested)
			g_string_append_c (phrase->out, '(');
		rt_phrase_clause (phrase, child, yes);
		if (nested)
			g_string_append_c (phrase->out, ')');
	}
	phrase->n_parts--;
}

static void
say_quantified (RtPhrase *phrase, const RtFeelNode *node, gboolean yes)
{
	const RtFeelNode *iterator = node->child, *body = iterator->next;
	if (body->next != NULL || iterator->child->next != NULL) {
		say (phrase, yes ? "" : "it is not so that ", yes ? "" : "het is niet zo dat ");
		rt_phrase_verbatim (phrase, node);
		return;
	}
	gboolean every = node->kind == RT_FEEL_NODE_EVERY;
	rt_phrase_enter (phrase, iterator->index, iterator->child, body);
	if (every)
		say (phrase, yes ? "for all " : "not for all ", yes ? "voor alle " : "niet voor alle ");
	else
		say (phrase, yes ? "there is at least one " : "there is no ", yes ? "er is minstens één " : "er is geen ");
	gboolean filtered = iterator->child->kind == RT_FEEL_NODE_FILTER;
	phrase->n_parts += filtered;
	rt_phrase_list (phrase, iterator->child, every);
	phrase->n_parts -= filtered;
	rt_phrase_letter (phrase);
	if (filtered && !every)
		say (phrase, " and", " en");
	say (phrase, every ? " it holds that " : " for which ", every ? " geldt: " : " waarvoor geldt: ");
	rt_phrase_body (phrase, body);
	rt_phrase_leave (phrase);
}

/* a criterion of a formula, by its id and title */
static gboolean
say_criterion (RtPhrase *phrase, guint slot, gboolean yes)
{
	for (guint i = 0; phrase->approach != NULL && i < phrase->approach->n_criteria; i++)
		if (phrase->criteria[i] == slot) {
			const RtCriterion *criterion = &phrase->rules->criteria[phrase->approach->first_criterion + i];
			g_string_append_printf (phrase->out, "%s (", criterion->id);
			rt_phrase_title (phrase, criterion->title, criterion->id);
			say (phrase, yes ? ") is met" : ") is not met", yes ? ") is vervuld" : ") is niet vervuld");
			return TRUE;
		}
	return FALSE;
}

/* the reason of a party, by its own words where rules have them */
static gboolean
say_reason (RtPhrase *phrase, guint slot, gboolean yes)
{
	const RtRuleSet *rules = phrase->rules;
	for (guint i = 0; i < rules->n_reasons; i++) {
		const RtReasonRule *reason = &rules->reasons[i];
		if (reason->slot != slot || slot == G_MAXUINT)
			continue;
		int party = rt_rules_find_party (rules, reason->party);
		const char *name = party >= 0 ? rt_choose (phrase->language, rules->parties[party].title) : reason->party;
		g_string_append (phrase->out, name);
		say (phrase, yes ? " has the reason " : " does not have the reason ",
		     yes ? " heeft de reden " : " heeft niet de reden ");
		const RtAdviceSource source = { .rules = rules, .registry = phrase->registry };
		rt_phrase_title (phrase, rt_reason_title (&source, i), reason->id);
		return TRUE;
	}
	return FALSE;
}

static gboolean
say_given (RtPhrase *phrase, guint slot, gboolean yes)
{
	const RtRuleSet *rules = phrase->rules;
	for (guint i = 0; i < rules->n_givens; i++)
		if (rules->givens[i].slot == slot) {
			rt_phrase_quote (phrase, rt_schema_word (phrase->language, "pointer", rules->givens[i].pointer));
			say (phrase, yes ? " is filled in" : " is not filled in", yes ? " is ingevuld" : " is niet ingevuld");
			return TRUE;
		}
	return FALSE;
}

/* approach("pad").eligible, party("halt").involved */
static gboolean
say_member (RtPhrase *phrase, const RtFeelNode *node, gboolean yes)
{
	const RtRuleSet *rules = phrase->rules;
	if (node->kind != RT_FEEL_NODE_MEMBER || node->child->kind != RT_FEEL_NODE_SLOT)
		return FALSE;
	const char *member = node->as.member.name.text;
	for (guint i = 0; i < rules->n_approaches; i++)
		if (rules->approaches[i].slot == node->child->index && strcmp (member, "eligible") == 0) {
			say (phrase, "the approach ", "de aanpak ");
			rt_phrase_quote (phrase, rt_choose (phrase->language, rules->approaches[i].title));
			say (phrase, yes ? " fits" : " does not fit", yes ? " past" : " past niet");
			return TRUE;
		}
	for (guint i = 0; i < rules->n_parties; i++)
		if (rules->parties[i].slot == node->child->index && strcmp (member, "involved") == 0) {
			g_string_append (phrase->out, rt_choose (phrase->language, rules->parties[i].title));
			say (phrase, yes ? " is involved" : " is not involved", yes ? " is betrokken" : " is niet betrokken");
			return TRUE;
		}
	return FALSE;
}

/* list contains (person.protective, "x"), starts with (...) */
static gboolean
say_test (RtPhrase *phrase, const RtFeelNode *node, gboolean yes)
{
	static const struct {
		const char *name, *en, *not_en, *nl, *not_nl;
	} tests[] = {
		{ "starts with", " begins with ", " does not begin with ", " begint met ", " begint niet met " },
		{ "ends with", " ends with ", " does not end with ", " eindigt op ", " eindigt niet op " },
		{ "contains", " contains ", " does not contain ", " bevat ", " bevat niet " },
		{ "matches", " fits the pattern ", " does not fit the pattern ", " past bij het patroon ",
		  " past niet bij het patroon " },
	};
	const RtFeelNode *first = node->child, *second = first != NULL ? first->next : NULL;
	if (node->kind != RT_FEEL_NODE_CALL || second == NULL || second->next != NULL || node->as.names != NULL)
		return FALSE;
	g_autofree char *path = rt_phrase_path (phrase, first);
	if (rt_phrase_is_call (node, "list contains")) {
		say (phrase, yes ? "one of the " : "none of the ", yes ? "een van de " : "geen van de ");
		rt_phrase_list (phrase, first, TRUE);
		say (phrase, " is \"", " is \"");
		rt_phrase_value (phrase, second, path);
		g_string_append_c (phrase->out, '"');
		return TRUE;
	}
	for (guint i = 0; i < G_N_ELEMENTS (tests); i++)
		if (rt_phrase_is_call (node, tests[i].name)) {
			RtFeelValue value;
			rt_phrase_thing (phrase, first);
			say (phrase, yes ? tests[i].en : tests[i].not_en, yes ? tests[i].nl : tests[i].not_nl);
			g_string_append_c (phrase->out, '"');
			if (rt_feel_tree_value (phrase->tree, second, &value))
				rt_phrase_value (phrase, second, NULL);
			else
				rt_phrase_thing (phrase, second);
			g_string_append_c (phrase->out, '"');
			return TRUE;
		}
	return FALSE;
}

static void
say_if (RtPhrase *phrase, const RtFeelNode *node, gboolean yes)
{
	const RtFeelNode *condition = node->child, *then = condition->next, *otherwise = then->next;
	say (phrase, "if (", "als dit klopt: (");
	rt_phrase_clause (phrase, condition, TRUE);
	say (phrase, ") then ", ") dan: ");
	rt_phrase_clause (phrase, then, yes);
	say (phrase, "; otherwise ", "; anders: ");
	rt_phrase_clause (phrase, otherwise, yes);
}

static void
say_other (RtPhrase *phrase, const RtFeelNode *node, gboolean yes)
{
	g_autofree char *path = rt_phrase_path (phrase, node);
	const RtDefine *define = rt_phrase_define (phrase, node);
	const RouteText *fact = rt_phrase_fact (path, yes);
	guint slot = node->kind == RT_FEEL_NODE_SLOT ? node->index : G_MAXUINT;
	RtFeelValue value;
	if (fact != NULL) {
		g_string_append (phrase->out, rt_choose (phrase->language, *fact));
	} else if (rt_feel_tree_value (phrase->tree, node, &value) && value.kind == RT_FEEL_BOOLEAN) {
		gboolean holds = value.as.boolean == yes;
		say (phrase, holds ? "always" : "never", holds ? "altijd" : "nooit");
	} else if (say_criterion (phrase, slot, yes) || say_reason (phrase, slot, yes) || say_given (phrase, slot, yes) ||
		   say_member (phrase, node, yes) || say_test (phrase, node, yes)) {
		return;
	} else if (define != NULL) {
		say (phrase, yes ? "this holds: " : "this does not hold: ", yes ? "dit geldt: " : "dit geldt niet: ");
		rt_phrase_title (phrase, define->title, define->id);
	} else {
		say (phrase, yes ? "" : "not: ", yes ? "" : "niet: ");
		rt_phrase_verbatim (phrase, node);
	}
}

void
rt_phrase_clause (RtPhrase *phrase, const RtFeelNode *node, gboolean yes)
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
	case RT_FEEL_NODE_IF:
		say_if (phrase, node, yes);
		break;
	default:
		if (rt_phrase_is_call (node, "not"))
			rt_phrase_clause (phrase, node->child, !yes);
		else
			say_other (phrase, node, yes);
	}
}

/* ---- the whole ---- */

static RtPhrased
phrase_text (RtPhrase *phrase, const RtFeelScope *scope, const char *text)
{
	g_autoptr (RtFeelTree) tree = rt_feel_tree_new (scope, text, strlen (text));
	if (tree == NULL)
		return RT_PHRASED_NOTHING;
	phrase->tree = tree;
	phrase->text = text;
	const RtFeelNode *root = rt_feel_tree_root (tree);
	/* a define may be a list or a number that conditions use */
	if (root->type->kind == RT_FEEL_LIST) {
		rt_phrase_list (phrase, root, TRUE);
		return RT_PHRASED_VALUE;
	}
	if (root->type->kind != RT_FEEL_BOOLEAN && !rt_feel_type_is_any (root->type)) {
		rt_phrase_value (phrase, root, NULL);
		return RT_PHRASED_VALUE;
	}
	rt_phrase_clause (phrase, root, TRUE);
	return RT_PHRASED_CONDITION;
}

RtPhrased
rt_phrase_condition (const RtRuleSet *rules, const RtRegistry *registry, RtLanguage language,
		     const RtCondition *condition, GString *out)
{
	RtPhrase phrase = { .rules = rules, .registry = registry, .language = language, .out = out };
	return condition->program != NULL ? phrase_text (&phrase, rules->scope, condition->text) : RT_PHRASED_NOTHING;
}

RtPhrased
rt_phrase_formula (const RtRuleSet *rules, RtLanguage language, const RtApproach *approach, GString *out)
{
	g_autoptr (RtFeelScope) scope = rt_feel_scope_new_child (rules->scope);
	g_autofree guint *slots = g_new (guint, approach->n_criteria + 1);
	for (guint i = 0; i < approach->n_criteria; i++)
		slots[i] = rt_feel_scope_declare (scope, rules->criteria[approach->first_criterion + i].id,
						  rt_feel_type_simple (RT_FEEL_BOOLEAN));
	RtPhrase phrase = { .rules = rules, .language = language, .out = out, .approach = approach, .criteria = slots };
	return approach->eligible.program != NULL ? phrase_text (&phrase, scope, approach->eligible.text) : RT_PHRASED_NOTHING;
}
