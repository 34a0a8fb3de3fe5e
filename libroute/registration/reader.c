/* Fills a record from the events of a JSON text, led by the schema tables. */
#define _GNU_SOURCE
#include <string.h>
#include "libroute/registration/forbidden.h"
#include "libroute/registration/json.h"
#include "libroute/registration/reader.h"
#include "libroute/registration/record-private.h"
#include "libroute/util/date.h"
#include "libroute/util/error.h"
#include "libroute/util/limits.h"
#include "libroute/util/words.h"

/* how much of a wrong key or word an error message repeats */
#define SHOWN 40

/* most registrations never have more that is not complete; a power of two */
#define FEW 64u

typedef enum { FRAME_OBJECT, FRAME_LIST, FRAME_MAP, FRAME_ANY_LIST } FrameKind;

typedef struct {
	FrameKind kind;
	int place;              /* of an object, of the list it is an item of, of a list; -1: the root */
	const RtShape *shape;   /* of an object, of the items of a list */
	const RtField *field;   /* the list itself */
	RtFact *facts;          /* of an object */
	guint32 seen, given;    /* fields of an object whose key came by, which have a value; a bit each */
	int current;            /* field of the object; -1: the value of a key that is passed by */
	guint pending;          /* where the items of a list, or entries of a map, begin on the stack */
	guint index;            /* items so far */
	const char *key;        /* of a map: the key of the current value */
} Frame;

typedef struct {
	const RtPlaces *all;
	RouteRegistration *record;
	Frame *top;             /* of `frames`; NULL: nothing is begun, or everything is done */
	guint n_stack, room;
	RtEntry *stack;         /* items of lists and entries of maps that are not complete yet; wiped behind them */
	GError *error;
	Frame frames[RT_LIMIT_DEPTH + 1];
	RtEntry few[FEW];       /* the stack, until it is full */
} Reader;

/* ---- errors ---- */

static void
append_segment (GString *out, const char *text)
{
	g_string_append_c (out, '/');
	for (; *text != '\0'; text++) {
		if (*text == '~')
			g_string_append (out, "~0");
		else if (*text == '/')
			g_string_append (out, "~1");
		else
			g_string_append_c (out, *text);
	}
}

/* the place of the value that is being read */
static char *
current_pointer (const Reader *reader)
{
	GString *out = g_string_new (NULL);
	for (const Frame *frame = reader->frames; reader->top != NULL && frame <= reader->top; frame++) {
		if (frame->kind == FRAME_OBJECT && frame->current >= 0)
			append_segment (out, frame->shape->fields[frame->current].name);
		else if (frame->kind == FRAME_MAP && frame->key != NULL)
			append_segment (out, frame->key);
		else if (frame->kind == FRAME_LIST || frame->kind == FRAME_ANY_LIST)
			g_string_append_printf (out, "/%u", frame->index);
	}
	return g_string_free (out, FALSE);
}

static gboolean G_GNUC_PRINTF (3, 4)
refuse (Reader *reader, RouteError code, const char *format, ...)
{
	if (reader->error != NULL)
		return FALSE;
	va_list arguments;
	va_start (arguments, format);
	g_autofree char *reason = g_strdup_vprintf (format, arguments);
	va_end (arguments);
	g_autofree char *pointer = current_pointer (reader);
	rt_error_set_at (&reader->error, code, pointer, "%s", reason);
	return FALSE;
}

/* at most SHOWN characters of a text, for a message */
static char *
shown (const char *text, gsize length)
{
	g_autofree char *whole = g_strndup (text, length);
	if (g_utf8_strlen (whole, -1) <= SHOWN)
		return g_steal_pointer (&whole);
	g_autofree char *cut = g_utf8_substring (whole, 0, SHOWN);
	return g_strconcat (cut, "...", NULL);
}

static const char *
type_name (const RtField *field, RtType type)
{
	switch (type) {
	case RT_TYPE_BOOLEAN:
		return "true or false";
	case RT_TYPE_INTEGER:
		return "a whole number";
	case RT_TYPE_DATE:
		return "a date, YYYY-MM-DD";
	case RT_TYPE_OBJECT:
		return "an object";
	case RT_TYPE_LIST:
		return "a list";
	default:
		return "a text";
	}
}

G_NO_INLINE static gboolean
wrong_type (Reader *reader, const RtField *field, RtType type)
{
	return refuse (reader, ROUTE_ERROR_SCHEMA, "must be %s", type_name (field, type));
}

/* ---- values ---- */

static gboolean
keep_text (Reader *reader, const RtJsonScalar *scalar, RtFact *fact)
{
	fact->as.text = rt_arena_strndup (reader->record->arena, scalar->text, scalar->length);
	fact->length = (guint32) scalar->length;
	return fact->as.text != NULL || refuse (reader, ROUTE_ERROR_LIMIT, "too large");
}

G_NO_INLINE static gboolean
refuse_word (Reader *reader, const RtField *field, const RtJsonScalar *scalar)
{
	g_autofree char *given = shown (scalar->text, scalar->length);
	const char *nearest = rt_words_nearest (given, field->words);
	if (nearest != NULL)
		return refuse (reader, ROUTE_ERROR_SCHEMA, "\"%s\" is not known here; did you mean \"%s\"?",
			       given, nearest);
	g_autoptr (GString) words = g_string_new (NULL);
	rt_words_print (field->words, words);
	return refuse (reader, ROUTE_ERROR_SCHEMA, "\"%s\" is not known here; one of %s", given, words->str);
}

static gboolean
read_word (Reader *reader, const RtPlace *place, const RtJsonScalar *scalar, RtFact *fact)
{
	int word = rt_place_find_word (place, scalar->text, scalar->length);
	if (word < 0)
		return refuse_word (reader, place->field, scalar);
	*fact = (RtFact){ .kind = RT_FACT_WORD, .as.word = (guint) word };
	return TRUE;
}

static gboolean
is_slug (const char *text, gsize length)
{
	if (length == 0 || length > RT_LIMIT_SLUG)
		return FALSE;
	for (gsize i = 0; i < length; i++)
		if (!g_ascii_islower (text[i]) && !g_ascii_isdigit (text[i]) && text[i] != '-')
			return FALSE;
	return TRUE;
}

static gboolean
read_party (Reader *reader, const RtField *field, const RtJsonScalar *scalar, RtFact *fact)
{
	gboolean third = scalar->length >= 6 && memcmp (scalar->text, "third:", 6) == 0;
	fact->kind = RT_FACT_TEXT;
	if (third && !field->third)
		return refuse (reader, ROUTE_ERROR_PARTY,
			       "only a Party can stand here, not somebody who is none");
	if (third && !is_slug (scalar->text + 6, scalar->length - 6))
		return refuse (reader, ROUTE_ERROR_SCHEMA, "must be third:<slug>, 1 to %u of a-z 0-9 -",
			       RT_LIMIT_SLUG);
	if (scalar->length == 0 || (!third && scalar->length > RT_LIMIT_ID))
		return refuse (reader, ROUTE_ERROR_SCHEMA, "is no party id");
	return keep_text (reader, scalar, fact);
}

static gboolean
read_text (Reader *reader, const RtField *field, gint64 most, const RtJsonScalar *scalar, RtFact *fact)
{
	fact->kind = RT_FACT_TEXT;
	if (most > 0 && scalar->length > (gsize) most)
		return refuse (reader, ROUTE_ERROR_LIMIT, "longer than %" G_GINT64_FORMAT " bytes", most);
	return keep_text (reader, scalar, fact);
}

static gboolean
read_string (Reader *reader, const RtPlace *place, RtType type, const RtJsonScalar *scalar, RtFact *fact)
{
	const RtField *field = place->field;
	switch (type) {
	case RT_TYPE_DATE:
		fact->kind = RT_FACT_DATE;
		if (rt_date_parse (scalar->text, scalar->length, &fact->as.days))
			return TRUE;
		return refuse (reader, ROUTE_ERROR_SCHEMA, "there is no such date; write YYYY-MM-DD");
	case RT_TYPE_WORD:
		return read_word (reader, place, scalar, fact);
	case RT_TYPE_PARTY:
		return read_party (reader, field, scalar, fact);
	case RT_TYPE_TEXT:
		/* of a list of texts, `most` counts the items */
		return read_text (reader, field,
				  field->type == RT_TYPE_LIST ? RT_LIMIT_SHORT_TEXT : field->most, scalar,
				  fact);
	default:
		return wrong_type (reader, field, type);
	}
}

static gboolean
read_number (Reader *reader, const RtField *field, RtType type, const RtJsonScalar *scalar, RtFact *fact)
{
	if (type != RT_TYPE_INTEGER)
		return wrong_type (reader, field, type);
	fact->kind = RT_FACT_INTEGER;
	if (!rt_json_integer (scalar->text, scalar->length, &fact->as.integer))
		return refuse (reader, ROUTE_ERROR_SCHEMA, "must be a whole number");
	if (fact->as.integer < field->least || fact->as.integer > field->most)
		return refuse (reader, ROUTE_ERROR_SCHEMA,
			       "must be from %" G_GINT64_FORMAT " to %" G_GINT64_FORMAT, field->least,
			       field->most);
	return TRUE;
}

static gboolean
read_typed (Reader *reader, const RtPlace *place, RtType type, const RtJsonScalar *scalar, RtFact *fact)
{
	switch (scalar->kind) {
	case RT_JSON_STRING:
		return read_string (reader, place, type, scalar, fact);
	case RT_JSON_NUMBER:
		return read_number (reader, place->field, type, scalar, fact);
	case RT_JSON_BOOLEAN:
		if (type != RT_TYPE_BOOLEAN)
			return wrong_type (reader, place->field, type);
		*fact = (RtFact){ .kind = RT_FACT_BOOLEAN, .as.boolean = scalar->boolean };
		return TRUE;
	default:
		return TRUE;
	}
}

static gboolean
read_any (Reader *reader, const RtJsonScalar *scalar, RtFact *fact)
{
	switch (scalar->kind) {
	case RT_JSON_STRING:
		fact->kind = RT_FACT_TEXT;
		return keep_text (reader, scalar, fact);
	case RT_JSON_NUMBER:
		fact->kind = RT_FACT_NUMBER;
		return keep_text (reader, scalar, fact);
	case RT_JSON_BOOLEAN:
		*fact = (RtFact){ .kind = RT_FACT_BOOLEAN, .as.boolean = scalar->boolean };
		return TRUE;
	default:
		fact->kind = RT_FACT_NULL;
		return TRUE;
	}
}

/* ---- where a value goes ---- */

/* the JSON reader sees to it that there are never more than there is room for */
static Frame *
push_frame (Reader *reader)
{
	reader->top = reader->top != NULL ? reader->top + 1 : reader->frames;
	return reader->top;
}

static void
pop_frame (Reader *reader)
{
	reader->top = reader->top != reader->frames ? reader->top - 1 : NULL;
}

static void
wipe_stack (Reader *reader, guint from)
{
	explicit_bzero (&reader->stack[from], (reader->n_stack - from) * sizeof *reader->stack);
	reader->n_stack = from;
}

static void
clear_stack (Reader *reader)
{
	wipe_stack (reader, 0);
	if (reader->stack != reader->few)
		g_free (reader->stack);
}

/* what can stand there is bounded by the depth and the longest list */
G_NO_INLINE static gboolean
grow_stack (Reader *reader)
{
	guint n = reader->n_stack, room = reader->room * 2;
	RtEntry *stack = g_try_new (RtEntry, room);
	if (stack == NULL)
		return refuse (reader, ROUTE_ERROR_LIMIT, "too large");
	memcpy (stack, reader->stack, n * sizeof *stack);
	clear_stack (reader);
	reader->stack = stack;
	reader->n_stack = n;
	reader->room = room;
	return TRUE;
}

/* where the next item of a list, or entry of a map, is put together; NULL: there is no memory */
static RtFact *
next_item (Reader *reader, const Frame *frame)
{
	if (reader->n_stack == reader->room && !grow_stack (reader))
		return NULL;
	RtEntry *entry = &reader->stack[reader->n_stack++];
	*entry = (RtEntry){ .name = frame->key };
	return &entry->value;
}

static int
place_of_current (const Reader *reader, const Frame *frame)
{
	return reader->all->child[frame->place + 1][frame->current];
}

/* TRUE: it is the next one's turn */
static gboolean
pass_item (Frame *frame)
{
	frame->index++;
	return TRUE;
}

static gboolean
room_for_item (Reader *reader, const Frame *frame)
{
	gint64 most = frame->kind == FRAME_LIST ? frame->field->most : RT_LIMIT_ITEMS;
	return frame->index < most ||
	       refuse (reader, ROUTE_ERROR_LIMIT, "more than %" G_GINT64_FORMAT " items", most);
}

static gboolean
put (Reader *reader, Frame *frame, const RtFact *fact)
{
	if (frame->kind == FRAME_OBJECT) {
		frame->facts[frame->current] = *fact;
		frame->given |= 1u << frame->current;
		return TRUE;
	}
	RtFact *item = next_item (reader, frame);
	if (item == NULL)
		return FALSE;
	*item = *fact;
	return pass_item (frame);
}

static gboolean
read_value (Reader *reader, Frame *frame, const RtJsonScalar *scalar)
{
	const RtPlace *place = &reader->all->places[place_of_current (reader, frame)];
	if (scalar->kind == RT_JSON_NULL)
		return TRUE; /* absent */
	if (place->field->type == RT_TYPE_ANY)
		return refuse (reader, ROUTE_ERROR_SCHEMA, "must be an object");
	frame->given |= 1u << frame->current;
	return read_typed (reader, place, place->field->type, scalar, &frame->facts[frame->current]);
}

static gboolean
read_item (Reader *reader, Frame *frame, const RtJsonScalar *scalar)
{
	if (!room_for_item (reader, frame))
		return FALSE;
	if (scalar->kind == RT_JSON_NULL)
		return refuse (reader, ROUTE_ERROR_SCHEMA, "an item cannot be null");
	const RtPlace *place = &reader->all->places[frame->place];
	RtFact *item = next_item (reader, frame);
	return item != NULL && read_typed (reader, place, place->field->item, scalar, item) && pass_item (frame);
}

static gboolean
on_scalar (gpointer receiver, const RtJsonScalar *scalar)
{
	Reader *reader = receiver;
	Frame *frame = reader->top;
	if (frame == NULL)
		return refuse (reader, ROUTE_ERROR_SCHEMA, "a registration is an object");
	if (frame->kind == FRAME_OBJECT)
		return read_value (reader, frame, scalar);
	if (frame->kind == FRAME_LIST)
		return read_item (reader, frame, scalar);
	if (frame->kind != FRAME_MAP && !room_for_item (reader, frame))
		return FALSE;
	RtFact *item = next_item (reader, frame);
	return item != NULL && read_any (reader, scalar, item) && pass_item (frame);
}

/* ---- keys ---- */

/* looks first behind the last key: most software writes keys in the order of the vocabulary */
static int
find_field (const RtShape *shape, int last, const char *text, gsize length)
{
	guint field = (guint) (last + 1);
	for (guint i = 0; i < shape->n_fields; i++, field++) {
		if (field >= shape->n_fields)
			field = 0;
		if (rt_field_is (&shape->fields[field], text, length))
			return (int) field;
	}
	return -1;
}

/* a key that nobody types is not repeated in a message either */
G_NO_INLINE static gboolean
refuse_long_key (Reader *reader, Frame *frame)
{
	frame->current = -1;
	frame->key = NULL;
	return refuse (reader, ROUTE_ERROR_LIMIT, "a key is longer than %u bytes", RT_LIMIT_KEY);
}

G_NO_INLINE static gboolean
refuse_key (Reader *reader, Frame *frame, const char *text, gsize length)
{
	g_autofree char *given = shown (text, length), *key = g_strndup (text, length);
	/* the pointer names the key itself */
	*frame = (Frame){ .kind = FRAME_MAP, .key = key, .shape = frame->shape };
	if (rt_forbidden_name (text, length))
		return refuse (reader, ROUTE_ERROR_FORBIDDEN, "a registration never carries \"%s\"", given);
	const char *names[64] = { NULL };
	for (guint i = 0; i < MIN (frame->shape->n_fields, G_N_ELEMENTS (names) - 1); i++)
		names[i] = frame->shape->fields[i].name;
	const char *nearest = rt_words_nearest (given, names);
	if (nearest != NULL)
		return refuse (reader, ROUTE_ERROR_SCHEMA, "unknown key \"%s\"; did you mean \"%s\"?", given,
			       nearest);
	return refuse (reader, ROUTE_ERROR_SCHEMA, "unknown key \"%s\"", given);
}

G_NO_INLINE static gboolean
on_map_key (Reader *reader, Frame *frame, const char *text, gsize length)
{
	frame->key = rt_arena_strndup (reader->record->arena, text, length);
	if (frame->key == NULL)
		return refuse (reader, ROUTE_ERROR_LIMIT, "too large");
	if (rt_forbidden_name (text, length)) {
		g_autofree char *given = shown (text, length);
		return refuse (reader, ROUTE_ERROR_FORBIDDEN, "a registration never carries \"%s\"", given);
	}
	if (frame->index >= RT_LIMIT_ITEMS)
		return refuse (reader, ROUTE_ERROR_LIMIT, "more than %u entries", RT_LIMIT_ITEMS);
	return TRUE;
}

static gboolean
on_key (gpointer receiver, const char *text, gsize length)
{
	Reader *reader = receiver;
	Frame *frame = reader->top;
	if (length > RT_LIMIT_KEY)
		return refuse_long_key (reader, frame);
	if (frame->kind == FRAME_MAP)
		return on_map_key (reader, frame, text, length);
	int field = find_field (frame->shape, frame->current, text, length);
	if (field < 0)
		return refuse_key (reader, frame, text, length);
	frame->current = field;
	if (frame->seen & 1u << field)
		return refuse (reader, ROUTE_ERROR_SCHEMA, "the key stands here twice");
	frame->seen |= 1u << field;
	return TRUE;
}

/* ---- objects and lists ---- */

static gboolean
push_object (Reader *reader, const RtShape *shape, int place)
{
	RtFact *facts = rt_arena_array (reader->record->arena, shape->n_fields, sizeof *facts);
	if (facts == NULL)
		return refuse (reader, ROUTE_ERROR_LIMIT, "too large");
	*push_frame (reader) =
		(Frame){ .kind = FRAME_OBJECT, .place = place, .shape = shape, .facts = facts, .current = -1 };
	return TRUE;
}

static gboolean
push_any (Reader *reader, gboolean list)
{
	*push_frame (reader) = (Frame){ .kind = list ? FRAME_ANY_LIST : FRAME_MAP, .pending = reader->n_stack };
	return TRUE;
}

static gboolean
push_list (Reader *reader, const RtField *field, int place)
{
	*push_frame (reader) = (Frame){ .kind = FRAME_LIST,
					.place = place,
					.shape = field->shape,
					.field = field,
					.pending = reader->n_stack };
	return TRUE;
}

static gboolean
begin_in_object (Reader *reader, const Frame *frame, gboolean list)
{
	const RtField *field = &frame->shape->fields[frame->current];
	if (field->type == RT_TYPE_ANY)
		return list ? refuse (reader, ROUTE_ERROR_SCHEMA, "must be an object")
			    : push_any (reader, FALSE);
	if (field->type != (list ? RT_TYPE_LIST : RT_TYPE_OBJECT))
		return wrong_type (reader, field, field->type);
	int place = place_of_current (reader, frame);
	return list ? push_list (reader, field, place) : push_object (reader, field->shape, place);
}

static gboolean
on_begin (gpointer receiver, gboolean list)
{
	Reader *reader = receiver;
	Frame *frame = reader->top;
	if (frame == NULL) {
		if (list)
			return refuse (reader, ROUTE_ERROR_SCHEMA, "a registration is an object");
		if (!push_object (reader, rt_schema_root (), -1))
			return FALSE;
		reader->record->facts = reader->frames[0].facts;
		return TRUE;
	}
	if (frame->kind == FRAME_OBJECT)
		return begin_in_object (reader, frame, list);
	if (frame->kind == FRAME_MAP)
		return push_any (reader, list);
	if (!room_for_item (reader, frame))
		return FALSE;
	if (frame->kind == FRAME_ANY_LIST)
		return push_any (reader, list);
	if (list || frame->shape == NULL)
		return wrong_type (reader, frame->field, frame->field->item);
	return push_object (reader, frame->shape, frame->place);
}

static gboolean
complete_object (Reader *reader, Frame *frame, RtFact *fact)
{
	guint32 missing = reader->all->required[frame->place + 1] & ~frame->given;
	frame->current = -1;
	if (missing != 0)
		return refuse (reader, ROUTE_ERROR_SCHEMA, "the key \"%s\" is required",
			       frame->shape->fields[__builtin_ctz (missing)].name);
	*fact = (RtFact){ .kind = RT_FACT_OBJECT, .length = frame->shape->n_fields, .as.facts = frame->facts };
	return TRUE;
}

static gboolean
complete_list (Reader *reader, const Frame *frame, RtFact *fact)
{
	guint n = reader->n_stack - frame->pending;
	RtFact *items = rt_arena_array (reader->record->arena, n, sizeof *items);
	if (items == NULL)
		return refuse (reader, ROUTE_ERROR_LIMIT, "too large");
	for (guint i = 0; i < n; i++)
		items[i] = reader->stack[frame->pending + i].value;
	wipe_stack (reader, frame->pending);
	*fact = (RtFact){ .kind = RT_FACT_LIST, .length = n, .as.facts = items };
	return TRUE;
}

static int
by_name (const void *a, const void *b)
{
	return strcmp (((const RtEntry *) a)->name, ((const RtEntry *) b)->name);
}

/* entries are kept sorted, so that the order of the input is nowhere to be seen */
static gboolean
complete_map (Reader *reader, Frame *frame, RtFact *fact)
{
	guint n = reader->n_stack - frame->pending;
	RtEntry *entries = rt_arena_array (reader->record->arena, n, sizeof *entries);
	if (entries == NULL)
		return refuse (reader, ROUTE_ERROR_LIMIT, "too large");
	if (n > 0) {
		memcpy (entries, &reader->stack[frame->pending], n * sizeof *entries);
		qsort (entries, n, sizeof *entries, by_name);
	}
	wipe_stack (reader, frame->pending);
	for (guint i = 1; i < n; i++) {
		if (strcmp (entries[i - 1].name, entries[i].name) != 0)
			continue;
		frame->key = entries[i].name;
		return refuse (reader, ROUTE_ERROR_SCHEMA, "the key stands here twice");
	}
	*fact = (RtFact){ .kind = RT_FACT_MAP, .length = n, .as.entries = entries };
	return TRUE;
}

static gboolean
on_end (gpointer receiver)
{
	Reader *reader = receiver;
	Frame *frame = reader->top;
	RtFact fact = { .kind = RT_FACT_ABSENT };
	gboolean complete = frame->kind == FRAME_OBJECT ? complete_object (reader, frame, &fact)
			    : frame->kind == FRAME_MAP  ? complete_map (reader, frame, &fact)
							: complete_list (reader, frame, &fact);
	if (!complete)
		return FALSE;
	pop_frame (reader);
	return reader->top == NULL || put (reader, reader->top, &fact);
}

/* ---- the whole ---- */

static const RtJsonEvents events = { .scalar = on_scalar, .begin = on_begin, .key = on_key, .end = on_end };

static gboolean
read_all (Reader *reader, const char *text, gsize length)
{
	RouteError code = 0;
	g_autofree char *reason = NULL;
	if (length > RT_LIMIT_DOCUMENT)
		return refuse (reader, ROUTE_ERROR_LIMIT, "larger than %u bytes", RT_LIMIT_DOCUMENT);
	if (rt_json_read (text, length, &events, reader, &code, &reason))
		return TRUE;
	if (reader->error == NULL)
		refuse (reader, code, "%s", reason);
	return FALSE;
}

static gboolean
read_document (RouteRegistration *record, const char *text, gsize length, GError **error)
{
	Reader reader; /* not cleared as a whole, which would take longer than reading some documents */
	reader.all = rt_schema_all ();
	reader.record = record;
	reader.top = NULL;
	reader.n_stack = 0;
	reader.room = FEW;
	reader.stack = reader.few;
	reader.error = NULL;
	gboolean read = read_all (&reader, text, length);
	clear_stack (&reader);
	if (!read)
		g_propagate_error (error, reader.error);
	return read;
}

RouteRegistration *
route_registration_new_from_json (const char *text, gssize length, GError **error)
{
	g_return_val_if_fail (text != NULL, NULL);
	g_return_val_if_fail (error == NULL || *error == NULL, NULL);
	gsize bytes = length >= 0 ? (gsize) length : strlen (text);
	/* facts take more room than they do as text, narratives less */
	g_autoptr (RouteRegistration) record = rt_record_new (2 * MIN (bytes, RT_LIMIT_DOCUMENT));
	rt_arena_let_fail (record->arena);
	if (!read_document (record, text, bytes, error))
		return NULL;
	if (!rt_record_check (record, error))
		return NULL;
	rt_record_derive (record);
	return g_steal_pointer (&record);
}
