/* Suppositions: facts of a registration that could be other, the values they could have, and the registration that is
 * then. For change.c. */
#pragma once
#include "libroute/weigh/weigh-private.h"

typedef enum {
	RT_SUPPOSE_FIELD, /* a fact with another value, or one that was not given with some value */
	RT_SUPPOSE_ITEM, /* an item of a list that is not there, or a doubted one that is */
	RT_SUPPOSE_MORE, /* one more item in a list */
} RtSupposable;

/* Something that could be other. */
typedef struct {
	RtSupposable sort;
	RtSpot spot; /* of an item: its list with the item's index; of one more: the index behind the last */
	gboolean known; /* FALSE: not given, or in doubt */
	gboolean closed; /* cannot be left open: its absence says something */
	guint list_length; /* of RT_SUPPOSE_MORE and ITEM: items there are */
} RtSupposition;

/* Everything about the case that could be other: no text, nobody who says something, no consent or sharing. In the order
 * of the schema. Returns: (transfer full) of RtSupposition */
GArray *rt_suppositions_of (RtWorld *world);

/* What a supposition is taken to be. */
typedef enum {
	RT_TAKEN_OPEN, /* anything, what it is included */
	RT_TAKEN_VALUE, /* a field: `value` */
	RT_TAKEN_GONE, /* an item: not there */
	RT_TAKEN_SURE, /* a doubted item: there */
	RT_TAKEN_ADDED, /* one more item: there, its own fields as `fields` says */
} RtTakenAs;

typedef struct {
	const RtSupposition *what;
	RtTakenAs as;
	RtFact value;
	RtFact *fields; /* of one more item, by index in its shape; absent: anything */
} RtTaken;

/* The registration that is then; `arena` is for what is needed in between. Returns: (transfer full) */
RouteRegistration *rt_taken_registration (RtWorld *world, RtArena *arena, const RtTaken *taken, guint n);

/* Values to try for a place, those near to `now` first; complete when no other could make a difference. */
typedef struct {
	RtFact *facts;
	guint n;
	gboolean complete;
} RtTries;
RtTries rt_tries_for (RtWorld *world, RtArena *arena, guint place, const RtFact *now);
/* Fields of an item that a new one is supposed by: not who says it, nor whether it is sure. */
gboolean rt_is_supposable (guint place);
