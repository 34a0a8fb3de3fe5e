#include "libroute/util/pattern-code.h"
#include "libroute/util/once.h"

/* looks that the interpreter answers, and up to how many more: a text that every pattern is looked for in must not be the one for
 * which the code of all is made */
#define FEW_LOOKS 16
#define SPREAD 64u
/* of which each takes at most so many steps, so deep */
#define FEW_STEPS (RT_PATTERN_CODE_STEPS / 100)
#define FEW_DEEP (RT_PATTERN_CODE_DEPTH / 10)

struct _RtPatternCode {
	pcre2_code *slow, *fast; /* fast: guarded by rt_once_enter() */
	gsize ready;
	gint looks; /* atomic; begins below 0, and is not counted beyond FEW_LOOKS */
};

RtPatternCode *
rt_pattern_code_new (pcre2_code *code)
{
	static gint made; /* atomic */
	if (code == NULL)
		return NULL;
	RtPatternCode *self = g_new0 (RtPatternCode, 1);
	self->slow = code;
	self->looks = -(gint)((guint)g_atomic_int_add (&made, 1) % SPREAD);
	return self;
}

void
rt_pattern_code_free (RtPatternCode *self)
{
	if (self == NULL)
		return;
	pcre2_code_free (self->slow);
	pcre2_code_free (self->fast);
	g_free (self);
}

/* NULL: no memory */
static const pcre2_code *
fast_of (RtPatternCode *self)
{
	if (rt_once_enter (&self->ready)) {
		/* a copy: others may be looking for the one that is there */
		self->fast = pcre2_code_copy (self->slow);
		if (self->fast != NULL)
			pcre2_jit_compile (self->fast, PCRE2_JIT_COMPLETE);
		rt_once_leave (&self->ready);
	}
	return self->fast;
}

static gboolean
is_asked_seldom (RtPatternCode *self)
{
	/* nothing is written any more once it is asked often: threads would wait for each other */
	RT_ORDER_ATOMIC (&self->looks);
	return g_atomic_int_get (&self->looks) < FEW_LOOKS && g_atomic_int_add (&self->looks, 1) < FEW_LOOKS;
}

/* any error but PCRE2_ERROR_NOMATCH: it tells nothing */
static int
match_briefly (const RtPatternCode *self, const char *text, gsize length, gsize from, pcre2_match_data *data,
	       pcre2_match_context *limits)
{
	pcre2_match_context *brief = pcre2_match_context_copy (limits);
	if (brief == NULL)
		return PCRE2_ERROR_NOMEMORY;
	pcre2_set_match_limit (brief, FEW_STEPS);
	pcre2_set_depth_limit (brief, FEW_DEEP);
	int result = pcre2_match (self->slow, (PCRE2_SPTR)text, length, from, PCRE2_NO_UTF_CHECK, data, brief);
	pcre2_match_context_free (brief);
	return result;
}

int
rt_pattern_code_match (RtPatternCode *self, const char *text, gsize length, gsize from, pcre2_match_data *data,
		       pcre2_match_context *limits, gboolean wide)
{
	if (self == NULL)
		return PCRE2_ERROR_NOMEMORY;
	if (wide && is_asked_seldom (self)) {
		int result = match_briefly (self, text, length, from, data, limits);
		if (result >= 0 || result == PCRE2_ERROR_NOMATCH)
			return result;
	}
	const pcre2_code *fast = fast_of (self);
	return fast == NULL ? PCRE2_ERROR_NOMEMORY
			    : pcre2_match (fast, (PCRE2_SPTR)text, length, from, PCRE2_NO_UTF_CHECK, data, limits);
}
