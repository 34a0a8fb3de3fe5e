/* What the files that write `route.advice/1` share. Private to the layer. */
#pragma once
#include "libroute/advice/advice.h"
#include "libroute/advice/words.h"
#include "libroute/util/json-writer.h"

/* A fact that was written as evidence: where it stands in the advice, to be copied from there. */
#define RT_ADVICE_SAID 64u
typedef struct {
	RtSpot spot;
	guint32 length; /* 0: nothing is kept here */
	gsize start;
} RtSaid;

typedef struct {
	const RtAdviceSource *source;
	const RtWeighing *weighing;
	const RtRuleSet *rules;
	RtLanguage language;
	RtJsonWriter json;
	GString *scratch;
	RtSaid said[RT_ADVICE_SAID]; /* by a hash of the spot */
} Writer;

/* The spot's pointer, as the document has it; valid until the next call. */
const char *rt_advice_pointer (Writer *writer, RtSpot spot);
void rt_advice_write_text (Writer *writer, const char *key, RouteText text);
void rt_advice_write_pointers (Writer *writer, const char *key, RtSpots spots);
/* ---- write-criteria.c ---- */
void rt_advice_write_approaches (Writer *writer);
