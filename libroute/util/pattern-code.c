#include "libroute/util/pattern-code.h"
#include "libroute/util/once.h"
#include "libroute/util/spelled.h"

/* looks that the interpreter answers, and up to how many more: a text that every pattern is looked for in must not be the one for
 * which the code of all is made */
#define FEW_LOOKS 16
#define SPREAD 64u
/* of which each takes at most so many steps, so deep */
#define FEW_STEPS (RT_PATTERN_CODE_STEPS / 100)
#define FEW_DEEP (RT_PATTERN_CODE_DEPTH / 10)

struct _RtPatternCode {
	const char *pattern;
	guint32 options;
	RtSpelled *spelled; /* or NULL */
	pcre2_code *slow, *fast; /* each guarded by rt_once_enter() */
	gsize slow_ready, fast_ready;
	gint looks; /* atomic; begins below 0, and is not counted beyond FEW_LOOKS */
};

/* what is asked of words where they stand; with other options letters and bounds are not what they seem */
#define IS_ASKED (PCRE2_ANCHORED | PCRE2_CASELESS)
#define MAKES_NO_ODDS (PCRE2_UTF | PCRE2_UCP | PCRE2_NEVER_BACKSLASH_C | PCRE2_DOLLAR_ENDONLY | PCRE2_MATCH_UNSET_BACKREF)

RtPatternCode *
rt_pattern_code_new (const char *pattern, guint32 options)
{
	static gint made; /* atomic */
	RtPatternCode *self = g_new0 (RtPatternCode, 1);
	self->pattern = pattern;
	self->options = options;
	self->spelled = (options & ~MAKES_NO_ODDS) == IS_ASKED ? rt_spelled_new (pattern) : NULL;
	self->looks = -(gint)((guint)g_atomic_int_add (&made, 1) % SPREAD);
	return self;
}

void
rt_pattern_code_free (RtPatternCode *self)
{
	if (self == NULL)
		return;
	rt_spelled_free (self->spelled);
	pcre2_code_free (self->slow);
	pcre2_code_free (self->fast);
	g_free (self);
}

/* NULL: it does not compile, or no memory */
static const pcre2_code *
slow_of (RtPatternCode *self)
{
	if (rt_once_enter (&self->slow_ready)) {
		int error;
		PCRE2_SIZE offset;
		self->slow =
		    pcre2_compile ((PCRE2_SPTR)self->pattern, PCRE2_ZERO_TERMINATED, self->options, &error, &offset, NULL);
		rt_once_leave (&self->slow_ready);
	}
	return self->slow;
}

/* NULL likewise */
static const pcre2_code *
fast_of (RtPatternCode *self)
{
	if (rt_once_enter (&self->fast_ready)) {
		/* a copy: others may be looking for the one that is there */
		self->fast = pcre2_code_copy (slow_of (self));
		if (self->fast != NULL)
			pcre2_jit_compile (self->fast, PCRE2_JIT_COMPLETE);
		rt_once_leave (&self->fast_ready);
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
match_briefly (RtPatternCode *self, const char *text, gsize length, gsize from, pcre2_match_data *data,
	       pcre2_match_context *limits)
{
	const pcre2_code *slow = slow_of (self);
	pcre2_match_context *brief = slow != NULL ? pcre2_match_context_copy (limits) : NULL;
	if (brief == NULL)
		return PCRE2_ERROR_NOMEMORY;
	pcre2_set_match_limit (brief, FEW_STEPS);
	pcre2_set_depth_limit (brief, FEW_DEEP);
	int result = pcre2_match (slow, (PCRE2_SPTR)text, length, from, PCRE2_NO_UTF_CHECK, data, brief);
	pcre2_match_context_free (brief);
	return result;
}

/* as match_briefly(), of words that are spelled out */
static int
match_at_sight (const RtPatternCode *self, const char *text, gsize length, gsize from, pcre2_match_data *data)
{
	PCRE2_SIZE *ends = pcre2_get_ovector_pointer (data);
	switch (rt_spelled_at (self->spelled, text, length, from, &ends[1])) {
	case RT_SPELLED_THERE:
		ends[0] = from;
		return 1;
	case RT_SPELLED_NOT:
		return PCRE2_ERROR_NOMATCH;
	default:
		return PCRE2_ERROR_INTERNAL;
	}
}

static gboolean
is_answer (int result)
{
	return result >= 0 || result == PCRE2_ERROR_NOMATCH;
}

int
rt_pattern_code_match (RtPatternCode *self, const char *text, gsize length, gsize from, pcre2_match_data *data,
		       pcre2_match_context *limits, gboolean wide)
{
	int result = PCRE2_ERROR_INTERNAL;
	if (wide && self->spelled != NULL)
		result = match_at_sight (self, text, length, from, data);
	if (wide && !is_answer (result) && is_asked_seldom (self))
		result = match_briefly (self, text, length, from, data, limits);
	if (is_answer (result))
		return result;
	const pcre2_code *fast = fast_of (self);
	return fast == NULL ? PCRE2_ERROR_NOMEMORY
			    : pcre2_match (fast, (PCRE2_SPTR)text, length, from, PCRE2_NO_UTF_CHECK, data, limits);
}
