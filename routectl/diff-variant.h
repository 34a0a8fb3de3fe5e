/* The old rules with some edits made, ready to weigh. */
#pragma once
#include "routectl/diff-search.h"

typedef struct _RtVariant RtVariant;

/* NULL when these rules do not load: edits that need others. */
RtVariant *rt_variant_new (const RtDiffSearch *search, const GArray *edits);
void rt_variant_free (RtVariant *variant);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RtVariant, rt_variant_free)
/* Is this the outcome of the registration? */
gboolean rt_variant_gives (RtVariant *variant, const GString *registration, const GString *outcome);
/* Does what changed come out so for the registration, which had the outcome `from`? */
gboolean rt_variant_makes (RtVariant *variant, const GString *registration, const GString *from, const RtChange *change);

/* Appends the outcome of a registration, a text, under an engine. A refusal is an outcome too, and `refused` is set. Returns
 * (transfer full): the registration that was weighed, which what the workspace holds refers to; NULL with `error` when the
 * text is none. */
RouteRegistration *rt_outcome_of (const RouteEngine *engine, RtWorkspace *workspace, const GString *text, GString *out,
				  gboolean *refused, GError **error);
