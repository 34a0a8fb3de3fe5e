#include "routectl/diff-variant.h"
#include <string.h>

struct _RtVariant {
	RouteEngine *engine;
	RtWorkspace *workspace;
	GString *outcome;
};

static RouteEngine *
load (const RtDiffSearch *search, const guint8 *chosen, gboolean silent)
{
	g_autofree char *text = rt_edits_text (search->edits, chosen, silent);
	g_autoptr (GPtrArray) findings = rt_diagnostics_new ();
	return rt_engine_variant (search->from, text, strlen (text), findings, NULL);
}

RtVariant *
rt_variant_new (const RtDiffSearch *search, const GArray *edits)
{
	g_autofree guint8 *chosen = g_new0 (guint8, search->edits->list->len + 1);
	for (guint i = 0; i < edits->len; i++)
		chosen[g_array_index (edits, guint, i)] = 1;
	RouteEngine *engine = load (search, chosen, FALSE);
	/* a pattern may name a criterion that goes or comes */
	if (engine == NULL && search->edits->silent->len > 0)
		engine = load (search, chosen, TRUE);
	if (engine == NULL)
		return NULL;
	RtVariant *variant = g_new0 (RtVariant, 1);
	variant->engine = engine;
	variant->workspace = rt_workspace_new (rt_engine_weigher (engine));
	variant->outcome = g_string_new (NULL);
	return variant;
}

void
rt_variant_free (RtVariant *variant)
{
	if (variant == NULL)
		return;
	rt_workspace_reset (variant->workspace);
	rt_workspace_free (variant->workspace);
	route_engine_unref (variant->engine);
	g_string_free (variant->outcome, TRUE);
	g_free (variant);
}

static gboolean
weigh (RtVariant *variant, const GString *registration)
{
	gboolean refused;
	g_string_truncate (variant->outcome, 0);
	g_autoptr (RouteRegistration) read =
		rt_outcome_of (variant->engine, variant->workspace, registration, variant->outcome, &refused, NULL);
	return read != NULL;
}

gboolean
rt_variant_gives (RtVariant *variant, const GString *registration, const GString *outcome)
{
	return weigh (variant, registration) && rt_outcome_equal (variant->outcome, outcome);
}

gboolean
rt_variant_makes (RtVariant *variant, const GString *registration, const GString *from, const RtChange *change)
{
	if (!weigh (variant, registration))
		return FALSE;
	g_autoptr (GPtrArray) changes = rt_outcome_changes (from, variant->outcome);
	for (guint i = 0; i < changes->len; i++) {
		const RtChange *made = g_ptr_array_index (changes, i);
		if (strcmp (made->name, change->name) == 0 && g_strcmp0 (made->to, change->to) == 0)
			return TRUE;
	}
	return FALSE;
}

RouteRegistration *
rt_outcome_of (const RouteEngine *engine, RtWorkspace *workspace, const GString *text, GString *out, gboolean *refused,
	       GError **error)
{
	g_autoptr (GError) refusal = NULL;
	g_autoptr (RouteRegistration) read =
		route_registration_new_from_json (text->str, (gssize) text->len, error);
	if (read == NULL)
		return NULL;
	g_autoptr (RouteRegistration) admitted = rt_engine_admit (engine, read, &refusal);
	*refused = admitted == NULL;
	if (*refused) {
		rt_outcome_write_refusal (refusal->message, out);
		return g_steal_pointer (&read);
	}
	const RtWeighing *weighing = rt_weigh_outcome (rt_engine_weigher (engine), admitted, workspace);
	rt_outcome_write (rt_engine_rules (engine), rt_engine_registry (engine), weighing, out);
	return g_steal_pointer (&admitted);
}
