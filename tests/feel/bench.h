/* What the suites of the engine evaluate on: a scope with a few slots, and a run. */
#pragma once
#include "libroute/feel/feel.h"

typedef struct {
	RtFeelScope *scope;
	RtFeelRun *run;
	RtFeelShape *person;
	RtFeelValue slots[8];
} RtBench;

extern RtBench bench;

void rt_bench_setup_with (const RtFeelBudget *budget);
void rt_bench_setup (void);
void rt_bench_teardown (void);
/* Compiles in the scope, or fails the test. */
RtFeelProgram *rt_bench_compiled (const char *text);
/* People (origins 10, 20, ...) of these ages; 0: unknown; negative: doubted. */
void rt_bench_set_people (const gint *ages, guint n);
