/* What the files of the host share: a loaded plugin, and one call of its assess(). */
#pragma once
#include <pthread.h>
#include "libroute/host/host.h"
#include "libroute/registration/pack.h"
#include "libroute/util/arena.h"

/* ---- a loaded plugin ---- */

/* What questions need to know of a field that a plugin declared. */
typedef struct {
	int place;
	const RtField *field;
	RtType type;      /* of the values that are asked about: those in a list of plain values */
	int list;         /* the list whose items it is about, or -1: the registration itself */
	guint member;     /* where it is in an item of that list */
	gboolean at_hand; /* it stands in the items themselves, so that an item spares the way down to it */
	gboolean plain;   /* a list of plain values, asked about one by one */
} RtAskable;

typedef struct {
	RtPlugin plugin; /* the copy that everything but the calls goes by */
	RtArena *arena;  /* holds the copy */
	gboolean critical;
	gboolean foreign; /* from elsewhere than the vendor's directories */
	int *places;                /* the place in the schema of every declared field */
	RtAskable *askable;         /* likewise, for questions */
	RtPlaceSet visible;         /* those places, what they are in, and the status of the lists around them */
	gint64 *settings;           /* effective values */
	struct _RtLoading *loading; /* what is needed between describing and linking only */
	void *handle;               /* of dlopen */
	const RoutePlugin *live;    /* the descriptor with its functions */
	void *self;                 /* made by its open() */
	struct _RtIsolated *isolated; /* in a process of its own: no handle, live or self here; or NULL */
	guint8 *used;               /* by field: was it read? NULL: nobody wants to know */
	char *digest;               /* SHA-256 of its file; NULL until asked for */
	pthread_mutex_t lock;       /* guards `cells`; not GMutex, whose waiting no race detector sees */
	GQueue cells;               /* RtCell that no call uses */
	int strayed; /* atomic: it used a view or sink after its call had returned; no more answers count */
} RtLoaded;

/* Checks the file and copies its descriptor; runs none of its code. `policy` may be NULL.
 * Returns: (transfer full): NULL with an error naming path and step */
RtLoaded *
rt_load_describe (const char *party, const char *path, const RtPluginPolicy *policy, GError **error);
/* What such an error says behind "plugin PARTY: PATH: ". */
const char *rt_load_fault (const char *message);
/* Gives back the bytes of its file, which only a digest and a process of its own still need. */
void rt_load_forget (RtLoaded *loaded);
/* Links it into the process, compares it with what was read, and opens it. */
gboolean rt_load_link (RtLoaded *loaded, GError **error);
/* Loads the libraries that it needs, which are the system's, so that linking it opens no other file. Returns: its file's
 * descriptor, borrowed */
int rt_load_prepare (RtLoaded *loaded);
/* Or prepares a process of its own for it, and links nothing. */
struct _RtIsolating;
void rt_load_apart (RtLoaded *loaded, const struct _RtIsolating *how);
/* Takes the digest of its file, between describing and linking. */
void rt_load_digest (RtLoaded *loaded);
/* Closes it. Its code stays mapped when its open() ever succeeded: what that left behind may still point
 * into it. */
void rt_loaded_free (RtLoaded *loaded);

RtLoaded *rt_registry_loaded (const RtRegistry *registry, guint index);

/* A text from outside (a file may have any name, a plugin's process may say anything), as it may stand on screens and in
 * JSON: nothing in it steers, hides or turns. Returns: (transfer full) */
char *rt_host_printable (const char *text, gssize length);

/* ---- one call ---- */

/* Most spots one finding rests on; beyond it the first in the order of the registration stand for all. */
#define RT_MOST_SPOTS 256u
/* Most third parties one plugin may ask for, and most bytes of the name of one. */
#define RT_MOST_THIRDS 8u
#define RT_MOST_SLUG 40u

typedef struct {
	RtSpot *spots;
	guint n, room;
} RtTrail;

/* What a call to assess() gathers. */
typedef struct {
	RtArena *arena;
	RtAnswer *answer;
	RtFinding *reasons;
	guint8 *reported; /* per reason: how often */
	gboolean said_lawful, said_attend, said_coordinate;
	char **thirds;
	guint n_thirds;
	RtTrail evidence, missing, doubted; /* of the questions since the last answer */
	RtSpot against; /* what decided the last of them that was answered with no, or 0 */
} RtCall;

/* What a plugin holds in its hands during a call. A cell outlives its call and waits at the end of a queue
 * before it is used again, so that a plugin that keeps it past the call is caught and not believed. */
struct _RouteView {
	const RouteRegistration *registration; /* NULL: the call has returned */
	RtLoaded *loaded;
};
struct _RouteSink {
	RtCall *call; /* NULL: the call has returned */
	RtLoaded *loaded;
};
typedef struct {
	RouteView view;
	RouteSink sink;
} RtCell;

/* The answer of a plugin that said nothing. */
RtAnswer rt_answer_empty (guint index);
/* Asks a plugin that is linked into this process; see rt_host_assess(). */
RtAnswer rt_loaded_assess (RtLoaded *loaded, guint index, const RouteRegistration *registration, RtArena *arena);

/* The table every plugin is handed. */
extern const RouteHost rt_host_table;

/* Notes the first fault of a call; always FALSE. */
gboolean rt_call_fault (RtCall *call, const char *format, ...) G_GNUC_PRINTF (2, 3);
/* Adds a spot once. */
void rt_trail_add (RtCall *call, RtTrail *trail, RtSpot spot);
/* The call a sink belongs to, or NULL, which is noted, when it has returned. */
RtCall *rt_sink_call (const RouteSink *sink);
gboolean rt_view_is_open (const RouteView *view);

/* ---- reading ---- */

static inline const RtPlace *
rt_place (int place)
{
	return &rt_schema_places (NULL)[place];
}

typedef enum {
	RT_SEEN_ABSENT, /* unknown */
	RT_SEEN_NONE,   /* known to be none */
	RT_SEEN_FACT,
} RtSeenKind;
typedef struct {
	RtSeenKind kind;
	RtFact fact;
	RtSpot spot;
} RtSeen;

/* What a registration says at a place, with the values that absence stands for. */
RtSeen rt_see (const RouteRegistration *registration, int place, guint index, guint second_index);
/* The same for a fact that is at hand. */
RtSeen rt_see_fact (const RouteRegistration *registration, int place, RtSpot spot, const RtFact *fact);
/* The text of a word, text or party; NULL for a fact of another kind. */
const char *rt_fact_text (const RtFact *fact, const RtField *field);
const char *rt_seen_text (const RtSeen *seen, const RtField *field);

/* What questions need of the declared fields of a plugin whose places are known. Returns: (transfer full) */
RtAskable *rt_ask_prepare (const RtLoaded *loaded);
/* Evaluates a question of the plugin that `view` belongs to and leaves its trail in the call. */
RouteTri rt_ask (const RouteView *view, RtCall *call, const RouteQuestion *question, RouteTally *tally);

static inline void
rt_note_used (RtLoaded *loaded, guint field)
{
	if (loaded->used != NULL)
		__atomic_store_n (&loaded->used[field], 1, __ATOMIC_RELAXED);
}

/* ---- the sink's side of the table ---- */

bool rt_sink_reason (RouteSink *sink, uint32_t reason, RouteTri state);
bool rt_sink_lawful (RouteSink *sink, uint32_t ground, RouteTri state);
bool rt_sink_attend (RouteSink *sink, RouteAttend attend, uint32_t part, uint32_t contribution);
bool rt_sink_coordinate (RouteSink *sink, RouteCoordinator likelihood, uint32_t contribution);
bool rt_sink_third (RouteSink *sink, const char *slug);
/* Is this the name of a third party? */
gboolean rt_sink_is_slug (const char *slug);
