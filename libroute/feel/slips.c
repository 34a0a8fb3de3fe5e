/* Where an expression cannot go on: is it something that is written otherwise in FEEL? */
#include "libroute/feel/parser.h"
#include "libroute/feel/builtin.h"
#include <string.h>

typedef struct {
	const char *written, *meant;
} Slip;

static const Slip slips[] = {
#define RT_FEEL_SLIP(written, meant) {written, meant},
#define RT_FEEL_SLIP_WORD(written, meant)
#define RT_FEEL_SLIP_CALL(written, meant)
#include "libroute/feel/slips.def"
#undef RT_FEEL_SLIP
};

static const Slip words[] = {
#define RT_FEEL_SLIP(written, meant)
#define RT_FEEL_SLIP_WORD(written, meant) {written, meant},
#define RT_FEEL_SLIP_CALL(written, meant)
#include "libroute/feel/slips.def"
#undef RT_FEEL_SLIP
};

static const Slip calls[] = {
#define RT_FEEL_SLIP(written, meant)
#define RT_FEEL_SLIP_WORD(written, meant)
#define RT_FEEL_SLIP_CALL(written, meant) {written, meant},
#include "libroute/feel/slips.def"
#undef RT_FEEL_SLIP
};

static const char *
meant_by (const Slip *table, gsize n, const char *text, gsize length)
{
	for (gsize i = 0; i < n; i++)
		if (strlen (table[i].written) == length && g_ascii_strncasecmp (table[i].written, text, length) == 0)
			return table[i].meant;
	return NULL;
}

const char *
rt_feel_slip_meant (const char *text, gsize length, gboolean called)
{
	return called ? meant_by (calls, G_N_ELEMENTS (calls), text, length)
		      : meant_by (words, G_N_ELEMENTS (words), text, length);
}

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

/* 1,5: the comma of a decimal */
static gboolean
report_decimal_comma (RtFeelParser *parser)
{
	gsize at = parser->at, start = at, end = at + 1;
	const char *text = parser->text;
	if (at == 0 || end >= parser->length || text[at] != ',' || !g_ascii_isdigit (text[at - 1]))
		return FALSE;
	while (start > 0 && g_ascii_isdigit (text[start - 1]))
		start--;
	while (end < parser->length && g_ascii_isdigit (text[end]))
		end++;
	if (end == at + 1)
		return FALSE;
	g_autofree char *whole = g_strndup (text + start, at - start), *part = g_strndup (text + at + 1, end - at - 1);
	rt_feel_syntax_error (parser, "syntax", (guint)start, (guint)end,
			      "`%s,%s` is no number and no list; did you mean %s.%s, or [%s, %s]?", whole, part, whole, part,
			      whole, part);
	return TRUE;
}

gboolean
rt_feel_report_function_between (RtFeelParser *parser)
{
	gsize end;
	const RtFeelBinding *binding =
	    rt_feel_scope_match (parser->scope, parser->text, parser->length, parser->at, &end);
	if (binding == NULL || binding->kind != RT_FEEL_BIND_BUILTIN || end == parser->at)
		return FALSE;
	const RtFeelBuiltin *row = &rt_feel_builtins[binding->index];
	if (row->params[0].name == NULL || row->params[1].name == NULL)
		return FALSE;
	rt_feel_syntax_error (parser, "syntax", (guint)parser->at, (guint)end,
			      "`%s` stands before its arguments; did you mean `%s(..., ...)`?", row->name, row->name);
	return TRUE;
}

gboolean
rt_feel_report_slip (RtFeelParser *parser)
{
	rt_feel_space (parser);
	/* of == the first sign has been read already */
	return report_bare_not (parser) || (parser->at > 0 && report_at (parser, parser->at - 1)) ||
	       report_at (parser, parser->at) || report_decimal_comma (parser);
}
