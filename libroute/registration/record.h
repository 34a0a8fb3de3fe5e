/* A registration as it was read: typed, immutable, reference-counted; every fact is known, or absent (unknown).
 *
 * Thread rule: immutable after reading; any number of threads. */
#pragma once
#include <glib.h>
#include <route/route-registration.h>
#include "libroute/registration/schema.h"
#include "libroute/util/arena.h"

typedef struct _RtFact RtFact;

struct _RtFact {
	enum { RT_FACT_ABSENT, RT_FACT_BOOLEAN, RT_FACT_INTEGER, RT_FACT_DATE, RT_FACT_WORD, RT_FACT_TEXT, RT_FACT_OBJECT,
	       RT_FACT_LIST, RT_FACT_NUMBER, RT_FACT_NULL, RT_FACT_MAP } kind;
	guint32 length;              /* bytes of a text or number, items of a list, entries of a map */
	union {
		gboolean boolean;
		gint64 integer;
		gint32 days;         /* of a date, since 1970-01-01 */
		guint word;          /* index into the field's words */
		const char *text;    /* NUL-terminated, UTF-8; of RT_FACT_NUMBER (only under /extra) its decimal text */
		const RtFact *facts; /* of an object: one per field of its shape; of a list: its items */
		const struct _RtEntry *entries; /* of a map (only under /extra) */
	} as;
};

typedef struct _RtEntry {
	const char *name;
	RtFact value;
} RtEntry;

/* A fact of the kind RT_FACT_NULL outside /extra is known to be none, since another fact says so: the landlord
 * of an owner, the release of who was never detained, the plan of a new case. */

/* The facts of the root object, by field index of rt_schema_root(). */
const RtFact *rt_record_facts (const RouteRegistration *registration);
/* The fact at a spot; an absent fact for whatever is not there. Never NULL. */
const RtFact *rt_record_at (const RouteRegistration *registration, RtSpot spot);
/* A text as it was read where a party can be named. */
typedef struct _RtReadName RtReadName;
struct _RtReadName {
	const RtReadName *next;
	guint32 length;
	guint8 is_third;     /* it is written third:<slug> */
	guint8 may_be_party; /* it is a text that may be the name of a party, as people write it */
	char text[];
};
/* All such texts of a registration that says what was read, in no order; FALSE for others, whose facts tell. */
gboolean rt_record_named (const RouteRegistration *registration, const RtReadName **named);
/* The party that registered the case. */
const char *rt_record_registered_by (const RouteRegistration *registration);
/* Today of every rule. */
gint32 rt_record_received (const RouteRegistration *registration);
/* Age in whole years at `received`, from person.age or person.birth_date; FALSE when neither is given. */
gboolean rt_record_age (const RouteRegistration *registration, gint64 *age);

/* A registration that differs from `base` in the given spots only, for asking "what if": base stays as it is
 * and must not be freed before it is (it is referenced). Lists may be replaced whole. Returns: (transfer full) */
typedef struct {
	RtSpot spot;
	RtFact fact; /* what it points at is copied */
} RtAssignment;
RouteRegistration *rt_record_with (RouteRegistration *base, const RtAssignment *assignments, guint n_assignments);

/* A registration that says the same with the items of its lists in an order of their own, whatever order they
 * were given in. Returns: (transfer full) */
RouteRegistration *rt_record_sorted (RouteRegistration *base);
/* The spot as it is in the document that was read: for telling pointers to those who gave it. */
RtSpot rt_record_original (const RouteRegistration *registration, RtSpot spot);
/* Appends the pointer of the spot as it is in that document; an item of a list, which is named by the place of the
 * list, with its index. */
void rt_record_print_spot (const RouteRegistration *registration, RtSpot spot, GString *out);
/* The same where RT_SPOT_LONGEST bytes fit; returns the end. */
char *rt_record_put_spot (const RouteRegistration *registration, RtSpot spot, char *to);

/* Replaces party names through `resolve` (alias to id; NULL: not a party): returns base itself, referenced,
 * when nothing changes, or NULL with an error that names the JSON Pointer of the first unknown party. `third:`
 * names pass where allowed. `ids`: names that it would leave as they are. */
typedef const char *(*RtResolveParty) (const char *name, gsize length, gpointer user_data);
RouteRegistration *rt_record_resolve_parties (RouteRegistration *base, const RtNameTable *ids, RtResolveParty resolve,
					      gpointer user_data, GError **error);
