/* The search for a world in which formulas come out as wished, and what follows from their form alone. */
#include "libroute/rules/logic-private.h"
#include <string.h>

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
	return rt_feel_op_holds (test->op, order);
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

/* are the cuts all that there is: truth values, or every word of a closed list? */
static gboolean
is_closed (const Term *term)
{
	const char *const *words = term->type->words;
	return term->type->kind == RT_FEEL_BOOLEAN ||
	       (!term->ordered && words != NULL && g_strv_length ((GStrv) words) == term->cuts->len);
}

static void
cut_term (Term *term)
{
	term->n_regions = term->ordered ? term->cuts->len * 2 + 1 : term->cuts->len + 1;
	if (term->n_regions > MOST_REGIONS)
		return;
	/* the last region is whatever else there is */
	guint n = is_closed (term) ? term->n_regions - 1 : term->n_regions;
	for (guint i = 0; i < n; i++)
		if (!is_empty_region (term, i))
			term->all |= G_GUINT64_CONSTANT (1) << i;
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

/* May it still come out so? A term that is settled stays as it is; all others may become anything. */
static gboolean
may_become (const Search *search, const RtFormula *formula, gboolean value)
{
	guint64 regions, yes;
	switch (formula->kind) {
	case FORMULA_FIXED:
		return formula->fixed == value;
	case FORMULA_NOT:
		return may_become (search, g_ptr_array_index (formula->parts, 0), !value);
	case FORMULA_ATOM:
		regions = search->regions[formula->term];
		yes = value ? formula->yes : ~formula->yes;
		return search->tried[formula->term] ? (regions & ~yes) == 0 : (regions & yes) != 0;
	default:
		break;
	}
	/* of an `and` that is to be true every part, of one that is to be false any */
	gboolean all = value == (formula->kind == FORMULA_AND);
	for (guint i = 0; i < formula->parts->len; i++)
		if (may_become (search, g_ptr_array_index (formula->parts, i), value) != all)
			return !all;
	return all;
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
		if (!may_become (search, search->goals[i].formula, wish == RT_WISH_TRUE))
			return NO;
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
