/* From tree to program. */
#pragma once
#include "libroute/feel/parser.h"
#include "libroute/feel/program.h"

/* Fills the program from what the parser made; FALSE when it is too large. May report further findings. */
gboolean rt_feel_emit (RtFeelParser *parser, RtFeelProgram *program);
