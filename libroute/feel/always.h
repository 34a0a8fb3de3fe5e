/* Conditions that say the same whatever the facts are. */
#pragma once
#include "libroute/feel/parser.h"
#include "libroute/feel/program.h"

/* Warns when a condition is always true or always false: by evaluating it on facts of which nothing is known. */
void rt_feel_warn_always (RtFeelParser *parser, const RtFeelProgram *program);
