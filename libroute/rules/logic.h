/* What conditions say of each other. A condition is taken apart into a formula over *terms*: `person.age`, `impact.area`,
 * `count(own-incidents)`, `reason("politie/weapon")`, with defines, criteria and approaches replaced by what they stand
 * for. The values of a term fall into few *regions* (below 12, 12, between 12 and 23, ...: where the conditions at hand
 * can tell them apart), and what is known of a term is a set of regions: all of them where nothing is known. A formula is
 * then true, false or unknown as the machine would find it.
 *
 * Terms that read the same facts may depend on each other in ways nothing here knows ("entangled"). So a world in
 * which something holds is only believed when it holds whatever entangled terms are; and that something holds in no
 * world is only said when no set of regions whatsoever makes it so. */
#pragma once
#include "libroute/rules/build.h"

typedef struct _RtLogic RtLogic;
typedef struct _RtFormula RtFormula;

RtLogic *rt_logic_new (const RtBuilder *builder);
void rt_logic_free (RtLogic *logic);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RtLogic, rt_logic_free)

/* The formula of a condition; borrowed. NULL: of what it says too little is understood. */
const RtFormula *rt_logic_formula (RtLogic *logic, const RtCondition *condition);
/* The same of the text of a condition in the scope of all but formulas; the text must outlive the logic. */
const RtFormula *rt_logic_read (RtLogic *logic, const char *text);
/* When an approach is eligible. */
const RtFormula *rt_logic_eligible (RtLogic *logic, const RtApproach *approach);
/* Names that stand for one of these texts (a set, borrowed) are not looked into from now on. */
void rt_logic_pass_by (RtLogic *logic, GHashTable *texts);
/* Is it a constant, with no fact in it? */
gboolean rt_logic_is_fixed (const RtFormula *formula);

/* Is b true wherever a is, by the form of the two? Quick, and misses what takes thought. */
gboolean rt_logic_implies (RtLogic *logic, const RtFormula *a, const RtFormula *b);

typedef enum {
	RT_WISH_TRUE,
	RT_WISH_FALSE,
	RT_WISH_NOT_TRUE, /* false or unknown */
} RtWish;

typedef struct {
	const RtFormula *formula;
	RtWish wish;
} RtGoal;

/* Is there a set of regions for which all goals come true? `known`: with every fact known, and whatever entangled terms
 * are. Then *world, when given, is what it looks like: "person.age < 12, not impact.area". When the search grows too long
 * the answer is `otherwise`. */
gboolean rt_logic_possible (RtLogic *logic, const RtGoal *goals, guint n, gboolean known, gboolean otherwise,
			    char **world);
