/* From tree to program. */
#pragma once
#include "libroute/feel/parser.h"
#include "libroute/feel/program.h"

/* What every compilation needs, and the next finds empty. */
struct _RtFeelWorkshop {
	RtArena *tree; /* nodes, gone after each */
	RtArena *kept; /* what the programs are made of */
	/* the tables of the program at hand, until their sizes are known */
	GArray *code, *spans, *constants, *names, *shapes, *types, *arguments, *pieces;
	RtFeelRun *scratch; /* runs constant parts; made when first needed */
};

/* Fills the program from what the parser made, and may report further findings. */
void rt_feel_emit (RtFeelParser *parser, RtFeelWorkshop *workshop, RtFeelProgram *program);
