/* What reading and searching share: formulas, terms and their regions. */
#pragma once
#include "libroute/feel/feel.h"
#include "libroute/rules/logic.h"

#define MOST_REGIONS 63u
#define MOST_CUTS ((MOST_REGIONS - 1u) / 2u)
#define MOST_STEPS 20000u
#define DEEPEST 60u

typedef enum { NO, YES, OPEN } Three;

typedef enum { FORMULA_FIXED, FORMULA_AND, FORMULA_OR, FORMULA_NOT, FORMULA_ATOM } FormulaKind;

/* regions of an atom's term that make it true: those where the term compares so with one of the values */
typedef struct {
	RtFeelOperator op;
	RtFeelValue value;
} Test;

struct _RtFormula {
	FormulaKind kind;
	gboolean fixed;
	GPtrArray *parts; /* RtFormula */
	guint term;
	GArray *tests; /* Test; an atom is true where one of them holds */
	GArray *also;  /* Test; or NULL; and one of these: `between` */
	guint64 yes;   /* regions; made when all terms are known */
};

typedef struct {
	char *key; /* its text */
	const RtFeelType *type;
	GPtrArray *places; /* "person.age": what it reads */
	gboolean given;      /* given("/pointer") */
	gboolean everything; /* hangs on what nobody can tell apart: what plugins say */
	GArray *cuts;        /* RtFeelValue, ascending; of a truth value, a text or what is not ordered: its words */
	gboolean ordered;
	guint n_regions;
	guint64 all;
} Term;

struct _RtLogic {
	const RtBuilder *builder;
	GPtrArray *trees, *scopes, *formulas, *terms;
	GHashTable *by_key;     /* text -> index + 1 */
	GHashTable *conditions; /* text -> RtFormula */
	GHashTable *approaches; /* RtApproach -> RtFormula */
	GHashTable *passed; /* texts that are not looked into, or NULL */
	guint depth;
	gboolean cut; /* the terms have their regions */
};
