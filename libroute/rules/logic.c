/* From conditions to formulas over terms, and the search for a world in which formulas come out as wished. */
#include "libroute/rules/logic.h"
#include <string.h>
#include "libroute/feel/tree.h"

#define MOST_REGIONS 63u
#define MOST_CUTS ((MOST_REGIONS - 1u) / 2u)
#define MOST_STEPS 20000u
#define DEEPEST 60u

typedef enum { NO, YES, OPEN } Three;

typedef enum { FORMULA_FIXED, FORMULA_AND, FORMULA_OR, FORMULA_NOT, FORMULA_ATOM } FormulaKind;

/* regions of an atom's term that make it true: those where the term compares so with one of the values */
typedef struct {
	RtFeelOperator op;
	RtFeelValue value;
} Test;

struct _RtFormula {
	FormulaKind kind;
	gboolean fixed;
	GPtrArray *parts; /* RtFormula */
	guint term;
	GArray *tests; /* Test; an atom is true where one of them holds */
	GArray *also;  /* Test; or NULL; and one of these: `between` */
	guint64 yes;   /* regions; made when all terms are known */
};

typedef struct {
	char *key; /* its text */
	const RtFeelType *type;
	GPtrArray *places; /* "person.age": what it reads */
	gboolean given;      /* given("/pointer") */
	gboolean everything; /* hangs on what nobody can tell apart: what plugins say */
	GArray *cuts;        /* RtFeelValue, ascending; of a truth value, a text or what is not ordered: its words */
	gboolean ordered;
	guint n_regions;
	guint64 all;
} Term;

struct _RtLogic {
	const RtBuilder *builder;
	GPtrArray *trees, *scopes, *formulas, *terms;
	GHashTable *by_key;     /* text -> index + 1 */
	GHashTable *conditions; /* text -> RtFormula */
	GHashTable *approaches; /* RtApproach -> RtFormula */
	guint depth;
	gboolean cut; /* the terms have their regions */
};

typedef struct {
	RtLogic *logic;
	const RtFeelTree *tree;
	const char *text;
	const RtApproach *approach; /* of which the formula is, or NULL */
	const guint *criteria;      /* slots of its criteria in the scope of the tree */
} Reader;

static void
formula_free (gpointer data)
{
	RtFormula *formula = data;
	g_clear_pointer (&formula->parts, g_ptr_array_unref);
	g_clear_pointer (&formula->tests, g_array_unref);
	g_clear_pointer (&formula->also, g_array_unref);
	g_free (formula);
}

static void
term_free (gpointer data)
{
	Term *term = data;
	g_free (term->key);
	g_ptr_array_unref (term->places);
	g_array_unref (term->cuts);
	g_free (term);
}

static void
tree_free (gpointer tree)
{
	rt_feel_tree_free (tree);
}

RtLogic *
rt_logic_new (const RtBuilder *builder)
{
	RtLogic *logic = g_new0 (RtLogic, 1);
	logic->builder = builder;
	logic->trees = g_ptr_array_new_with_free_func (tree_free);
	logic->scopes = g_ptr_array_new_with_free_func ((GDestroyNotify) rt_feel_scope_free);
	logic->formulas = g_ptr_array_new_with_free_func (formula_free);
	logic->terms = g_ptr_array_new_with_free_func (term_free);
	logic->by_key = g_hash_table_new (g_str_hash, g_str_equal);
	logic->conditions = g_hash_table_new (g_str_hash, g_str_equal);
	logic->approaches = g_hash_table_new (NULL, NULL);
	return logic;
}

void
rt_logic_free (RtLogic *logic)
{
	if (logic == NULL)
		return;
	g_ptr_array_unref (logic->formulas);
	g_ptr_array_unref (logic->trees);
	g_ptr_array_unref (logic->scopes);
	g_hash_table_unref (logic->by_key);
	g_hash_table_unref (logic->conditions);
	g_hash_table_unref (logic->approaches);
	g_ptr_array_unref (logic->terms);
	g_free (logic);
}

static RtFormula *
formula_new (RtLogic *logic, FormulaKind kind)
{
	RtFormula *formula = g_new0 (RtFormula, 1);
	formula->kind = kind;
	g_ptr_array_add (logic->formulas, formula);
	return formula;
}

/* ---- what a term reads ---- */

static void
add_place (Term *term, const char *root, const char *path)
{
	char *place = *path != '\0' ? g_strdup_printf ("%s.%s", root, path) : g_strdup (root);
	/* an age may come from the date of birth */
	if (strcmp (place, "person.birth_date") == 0) {
		g_free (place);
		place = g_strdup ("person.age");
	}
	g_ptr_array_add (term->places, place);
}

typedef struct {
	RtLogic *logic;
	Term *term;
} Placing;

static void
on_place (guint slot, const char *path, guint start, guint end, gpointer data)
{
	Placing *placing = data;
	const RtRuleSet *set = placing->logic->builder->set;
	const RtShape *root = rt_schema_root ();
	if (slot < root->n_fields) {
		add_place (placing->term, root->fields[slot].name, path);
		return;
	}
	for (guint i = 0; i < set->n_settings; i++)
		if (set->settings[i].slot == slot)
			return;
	for (guint i = 0; i < set->n_givens; i++)
		if (set->givens[i].slot == slot) {
			g_autofree char *pointer = g_strdelimit (g_strdup (set->givens[i].pointer + 1), "/", '.');
			add_place (placing->term, pointer, "");
			return;
		}
	for (guint i = 0; i < set->n_defines; i++)
		if (set->defines[i].when.slot == slot && set->defines[i].when.program != NULL) {
			rt_feel_program_visit (set->defines[i].when.program, on_place, placing);
			return;
		}
	placing->term->everything = TRUE;
}

static void
collect_places (Placing *placing, const RtFeelNode *node)
{
	if (node->place != NULL && node->place->read)
		on_place (node->place->slot, node->place->path, 0, 0, placing);
	for (const RtFeelNode *child = node->child; child != NULL; child = child->next)
		collect_places (placing, child);
}

/* the text of a node with single spaces */
static char *
key_of (const Reader *reader, const RtFeelNode *node)
{
	g_autofree char *text = g_strndup (reader->text + node->start, node->end - node->start);
	g_auto (GStrv) words = g_strsplit_set (text, " \t\n", -1);
	GString *key = g_string_new (NULL);
	for (guint i = 0; words[i] != NULL; i++)
		if (*words[i] != '\0')
			g_string_append_printf (key, "%s%s", key->len > 0 ? " " : "", words[i]);
	return g_string_free (key, FALSE);
}

static guint
term_of (const Reader *reader, const RtFeelNode *node)
{
	RtLogic *logic = reader->logic;
	g_autofree char *key = key_of (reader, node);
	guint index = GPOINTER_TO_UINT (g_hash_table_lookup (logic->by_key, key));
	if (index > 0)
		return index - 1;
	Term *term = g_new0 (Term, 1);
	term->key = g_steal_pointer (&key);
	term->type = node->type;
	term->places = g_ptr_array_new_with_free_func (g_free);
	term->cuts = g_array_new (FALSE, FALSE, sizeof (RtFeelValue));
	term->ordered = node->type->kind != RT_FEEL_BOOLEAN && node->type->kind != RT_FEEL_STRING;
	for (guint i = 0; node->kind == RT_FEEL_NODE_SLOT && i < logic->builder->set->n_givens; i++)
		term->given = term->given || logic->builder->set->givens[i].slot == node->index;
	Placing placing = { logic, term };
	collect_places (&placing, node);
	g_ptr_array_add (logic->terms, term);
	g_hash_table_insert (logic->by_key, term->key, GUINT_TO_POINTER (logic->terms->len));
	return logic->terms->len - 1;
}

static void
add_cut (Term *term, RtFeelValue value)
{
	guint at = 0;
	for (; at < term->cuts->len; at++) {
		RtFeelValue cut = g_array_index (term->cuts, RtFeelValue, at);
		if (cut.kind != value.kind)
			continue;
		int order = rt_feel_order (cut, value);
		if (order == 0)
			return;
		if (order > 0)
			break;
	}
	g_array_insert_val (term->cuts, at, value);
}

/* ---- from nodes to formulas ---- */

static RtFormula *read_node (Reader *reader, const RtFeelNode *node);

static RtFormula *
read_parts (Reader *reader, const RtFeelNode *node, FormulaKind kind)
{
	RtFormula *formula = formula_new (reader->logic, kind);
	formula->parts = g_ptr_array_new ();
	for (const RtFeelNode *child = node->child; child != NULL; child = child->next)
		g_ptr_array_add (formula->parts, read_node (reader, child));
	return formula;
}

static RtFormula *
negation (RtLogic *logic, const RtFormula *of)
{
	RtFormula *formula = formula_new (logic, FORMULA_NOT);
	formula->parts = g_ptr_array_new ();
	g_ptr_array_add (formula->parts, (gpointer) of);
	return formula;
}

static RtFormula *
atom (Reader *reader, const RtFeelNode *term)
{
	RtFormula *formula = formula_new (reader->logic, FORMULA_ATOM);
	formula->term = term_of (reader, term);
	formula->tests = g_array_new (FALSE, FALSE, sizeof (Test));
	return formula;
}

static void
add_test (Reader *reader, RtFormula *formula, GArray *tests, RtFeelOperator op, RtFeelValue value)
{
	Test test = { op, value };
	g_array_append_val (tests, test);
	add_cut (g_ptr_array_index (reader->logic->terms, formula->term), value);
}

/* a truth value of which nothing else is understood */
static RtFormula *
opaque (Reader *reader, const RtFeelNode *node)
{
	RtFormula *formula = atom (reader, node);
	((Term *) g_ptr_array_index (reader->logic->terms, formula->term))->ordered = FALSE;
	add_test (reader, formula, formula->tests, RT_FEEL_OP_EQ, rt_feel_boolean (TRUE));
	add_cut (g_ptr_array_index (reader->logic->terms, formula->term), rt_feel_boolean (FALSE));
	return formula;
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

/* can values of this node be held against the constant? */
static gboolean
is_comparable (const RtFeelNode *node, RtFeelValue value)
{
	return node->type->kind == value.kind && value.kind != RT_FEEL_BOOLEAN && value.kind != RT_FEEL_TIME &&
	       value.kind != RT_FEEL_DATE_TIME && node->kind != RT_FEEL_NODE_IF;
}

static RtFormula *
read_comparison (Reader *reader, const RtFeelNode *node)
{
	const RtFeelNode *left = node->child, *right = left->next;
	RtFeelOperator op = (RtFeelOperator) node->op;
	RtFeelValue value, ignored;
	if (!rt_feel_tree_value (reader->tree, right, &value)) {
		const RtFeelNode *other = left;
		left = right;
		right = other;
		op = mirrored (op);
	}
	if (!rt_feel_tree_value (reader->tree, right, &value) || rt_feel_tree_value (reader->tree, left, &ignored))
		return opaque (reader, node);
	if (value.kind == RT_FEEL_BOOLEAN && left->type->kind == RT_FEEL_BOOLEAN) {
		RtFormula *formula = read_node (reader, left);
		gboolean same = value.as.boolean == (op == RT_FEEL_OP_EQ);
		return same ? formula : negation (reader->logic, formula);
	}
	if (!is_comparable (left, value))
		return opaque (reader, node);
	RtFormula *formula = atom (reader, left);
	add_test (reader, formula, formula->tests, op, value);
	return formula;
}

/* low <= value and value <= high */
static RtFormula *
read_range (Reader *reader, const RtFeelNode *node, const RtFeelNode *value, const RtFeelNode *low,
	    const RtFeelNode *high, RtFeelOperator from, RtFeelOperator to)
{
	RtFeelValue a, b;
	if (!rt_feel_tree_value (reader->tree, low, &a) || !rt_feel_tree_value (reader->tree, high, &b) ||
	    !is_comparable (value, a) || !is_comparable (value, b))
		return opaque (reader, node);
	RtFormula *formula = atom (reader, value);
	formula->also = g_array_new (FALSE, FALSE, sizeof (Test));
	add_test (reader, formula, formula->tests, from, a);
	add_test (reader, formula, formula->also, to, b);
	return formula;
}

/* one test of `in`; FALSE when it is not understood */
static gboolean
read_test (Reader *reader, RtFormula *formula, const RtFeelNode *value, const RtFeelNode *test)
{
	RtFeelValue constant;
	if (test->kind == RT_FEEL_NODE_LIST) {
		for (const RtFeelNode *item = test->child; item != NULL; item = item->next)
			if (!read_test (reader, formula, value, item))
				return FALSE;
		return TRUE;
	}
	const RtFeelNode *of = test->kind == RT_FEEL_NODE_ONE_SIDED ? test->child : test;
	if (!rt_feel_tree_value (reader->tree, of, &constant) || !is_comparable (value, constant))
		return FALSE;
	add_test (reader, formula, formula->tests, of == test ? RT_FEEL_OP_EQ : (RtFeelOperator) test->op,
		  constant);
	return TRUE;
}

static RtFormula *
read_in (Reader *reader, const RtFeelNode *node)
{
	const RtFeelNode *value = node->child, *test = value->next;
	RtFeelValue ignored;
	if (rt_feel_tree_value (reader->tree, value, &ignored))
		return opaque (reader, node);
	if (test->kind == RT_FEEL_NODE_RANGE && test->next == NULL)
		return read_range (reader, node, value, test->child, test->child->next,
				   test->as.ends.low == RT_FEEL_END_CLOSED ? RT_FEEL_OP_GE : RT_FEEL_OP_GT,
				   test->as.ends.high == RT_FEEL_END_CLOSED ? RT_FEEL_OP_LE : RT_FEEL_OP_LT);
	RtFormula *formula = atom (reader, value);
	for (; test != NULL; test = test->next)
		if (!read_test (reader, formula, value, test))
			return opaque (reader, node);
	return formula;
}

/* ---- names that stand for conditions ---- */

static const RtFormula *
formula_of_approach (RtLogic *logic, const RtApproach *approach);

static const RtFormula *
formula_of_text (RtLogic *logic, const RtFeelScope *scope, const char *text, const RtApproach *approach,
		 const guint *criteria)
{
	RtFeelTree *tree = rt_feel_tree_new (scope, text, strlen (text));
	if (tree == NULL)
		return NULL;
	g_ptr_array_add (logic->trees, tree);
	Reader reader = { logic, tree, text, approach, criteria };
	return read_node (&reader, rt_feel_tree_root (tree));
}

const RtFormula *
rt_logic_formula (RtLogic *logic, const RtCondition *condition)
{
	if (condition->program == NULL)
		return NULL;
	RtFormula *known = g_hash_table_lookup (logic->conditions, condition->text);
	if (known != NULL || logic->depth > DEEPEST)
		return known;
	logic->depth++;
	const RtFormula *formula =
		formula_of_text (logic, logic->builder->set->scope, condition->text, NULL, NULL);
	logic->depth--;
	if (formula != NULL)
		g_hash_table_insert (logic->conditions, (gpointer) condition->text, (gpointer) formula);
	return formula;
}

static const RtFormula *
formula_of_approach (RtLogic *logic, const RtApproach *approach)
{
	const RtRuleSet *set = logic->builder->set;
	const RtFormula *known = g_hash_table_lookup (logic->approaches, approach);
	if (known != NULL || approach->eligible.program == NULL)
		return known;
	RtFeelScope *scope = rt_feel_scope_new_child (set->scope);
	g_ptr_array_add (logic->scopes, scope);
	g_autofree guint *slots = g_new (guint, approach->n_criteria + 1);
	for (guint i = 0; i < approach->n_criteria; i++) {
		const RtCriterion *criterion = &set->criteria[approach->first_criterion + i];
		slots[i] = criterion->mode == RT_MODE_LIVE
				   ? rt_feel_scope_declare (scope, criterion->id,
							    rt_feel_type_simple (RT_FEEL_BOOLEAN))
				   : G_MAXUINT;
	}
	known = formula_of_text (logic, scope, approach->eligible.text, approach, slots);
	g_hash_table_insert (logic->approaches, (gpointer) approach, (gpointer) known);
	return known;
}

/* a define or criterion that the slot stands for; NULL when it stands for nothing that is understood */
static const RtFormula *
formula_of_slot (const Reader *reader, guint slot)
{
	const RtRuleSet *set = reader->logic->builder->set;
	for (guint i = 0; reader->approach != NULL && i < reader->approach->n_criteria; i++)
		if (reader->criteria[i] == slot)
			return rt_logic_formula (reader->logic,
						 &set->criteria[reader->approach->first_criterion + i].when);
	for (guint i = 0; i < set->n_defines; i++)
		if (set->defines[i].when.slot == slot)
			return rt_logic_formula (reader->logic, &set->defines[i].when);
	return NULL;
}

/* approach("pad").eligible */
static const RtFormula *
formula_of_eligible (const Reader *reader, const RtFeelNode *node)
{
	const RtRuleSet *set = reader->logic->builder->set;
	if (node->kind != RT_FEEL_NODE_MEMBER || node->child->kind != RT_FEEL_NODE_SLOT ||
	    strcmp (node->as.member.name.text, "eligible") != 0)
		return NULL;
	for (guint i = 0; i < set->n_approaches; i++)
		if (set->approaches[i].slot == node->child->index)
			return formula_of_approach (reader->logic, &set->approaches[i]);
	return NULL;
}

static RtFormula *
read_node (Reader *reader, const RtFeelNode *node)
{
	RtFeelValue value;
	const RtFormula *meant = NULL;
	if (rt_feel_tree_value (reader->tree, node, &value) && value.kind == RT_FEEL_BOOLEAN) {
		RtFormula *formula = formula_new (reader->logic, FORMULA_FIXED);
		formula->fixed = value.as.boolean;
		return formula;
	}
	switch ((RtFeelNodeKind) node->kind) {
	case RT_FEEL_NODE_AND:
		return read_parts (reader, node, FORMULA_AND);
	case RT_FEEL_NODE_OR:
		return read_parts (reader, node, FORMULA_OR);
	case RT_FEEL_NODE_COMPARE:
		return read_comparison (reader, node);
	case RT_FEEL_NODE_BETWEEN:
		return read_range (reader, node, node->child, node->child->next, node->child->next->next,
				   RT_FEEL_OP_GE, RT_FEEL_OP_LE);
	case RT_FEEL_NODE_IN:
		return read_in (reader, node);
	case RT_FEEL_NODE_CALL:
		if (strcmp (rt_feel_call_name (node), "not") == 0)
			return read_parts (reader, node, FORMULA_NOT);
		return opaque (reader, node);
	case RT_FEEL_NODE_SLOT:
		meant = formula_of_slot (reader, node->index);
		break;
	case RT_FEEL_NODE_MEMBER:
		meant = formula_of_eligible (reader, node);
		break;
	default:
		break;
	}
	return meant != NULL ? (RtFormula *) meant : opaque (reader, node);
}

/* ---- regions ---- */

/* the regions of an ordered term: below the first cut, at it, between it and the next, ...; of another: its cuts, and
 * whatever else there is */
static gboolean
region_passes (const Term *term, guint region, const Test *test)
{
	RtFeelValue cut = g_array_index (term->cuts, RtFeelValue, MIN (region / (term->ordered ? 2 : 1), term->cuts->len - 1));
	int order;
	if (!term->ordered) {
		gboolean same = region < term->cuts->len && cut.kind == test->value.kind &&
				rt_feel_order (cut, test->value) == 0;
		return same == (test->op != RT_FEEL_OP_NE);
	}
	order = rt_feel_order (cut, test->value);
	if (region / 2 == term->cuts->len)
		order = 1; /* above the last */
	else if (region % 2 == 0 && order == 0)
		order = -1; /* below this cut, and above the one before */
	else if (region % 2 == 0 && order > 0)
		order = 1;
	switch (test->op) {
	case RT_FEEL_OP_LT:
		return order < 0;
	case RT_FEEL_OP_LE:
		return order <= 0;
	case RT_FEEL_OP_GT:
		return order > 0;
	case RT_FEEL_OP_GE:
		return order >= 0;
	case RT_FEEL_OP_EQ:
		return order == 0;
	default:
		return order != 0;
	}
}

/* whole numbers between two that follow each other, and values that the type rules out, are no region */
static gboolean
is_empty_region (const Term *term, guint region)
{
	gint64 low, high;
	const RtFeelValue *cuts = (const RtFeelValue *) term->cuts->data;
	if (!term->ordered || !term->type->bounded)
		return FALSE;
	low = high = 0;
	guint at = region / 2;
	if (region % 2 == 1)
		return rt_feel_get_integer (cuts[at], &low) &&
		       (low < term->type->least || low > term->type->most);
	gboolean from = at > 0 && rt_feel_get_integer (cuts[at - 1], &low);
	gboolean to = at < term->cuts->len && rt_feel_get_integer (cuts[at], &high);
	low = from ? MAX (low, term->type->least - 1) : term->type->least - 1;
	if (!to || high > term->type->most)
		return term->type->most != G_MAXINT64 && low >= term->type->most;
	return high - low < 2;
}

static void
cut_term (Term *term)
{
	gboolean closed = FALSE;
	for (const char *const *word = term->type->words; !term->ordered && word != NULL && *word != NULL; word++)
		closed = TRUE;
	if (term->type->kind == RT_FEEL_BOOLEAN)
		closed = TRUE;
	term->n_regions = term->ordered ? term->cuts->len * 2 + 1 : term->cuts->len + 1;
	if (term->n_regions > MOST_REGIONS)
		return;
	for (guint i = 0; i < term->n_regions; i++)
		if (!is_empty_region (term, i))
			term->all |= G_GUINT64_CONSTANT (1) << i;
	/* no value beside the words, when all of them are among the cuts */
	if (closed && term->type->kind == RT_FEEL_BOOLEAN)
		term->all &= (G_GUINT64_CONSTANT (1) << term->cuts->len) - 1;
	else if (closed && g_strv_length ((GStrv) term->type->words) == term->cuts->len)
		term->all &= (G_GUINT64_CONSTANT (1) << term->cuts->len) - 1;
}

static gboolean
passes_any (const Term *term, guint region, const GArray *tests)
{
	for (guint i = 0; i < tests->len; i++)
		if (region_passes (term, region, &g_array_index (tests, Test, i)))
			return TRUE;
	return FALSE;
}

/* when every formula is read, all terms have all their cuts */
static void
cut_all (RtLogic *logic)
{
	if (logic->cut)
		return;
	logic->cut = TRUE;
	for (guint i = 0; i < logic->terms->len; i++)
		cut_term (g_ptr_array_index (logic->terms, i));
	for (guint i = 0; i < logic->formulas->len; i++) {
		RtFormula *formula = g_ptr_array_index (logic->formulas, i);
		if (formula->kind != FORMULA_ATOM)
			continue;
		const Term *term = g_ptr_array_index (logic->terms, formula->term);
		for (guint region = 0; region < MIN (term->n_regions, MOST_REGIONS); region++)
			if (passes_any (term, region, formula->tests) &&
			    (formula->also == NULL || passes_any (term, region, formula->also)))
				formula->yes |= G_GUINT64_CONSTANT (1) << region;
	}
}

/* ---- the search ---- */

typedef struct {
	RtLogic *logic;
	const RtGoal *goals;
	guint n_goals;
	gboolean known;
	guint64 *regions; /* by term: what is known of it */
	gboolean *tried;  /* by term: what is known of it is settled */
	gboolean *entangled;
	guint steps;
	gboolean *given; /* by term: certainly given */
} Search;

static Three
evaluate (const Search *search, const RtFormula *formula)
{
	guint open = 0;
	switch (formula->kind) {
	case FORMULA_FIXED:
		return formula->fixed ? YES : NO;
	case FORMULA_NOT: {
		Three of = evaluate (search, g_ptr_array_index (formula->parts, 0));
		return of == OPEN ? OPEN : of == YES ? NO : YES;
	}
	case FORMULA_ATOM: {
		guint64 regions = search->regions[formula->term];
		return (regions & ~formula->yes) == 0 ? YES : (regions & formula->yes) == 0 ? NO : OPEN;
	}
	default:
		break;
	}
	Three decides = formula->kind == FORMULA_AND ? NO : YES;
	for (guint i = 0; i < formula->parts->len; i++) {
		Three part = evaluate (search, g_ptr_array_index (formula->parts, i));
		if (part == decides)
			return decides;
		open += part == OPEN;
	}
	return open > 0 ? OPEN : decides == YES ? NO : YES;
}

/* the first term on which a formula that is open still hangs; -1 for none that may be chosen */
static int
open_term (const Search *search, const RtFormula *formula)
{
	if (formula->kind == FORMULA_ATOM)
		return search->tried[formula->term] || evaluate (search, formula) != OPEN ? -1
											  : (int) formula->term;
	for (guint i = 0; formula->parts != NULL && i < formula->parts->len; i++) {
		const RtFormula *part = g_ptr_array_index (formula->parts, i);
		int term = evaluate (search, part) == OPEN ? open_term (search, part) : -1;
		if (term >= 0)
			return term;
	}
	return -1;
}

/* NO: some goal can no longer be met; YES: all are; OPEN: *term may bring it about */
static Three
judge (const Search *search, int *term)
{
	Three all = YES;
	*term = -1;
	for (guint i = 0; i < search->n_goals; i++) {
		Three value = evaluate (search, search->goals[i].formula);
		RtWish wish = search->goals[i].wish;
		if (value == (wish == RT_WISH_TRUE ? NO : YES))
			return NO;
		if (value != OPEN || wish == RT_WISH_NOT_TRUE)
			continue;
		all = OPEN;
		if (*term < 0)
			*term = open_term (search, search->goals[i].formula);
	}
	return all;
}

static gboolean search_on (Search *search);

static gboolean
try_regions (Search *search, int term, guint64 regions)
{
	guint64 before = search->regions[term];
	search->regions[term] = regions;
	search->tried[term] = TRUE;
	if (search_on (search))
		return TRUE;
	search->tried[term] = FALSE;
	search->regions[term] = before;
	return FALSE;
}

/* With every fact known a term is in one region. Else what is known may be anything; of values in an order, stretches:
 * a count over doubted items lies between two bounds. */
static gboolean
branch (Search *search, int index)
{
	const Term *term = g_ptr_array_index (search->logic->terms, (guint) index);
	guint64 all = search->regions[index];
	for (guint from = 0; from < term->n_regions; from++)
		for (guint to = search->known || !term->ordered ? from : term->n_regions - 1;; to--) {
			guint64 stretch = (((G_GUINT64_CONSTANT (1) << (to - from)) << 1) - 1) << from;
			gboolean ends = (all >> from & 1) != 0 && (all >> to & 1) != 0;
			if (ends && try_regions (search, index, stretch & all))
				return TRUE;
			if (to == from)
				break;
		}
	/* of words and the like: one of them, or nothing at all is known */
	return !search->known && !term->ordered && try_regions (search, index, all);
}

static gboolean
search_on (Search *search)
{
	int term;
	if (search->steps++ > MOST_STEPS)
		return FALSE;
	Three found = judge (search, &term);
	if (found != OPEN || term < 0)
		return found == YES;
	return branch (search, term);
}

/* ---- entangled terms ---- */

static void
mark_used (const RtFormula *formula, gboolean *used)
{
	if (formula->kind == FORMULA_ATOM)
		used[formula->term] = TRUE;
	for (guint i = 0; formula->parts != NULL && i < formula->parts->len; i++)
		mark_used (g_ptr_array_index (formula->parts, i), used);
}

static gboolean
is_within (const char *inner, const char *outer)
{
	gsize length = strlen (outer);
	return strncmp (inner, outer, length) == 0 && (inner[length] == '\0' || inner[length] == '.');
}

static gboolean
may_depend (const Term *a, const Term *b)
{
	if (a->everything || b->everything)
		return TRUE;
	for (guint i = 0; i < a->places->len; i++)
		for (guint j = 0; j < b->places->len; j++) {
			const char *x = g_ptr_array_index (a->places, i), *y = g_ptr_array_index (b->places, j);
			/* windows in time begin there; what lies in them does not hang together for that */
			if (strcmp (x, "received") == 0 && (a->places->len > 1 || b->places->len > 1))
				continue;
			if (is_within (x, y) || is_within (y, x))
				return TRUE;
		}
	return FALSE;
}

/* what plugins say is open in any case; a term that shares facts with another is when that other matters too */
static void
mark_entangled (Search *search, const gboolean *used)
{
	RtLogic *logic = search->logic;
	for (guint i = 0; i < logic->terms->len; i++) {
		const Term *term = g_ptr_array_index (logic->terms, i);
		search->entangled[i] = term->everything || term->n_regions > MOST_REGIONS;
		for (guint j = 0; j < logic->terms->len && !search->entangled[i]; j++) {
			const Term *other = g_ptr_array_index (logic->terms, j);
			gboolean bound = i != j && used[i] && used[j] && !other->everything && !other->given &&
					 may_depend (term, other);
			/* whatever a fact is, it may be given */
			if (bound && term->given)
				search->given[i] = TRUE;
			else
				search->entangled[i] = bound;
		}
	}
}

/* ---- worlds in words ---- */

static void
print_value (RtFeelValue value, GString *out)
{
	rt_feel_print (value, out);
}

static void
describe_ordered (const Term *term, guint region, GString *out)
{
	const RtFeelValue *cuts = (const RtFeelValue *) term->cuts->data;
	guint at = region / 2;
	g_string_append (out, term->key);
	if (region % 2 == 1) {
		g_string_append (out, " = ");
		print_value (cuts[at], out);
		return;
	}
	if (at > 0) {
		g_string_append (out, " > ");
		print_value (cuts[at - 1], out);
	}
	if (at < term->cuts->len) {
		g_string_append_printf (out, "%s < ", at > 0 ? " and" : "");
		print_value (cuts[at], out);
	}
}

static void
describe (const Term *term, guint64 regions, GString *out)
{
	guint region = 0;
	while ((regions >> region & 1) == 0)
		region++;
	g_string_append (out, out->len > 0 ? ", " : "");
	if (term->ordered) {
		describe_ordered (term, region, out);
		return;
	}
	RtFeelValue cut = g_array_index (term->cuts, RtFeelValue, MIN (region, term->cuts->len - 1));
	if (cut.kind == RT_FEEL_BOOLEAN) {
		g_string_append_printf (out, cut.as.boolean ? "%s" : "not (%s)", term->key);
		return;
	}
	g_string_append_printf (out, "%s %s ", term->key, region < term->cuts->len ? "=" : "is none of");
	for (guint i = region < term->cuts->len ? region : 0; i < MIN (region + 1, term->cuts->len); i++) {
		g_string_append (out, i > 0 && region == term->cuts->len ? ", " : "");
		print_value (g_array_index (term->cuts, RtFeelValue, i), out);
	}
}

/* what need not be known for it is left out */
static void
minimise (Search *search)
{
	int term;
	for (guint i = 0; i < search->logic->terms->len; i++) {
		guint64 before = search->regions[i];
		if (!search->tried[i] || search->entangled[i] || search->given[i])
			continue;
		search->regions[i] = ((const Term *) g_ptr_array_index (search->logic->terms, i))->all;
		search->tried[i] = FALSE;
		if (judge (search, &term) == YES)
			continue;
		search->regions[i] = before;
		search->tried[i] = TRUE;
	}
}

static char *
describe_world (Search *search)
{
	minimise (search);
	GString *out = g_string_new (NULL);
	for (guint i = 0; i < search->logic->terms->len; i++)
		if (search->tried[i] && !search->entangled[i] && !search->given[i])
			describe (g_ptr_array_index (search->logic->terms, i), search->regions[i], out);
	return g_string_free (out, FALSE);
}

static void
begin (Search *search)
{
	search->steps = 0;
	for (guint i = 0; i < search->logic->terms->len; i++) {
		const Term *term = g_ptr_array_index (search->logic->terms, i);
		/* of too many regions nothing is ever known */
		search->regions[i] = term->n_regions > MOST_REGIONS ? G_MAXUINT64 : term->all;
		search->tried[i] = search->entangled[i] || search->given[i];
		for (guint region = 0; search->given[i] && region < term->cuts->len; region++)
			if (g_array_index (term->cuts, RtFeelValue, region).as.boolean)
				search->regions[i] = G_GUINT64_CONSTANT (1) << region;
	}
}

static gboolean
is_coarse (const Search *search, const gboolean *used)
{
	for (guint i = 0; i < search->logic->terms->len; i++)
		if (used[i] &&
		    ((const Term *) g_ptr_array_index (search->logic->terms, i))->n_regions > MOST_REGIONS)
			return TRUE;
	return FALSE;
}

gboolean
rt_logic_possible (RtLogic *logic, const RtGoal *goals, guint n, gboolean known, gboolean otherwise, char **world)
{
	cut_all (logic);
	guint n_terms = logic->terms->len;
	g_autofree guint64 *regions = g_new0 (guint64, n_terms + 1);
	g_autofree gboolean *tried = g_new0 (gboolean, n_terms + 1), *entangled = g_new0 (gboolean, n_terms + 1),
			    *used = g_new0 (gboolean, n_terms + 1), *given = g_new0 (gboolean, n_terms + 1);
	/* single regions are few, and show most of what is possible at all */
	Search search = { logic, goals, n, TRUE, regions, tried, entangled, 0, given };
	for (guint i = 0; i < n; i++)
		mark_used (goals[i].formula, used);
	if (is_coarse (&search, used))
		return otherwise;
	if (known)
		mark_entangled (&search, used);
	begin (&search);
	gboolean found = search_on (&search), cut = search.steps > MOST_STEPS;
	if (!found && !known && !cut) {
		search.known = FALSE;
		begin (&search);
		found = search_on (&search);
		cut = search.steps > MOST_STEPS;
	}
	if (!found && cut)
		return otherwise;
	if (found && world != NULL)
		*world = describe_world (&search);
	return found;
}

/* ---- what follows by its form ---- */

static gboolean
implies_all (const RtFormula *a, const GPtrArray *parts, guint depth);

static gboolean
implies (const RtFormula *a, const RtFormula *b, guint depth)
{
	if (a == b)
		return TRUE;
	if (depth > DEEPEST)
		return FALSE;
	if (a->kind == FORMULA_ATOM && b->kind == FORMULA_ATOM)
		return a->term == b->term && (a->yes & ~b->yes) == 0;
	if (a->kind == FORMULA_NOT && b->kind == FORMULA_NOT)
		return implies (g_ptr_array_index (b->parts, 0), g_ptr_array_index (a->parts, 0), depth + 1);
	if (b->kind == FORMULA_AND)
		return implies_all (a, b->parts, depth + 1);
	if (a->kind == FORMULA_OR) {
		for (guint i = 0; i < a->parts->len; i++)
			if (!implies (g_ptr_array_index (a->parts, i), b, depth + 1))
				return FALSE;
		return TRUE;
	}
	for (guint i = 0; a->kind == FORMULA_AND && i < a->parts->len; i++)
		if (implies (g_ptr_array_index (a->parts, i), b, depth + 1))
			return TRUE;
	for (guint i = 0; b->kind == FORMULA_OR && i < b->parts->len; i++)
		if (implies (a, g_ptr_array_index (b->parts, i), depth + 1))
			return TRUE;
	return FALSE;
}

static gboolean
implies_all (const RtFormula *a, const GPtrArray *parts, guint depth)
{
	for (guint i = 0; i < parts->len; i++)
		if (!implies (a, g_ptr_array_index (parts, i), depth))
			return FALSE;
	return TRUE;
}

gboolean
rt_logic_implies (RtLogic *logic, const RtFormula *a, const RtFormula *b)
{
	cut_all (logic);
	return implies (a, b, 0);
}
