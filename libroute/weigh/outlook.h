/* What was found of supposed worlds, so that none is evaluated twice in one search. */
#pragma once
#include "libroute/weigh/supposing.h"

/* the suggestions that are possible in a world, as bits, and what leaves the routes open there */
typedef struct {
	guint64 possible;
	guint n;
	RtSpot open[];
} RtOutlook;

typedef struct _RtOutlooks RtOutlooks;

/* `all`: the suppositions that worlds are made of. */
RtOutlooks *rt_outlooks_new (const RtSupposition *all);
void rt_outlooks_free (RtOutlooks *outlooks);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RtOutlooks, rt_outlooks_free)

/* What is known of the world that is made of these; NULL for nothing. Whether it is known never changes what is found, for
 * a world that is made of the same is the same. */
const RtOutlook *rt_outlooks_find (RtOutlooks *outlooks, const RtTaken *taken, guint n);
/* Keeps it of the world that was looked for last. When too much is kept already it is not. */
void rt_outlooks_keep (RtOutlooks *outlooks, guint64 possible, RtSpots open);

/* A number for what one supposition is taken to be: the same for the same, whichever world it is in. */
guint32 rt_outlooks_choice (RtOutlooks *outlooks, const RtTaken *taken);
