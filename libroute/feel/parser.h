/* Text to tree. Private to the parser's files and the compiler. */
#pragma once
#include "libroute/feel/node.h"
#include "libroute/feel/scope.h"
#include "libroute/feel/ops.h"

typedef struct _RtFeelLocalName RtFeelLocalName;
struct _RtFeelLocalName {
	RtFeelBinding binding;
	RtFeelPlace *place;
	gboolean used;
	RtFeelNode *holder; /* the entry of a context that fills it */
	RtFeelLocalName *next;
};

/* What an inner construct adds to the names: variables, or the entries of the item that a filter looks at. */
typedef struct _RtFeelFrame RtFeelFrame;
struct _RtFeelFrame {
	RtFeelFrame *outer;
	RtFeelProto *proto; /* whose locals these are */
	RtFeelLocalName *names;
	const RtFeelType *item; /* of a filter; NULL otherwise */
	guint32 item_local;
	RtFeelPlace *item_place;
};

typedef struct {
	const RtFeelScope *scope;
	const char *text;
	gsize length, at;
	RtArena *tree; /* nodes, gone after compiling */
	RtArena *kept; /* types, names and constants of the program */
	GPtrArray *diagnostics;
	gboolean failed; /* a syntax error: stop */
	gboolean type_failed; /* an error of types or names: go on, but there will be no program */
	guint depth, n_nodes;
	guint32 input; /* slot of `?`, or RT_FEEL_NONE */
	RtFeelFrame *frame;
	RtFeelProto *proto, *protos, *last_proto;
	RtFeelPlace *places, *last_place;
	const RtFeelType *lambda; /* what the parameters of the function that is next stand for, or NULL */
} RtFeelParser;

typedef RtFeelNode *(*RtFeelParse) (RtFeelParser *parser);

/* ---- feel.c ---- */
void rt_feel_parser_init (RtFeelParser *parser, const RtFeelScope *scope, const char *text, gsize length,
			  GPtrArray *diagnostics, RtArena *tree, RtArena *kept);
/* The whole text by one function, into parser->proto->body; FALSE when it is refused. */
gboolean rt_feel_parse_whole (RtFeelParser *parser, RtFeelParse function);

/* ---- tree.c ---- */
/* The value a node always has, as rt_feel_tree_value() tells it. */
gboolean rt_feel_node_value (RtArena *arena, const RtFeelNode *node, RtFeelValue *value);

/* ---- parser.c ---- */
RtFeelNode *rt_feel_parse_expression (RtFeelParser *parser);
RtFeelNode *rt_feel_parse_power (RtFeelParser *parser, guint power);
/* Tests separated by commas, each of which may begin with a comparison sign. */
RtFeelNode *rt_feel_parse_unary_tests (RtFeelParser *parser);
RtFeelNode *rt_feel_parse_test (RtFeelParser *parser);
/* A test, or behind an opening bracket a range: `1..5)`. */
RtFeelNode *rt_feel_parse_test_or_range (RtFeelParser *parser, guint start);
/* Goes on behind an operand, as far as operators bind at least with this power. */
RtFeelNode *rt_feel_parse_on (RtFeelParser *parser, RtFeelNode *left, guint power);
RtFeelNode *rt_feel_node (RtFeelParser *parser, RtFeelNodeKind kind, guint start);
/* Finishes a node: span to here, constness from its children, and its type. Returns NULL when the parser
 * has failed. */
RtFeelNode *rt_feel_node_done (RtFeelParser *parser, RtFeelNode *node);
gboolean rt_feel_enter (RtFeelParser *parser);
void rt_feel_leave (RtFeelParser *parser);

/* ---- parse-operand.c, parse-postfix.c, parse-scope.c ---- */
RtFeelNode *rt_feel_parse_operand (RtFeelParser *parser);
RtFeelNode *rt_feel_parse_bracket (RtFeelParser *parser, guint start);
/* Behind `..`: the high end and the closing bracket. */
RtFeelNode *rt_feel_parse_range_end (RtFeelParser *parser, RtFeelNode *low, RtFeelEnd low_end, guint start);
RtFeelNode *rt_feel_parse_context (RtFeelParser *parser, guint start);
RtFeelNode *rt_feel_parse_name (RtFeelParser *parser, guint start);
RtFeelNode *rt_feel_parse_iteration (RtFeelParser *parser, RtFeelNodeKind kind, guint start);
RtFeelNode *rt_feel_parse_function (RtFeelParser *parser, guint start);
RtFeelNode *rt_feel_parse_postfix (RtFeelParser *parser, RtFeelNode *operand);
RtFeelNode *rt_feel_parse_builtin_call (RtFeelParser *parser, guint first_row, guint start);

/* ---- names ---- */
/* A function, within the current one. */
RtFeelProto *rt_feel_proto_new (RtFeelParser *parser);
/* TRUE when a known name begins with the word that is next, and is longer. */
gboolean rt_feel_is_longer_name (const RtFeelParser *parser);
void rt_feel_frame_push (RtFeelParser *parser, RtFeelFrame *frame);
void rt_feel_frame_pop (RtFeelParser *parser);
/* A new local of the current function, visible from here on under this name. */
RtFeelLocalName *rt_feel_frame_declare (RtFeelParser *parser, RtFeelName name, const RtFeelType *type);
guint32 rt_feel_new_local (RtFeelParser *parser);
RtFeelPlace *rt_feel_place_new (RtFeelParser *parser, guint slot, const char *path, const RtFeelName *name,
				guint start);
/* Reads a name that is being declared, up to one of the stop characters; keeps a normalised copy. */
gboolean rt_feel_read_declared_name (RtFeelParser *parser, const char *stops, RtFeelName *name);

/* ---- lexer.c ---- */
void rt_feel_space (RtFeelParser *parser);
/* TRUE when the sign is next; takes it. */
gboolean rt_feel_take (RtFeelParser *parser, const char *sign);
gboolean rt_feel_peek (RtFeelParser *parser, const char *sign);
/* As take, for a word that must end here. */
gboolean rt_feel_take_word (RtFeelParser *parser, const char *word);
gboolean rt_feel_peek_word (RtFeelParser *parser, const char *word);
/* Takes the sign or reports what was expected. */
gboolean rt_feel_expect (RtFeelParser *parser, const char *sign, const char *after);
gboolean rt_feel_expect_word (RtFeelParser *parser, const char *word, const char *after);
/* The operator that is next, without taking it; its length in *length. RT_FEEL_N_OPERATORS when none is. */
RtFeelOperator rt_feel_peek_operator (RtFeelParser *parser, gsize *length);
guint rt_feel_operator_power (RtFeelOperator operator);
RtFeelNodeKind rt_feel_operator_node (RtFeelOperator operator);
/* The contents of a string literal at the cursor (at its quote), unescaped. */
gboolean rt_feel_read_string (RtFeelParser *parser, const char **bytes, gsize *length);
/* A number literal at the cursor, as text. */
gboolean rt_feel_read_number (RtFeelParser *parser, char **digits);

/* ---- slips.c ---- */
/* The expression cannot go on at the cursor: reports what FEEL has for what stands there, when that is known. */
gboolean rt_feel_report_slip (RtFeelParser *parser);
/* text contains "x": reports a function that stands where an operator, or the end, is expected. */
gboolean rt_feel_report_function_between (RtFeelParser *parser);
/* What FEEL has for a word where a value is expected, or for a function of that name; NULL when that is not known. */
const char *rt_feel_slip_meant (const char *text, gsize length, gboolean called);

/* ---- check.c ---- */
/* Gives the node its type and reports what cannot be. */
void rt_feel_check (RtFeelParser *parser, RtFeelNode *node);

/* ---- quotes.c ---- */
/* When the parser failed and a text has no closing quote: tells that, in the place of all diagnostics from index `before` on. */
void rt_feel_report_unpaired (RtFeelParser *parser, guint before);

/* ---- report.c ---- */
void rt_feel_report (RtFeelParser *parser, RtFeelSeverity severity, const char *code, guint start, guint end,
		     const char *format, ...) G_GNUC_PRINTF (6, 7);
/* A syntax error at the cursor or over a span; the parser fails. Returns NULL. */
RtFeelNode *rt_feel_syntax_error (RtFeelParser *parser, const char *code, guint start, guint end,
				  const char *format, ...) G_GNUC_PRINTF (5, 6);
/* An error that plain FEEL does not know, where the value is only null. */
void rt_feel_type_error (RtFeelParser *parser, const char *code, const RtFeelNode *node, const char *format,
			 ...) G_GNUC_PRINTF (4, 5);
/* The text of a node, shortened, for messages. Returns: (transfer full) */
char *rt_feel_excerpt (RtFeelParser *parser, const RtFeelNode *node);
