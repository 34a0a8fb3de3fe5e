/* What the parser makes beside the nodes of feel.h, with names resolved and types known; read by the emitter, then thrown
 * away. */
#pragma once
#include "libroute/feel/type.h"

#define RT_FEEL_NONE G_MAXUINT32
#define RT_FEEL_MOST_PARAMETERS 64u /* of a function as written */

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
