/* The door: text in, program out. */
#include "libroute/feel/always.h"
#include "libroute/feel/emit.h"
#include "libroute/feel/parser.h"
#include <string.h>

#define LONGEST_TEXT 65536u

void
rt_feel_parser_init (RtFeelParser *parser, const RtFeelScope *scope, const char *text, gsize length,
		     GPtrArray *diagnostics, RtArena *tree, RtArena *kept)
{
	*parser = (RtFeelParser){.scope = scope, .text = text, .length = length, .diagnostics = diagnostics};
	parser->tree = tree;
	parser->kept = kept;
	parser->input = RT_FEEL_NONE;
	parser->proto = rt_feel_proto_new (parser);
}

static gboolean
is_acceptable (RtFeelParser *parser)
{
	if (parser->length > LONGEST_TEXT) {
		rt_feel_syntax_error (parser, "size", 0, 0, "the expression is longer than %u bytes",
				      LONGEST_TEXT);
		return FALSE;
	}
	const char *end;
	if (g_utf8_validate_len (parser->text, parser->length, &end))
		return TRUE;
	rt_feel_syntax_error (parser, "encoding", (guint)(end - parser->text),
			      (guint)(end - parser->text) + 1,
			      "the text is not UTF-8 here, or holds a zero byte");
	return FALSE;
}

gboolean
rt_feel_parse_whole (RtFeelParser *parser, RtFeelParse function)
{
	if (!is_acceptable (parser))
		return FALSE;
	rt_feel_space (parser);
	if (parser->at == parser->length)
		return rt_feel_syntax_error (parser, "syntax", 0, 0, "the expression is empty") != NULL;
	parser->proto->body = function (parser);
	if (parser->proto->body == NULL)
		return FALSE;
	rt_feel_space (parser);
	if (parser->at == parser->length)
		return !parser->failed;
	if (rt_feel_report_slip (parser) || rt_feel_report_function_between (parser))
		return FALSE;
	if (parser->text[parser->at] == ',')
		return rt_feel_syntax_error (parser, "syntax", (guint)parser->at, (guint)parser->at + 1,
					     "several values stand in brackets, as in x in (1, 2)") != NULL;
	if (strchr (")]}", parser->text[parser->at]) != NULL)
		return rt_feel_syntax_error (parser, "syntax", (guint)parser->at, (guint)parser->at + 1,
					     "nothing is open that `%c` could close", parser->text[parser->at]) != NULL;
	return rt_feel_syntax_error (parser, "syntax", (guint)parser->at, (guint)parser->length,
				     "the expression should end here; is an operator missing?") != NULL;
}

/* `input`: slot of `?`, or NONE where the text is one expression */
static RtFeelProgram *
compile (RtFeelWorkshop *workshop, const RtFeelScope *scope, guint32 input, const char *text, gsize length,
	 GPtrArray *diagnostics)
{
	RtFeelParser parser;
	rt_feel_parser_init (&parser, scope, text, length, diagnostics, workshop->tree, workshop->kept);
	parser.input = input;
	RtFeelProgram *program = rt_arena_alloc (workshop->kept, sizeof *program);
	program->arena = workshop->kept;
	guint before = diagnostics != NULL ? diagnostics->len : 0;
	RtFeelParse function = input == RT_FEEL_NONE ? rt_feel_parse_expression : rt_feel_parse_unary_tests;
	gboolean done = rt_feel_parse_whole (&parser, function);
	if (done)
		rt_feel_emit (&parser, workshop, program);
	done = done && !parser.failed && !parser.type_failed;
	if (done) {
		program->type = parser.proto->body->type;
		program->places = parser.places;
		rt_feel_warn_always (&parser, program);
	} else {
		rt_feel_report_unpaired (&parser, before);
	}
	rt_arena_reset (workshop->tree);
	return done ? program : NULL;
}

/* a program with a workshop of its own, of which it keeps what it is made of */
static RtFeelProgram *
compile_one (const RtFeelScope *scope, guint32 input, const char *text, gsize length, GPtrArray *diagnostics)
{
	RtFeelWorkshop *workshop = rt_feel_workshop_new ();
	RtFeelProgram *program = compile (workshop, scope, input, text, length, diagnostics);
	if (program != NULL)
		workshop->kept = NULL;
	rt_feel_workshop_free (workshop);
	return program;
}

RtFeelProgram *
rt_feel_compile (const RtFeelScope *scope, const char *text, gsize length, GPtrArray *diagnostics)
{
	return compile_one (scope, RT_FEEL_NONE, text, length, diagnostics);
}

RtFeelProgram *
rt_feel_compile_unary_tests (const RtFeelScope *scope, guint input, const char *text, gsize length,
			     GPtrArray *diagnostics)
{
	return compile_one (scope, input, text, length, diagnostics);
}

RtFeelProgram *
rt_feel_workshop_compile (RtFeelWorkshop *workshop, const RtFeelScope *scope, const char *text, gsize length,
			  GPtrArray *diagnostics)
{
	return compile (workshop, scope, RT_FEEL_NONE, text, length, diagnostics);
}

void
rt_feel_program_free (RtFeelProgram *program)
{
	/* the program is in its own arena */
	if (program != NULL)
		rt_arena_free (program->arena);
}

/* ---- what a program says of itself ------------------------------------------------------------ */

const RtFeelType *
rt_feel_program_type (const RtFeelProgram *program)
{
	return program->type;
}

void
rt_feel_program_visit (const RtFeelProgram *program, RtFeelVisit visit, gpointer user_data)
{
	for (const RtFeelPlace *place = program->places; place != NULL; place = place->next)
		if (place->read)
			visit (place->slot, place->path, place->start, place->end, user_data);
}

static void
visit_literal (RtFeelValue value, void (*visit) (RtFeelValue literal, gpointer user_data), gpointer user_data)
{
	if (value.kind == RT_FEEL_LIST) {
		for (guint i = 0; i < rt_feel_items (value)->count; i++)
			visit_literal (rt_feel_items (value)->items[i], visit, user_data);
	} else if (value.kind == RT_FEEL_RANGE) {
		visit_literal (rt_feel_bounds (value)->low, visit, user_data);
		visit_literal (rt_feel_bounds (value)->high, visit, user_data);
	} else if (value.kind >= RT_FEEL_NUMBER && value.kind <= RT_FEEL_DAYS_TIME) {
		visit (value, user_data);
	}
}

void
rt_feel_program_literals (const RtFeelProgram *program,
			  void (*visit) (RtFeelValue literal, gpointer user_data), gpointer user_data)
{
	for (guint32 i = 0; i < program->n_constants; i++)
		visit_literal (program->constants[i], visit, user_data);
}

void
rt_feel_program_dump (const RtFeelProgram *program, GString *out)
{
	static const char *const names[] = {
#define RT_FEEL_OPCODE(id, name) name,
#include "libroute/feel/opcodes.def"
#undef RT_FEEL_OPCODE
	};
	for (guint32 i = 0; i < program->n_code; i++)
		g_string_append_printf (out, "%4u %-12s %u %u\n", i, names[program->code[i].op],
					program->code[i].a, program->code[i].b);
}
