/* The clauses of a condition, all of them whatever decided: the operands of its `and` and `or`, through brackets and not(...),
 * down to what holds neither. A condition without them is one clause. What stands in filters and loops is asked of each
 * item and belongs to the clause around it. */
#pragma once
#include "libroute/feel/feel.h"

typedef struct {
	guint start, end; /* bytes of the condition's text */
	guint32 code, code_end; /* private: where the program answers it */
} RtFeelOperand;

/* Fills at most `most` of them, in the order of the text; returns how many there are. `operands` may be NULL when `most` is
 * 0. */
guint rt_feel_operands (const RtFeelProgram *program, RtFeelOperand *operands, guint most);
/* The value of one of them on its own, whatever the others say; as rt_feel_evaluate. */
RtFeelValue rt_feel_evaluate_operand (RtFeelRun *run, const RtFeelProgram *program, const RtFeelOperand *operand,
				     const RtFeelValue *slots);
