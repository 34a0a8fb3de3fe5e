/* The inside of a registration, for the files of this layer. */
#pragma once
#include "libroute/registration/record.h"

struct _RouteRegistration {
	gatomicrefcount references;
	RtArena *arena;
	RtFact *facts;            /* by field of the root shape */
	RouteRegistration *base;  /* what a hypothetical registration borrows from, or NULL */
	gint32 received;
	const char *id;
};

/* A registration without facts, with one reference. */
RouteRegistration *rt_record_new (void);
/* Fills what is derived from the facts: received, id, and the age where only the birth date is given. */
void rt_record_derive (RouteRegistration *registration);
/* Index of a field of the root, or of any shape, by name; the name must exist. */
guint rt_shape_field (const RtShape *shape, const char *name);
