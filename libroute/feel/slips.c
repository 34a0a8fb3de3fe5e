/* Where an expression cannot go on: is it something that is written otherwise in FEEL? */
#include "libroute/feel/parser.h"
#include <string.h>

static const struct {
	const char *written, *meant;
} slips[] = {
#define RT_FEEL_SLIP(written, meant) {written, meant},
#include "libroute/feel/slips.def"
#undef RT_FEEL_SLIP
};

static gboolean
stands_at (const RtFeelParser *parser, gsize at, const char *written)
{
	gsize length = strlen (written), next;
	if (at + length > parser->length || memcmp (parser->text + at, written, length) != 0)
		return FALSE;
	return !g_ascii_isalpha (written[0]) ||
	       !rt_feel_is_name_char (parser->text, parser->length, at + length, &next);
}

static gboolean
report_at (RtFeelParser *parser, gsize at)
{
	for (guint i = 0; i < G_N_ELEMENTS (slips); i++)
		if (stands_at (parser, at, slips[i].written)) {
			rt_feel_syntax_error (parser, "syntax", (guint)at, (guint)(at + strlen (slips[i].written)),
					      "`%s` is not written so here; did you mean `%s`?", slips[i].written,
					      slips[i].meant);
			return TRUE;
		}
	return FALSE;
}

/* `not a = b`: the word is read as the name of the function */
static gboolean
report_bare_not (RtFeelParser *parser)
{
	gsize end = parser->at, next;
	while (end > 0 && g_ascii_isspace (parser->text[end - 1]))
		end--;
	if (end < 3 || end == parser->at || memcmp (parser->text + end - 3, "not", 3) != 0 ||
	    (end > 3 && rt_feel_is_name_char (parser->text, parser->length, end - 4, &next)))
		return FALSE;
	rt_feel_syntax_error (parser, "syntax", (guint)end - 3, (guint)end,
			      "`not` has what it denies in brackets, as in not(a = b)");
	return TRUE;
}

gboolean
rt_feel_report_slip (RtFeelParser *parser)
{
	rt_feel_space (parser);
	/* of == the first sign has been read already */
	return report_bare_not (parser) || (parser->at > 0 && report_at (parser, parser->at - 1)) ||
	       report_at (parser, parser->at);
}
