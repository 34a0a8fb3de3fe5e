/* The member `explanation` of an advice that was explained. Private to the layer. */
#pragma once
#include "libroute/advice/advice.h"
#include "libroute/util/json-writer.h"

void rt_advice_write_why (const RtAdviceSource *source, RtLanguage language, RtJsonWriter *json);
/* Within it the member `change`. */
void rt_advice_write_change (const RtAdviceSource *source, RtJsonWriter *json);
