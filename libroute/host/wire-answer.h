/* An answer as bytes: how a helper process hands it back. */
#pragma once
#include "libroute/host/host-private.h"

void rt_answer_pack (const RtPlugin *plugin, const RtAnswer *answer, GByteArray *out);

/* Reads what a helper sent for a registration that it saw the places `visible` of. Whatever a plugin could not have
 * said in this process either is refused: a hostile one may have written the bytes itself. What the answer points at
 * lives in `arena`.
 * Returns: FALSE when it is malformed; then `answer` says nothing */
gboolean rt_answer_unpack (const RtPlugin *plugin, const RouteRegistration *registration, const RtPlaceSet *visible,
			   const guint8 *bytes, gsize length, RtArena *arena, RtAnswer *answer);
