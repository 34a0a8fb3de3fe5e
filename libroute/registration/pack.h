/* A registration as bytes, or as much of it as somebody may see: for handing it to a helper process. */
#pragma once
#include "libroute/registration/record.h"

/* Places as bits. */
#define RT_PLACE_BITS 256u
typedef struct {
	guint64 bits[RT_PLACE_BITS / 64];
} RtPlaceSet;

static inline void
rt_place_set_add (RtPlaceSet *set, int place)
{
	set->bits[(guint)place / 64] |= G_GUINT64_CONSTANT (1) << ((guint)place % 64);
}

static inline gboolean
rt_place_set_has (const RtPlaceSet *set, guint place)
{
	return place < RT_PLACE_BITS && (set->bits[place / 64] >> (place % 64) & 1) != 0;
}

/* Appends the facts at the places of `visible`, which holds everything those are in too; all others are absent. */
void rt_record_pack (const RouteRegistration *registration, const RtPlaceSet *visible, GByteArray *out);

/* Reads what was packed by the same build of the library. Nothing is derived: it holds what was packed and no more; it
 * has no id.
 * Returns: (transfer full): NULL when it is malformed */
RouteRegistration *rt_record_unpack (const guint8 *bytes, gsize length);
