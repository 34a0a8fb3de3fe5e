/* The inside of a registration, for the files of this layer. */
#pragma once
#include "libroute/registration/record.h"

struct _RouteRegistration {
	gatomicrefcount references;
	RtArena *arena;
	RtFact *facts;            /* by field of the root shape */
	RouteRegistration *base;  /* what a hypothetical registration borrows from, or NULL */
	gint32 received;
	const guint16 **order;    /* by place of a list: where each item stood in the document; NULL: right there */
	const char *id, *registered_by;
};

/* A registration without facts, with one reference. */
RouteRegistration *rt_record_new (void);
/* Fills what is derived from the facts: received, id, and the age where only the birth date is given. */
void rt_record_derive (RouteRegistration *registration);
/* The fact of a place that is in no list; the place must exist. */
const RtFact *rt_record_get (const RouteRegistration *registration, const char *place);
