/* Routes held against each other: which are never taken, which fit one case, and which cases fit none. */
#include <string.h>
#include "libroute/rules/logic.h"

#define MOST_ROUTES 60u

typedef struct {
	RtBuilder *builder;
	RtLogic *logic;
	const RtRoute *routes[MOST_ROUTES]; /* ordinary ones that are live, in order */
	const RtFormula *formulas[MOST_ROUTES];
	guint n;
} Coverage;

static const RtGroup *
group_of (const Coverage *coverage, guint i)
{
	g_autofree char *name = g_strdup_printf ("route %s", coverage->routes[i]->id);
	return g_hash_table_lookup (coverage->builder->files->by_id, name);
}

static gboolean
is_possible (const Coverage *coverage, guint i, RtWish wish, guint j, RtWish other, char **world)
{
	const RtGoal goals[] = { { coverage->formulas[i], wish }, { coverage->formulas[j], other } };
	return rt_logic_possible (coverage->logic, goals, G_N_ELEMENTS (goals), TRUE, FALSE, world);
}

/* can it be certain while no earlier route is? */
static gboolean
is_reachable (const Coverage *coverage, guint i, guint earlier)
{
	RtGoal goals[MOST_ROUTES + 1];
	guint n = 0;
	for (guint j = earlier < i ? earlier : 0; j < (earlier < i ? earlier + 1 : i); j++)
		if (rt_logic_implies (coverage->logic, coverage->formulas[i], coverage->formulas[j]))
			return FALSE;
	goals[n++] = (RtGoal){ coverage->formulas[i], RT_WISH_TRUE };
	for (guint j = earlier < i ? earlier : 0; j < (earlier < i ? earlier + 1 : i); j++)
		goals[n++] = (RtGoal){ coverage->formulas[j], RT_WISH_NOT_TRUE };
	return rt_logic_possible (coverage->logic, goals, n, FALSE, TRUE, NULL);
}

static gboolean
is_ever_true (const Coverage *coverage, guint i)
{
	const RtGoal goal = { coverage->formulas[i], RT_WISH_TRUE };
	return rt_logic_possible (coverage->logic, &goal, 1, FALSE, TRUE, NULL);
}

/* did a later file change when or in which order it is taken? */
static const char *
changed_key (const Coverage *coverage, guint i)
{
	static const char *const keys[] = { "when", "order" };
	for (guint k = 0; k < G_N_ELEMENTS (keys); k++) {
		const RtKeyEntry *key = rt_group_key (group_of (coverage, i), keys[k], NULL);
		if (key != NULL && key->overrides != NULL)
			return keys[k];
	}
	return NULL;
}

static void
append_id (GString *ids, const char *id)
{
	g_string_append_printf (ids, "%s\"%s\"", ids->len > 0 ? ", " : "", id);
}

/* Where a route that somebody changed takes what was for another, the other one is not to blame. */
static void
report_behind (Coverage *coverage, guint i, guint first, GString **hidden)
{
	if (changed_key (coverage, i) == NULL && changed_key (coverage, first) != NULL) {
		if (hidden[first] == NULL)
			hidden[first] = g_string_new (NULL);
		append_id (hidden[first], coverage->routes[i]->id);
		return;
	}
	rt_report_in (coverage->builder->findings, RT_FINDING_UNREACHABLE, group_of (coverage, i), changed_key (coverage, i),
		      "\"%s\" comes first and is taken wherever this one fits", coverage->routes[first]->id);
}

/* What is odd about its own condition, or about the formula of an approach that it asks for. */
static RtDiagnostic *
cause_of (const Coverage *coverage, guint i)
{
	const RtBuilder *builder = coverage->builder;
	const RtKeyEntry *when = rt_group_key (group_of (coverage, i), "when", NULL);
	RtDiagnostic *cause = rt_build_find_suspect (builder, when);
	for (guint j = 0; cause == NULL && when != NULL && j < builder->set->n_approaches; j++) {
		g_autofree char *name = g_strdup_printf ("approach %s", builder->set->approaches[j].id);
		const RtGroup *approach = g_hash_table_lookup (builder->files->by_id, name);
		if (rt_build_mentions (when->value, strlen (when->value), builder->set->approaches[j].id))
			cause = rt_build_find_suspect (builder, rt_group_key (approach, "eligible", NULL));
	}
	return cause;
}

/* Where it is told already why the condition is never true, that is one mistake with this, and as grave. */
static void
report_never (Coverage *coverage, guint i, RtDiagnostic **causes)
{
	causes[i] = cause_of (coverage, i);
	if (causes[i] == NULL)
		rt_report_in (coverage->builder->findings, RT_FINDING_UNREACHABLE, group_of (coverage, i),
			      changed_key (coverage, i), "its condition is never true, whatever the facts are");
}

static void
tell_causes (Coverage *coverage, RtDiagnostic **causes, guint n)
{
	for (guint i = 0; i < n; i++) {
		RtDiagnostic *cause = causes[i];
		g_autoptr (GString) ids = g_string_new (NULL);
		for (guint j = i; cause != NULL && j < n; j++)
			if (causes[j] == cause) {
				append_id (ids, coverage->routes[j]->id);
				causes[j] = NULL;
			}
		if (cause == NULL)
			continue;
		g_autofree char *message = cause->message;
		cause->message = g_strdup_printf ("%s; so these routes are never reached: %s", message, ids->str);
		cause->severity = RT_SEVERITY_ERROR;
		cause->code = rt_finding_code (RT_FINDING_UNREACHABLE);
	}
}

static void
check_reachable (Coverage *coverage, guint i, GString **hidden, RtDiagnostic **causes)
{
	if (!is_ever_true (coverage, i)) {
		report_never (coverage, i, causes);
		return;
	}
	if (i == 0 || is_reachable (coverage, i, i))
		return;
	for (guint j = 0; j < i; j++)
		if (!is_reachable (coverage, i, j)) {
			report_behind (coverage, i, j, hidden);
			return;
		}
	rt_report_in (coverage->builder->findings, RT_FINDING_UNREACHABLE, group_of (coverage, i), changed_key (coverage, i),
		      "the routes before it are taken wherever this one fits");
}

static void
check_all_reachable (Coverage *coverage, guint n)
{
	GString *hidden[MOST_ROUTES] = { NULL };
	RtDiagnostic *causes[MOST_ROUTES] = { NULL };
	for (guint i = 0; i < n; i++)
		check_reachable (coverage, i, hidden, causes);
	tell_causes (coverage, causes, n);
	for (guint i = 0; i < n; i++) {
		if (hidden[i] == NULL)
			continue;
		rt_report_in (coverage->builder->findings, RT_FINDING_UNREACHABLE, group_of (coverage, i),
			      changed_key (coverage, i), "this is taken wherever these fit, which come later: %s",
			      hidden[i]->str);
		g_string_free (hidden[i], TRUE);
	}
}

static gboolean
is_always_taken (const Coverage *coverage, guint i)
{
	const RtGoal goal = { coverage->formulas[i], RT_WISH_NOT_TRUE };
	return !rt_logic_possible (coverage->logic, &goal, 1, FALSE, TRUE, NULL);
}

/* the first route that is always taken; n for none */
static guint
find_always_taken (const Coverage *coverage)
{
	guint i = 0;
	while (i < coverage->n && !is_always_taken (coverage, i))
		i++;
	return i;
}

/* behind a route that is always taken nothing is reached, and what is said when things are open is never said */
static void
report_always_taken (Coverage *coverage, guint i)
{
	const RtRuleSet *set = coverage->builder->set;
	g_autoptr (GString) behind = g_string_new (NULL);
	for (guint j = i + 1; j < coverage->n; j++)
		append_id (behind, coverage->routes[j]->id);
	for (guint j = 0; j < set->n_routes; j++)
		if (set->routes[j].open != RT_OPEN_NEVER && set->routes[j].mode == RT_MODE_LIVE)
			append_id (behind, set->routes[j].id);
	if (behind->len > 0)
		rt_report_in (coverage->builder->findings, RT_FINDING_UNREACHABLE, group_of (coverage, i), "when",
			      "this is always taken, whatever the facts are; never reached are %s", behind->str);
}

/* its author said that this order is meant */
static gboolean
is_meant (const Coverage *coverage, guint i, guint j)
{
	const char *const *before = coverage->routes[i]->before;
	for (; before != NULL && *before != NULL; before++)
		if (strcmp (*before, "*") == 0 || strcmp (*before, coverage->routes[j]->id) == 0)
			return TRUE;
	return FALSE;
}

/* A route that fits fewer cases may stand before a more general one: that is what an order is for. Two of which each
 * fits cases the other does not are an accident waiting, unless it is said that the order is meant. */
static gboolean
overlaps (const Coverage *coverage, guint i, guint j, char **world)
{
	return strcmp (coverage->routes[i]->suggestion, coverage->routes[j]->suggestion) != 0 &&
	       !is_meant (coverage, i, j) && is_possible (coverage, i, RT_WISH_TRUE, j, RT_WISH_TRUE, world) &&
	       is_possible (coverage, i, RT_WISH_TRUE, j, RT_WISH_FALSE, NULL) &&
	       is_possible (coverage, i, RT_WISH_FALSE, j, RT_WISH_TRUE, NULL);
}

/* one finding for a route, however many it stands before */
static void
check_overlap (Coverage *coverage, guint i)
{
	g_autofree char *first = NULL;
	g_autoptr (GString) others = g_string_new (NULL);
	for (guint j = i + 1; j < coverage->n; j++) {
		g_autofree char *world = NULL;
		if (!overlaps (coverage, i, j, &world))
			continue;
		g_string_append_printf (others, "%s%s", others->len > 0 ? ";" : "", coverage->routes[j]->id);
		if (first == NULL)
			first = g_strdup_printf ("\"%s\" fits too when %s", coverage->routes[j]->id, world);
	}
	if (first != NULL)
		rt_report_group (coverage->builder->findings, RT_FINDING_OVERLAP, group_of (coverage, i),
				 "%s; this one is taken since it comes first; when that is meant, say before = %s",
				 first, others->str);
}

static void
check_gap (Coverage *coverage)
{
	RtGoal goals[MOST_ROUTES];
	g_autofree char *world = NULL;
	for (guint i = 0; i < coverage->n; i++)
		goals[i] = (RtGoal){ coverage->formulas[i], RT_WISH_FALSE };
	if (rt_logic_possible (coverage->logic, goals, coverage->n, TRUE, FALSE, &world))
		rt_report_group (coverage->builder->findings, RT_FINDING_GAP,
				 group_of (coverage, coverage->n - 1),
				 "this is the last route, and none is true when %s", world);
}

/* somebody asks, and there is no answer for a fact that is not known */
static void
check_open (Coverage *coverage, const RtRoute *routes, guint n)
{
	gboolean absent = FALSE, other = FALSE;
	for (guint i = 0; i < n; i++) {
		absent = absent || (routes[i].open == RT_OPEN_ABSENT && routes[i].mode == RT_MODE_LIVE);
		other = other || (routes[i].open == RT_OPEN_OTHER && routes[i].mode == RT_MODE_LIVE);
	}
	if (absent && other)
		return;
	rt_report_group (coverage->builder->findings, RT_FINDING_GAP, group_of (coverage, coverage->n - 1),
			 "this is the last route, and none says what happens when %s (open = %s)",
			 absent ? "a fact is in doubt" : "a fact is not known", absent ? "other" : "absent");
}

/* FALSE when nothing can be said */
static gboolean
begin (Coverage *coverage, RtBuilder *builder, RtLogic *logic)
{
	*coverage = (Coverage){ .builder = builder, .logic = logic };
	for (guint i = 0; i < builder->set->n_routes; i++) {
		const RtRoute *route = &builder->set->routes[i];
		/* all that is asked of must be read before anything is asked */
		if (route->open == RT_OPEN_NEVER && route->mode == RT_MODE_SHADOW)
			rt_logic_formula (logic, &route->when);
		if (route->open != RT_OPEN_NEVER || route->mode != RT_MODE_LIVE)
			continue;
		const RtFormula *formula =
			coverage->n < MOST_ROUTES ? rt_logic_formula (logic, &route->when) : NULL;
		if (formula == NULL)
			return FALSE;
		coverage->formulas[coverage->n] = formula;
		coverage->routes[coverage->n++] = route;
	}
	return coverage->n > 0;
}

/* a route in the shadow that would never be taken shows nothing, however long it is tried */
static void
check_shadow (const Coverage *coverage, const RtRoute *route)
{
	RtGoal goals[MOST_ROUTES + 1];
	guint n = 0;
	const RtFormula *formula = rt_logic_formula (coverage->logic, &route->when);
	if (formula == NULL)
		return;
	goals[n++] = (RtGoal){ formula, RT_WISH_TRUE };
	/* that it is never true at all is told where conditions are */
	if (!rt_logic_possible (coverage->logic, goals, n, FALSE, TRUE, NULL))
		return;
	gboolean within = FALSE;
	for (guint i = 0; i < coverage->n && coverage->routes[i]->order < route->order; i++) {
		within = within || rt_logic_implies (coverage->logic, formula, coverage->formulas[i]);
		goals[n++] = (RtGoal){ coverage->formulas[i], RT_WISH_NOT_TRUE };
	}
	if (!within && rt_logic_possible (coverage->logic, goals, n, FALSE, TRUE, NULL))
		return;
	g_autofree char *name = g_strdup_printf ("route %s", route->id);
	rt_report_in (coverage->builder->findings, RT_FINDING_SUSPECT_CONDITION,
		      g_hash_table_lookup (coverage->builder->files->by_id, name), "order",
		      "live routes come first and are taken wherever this one fits: in the shadow it shows nothing");
}

void
rt_build_coverage (RtBuilder *builder)
{
	g_autoptr (RtLogic) logic = rt_logic_new (builder);
	Coverage coverage;
	if (builder->lenient || builder->circular || !begin (&coverage, builder, logic))
		return;
	guint always = find_always_taken (&coverage);
	check_all_reachable (&coverage, MIN (always + 1, coverage.n));
	if (always < coverage.n)
		report_always_taken (&coverage, always);
}

void
rt_rules_check_routes (const RtRuleFiles *files, const RtRuleSet *rules, GPtrArray *findings)
{
	RtBuilder builder = { .files = files,
			      .inside = (RtRuleSetInside *) rules,
			      .set = (RtRuleSet *) rules,
			      .findings = findings };
	g_autoptr (RtLogic) logic = rt_logic_new (&builder);
	Coverage coverage;
	if (!begin (&coverage, &builder, logic))
		return;
	for (guint i = 0; i < coverage.n; i++)
		check_overlap (&coverage, i);
	check_gap (&coverage);
	for (guint i = 0; i < rules->n_routes; i++)
		if (rules->routes[i].mode == RT_MODE_SHADOW && rules->routes[i].open == RT_OPEN_NEVER)
			check_shadow (&coverage, &rules->routes[i]);
	/* where a route is for whatever is left, nothing is left open */
	if (find_always_taken (&coverage) == coverage.n)
		check_open (&coverage, rules->routes, rules->n_routes);
}
