/* What scope and facts must agree on. Private to the layer. */
#pragma once
#include "libroute/rules/rules.h"

/* Members that items have beside the fields of their shape: `chains` of the party they name, `source chains`.
 */
#define RT_FACTS_DERIVED 2u

/* Index of the field that names a party and is no source (`party`, `by`, `for`), or -1. */
int rt_facts_party_field (const RtShape *shape);
