/* What a decision record says of one advice: enough to make it again and compare, nothing of the person.
 *
 * The classes of fields (decision-classes.def, x-class in the schema): `process` is there in clear; what is about a
 * person, and every text, is there as a digest with the key of the record, one for each top-level key, mixed with
 * the id of the registration, so that equal facts of two cases cannot be seen to be equal. */
#pragma once
#include "libroute/advice/advice.h"
#include "routectl/decision-record.h"

/* Appends the members of an entry: registration, advice, made_with. `text` is the registration as it was given.
 * FALSE when it is no JSON. */
gboolean rt_decision_entry_write (const RtDecisionKey *key, const char *text, gsize length,
				  const RtAdviceSource *source, RtLanguage language, GString *out);
