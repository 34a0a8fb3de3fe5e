/* The syntax tree: made by the parser with names resolved and types known, read by the emitter, then thrown
 * away. */
#pragma once
#include "libroute/feel/type.h"

typedef enum {
#define RT_FEEL_NODE(id, text, doc, example) RT_FEEL_NODE_##id,
#include "libroute/feel/nodes.def"
#undef RT_FEEL_NODE
} RtFeelNodeKind;

typedef enum {
#define RT_FEEL_OPERATOR(id, text, power, node, doc, example) RT_FEEL_OP_##id,
#include "libroute/feel/operators.def"
#undef RT_FEEL_OPERATOR
	RT_FEEL_N_OPERATORS
} RtFeelOperator;

#define RT_FEEL_NONE G_MAXUINT32
#define RT_FEEL_MOST_PARAMETERS 64u /* of a function as written */

/* A place the expression reads: a slot and the names behind it. */
typedef struct _RtFeelPlace RtFeelPlace;
struct _RtFeelPlace {
	RtFeelPlace *next;
	guint slot, start, end;
	gboolean read; /* FALSE when only something behind it is read */
	const char *path;
};

typedef struct _RtFeelNode RtFeelNode;
struct _RtFeelNode {
	guint8 kind; /* RtFeelNodeKind */
	guint8 op; /* RtFeelOperator, or as nodes.def says */
	guint8 constant;
	guint8 uses_input; /* has `?` in it */
	guint start, end; /* span in the text */
	guint32 index;
	guint32 local; /* of an entry of a context: where later entries find it */
	const RtFeelType *type;
	RtFeelPlace *place; /* what it reads, when that is known */
	RtFeelNode *child, *next;
	union {
		RtFeelValue value;
		struct {
			RtFeelName name;
			guint hint; /* where the field probably is */
		} member;
		struct {
			RtFeelEnd low, high;
		} ends;
		const RtFeelShape *shape;
		const RtFeelName *names;
		const RtFeelType *wanted;
	} as;
};

typedef struct {
	guint32 from, to; /* local of the function around it, local of this one */
} RtFeelCapture;

/* A function as written: `function (a, b) a + b`; the expression itself is the first. */
typedef struct _RtFeelProto RtFeelProto;
struct _RtFeelProto {
	RtFeelProto *parent, *next;
	guint32 index;
	guint32 n_params, n_locals, n_captures;
	RtFeelCapture *captures;
	RtFeelNode *body;
	const RtFeelType *type; /* kind FUNCTION, with named fields for its parameters */
	guint32 code, code_end; /* where the emitter put the body */
};
