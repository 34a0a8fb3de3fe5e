/* Tokens on demand: the parser says whether it stands before an operand or an operator. */
#include "libroute/feel/parser.h"
#include "libroute/feel/text.h"
#include <string.h>

typedef struct {
	const char *text;
	guint8 length, power, node;
	gboolean word;
} Operator;

static const Operator operators[] = {
#define RT_FEEL_OPERATOR(id, text, power, node, doc, example)                                                \
	{text, sizeof text - 1, power, RT_FEEL_NODE_##node, (text[0] >= 'a' && text[0] <= 'z')},
#include "libroute/feel/operators.def"
#undef RT_FEEL_OPERATOR
};

guint
rt_feel_operator_power (RtFeelOperator operator)
{
	return operators[operator].power;
}

RtFeelNodeKind
rt_feel_operator_node (RtFeelOperator operator)
{
	return operators[operator].node;
}

const char *
rt_feel_operator_text (RtFeelOperator operator)
{
	return operators[operator].text;
}

void
rt_feel_space (RtFeelParser *parser)
{
	parser->at = rt_feel_skip_space (parser->text, parser->length, parser->at);
}

static gboolean
stands (const RtFeelParser *parser, const char *text, gsize length)
{
	return parser->length - parser->at >= length && memcmp (parser->text + parser->at, text, length) == 0;
}

static gboolean
word_stands (const RtFeelParser *parser, const char *word, gsize length)
{
	gsize next;
	return stands (parser, word, length) &&
	       !rt_feel_is_name_char (parser->text, parser->length, parser->at + length, &next);
}

RtFeelOperator
rt_feel_peek_operator (RtFeelParser *parser, gsize *length)
{
	rt_feel_space (parser);
	char first = parser->at < parser->length ? parser->text[parser->at] : '\0';
	for (guint i = 0; i < G_N_ELEMENTS (operators); i++) {
		const Operator *operator= & operators[i];
		if (operator->text[0] != first)
			continue;
		if (operator->word ? word_stands (parser, operator->text, operator->length)
				   : stands (parser, operator->text, operator->length)) {
			*length = operator->length;
			return (RtFeelOperator)i;
		}
	}
	return RT_FEEL_N_OPERATORS;
}

gboolean
rt_feel_peek (RtFeelParser *parser, const char *sign)
{
	rt_feel_space (parser);
	return stands (parser, sign, strlen (sign));
}

gboolean
rt_feel_take (RtFeelParser *parser, const char *sign)
{
	if (!rt_feel_peek (parser, sign))
		return FALSE;
	parser->at += strlen (sign);
	return TRUE;
}

gboolean
rt_feel_peek_word (RtFeelParser *parser, const char *word)
{
	rt_feel_space (parser);
	return word_stands (parser, word, strlen (word));
}

gboolean
rt_feel_take_word (RtFeelParser *parser, const char *word)
{
	if (!rt_feel_peek_word (parser, word))
		return FALSE;
	parser->at += strlen (word);
	return TRUE;
}

static gboolean
expected (RtFeelParser *parser, const char *what, const char *after)
{
	rt_feel_space (parser);
	if (parser->at == parser->length)
		rt_feel_syntax_error (parser, "syntax", (guint)parser->at, (guint)parser->at,
				      "the text ends where `%s` is expected after %s", what, after);
	else if (!rt_feel_report_slip (parser) &&
		 (g_ascii_isalpha (what[0]) || !rt_feel_report_function_between (parser)))
		rt_feel_syntax_error (parser, "syntax", (guint)parser->at, (guint)parser->at + 1,
				      "`%s` is expected after %s", what, after);
	return FALSE;
}

gboolean
rt_feel_expect (RtFeelParser *parser, const char *sign, const char *after)
{
	return rt_feel_take (parser, sign) || expected (parser, sign, after);
}

gboolean
rt_feel_expect_word (RtFeelParser *parser, const char *word, const char *after)
{
	return rt_feel_take_word (parser, word) || expected (parser, word, after);
}

/* ---- strings ---------------------------------------------------------------------------------- */

gboolean
rt_feel_read_string (RtFeelParser *parser, const char **bytes, gsize *length)
{
	gsize start = parser->at++, end = parser->at;
	while (end < parser->length && parser->text[end] != '"' && parser->text[end] != '\n')
		end += parser->text[end] == '\\' ? 2 : 1;
	if (end >= parser->length || parser->text[end] == '\n') {
		rt_feel_syntax_error (parser, "string", (guint)start, (guint)MIN (end, parser->length),
				      "this text has no closing quote");
		return FALSE;
	}
	char *copy = rt_arena_alloc (parser->kept, end - parser->at + 1);
	*bytes = copy;
	*length = rt_feel_unescape (parser->text + parser->at, end - parser->at, copy);
	parser->at = end + 1;
	return TRUE;
}

/* ---- numbers ---------------------------------------------------------------------------------- */

static gsize
digits_end (const RtFeelParser *parser, gsize at)
{
	while (at < parser->length && g_ascii_isdigit (parser->text[at]))
		at++;
	return at;
}

gboolean
rt_feel_read_number (RtFeelParser *parser, char **digits)
{
	gsize end = digits_end (parser, parser->at), next;
	/* in 1..3 the point is not part of the number */
	if (end + 1 < parser->length && parser->text[end] == '.' && g_ascii_isdigit (parser->text[end + 1]))
		end = digits_end (parser, end + 1);
	if (end < parser->length && (parser->text[end] == 'e' || parser->text[end] == 'E')) {
		gsize sign = end + 1 < parser->length && strchr ("+-", parser->text[end + 1]) != NULL
				 ? end + 2
				 : end + 1;
		end = digits_end (parser, sign) > sign ? digits_end (parser, sign) : end;
	}
	if (end == parser->at || rt_feel_is_name_char (parser->text, parser->length, end, &next)) {
		rt_feel_syntax_error (parser, "number", (guint)parser->at, (guint)end + 1,
				      "this is not a number");
		return FALSE;
	}
	*digits = rt_arena_strndup (parser->tree, parser->text + parser->at, end - parser->at);
	parser->at = end;
	return TRUE;
}
