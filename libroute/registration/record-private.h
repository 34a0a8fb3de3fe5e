/* The inside of a registration, for the files of this layer. */
#pragma once
#include "libroute/registration/record.h"
#include "libroute/util/references.h"

struct _RouteRegistration {
	RtReferences references;
	RtArena arena;
	const RtPlace *places;    /* those of the schema, which are asked for at every fact */
	RtFact *facts;            /* by field of the root shape */
	RouteRegistration *base;  /* what a hypothetical registration borrows from, or NULL */
	gint32 received;
	const guint16 **order;    /* by number of a list: where each item stood in the document; NULL: right there */
	const char *id, *registered_by;
	const RtReadName *named;     /* names of parties as they were read, where `all_named` */
	gboolean all_named;
};

/* A registration without facts, with one reference; `expected` bytes of them or more are going to be kept. */
RouteRegistration *rt_record_new (gsize expected);
/* A registration that says what `base` says, which it borrows from; its facts at the top are its own. */
RouteRegistration *rt_record_over (RouteRegistration *base);
/* Fills what is derived from the facts: received, id, and the age where only the birth date is given. */
void rt_record_derive (RouteRegistration *registration);

/* Places in no list that this layer itself asks for, with their pointers. */
#define RT_ASKED_PLACES(X) \
	X (ID, "/id") \
	X (RECEIVED, "/received") \
	X (STAGE, "/stage") \
	X (REGISTERED_BY, "/registered_by") \
	X (BIRTH_DATE, "/person/birth_date") \
	X (AGE, "/person/age") \
	X (HOUSING, "/person/housing/kind") \
	X (LANDLORD, "/person/housing/landlord") \
	X (DETENTION, "/person/detention/status") \
	X (RELEASE, "/person/detention/release") \
	X (PLAN, "/plan") \
	X (SHARING, "/sharing")

typedef enum {
#define X(name, pointer) RT_ASKED_##name,
	RT_ASKED_PLACES (X)
#undef X
	RT_N_ASKED
} RtAsked;

/* The fact of such a place. */
const RtFact *rt_record_get (const RouteRegistration *registration, RtAsked asked);
