/* From conditions to formulas over terms. */
#include "libroute/rules/logic-private.h"
#include <string.h>

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
		op = rt_feel_op_mirrored (op);
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
rt_logic_read (RtLogic *logic, const char *text)
{
	RtFormula *known = g_hash_table_lookup (logic->conditions, text);
	if (known != NULL || logic->depth > DEEPEST)
		return known;
	logic->depth++;
	const RtFormula *formula = formula_of_text (logic, logic->builder->set->scope, text, NULL, NULL);
	logic->depth--;
	if (formula != NULL)
		g_hash_table_insert (logic->conditions, (gpointer) text, (gpointer) formula);
	return formula;
}

const RtFormula *
rt_logic_formula (RtLogic *logic, const RtCondition *condition)
{
	return condition->program != NULL ? rt_logic_read (logic, condition->text) : NULL;
}

void
rt_logic_pass_by (RtLogic *logic, GHashTable *texts)
{
	logic->passed = texts;
}

gboolean
rt_logic_is_fixed (const RtFormula *formula)
{
	return formula->kind == FORMULA_FIXED;
}

const RtFormula *
rt_logic_eligible (RtLogic *logic, const RtApproach *approach)
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

static const RtFormula *
formula_of_name (const Reader *reader, const RtCondition *condition)
{
	GHashTable *passed = reader->logic->passed;
	gboolean looked_into = passed == NULL || condition->text == NULL || !g_hash_table_contains (passed, condition->text);
	return looked_into ? rt_logic_formula (reader->logic, condition) : NULL;
}

/* a define or criterion that the slot stands for; NULL when it stands for nothing that is understood */
static const RtFormula *
formula_of_slot (const Reader *reader, guint slot)
{
	const RtRuleSet *set = reader->logic->builder->set;
	for (guint i = 0; reader->approach != NULL && i < reader->approach->n_criteria; i++)
		if (reader->criteria[i] == slot)
			return formula_of_name (reader, &set->criteria[reader->approach->first_criterion + i].when);
	for (guint i = 0; i < set->n_defines; i++)
		if (set->defines[i].when.slot == slot)
			return formula_of_name (reader, &set->defines[i].when);
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
			return rt_logic_eligible (reader->logic, &set->approaches[i]);
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
