/* Names in the tree: which variable, local, field of a filtered item or function a name is. */
#include "libroute/feel/parser.h"
#include "libroute/feel/builtin.h"
#include <string.h>

#define MOST_LOCALS 4096u
#define LONGEST_NAME 256u
#define DYNAMIC_FRAMES 16u

RtFeelProto *
rt_feel_proto_new (RtFeelParser *parser)
{
	RtFeelProto *proto = rt_arena_alloc (parser->tree, sizeof *proto);
	proto->parent = parser->proto;
	proto->index = parser->last_proto != NULL ? parser->last_proto->index + 1 : 0;
	if (parser->last_proto != NULL)
		parser->last_proto->next = proto;
	else
		parser->protos = proto;
	parser->last_proto = proto;
	return proto;
}

/* ---- frames and locals ------------------------------------------------------------------------ */

void
rt_feel_frame_push (RtFeelParser *parser, RtFeelFrame *frame)
{
	frame->outer = parser->frame;
	frame->proto = parser->proto;
	parser->frame = frame;
}

void
rt_feel_frame_pop (RtFeelParser *parser)
{
	parser->frame = parser->frame->outer;
}

guint32
rt_feel_new_local (RtFeelParser *parser)
{
	if (parser->proto->n_locals == MOST_LOCALS)
		rt_feel_syntax_error (parser, "size", (guint)parser->at, (guint)parser->at,
				      "the expression has too many variables of its own");
	else
		parser->proto->n_locals++;
	return parser->proto->n_locals - 1;
}

RtFeelLocalName *
rt_feel_frame_declare (RtFeelParser *parser, RtFeelName name, const RtFeelType *type)
{
	RtFeelLocalName *local = rt_arena_alloc (parser->tree, sizeof *local);
	local->binding = (RtFeelBinding){name, type, rt_feel_new_local (parser), RT_FEEL_BIND_LOCAL};
	local->next = parser->frame->names;
	parser->frame->names = local;
	return parser->failed ? NULL : local;
}

/* the index, in this function, of a local of a function around it */
static guint32
capture (RtFeelParser *parser, RtFeelProto *proto, const RtFeelProto *owner, guint32 index)
{
	if (proto == owner || proto->parent == NULL)
		return index;
	guint32 from = capture (parser, proto->parent, owner, index);
	for (guint i = 0; i < proto->n_captures; i++)
		if (proto->captures[i].from == from)
			return proto->captures[i].to;
	RtFeelCapture *grown = rt_arena_array (parser->kept, proto->n_captures + 1, sizeof *grown);
	if (proto->n_locals == MOST_LOCALS) {
		rt_feel_syntax_error (parser, "size", (guint)parser->at, (guint)parser->at,
				      "the expression is too large");
		return 0;
	}
	if (proto->n_captures != 0)
		memcpy (grown, proto->captures, proto->n_captures * sizeof *grown);
	grown[proto->n_captures++] = (RtFeelCapture){from, proto->n_locals};
	proto->captures = grown;
	return proto->n_locals++;
}

/* ---- places ----------------------------------------------------------------------------------- */

RtFeelPlace *
rt_feel_place_new (RtFeelParser *parser, guint slot, const char *path, const RtFeelName *name, guint start)
{
	RtFeelPlace *place = rt_arena_alloc (parser->kept, sizeof *place);
	gsize before = strlen (path), length = name != NULL ? name->length : 0, dot = before > 0 && name != NULL;
	char *text = rt_arena_alloc (parser->kept, before + dot + length + 1);
	memcpy (text, path, before);
	if (dot)
		text[before] = '.';
	if (length > 0)
		memcpy (text + before + dot, name->text, length);
	*place = (RtFeelPlace){NULL, slot, start, (guint)parser->at, TRUE, text};
	if (parser->last_place != NULL)
		parser->last_place->next = place;
	else
		parser->places = place;
	parser->last_place = place;
	return place;
}

/* ---- declared names --------------------------------------------------------------------------- */

gboolean
rt_feel_read_declared_name (RtFeelParser *parser, const char *stops, RtFeelName *name)
{
	char copy[LONGEST_NAME];
	guint n = 0;
	rt_feel_space (parser);
	gsize start = parser->at, at = start, next;
	while (at < parser->length && n + 8 < LONGEST_NAME && strchr (stops, parser->text[at]) == NULL) {
		if (rt_feel_is_name_char (parser->text, parser->length, at, &next)) {
			memcpy (copy + n, parser->text + at, next - at);
			n += (guint)(next - at);
			at = next;
			continue;
		}
		gsize behind = rt_feel_skip_space (parser->text, parser->length, at);
		if (behind == at && (n == 0 || strchr ("./-'+*", parser->text[at]) == NULL))
			break;
		copy[n++] = behind != at ? ' ' : parser->text[at];
		at = behind != at ? behind : at + 1;
	}
	if (n != 0 && copy[n - 1] == ' ')
		n--;
	if (n != 0 && at < parser->length && !g_ascii_isdigit (copy[0]) && strchr ("=;", parser->text[at]) != NULL)
		return rt_feel_syntax_error (parser, "syntax", (guint)at, (guint)at + 1,
					     "`%c` is expected after a name, not `%c`", stops[0], parser->text[at]) != NULL;
	if (n == 0 || g_ascii_isdigit (copy[0]) || at == parser->length ||
	    strchr (stops, parser->text[at]) == NULL)
		return rt_feel_syntax_error (parser, "name", (guint)start, (guint)at,
					     "a name is expected here") != NULL;
	const char *kept = rt_arena_strndup (parser->kept, copy, n);
	*name = rt_feel_name (kept, n);
	parser->at = at;
	return TRUE;
}

/* ---- resolving -------------------------------------------------------------------------------- */

typedef struct {
	RtFeelFrame *frame; /* where it was found; NULL: in the scope or nowhere */
	const RtFeelBinding *binding; /* a local, or of the scope */
	RtFeelLocalName *local;
	const RtFeelField *field; /* of a filtered item */
	guint hint;
	gboolean is_item; /* `item` itself */
	gsize end; /* 0: not found */
} Found;

static gboolean
is_called (const RtFeelParser *parser, gsize end)
{
	gsize at = rt_feel_skip_space (parser->text, parser->length, end);
	return at < parser->length && parser->text[at] == '(';
}

/* a name before a bracket is a function: not a variable that is known to hold something else */
static gboolean
may_be_meant (const RtFeelParser *parser, const RtFeelType *type, gsize end)
{
	return rt_feel_type_is_any (type) || type->kind == RT_FEEL_FUNCTION || !is_called (parser, end);
}

static void
find_in_frame (const RtFeelParser *parser, RtFeelFrame *frame, Found *found)
{
	static const RtFeelName item = {"item", 4, 0};
	gsize end;
	for (RtFeelLocalName *local = frame->names; local != NULL; local = local->next) {
		end = rt_feel_name_match (&local->binding.name, parser->text, parser->length, parser->at);
		if (end > found->end && may_be_meant (parser, local->binding.type, end))
			*found =
			    (Found){.frame = frame, .binding = &local->binding, .local = local, .end = end};
	}
	if (frame->item == NULL)
		return;
	for (guint i = 0; frame->item->kind == RT_FEEL_CONTEXT && i < frame->item->n_fields; i++) {
		const RtFeelField *field = &frame->item->fields[i];
		end = rt_feel_name_match (&field->name, parser->text, parser->length, parser->at);
		if (end > found->end && may_be_meant (parser, field->type, end))
			*found = (Found){.frame = frame, .field = field, .hint = i, .end = end};
	}
	end = rt_feel_name_match (&item, parser->text, parser->length, parser->at);
	if (end > found->end)
		*found = (Found){.frame = frame, .is_item = TRUE, .end = end};
}

static Found
find (const RtFeelParser *parser)
{
	Found found = {.end = parser->at};
	gsize end;
	for (RtFeelFrame *frame = parser->frame; frame != NULL; frame = frame->outer)
		find_in_frame (parser, frame, &found);
	const RtFeelBinding *binding =
	    rt_feel_scope_match (parser->scope, parser->text, parser->length, parser->at, &end);
	gboolean function = binding != NULL && binding->kind != RT_FEEL_BIND_SLOT;
	gboolean shorter = found.end > parser->at && function && !is_called (parser, end);
	if (binding != NULL && end > found.end && !shorter)
		found = (Found){.binding = binding, .end = end};
	if (found.end == parser->at)
		found.end = 0;
	return found;
}

static gsize
word_end (const RtFeelParser *parser)
{
	gsize end = parser->at;
	for (gsize next; rt_feel_is_name_char (parser->text, parser->length, end, &next);)
		end = next;
	return end;
}

/* of pad-age-leest all of it: analysts' names have hyphens in them */
static gsize
hyphened_end (const RtFeelParser *parser)
{
	gsize end = word_end (parser), next;
	while (end + 1 < parser->length && parser->text[end] == '-' &&
	       rt_feel_is_name_char (parser->text, parser->length, end + 1, &next))
		for (end = next; rt_feel_is_name_char (parser->text, parser->length, end, &next);)
			end = next;
	return end;
}

gboolean
rt_feel_is_longer_name (const RtFeelParser *parser)
{
	gsize end = word_end (parser);
	return find (parser).end > end;
}

static void
consider_frames (const RtFeelParser *parser, RtFeelNearest *nearest)
{
	for (const RtFeelFrame *frame = parser->frame; frame != NULL; frame = frame->outer) {
		for (const RtFeelLocalName *local = frame->names; local != NULL; local = local->next)
			rt_feel_nearest_consider (&local->binding.name, nearest);
		for (guint i = 0;
		     frame->item != NULL && frame->item->kind == RT_FEEL_CONTEXT && i < frame->item->n_fields;
		     i++)
			rt_feel_nearest_consider (&frame->item->fields[i].name, nearest);
	}
}

/* `and` where a value is expected: one of the words that stand between values */
static gboolean
report_misplaced (RtFeelParser *parser)
{
	static const char *const between[] = {"and", "or", "then", "else", "in", "return", "satisfies", "between"};
	for (guint i = 0; i < G_N_ELEMENTS (between); i++)
		if (rt_feel_peek_word (parser, between[i])) {
			guint at = (guint)parser->at;
			rt_feel_syntax_error (parser, "syntax", at, at + (guint)strlen (between[i]),
					      "a value is expected before `%s`", between[i]);
			return TRUE;
		}
	return FALSE;
}

/* Finds the name that is nearest to what is written. Is it a word of a closed list instead? */
static gboolean
find_nearest (const RtFeelParser *parser, gsize start, gsize end, RtFeelNearest *nearest)
{
	*nearest = (RtFeelNearest){.written = parser->text + start, .length = end - start};
	consider_frames (parser, nearest);
	rt_feel_scope_each (parser->scope, NULL, rt_feel_nearest_consider, nearest);
	return rt_feel_scope_has_word (parser->scope, parser->text + start, end - start);
}

static void
report_unknown (RtFeelParser *parser, const RtFeelNode *node, const char *slip, gboolean word, const RtFeelNearest *nearest)
{
	g_autofree char *written = g_strndup (nearest->written, nearest->length);
	if (word)
		rt_feel_type_error (parser, "unknown-name", node, "`%s` is not known here; did you mean the text \"%s\"?",
				    written, written);
	else if (slip != NULL)
		rt_feel_type_error (parser, "unknown-name", node, "`%s` is not written so here; did you mean `%s`?", written,
				    slip);
	else if (nearest->name != NULL)
		rt_feel_type_error (parser, "unknown-name", node, "`%s` is not known here; did you mean `%.*s`?", written,
				    (int)nearest->name_length, nearest->name);
	else
		rt_feel_type_error (parser, "unknown-name", node, "`%s` is not known here", written);
}

static RtFeelNode *
unknown_name (RtFeelParser *parser, guint start)
{
	RtFeelNearest nearest;
	gsize end = hyphened_end (parser);
	/* of no-contact the first word is not meant by itself */
	gboolean called = is_called (parser, end), alone = end == word_end (parser);
	if (alone && !called && report_misplaced (parser))
		return NULL;
	const char *slip = alone ? rt_feel_slip_meant (parser->text + start, end - start, called) : NULL;
	gboolean word = find_nearest (parser, start, end, &nearest);
	/* no name like that: then the signs are minus */
	if (nearest.name == NULL && !word && !alone) {
		end = word_end (parser);
		word = find_nearest (parser, start, end, &nearest);
	}
	parser->at = end;
	RtFeelNode *node = rt_feel_node_done (parser, rt_feel_node (parser, RT_FEEL_NODE_CONST, start));
	if (node == NULL)
		return NULL;
	/* what it would be is not known: no echoes of this one error */
	node->type = &rt_feel_type_any;
	report_unknown (parser, node, slip, word, &nearest);
	return node;
}

/* ---- nodes of names --------------------------------------------------------------------------- */

static RtFeelNode *
local_node (RtFeelParser *parser, RtFeelFrame *frame, guint32 index, const RtFeelType *type,
	    RtFeelPlace *place, guint start)
{
	RtFeelNode *node = rt_feel_node (parser, RT_FEEL_NODE_LOCAL, start);
	node->index = capture (parser, parser->proto, frame->proto, index);
	node->type = type;
	if (place != NULL) {
		place->read = FALSE;
		node->place = rt_feel_place_new (parser, place->slot, place->path, NULL, start);
	}
	return rt_feel_node_done (parser, node);
}

static RtFeelNode *
field_node (RtFeelParser *parser, const Found *found, guint start)
{
	RtFeelNode *node = rt_feel_node (parser, RT_FEEL_NODE_MEMBER, start);
	node->child = local_node (parser, found->frame, found->frame->item_local, found->frame->item,
				  found->frame->item_place, start);
	node->as.member.name = found->field->name;
	node->as.member.hint = found->hint;
	return node->child != NULL ? rt_feel_node_done (parser, node) : NULL;
}

/* approach ("pad"): the argument says which variable it is */
static RtFeelNode *
declared_call (RtFeelParser *parser, const RtFeelBinding *binding, guint start)
{
	const char *argument;
	gsize length;
	if (!rt_feel_expect (parser, "(", binding->name.text))
		return NULL;
	rt_feel_space (parser);
	guint at = (guint)parser->at;
	if (!rt_feel_peek (parser, "\""))
		return rt_feel_syntax_error (parser, "syntax", at, at + 1,
					     "`%s` takes one id in quotes, as in %s(\"id\")",
					     binding->name.text, binding->name.text);
	if (!rt_feel_read_string (parser, &argument, &length))
		return NULL;
	const RtFeelBinding *variable =
	    rt_feel_scope_find_call (parser->scope, &binding->name, argument, length);
	if (variable == NULL) {
		RtFeelNearest nearest = {.written = argument, .length = length};
		rt_feel_scope_each (parser->scope, &binding->name, rt_feel_nearest_consider, &nearest);
		rt_feel_report (parser, RT_FEEL_ERROR, "unknown-name", at, (guint)parser->at,
				nearest.name != NULL ? "there is no %s(\"%s\"); did you mean \"%.*s\"?"
						     : "there is no %s(\"%s\")",
				binding->name.text, argument, (int)nearest.name_length, nearest.name);
		return NULL;
	}
	if (!rt_feel_expect (parser, ")", "the id"))
		return NULL;
	RtFeelNode *node = rt_feel_node (parser, RT_FEEL_NODE_SLOT, start);
	node->index = variable->index;
	node->type = variable->type;
	node->place = rt_feel_place_new (parser, variable->index, "", NULL, start);
	return rt_feel_node_done (parser, node);
}

static RtFeelNode *
scope_node (RtFeelParser *parser, const RtFeelBinding *binding, guint start)
{
	if (binding->kind == RT_FEEL_BIND_CALL)
		return declared_call (parser, binding, start);
	if (binding->kind == RT_FEEL_BIND_BUILTIN && is_called (parser, parser->at))
		return rt_feel_parse_builtin_call (parser, binding->index, start);
	gboolean slot = binding->kind == RT_FEEL_BIND_SLOT;
	RtFeelNode *node = rt_feel_node (parser, slot ? RT_FEEL_NODE_SLOT : RT_FEEL_NODE_BUILTIN, start);
	node->index = binding->index;
	node->type = binding->type;
	if (slot)
		node->place = rt_feel_place_new (parser, binding->index, "", NULL, start);
	return rt_feel_node_done (parser, node);
}

/* TRUE when only the run can tell whether the item has an entry of some name */
static gboolean
is_dynamic (const RtFeelFrame *frame)
{
	return frame->item != NULL && (rt_feel_type_is_any (frame->item) ||
				       (frame->item->kind == RT_FEEL_CONTEXT && frame->item->partial));
}

static RtFeelNode *
item_name (RtFeelParser *parser, RtFeelFrame *frame, RtFeelName name, RtFeelNode *otherwise, guint start)
{
	RtFeelNode *node = rt_feel_node (parser, RT_FEEL_NODE_ITEM_NAME, start);
	node->index = capture (parser, parser->proto, frame->proto, frame->item_local);
	node->as.member.name = name;
	node->child = otherwise;
	if (frame->item_place != NULL) {
		frame->item_place->read = FALSE;
		node->place = rt_feel_place_new (parser, frame->item_place->slot, frame->item_place->path,
						 &name, start);
	}
	return rt_feel_node_done (parser, node);
}

static RtFeelNode *
found_node (RtFeelParser *parser, const Found *found, guint start)
{
	if (found->field != NULL)
		return field_node (parser, found, start);
	if (found->is_item)
		return local_node (parser, found->frame, found->frame->item_local, found->frame->item,
				   found->frame->item_place, start);
	if (found->frame != NULL) {
		found->local->used = TRUE;
		return local_node (parser, found->frame, found->binding->index, found->binding->type,
				   found->local->place, start);
	}
	return scope_node (parser, found->binding, start);
}

static RtFeelNode *
input_node (RtFeelParser *parser, guint start)
{
	RtFeelNode *node = rt_feel_node (parser, RT_FEEL_NODE_SLOT, start);
	parser->at++;
	node->index = parser->input;
	node->uses_input = TRUE;
	return rt_feel_node_done (parser, node);
}

RtFeelNode *
rt_feel_parse_name (RtFeelParser *parser, guint start)
{
	RtFeelFrame *dynamic[DYNAMIC_FRAMES];
	guint n_dynamic = 0;
	Found found = find (parser);
	gsize end = found.end != 0 ? found.end : word_end (parser);
	if (parser->input != RT_FEEL_NONE && end == parser->at + 1 && parser->text[parser->at] == '?')
		return input_node (parser, start);
	gboolean called = is_called (parser, end);
	for (RtFeelFrame *frame = parser->frame;
	     frame != NULL && (found.end == 0 || frame != found.frame) && !called; frame = frame->outer)
		if (is_dynamic (frame) && n_dynamic < DYNAMIC_FRAMES)
			dynamic[n_dynamic++] = frame;
	/* `item` of a filter may be the name of an entry of that very item */
	if (found.is_item && is_dynamic (found.frame) && n_dynamic < DYNAMIC_FRAMES)
		dynamic[n_dynamic++] = found.frame;
	if (found.end == 0 && n_dynamic == 0)
		return unknown_name (parser, start);
	const char *text = rt_arena_strndup (parser->kept, parser->text + start, end - start);
	parser->at = end;
	RtFeelNode *node = found.end != 0 ? found_node (parser, &found, start) : NULL;
	if (found.end != 0 && node == NULL)
		return NULL;
	/* from the outermost item to the innermost: each is asked first and falls back on the ones around
	 * it */
	while (n_dynamic != 0) {
		node =
		    item_name (parser, dynamic[--n_dynamic], rt_feel_name (text, end - start), node, start);
		if (node == NULL)
			return NULL;
	}
	return node;
}
