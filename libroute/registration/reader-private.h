/* The inside of the reader: how far it is, and how it refuses. */
#pragma once
#include "libroute/registration/record-private.h"
#include "libroute/registration/scan.h"
#include "libroute/util/limits.h"

/* most registrations never have more that is not complete; a power of two */
#define RT_READER_FEW 64u

typedef enum { RT_FRAME_OBJECT, RT_FRAME_LIST, RT_FRAME_MAP, RT_FRAME_ANY_LIST } RtFrameKind;

typedef struct {
	RtFrameKind kind;
	int place;              /* of an object, of the list it is an item of, of a list; -1: the root */
	const RtShape *shape;   /* of an object, of the items of a list */
	const RtField *field;   /* the list itself; of an object the one whose value is read, or NULL */
	RtFact *facts;          /* of an object */
	const RtMember *members, *end; /* of an object */
	guint32 seen, null;     /* fields of an object whose key came by, and those that are null; a bit each */
	guint pending;          /* where the items of a list, or entries of a map, begin on the stack */
	guint index;            /* items so far */
	const char *key;        /* of a map: the key of the current value */
} RtFrame;

typedef struct {
	RtScan scan;
	const RtPlaces *all;
	RtArena *arena;
	RtFrame *top;           /* of `frames`, behind the last that is begun */
	guint n_stack, room;
	RtEntry *stack;         /* items of lists and entries of maps that are not complete yet; wiped behind them */
	const RtReadName *named; /* so far */
	GError *error;
	RtFrame frames[RT_LIMIT_DEPTH + 1];
	RtEntry few[RT_READER_FEW]; /* the stack, until it is full */
} RtReader;

/* Refuses the value that is being read, unless something was refused before. Returns: FALSE */
gboolean rt_reader_refuse (RtReader *reader, RouteError code, const char *format, ...) G_GNUC_PRINTF (3, 4);
gboolean rt_reader_refuse_type (RtReader *reader, RtType type);
gboolean rt_reader_refuse_word (RtReader *reader, const RtField *field, const char *text, gsize length);
/* A key of an object that has none such, or any that is too long. */
gboolean rt_reader_refuse_key (RtReader *reader, RtFrame *frame, const char *text, gsize length);
gboolean rt_reader_refuse_long_key (RtReader *reader, RtFrame *frame);
/* An entry of a map that no registration carries: its key leads to it. */
gboolean rt_reader_refuse_forbidden (RtReader *reader, const char *text, gsize length);
