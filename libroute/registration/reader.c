/* Fills a record from a JSON text, led by the schema tables. */
#define _GNU_SOURCE
#include <string.h>
#include "libroute/registration/forbidden.h"
#include "libroute/registration/json.h"
#include "libroute/registration/reader.h"
#include "libroute/registration/reader-private.h"
#include "libroute/util/date.h"

/* what is done for most values */
#define ALWAYS_INLINE __attribute__ ((always_inline))

/* ---- values ---- */

ALWAYS_INLINE static inline gboolean
keep_text (RtReader *reader, const char *text, gsize length, RtFact *fact)
{
	fact->as.text = rt_arena_strndup (reader->arena, text, length);
	fact->length = (guint32) length;
	return fact->as.text != NULL || rt_reader_refuse (reader, ROUTE_ERROR_LIMIT, "too large");
}

/* a text that names a party, or may: who asks for those finds them without a look at every fact */
static gboolean
keep_name (RtReader *reader, const RtField *field, gboolean third, const char *text, gsize length, RtFact *fact)
{
	RtReadName *named = rt_arena_alloc (reader->arena, sizeof *named + length + 1);
	if (named == NULL)
		return rt_reader_refuse (reader, ROUTE_ERROR_LIMIT, "too large");
	named->next = reader->named;
	named->length = fact->length = (guint32) length;
	named->is_third = (guint8) third;
	named->may_be_party = (guint8) field->may_be_party;
	rt_bytes_copy (named->text, text, length);
	fact->as.text = named->text;
	reader->named = named;
	return TRUE;
}

ALWAYS_INLINE static inline gboolean
read_word (RtReader *reader, int at, const char *text, gsize length, RtFact *fact)
{
	const RtPlace *place = &reader->all->places[at];
	int word = rt_place_find_word (place, text, length);
	if (word < 0)
		return rt_reader_refuse_word (reader, place->field, text, length);
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

ALWAYS_INLINE static inline gboolean
read_party (RtReader *reader, const RtField *field, const char *text, gsize length, RtFact *fact)
{
	gboolean third = length >= 6 && memcmp (text, "third:", 6) == 0;
	fact->kind = RT_FACT_TEXT;
	if (third && !field->third)
		return rt_reader_refuse (reader, ROUTE_ERROR_PARTY,
			       "only a Party can stand here, not somebody who is none");
	if (third && !is_slug (text + 6, length - 6))
		return rt_reader_refuse (reader, ROUTE_ERROR_SCHEMA, "must be third:<slug>, 1 to %u of a-z 0-9 -",
			       RT_LIMIT_SLUG);
	if (length == 0 || (!third && length > RT_LIMIT_ID))
		return rt_reader_refuse (reader, ROUTE_ERROR_SCHEMA, "is no party id");
	return keep_name (reader, field, third, text, length, fact);
}

ALWAYS_INLINE static inline gboolean
read_text (RtReader *reader, const RtField *field, gint64 most, const char *text, gsize length, RtFact *fact)
{
	fact->kind = RT_FACT_TEXT;
	if (most > 0 && length > (gsize) most)
		return rt_reader_refuse (reader, ROUTE_ERROR_LIMIT, "longer than %" G_GINT64_FORMAT " bytes", most);
	return field->may_be_party ? keep_name (reader, field, FALSE, text, length, fact)
				   : keep_text (reader, text, length, fact);
}

/* `type`: that of the field, or of the items of a list; `place`: of the same */
ALWAYS_INLINE static inline gboolean
read_string (RtReader *reader, const RtField *field, RtType type, int place, const char *text, gsize length, RtFact *fact)
{
	switch (type) {
	case RT_TYPE_DATE:
		fact->kind = RT_FACT_DATE;
		if (rt_date_parse (text, length, &fact->as.days))
			return TRUE;
		return rt_reader_refuse (reader, ROUTE_ERROR_SCHEMA, "there is no such date; write YYYY-MM-DD");
	case RT_TYPE_WORD:
		return read_word (reader, place, text, length, fact);
	case RT_TYPE_PARTY:
		return read_party (reader, field, text, length, fact);
	case RT_TYPE_TEXT:
		/* of a list of texts, `most` counts the items */
		return read_text (reader, field, field->type == RT_TYPE_LIST ? RT_LIMIT_SHORT_TEXT : field->most, text, length,
				  fact);
	default:
		return rt_reader_refuse_type (reader, type);
	}
}

static gboolean
read_number (RtReader *reader, const RtField *field, RtType type, const RtJsonScalar *scalar, RtFact *fact)
{
	if (type != RT_TYPE_INTEGER)
		return rt_reader_refuse_type (reader, type);
	fact->kind = RT_FACT_INTEGER;
	if (!rt_json_integer (scalar->text, scalar->length, &fact->as.integer))
		return rt_reader_refuse (reader, ROUTE_ERROR_SCHEMA, "must be a whole number");
	if (fact->as.integer < field->least || fact->as.integer > field->most)
		return rt_reader_refuse (reader, ROUTE_ERROR_SCHEMA,
			       "must be from %" G_GINT64_FORMAT " to %" G_GINT64_FORMAT, field->least,
			       field->most);
	return TRUE;
}

static gboolean
read_typed (RtReader *reader, const RtField *field, RtType type, int place, RtFact *fact)
{
	const RtJsonScalar *scalar = &reader->scan.scalar;
	switch (scalar->kind) {
	case RT_JSON_STRING:
		return read_string (reader, field, type, place, scalar->text, scalar->length, fact);
	case RT_JSON_NUMBER:
		return read_number (reader, field, type, scalar, fact);
	case RT_JSON_BOOLEAN:
		if (type != RT_TYPE_BOOLEAN)
			return rt_reader_refuse_type (reader, type);
		*fact = (RtFact){ .kind = RT_FACT_BOOLEAN, .as.boolean = scalar->boolean };
		return TRUE;
	default:
		return TRUE;
	}
}

/* below extra, where nothing is expected */
static gboolean
keep_any (RtReader *reader, const RtJsonScalar *scalar, RtFact *fact)
{
	switch (scalar->kind) {
	case RT_JSON_STRING:
		fact->kind = RT_FACT_TEXT;
		return keep_text (reader, scalar->text, scalar->length, fact);
	case RT_JSON_NUMBER:
		fact->kind = RT_FACT_NUMBER;
		return keep_text (reader, scalar->text, scalar->length, fact);
	case RT_JSON_BOOLEAN:
		*fact = (RtFact){ .kind = RT_FACT_BOOLEAN, .as.boolean = scalar->boolean };
		return TRUE;
	default:
		fact->kind = RT_FACT_NULL;
		return TRUE;
	}
}

/* ---- where a value goes ---- */

/* the scan sees to it that there are never more than there is room for */
static inline RtFrame *
next_frame (RtReader *reader)
{
	return reader->top++;
}

static void
wipe_stack (RtReader *reader, guint from)
{
	if (from == reader->n_stack)
		return;
	explicit_bzero (&reader->stack[from], (reader->n_stack - from) * sizeof *reader->stack);
	reader->n_stack = from;
}

static void
clear_stack (RtReader *reader)
{
	wipe_stack (reader, 0);
	if (reader->stack != reader->few)
		g_free (reader->stack);
}

/* what can stand there is bounded by the depth and the longest list */
G_NO_INLINE static gboolean
grow_stack (RtReader *reader)
{
	guint n = reader->n_stack, room = reader->room * 2;
	RtEntry *stack = g_try_new (RtEntry, room);
	if (stack == NULL)
		return rt_reader_refuse (reader, ROUTE_ERROR_LIMIT, "too large");
	memcpy (stack, reader->stack, n * sizeof *stack);
	clear_stack (reader);
	reader->stack = stack;
	reader->n_stack = n;
	reader->room = room;
	return TRUE;
}

/* the next item of a list, or entry of a map */
static inline gboolean
add_item (RtReader *reader, RtFrame *frame, RtFact fact)
{
	if (reader->n_stack == reader->room && !grow_stack (reader))
		return FALSE;
	reader->stack[reader->n_stack++] = (RtEntry){ .name = frame->key, .value = fact };
	frame->index++;
	return TRUE;
}

static inline gboolean
room_for_item (RtReader *reader, const RtFrame *frame, gint64 most)
{
	return frame->index < most ||
	       rt_reader_refuse (reader, ROUTE_ERROR_LIMIT, "more than %" G_GINT64_FORMAT " items", most);
}

/* ---- keys ---- */

/* looks first where the next key is expected */
static const RtMember *
find_member (const RtFrame *frame, const RtMember *member, const char *text, gsize length)
{
	for (guint i = 0; i < frame->shape->n_fields; i++, member++) {
		if (member == frame->end)
			member = frame->members;
		if (rt_field_is (member->field, text, length))
			return member;
	}
	return NULL;
}

G_NO_INLINE static gboolean
take_map_key (RtReader *reader, RtFrame *frame)
{
	const char *text = reader->scan.scalar.text;
	gsize length = reader->scan.scalar.length;
	if (length > RT_LIMIT_KEY)
		return rt_reader_refuse_long_key (reader, frame);
	frame->key = rt_arena_strndup (reader->arena, text, length);
	if (frame->key == NULL)
		return rt_reader_refuse (reader, ROUTE_ERROR_LIMIT, "too large");
	if (rt_forbidden_name (text, length))
		return rt_reader_refuse_forbidden (reader, text, length);
	if (frame->index >= RT_LIMIT_ITEMS)
		return rt_reader_refuse (reader, ROUTE_ERROR_LIMIT, "more than %u entries", RT_LIMIT_ITEMS);
	return TRUE;
}

static inline gboolean
is_room_for_key (const RtScan *scan)
{
	return scan->end - scan->at > (gssize) RT_MEMBER_KEY;
}

static inline const RtMember *
find_expected (const RtFrame *frame, const RtMember *member, const char *text)
{
	while (member < frame->end && !rt_member_begins (member, text))
		member++;
	return member < frame->end ? member : NULL;
}

/* Most software writes keys in the order of the vocabulary and as they are named there: goes past the one that stands next,
 * with its colon. Returns: its member; NULL when it is written in another way, or another one. */
static inline const RtMember *
take_expected_key (RtScan *scan, const RtFrame *frame, const RtMember *next)
{
	if (!is_room_for_key (scan))
		return NULL;
	if (*scan->at != '"' && (rt_scan_skip (scan) != '"' || !is_room_for_key (scan)))
		return NULL;
	const RtMember *member = find_expected (frame, next, scan->at + 1);
	if (member != NULL)
		scan->at += 1 + member->length;
	return member;
}

/* Returns: the member of whatever key stands next; NULL when that was refused */
G_NO_INLINE static const RtMember *
take_any_key (RtReader *reader, RtFrame *frame, const RtMember *next)
{
	RtScan *scan = &reader->scan;
	if (!rt_scan_key (scan))
		return NULL;
	const char *text = scan->scalar.text;
	gsize length = scan->scalar.length;
	const RtMember *member = length <= RT_LIMIT_KEY ? find_member (frame, next, text, length) : NULL;
	if (length > RT_LIMIT_KEY)
		rt_reader_refuse_long_key (reader, frame);
	else if (member == NULL)
		rt_reader_refuse_key (reader, frame, text, length);
	return member;
}

G_NO_INLINE static gboolean
refuse_twice (RtReader *reader)
{
	return rt_reader_refuse (reader, ROUTE_ERROR_SCHEMA, "the key stands here twice");
}

/* the key of a member of an object, and its colon; NULL when that was refused; `next`: the one that is expected */
static inline const RtMember *
read_key (RtReader *reader, RtFrame *frame, const RtMember *next)
{
	const RtMember *member = take_expected_key (&reader->scan, frame, next);
	gboolean expected = member != NULL;
	if (!expected)
		member = take_any_key (reader, frame, next);
	if (member == NULL)
		return NULL;
	guint32 seen = frame->seen;
	frame->field = member->field;
	frame->seen = seen | member->bit;
	if ((seen & member->bit) != 0)
		return refuse_twice (reader), NULL;
	return expected || rt_scan_colon (&reader->scan) ? member : NULL;
}

/* ---- what is complete ---- */

static inline gboolean
complete_object (RtReader *reader, RtFrame *frame, RtFact *fact)
{
	guint32 missing = reader->all->required[frame->place + 1] & (~frame->seen | frame->null);
	frame->field = NULL;
	if (missing != 0)
		return rt_reader_refuse (reader, ROUTE_ERROR_SCHEMA, "the key \"%s\" is required",
			       frame->shape->fields[__builtin_ctz (missing)].name);
	*fact = (RtFact){ .kind = RT_FACT_OBJECT, .length = frame->shape->n_fields, .as.facts = frame->facts };
	reader->top--;
	return TRUE;
}

static gboolean
complete_list (RtReader *reader, const RtFrame *frame, RtFact *fact)
{
	guint n = reader->n_stack - frame->pending;
	RtFact *items = rt_arena_array (reader->arena, n, sizeof *items);
	if (items == NULL)
		return rt_reader_refuse (reader, ROUTE_ERROR_LIMIT, "too large");
	for (guint i = 0; i < n; i++)
		items[i] = reader->stack[frame->pending + i].value;
	wipe_stack (reader, frame->pending);
	*fact = (RtFact){ .kind = RT_FACT_LIST, .length = n, .as.facts = items };
	reader->top--;
	return TRUE;
}

static int
by_name (const void *a, const void *b)
{
	return strcmp (((const RtEntry *) a)->name, ((const RtEntry *) b)->name);
}

/* entries are kept sorted, so that the order of the input is nowhere to be seen */
static gboolean
complete_map (RtReader *reader, RtFrame *frame, RtFact *fact)
{
	guint n = reader->n_stack - frame->pending;
	RtEntry *entries = rt_arena_array (reader->arena, n, sizeof *entries);
	if (entries == NULL)
		return rt_reader_refuse (reader, ROUTE_ERROR_LIMIT, "too large");
	if (n > 0) {
		memcpy (entries, &reader->stack[frame->pending], n * sizeof *entries);
		qsort (entries, n, sizeof *entries, by_name);
	}
	wipe_stack (reader, frame->pending);
	for (guint i = 1; i < n; i++) {
		if (strcmp (entries[i - 1].name, entries[i].name) != 0)
			continue;
		frame->key = entries[i].name;
		return rt_reader_refuse (reader, ROUTE_ERROR_SCHEMA, "the key stands here twice");
	}
	*fact = (RtFact){ .kind = RT_FACT_MAP, .length = n, .as.entries = entries };
	reader->top--;
	return TRUE;
}

/* ---- below extra, where anything may stand ---- */

static gboolean read_any (RtReader *reader, RtFrame *frame);

static gboolean
read_map (RtReader *reader, RtFact *fact)
{
	RtScan *scan = &reader->scan;
	RtFrame *frame = next_frame (reader);
	*frame = (RtFrame){ .kind = RT_FRAME_MAP, .pending = reader->n_stack };
	if (rt_scan_next (scan) != '}') {
		do {
			if (!rt_scan_key (scan) || !take_map_key (reader, frame) || !rt_scan_colon (scan) ||
			    !read_any (reader, frame))
				return FALSE;
		} while (rt_scan_goes_on (scan));
	}
	return rt_scan_leave (scan, FALSE) && complete_map (reader, frame, fact);
}

static gboolean
read_any_list (RtReader *reader, RtFact *fact)
{
	RtScan *scan = &reader->scan;
	RtFrame *frame = next_frame (reader);
	*frame = (RtFrame){ .kind = RT_FRAME_ANY_LIST, .pending = reader->n_stack };
	if (rt_scan_next (scan) != ']') {
		do {
			if (!read_any (reader, frame))
				return FALSE;
		} while (rt_scan_goes_on (scan));
	}
	return rt_scan_leave (scan, TRUE) && complete_list (reader, frame, fact);
}

static gboolean
read_any (RtReader *reader, RtFrame *frame)
{
	RtScan *scan = &reader->scan;
	RtFact fact = { .kind = RT_FACT_ABSENT };
	char byte = rt_scan_next (scan);
	gboolean nested = byte == '{' || byte == '[';
	if (!(nested ? rt_scan_enter (scan) : rt_scan_scalar (scan, byte)))
		return FALSE;
	if (frame->kind == RT_FRAME_ANY_LIST && !room_for_item (reader, frame, RT_LIMIT_ITEMS))
		return FALSE;
	gboolean read = byte == '{'   ? read_map (reader, &fact)
			: byte == '[' ? read_any_list (reader, &fact)
				      : keep_any (reader, &scan->scalar, &fact);
	return read && add_item (reader, frame, fact);
}

/* ---- objects and lists of the schema ---- */

static gboolean read_members (RtReader *reader, RtFrame *frame);

static inline gboolean
read_object (RtReader *reader, const RtShape *shape, int place, RtFact *fact)
{
	const RtMember *members = &reader->all->members[reader->all->first_member[place + 1]];
	RtFact *facts = rt_arena_array (reader->arena, shape->n_fields, sizeof *facts);
	if (facts == NULL)
		return rt_reader_refuse (reader, ROUTE_ERROR_LIMIT, "too large");
	RtFrame *frame = next_frame (reader);
	*frame = (RtFrame){
		.kind = RT_FRAME_OBJECT,
		.place = place,
		.shape = shape,
		.facts = facts,
		.members = members,
		.end = members + shape->n_fields,
	};
	return read_members (reader, frame) && rt_scan_leave (&reader->scan, FALSE) && complete_object (reader, frame, fact);
}

static gboolean
read_item (RtReader *reader, RtFrame *frame)
{
	RtScan *scan = &reader->scan;
	const RtField *field = frame->field;
	RtFact fact = { .kind = RT_FACT_ABSENT };
	char byte = rt_scan_next (scan);
	gboolean nested = byte == '{' || byte == '[', read;
	if (!(nested ? rt_scan_enter (scan) : rt_scan_scalar (scan, byte)) || !room_for_item (reader, frame, field->most))
		return FALSE;
	if (byte == '{' && frame->shape != NULL)
		read = read_object (reader, frame->shape, frame->place, &fact);
	else if (nested)
		read = rt_reader_refuse_type (reader, field->item);
	else if (scan->scalar.kind == RT_JSON_NULL)
		read = rt_reader_refuse (reader, ROUTE_ERROR_SCHEMA, "an item cannot be null");
	else
		read = read_typed (reader, field, field->item, frame->place, &fact);
	return read && add_item (reader, frame, fact);
}

static gboolean
read_list (RtReader *reader, const RtField *field, int place, RtFact *fact)
{
	RtScan *scan = &reader->scan;
	RtFrame *frame = next_frame (reader);
	*frame = (RtFrame){
		.kind = RT_FRAME_LIST,
		.place = place,
		.shape = field->shape,
		.field = field,
		.pending = reader->n_stack,
	};
	if (rt_scan_next (scan) != ']') {
		do {
			if (!read_item (reader, frame))
				return FALSE;
		} while (rt_scan_goes_on (scan));
	}
	return rt_scan_leave (scan, TRUE) && complete_list (reader, frame, fact);
}

/* an object or list as the value of a field, behind its bracket */
static gboolean
read_nested (RtReader *reader, const RtMember *member, gboolean list, RtFact *fact)
{
	const RtField *field = member->field;
	if (list && field->type == RT_TYPE_LIST)
		return read_list (reader, field, member->place, fact);
	if (!list && field->type == RT_TYPE_OBJECT)
		return read_object (reader, field->shape, member->place, fact);
	if (!list && field->type == RT_TYPE_ANY)
		return read_map (reader, fact);
	return rt_reader_refuse_type (reader, field->type);
}

static inline gboolean
is_digit (char byte)
{
	return byte >= '0' && byte <= '9';
}

/* true or false, where what is behind that may be read, too */
static inline const char *
take_boolean (const char *at, RtFact *fact)
{
	gboolean is_true = rt_bytes_same_4 (at, "true");
	if (!is_true && (!rt_bytes_same_4 (at, "fals") || at[4] != 'e'))
		return NULL;
	*fact = (RtFact){ .kind = RT_FACT_BOOLEAN, .as.boolean = is_true };
	return at + (is_true ? 4 : 5);
}

/* a whole number of one digit or two */
static inline const char *
take_number (const char *at, const RtField *field, RtFact *fact)
{
	if (!is_digit (*at))
		return NULL;
	gint64 value = *at++ - '0';
	if (value != 0 && is_digit (*at))
		value = 10 * value + (*at++ - '0');
	if (value < field->least || value > field->most)
		return NULL;
	*fact = (RtFact){ .kind = RT_FACT_INTEGER, .as.integer = value };
	return at;
}

/* Reads a value as most are: short, and followed by a comma or the end of the object. Returns: what is behind it; NULL when it is
 * for others to read, or to refuse. */
static inline const char *
take_value (RtReader *reader, const RtMember *member, const char *at, RtFact *fact)
{
	const RtField *field = member->field;
	RtFact given = { .kind = RT_FACT_ABSENT };
	if (*at == '"') {
		const char *end = rt_scan_short (at + 1);
		if (end == NULL)
			return NULL;
		gsize length = (gsize) (end - (at + 1));
		return read_string (reader, field, field->type, member->place, at + 1, length, fact) ? end + 1 : NULL;
	}
	if (field->type == RT_TYPE_BOOLEAN)
		at = take_boolean (at, &given);
	else if (field->type == RT_TYPE_INTEGER)
		at = take_number (at, field, &given);
	else
		return NULL;
	if (at == NULL || (*at != ',' && *at != '}'))
		return NULL;
	*fact = given;
	return at;
}

/* bytes of the longest member that is read at once */
#define MEMBER_AT_ONCE (1 + RT_MEMBER_KEY + 1 + RT_SCAN_SHORT + 1)

/* Reads members as most are, as long as they come. Returns: the first that is another, at its value; the frame's `end` when no
 * comma stands behind the last; NULL when one was refused. */
static inline const RtMember *
read_plain_members (RtReader *reader, RtFrame *frame, const RtMember *next)
{
	RtScan *scan = &reader->scan;
	const char *at = scan->at;
	while (scan->end - at > (gssize) MEMBER_AT_ONCE && *at == '"') {
		const RtMember *member = find_expected (frame, next, at + 1);
		if (member == NULL || (frame->seen & member->bit) != 0)
			break;
		frame->field = member->field;
		frame->seen |= member->bit;
		at += 1 + member->length;
		const char *behind = take_value (reader, member, at, &frame->facts[member->index]);
		scan->at = behind != NULL ? behind : at;
		if (behind == NULL)
			return reader->error == NULL ? member : NULL;
		if (*behind != ',')
			return frame->end;
		at = scan->at = behind + 1;
		next = member + 1;
	}
	return read_key (reader, frame, next);
}

/* a string is what most are */
static inline gboolean
read_member (RtReader *reader, RtFrame *frame, const RtMember *member)
{
	RtScan *scan = &reader->scan;
	const RtField *field = member->field;
	RtFact *fact = &frame->facts[member->index];
	char byte = rt_scan_next (scan);
	if (byte == '"') {
		const RtJsonScalar *scalar = &scan->scalar;
		scan->at++;
		return rt_scan_string (scan) &&
		       read_string (reader, field, field->type, member->place, scalar->text, scalar->length, fact);
	}
	if (byte == '{' || byte == '[')
		return rt_scan_enter (scan) && read_nested (reader, member, byte == '[', fact);
	if (!rt_scan_no_string (scan, byte))
		return FALSE;
	if (scan->scalar.kind == RT_JSON_NULL)
		frame->null |= member->bit;
	return read_typed (reader, field, field->type, member->place, fact);
}

static gboolean
read_members (RtReader *reader, RtFrame *frame)
{
	RtScan *scan = &reader->scan;
	const RtMember *next = frame->members;
	if (rt_scan_next (scan) == '}')
		return TRUE;
	do {
		const RtMember *member = read_plain_members (reader, frame, next);
		/* a frame whose key was refused has no members any more */
		if (member == NULL)
			return FALSE;
		if (member == frame->end)
			continue;
		if (!read_member (reader, frame, member))
			return FALSE;
		next = member + 1;
	} while (rt_scan_goes_on (scan));
	return TRUE;
}

/* ---- the whole ---- */

static gboolean
read_root (RtReader *reader, RtFact *root)
{
	RtScan *scan = &reader->scan;
	char byte = rt_scan_next (scan);
	if (byte == '{')
		return rt_scan_enter (scan) && read_object (reader, rt_schema_root (), -1, root) && rt_scan_end (scan);
	if (byte == '[' || rt_scan_scalar (scan, byte))
		rt_reader_refuse (reader, ROUTE_ERROR_SCHEMA, "a registration is an object");
	return FALSE;
}

static gboolean
read_all (RtReader *reader, const char *text, gsize length, RtFact *root)
{
	if (length > RT_LIMIT_DOCUMENT)
		return rt_reader_refuse (reader, ROUTE_ERROR_LIMIT, "larger than %u bytes", RT_LIMIT_DOCUMENT);
	RtScan *scan = &reader->scan;
	gboolean read = rt_scan_begin (scan, text, length) && read_root (reader, root);
	if (!read && reader->error == NULL)
		rt_reader_refuse (reader, scan->code, "%s", scan->reason);
	rt_scan_clear (scan);
	return read;
}

static gboolean
read_document (RouteRegistration *record, const char *text, gsize length, GError **error)
{
	RtReader reader; /* not cleared as a whole, which would take longer than reading some documents */
	reader.all = rt_schema_all ();
	reader.arena = &record->arena;
	reader.top = reader.frames;
	reader.n_stack = 0;
	reader.room = RT_READER_FEW;
	reader.stack = reader.few;
	reader.named = NULL;
	reader.error = NULL;
	RtFact root = { .kind = RT_FACT_ABSENT };
	gboolean read = read_all (&reader, text, length, &root);
	record->facts = (RtFact *) root.as.facts; /* of a record that is being made */
	record->named = reader.named;
	record->all_named = TRUE;
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
	rt_arena_let_fail (&record->arena);
	if (!read_document (record, text, bytes, error))
		return NULL;
	if (!rt_record_check (record, error))
		return NULL;
	rt_record_derive (record);
	return g_steal_pointer (&record);
}
