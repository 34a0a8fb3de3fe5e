/* From tree to program. */
#pragma once
#include "libroute/feel/parser.h"
#include "libroute/feel/program.h"

/* Fills the program from what the parser made, and may report further findings. */
void rt_feel_emit (RtFeelParser *parser, RtFeelProgram *program);
