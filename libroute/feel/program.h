/* A compiled expression: immutable, shared by threads. Private to the layer. */
#pragma once
#include "libroute/feel/node.h"

typedef enum {
#define RT_FEEL_OPCODE(id, name) RT_FEEL_OPCODE_##id,
#include "libroute/feel/opcodes.def"
#undef RT_FEEL_OPCODE
	RT_FEEL_N_OPCODES
} RtFeelOpcode;

typedef struct {
	guint16 op, b;
	guint32 a;
} RtFeelInsn;

typedef struct {
	guint32 start, end;
} RtFeelSpan;

/* A function of the program; the expression itself is the first. */
typedef struct {
	guint32 code, code_end;
	guint32 n_params, n_locals, n_captures;
	const RtFeelCapture *captures;
	const RtFeelType *type;
} RtFeelBody;

/* A part of the code that leaves one value; what it is made of stands before it. */
typedef struct {
	guint32 start, end;
	guint32 loops; /* how many loops it is in: it may be run again for every item */
} RtFeelPiece;

struct _RtFeelProgram {
	RtArena *arena; /* everything below */
	RtFeelInsn *code;
	RtFeelSpan *spans; /* of each instruction, for notes */
	guint32 n_code;
	RtFeelValue *constants;
	RtFeelName *names;
	const RtFeelShape **shapes;
	const RtFeelType **types;
	const RtFeelName **arguments; /* names of named arguments */
	guint32 n_constants, n_names, n_shapes, n_types, n_arguments;
	RtFeelBody *bodies;
	guint32 n_bodies;
	RtFeelPiece *pieces;
	guint32 n_pieces;
	const RtFeelProgram *shares_with; /* the first of the programs it has pieces in common with, or NULL */
	guint32 n_shared; /* pieces that those have in common */
	guint32 number, n_programs; /* which it is of those, and how many they are */
	const guint8 *fixed; /* by slot: does it hold the same from one reset of a run to the next? Of `shares_with` */
	guint32 n_fixed;
	const RtFeelType *type;
	const RtFeelPlace *places;
};

struct _RtFeelFunction {
	const RtFeelProgram *program; /* NULL: a built-in */
	guint32 index; /* body, or first row */
	RtFeelValue captured[]; /* of a closure */
};

/* Do two constants of programs say the same, as they are written? */
gboolean rt_feel_is_same_constant (RtFeelValue a, RtFeelValue b);

/* Appends the instructions as text, one a line: for tests and for the curious. */
void rt_feel_program_dump (const RtFeelProgram *program, GString *out);
