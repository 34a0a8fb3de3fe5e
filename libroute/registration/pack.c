#include "libroute/registration/pack.h"
#include "libroute/registration/record-private.h"
#include "libroute/util/limits.h"
#include "libroute/util/wire.h"

/* ---- writing ---- */

static void pack_shape (const RtFact *facts, const RtShape *shape, int parent, const RtPlaceSet *visible, GByteArray *out);

static void
pack_list (const RtFact *list, const RtShape *shape, int place, const RtPlaceSet *visible, GByteArray *out);

/* maps and numbers stand only under /extra, which no view holds */
static void
pack_fact (const RtFact *fact, const RtShape *shape, int place, const RtPlaceSet *visible, GByteArray *out)
{
	gboolean known = fact->kind != RT_FACT_MAP && fact->kind != RT_FACT_NUMBER;
	rt_wire_put_u8 (out, known ? (guint8)fact->kind : RT_FACT_ABSENT);
	switch (fact->kind) {
	case RT_FACT_BOOLEAN:
		rt_wire_put_u8 (out, fact->as.boolean != FALSE);
		break;
	case RT_FACT_INTEGER:
		rt_wire_put_i64 (out, fact->as.integer);
		break;
	case RT_FACT_DATE:
		rt_wire_put_u32 (out, (guint32)fact->as.days);
		break;
	case RT_FACT_WORD:
		rt_wire_put_u32 (out, fact->as.word);
		break;
	case RT_FACT_TEXT:
		rt_wire_put_u32 (out, fact->length);
		rt_wire_put (out, fact->as.text, fact->length);
		break;
	case RT_FACT_OBJECT:
		pack_shape (fact->as.facts, shape, place, visible, out);
		break;
	case RT_FACT_LIST:
		pack_list (fact, shape, place, visible, out);
		break;
	default:
		break;
	}
}

static void
pack_list (const RtFact *list, const RtShape *shape, int place, const RtPlaceSet *visible, GByteArray *out)
{
	rt_wire_put_u32 (out, list->length);
	for (guint i = 0; i < list->length; i++)
		pack_fact (&list->as.facts[i], shape, place, visible, out);
}

static void
pack_shape (const RtFact *facts, const RtShape *shape, int parent, const RtPlaceSet *visible, GByteArray *out)
{
	for (guint i = 0; i < shape->n_fields; i++) {
		int place = rt_schema_place_of (parent, i);
		if (rt_place_set_has (visible, (guint)place))
			pack_fact (&facts[i], shape->fields[i].shape, place, visible, out);
		else
			rt_wire_put_u8 (out, RT_FACT_ABSENT);
	}
}

void
rt_record_pack (const RouteRegistration *registration, const RtPlaceSet *visible, GByteArray *out)
{
	rt_wire_put_u32 (out, (guint32)registration->received);
	pack_shape (registration->facts, rt_schema_root (), -1, visible, out);
}

/* ---- reading ---- */

typedef struct {
	RtWireReader reader;
	RtArena *arena;
} Unpacking;

static const RtFact *unpack_shape (Unpacking *unpacking, const RtShape *shape);

static void
unpack_text (Unpacking *unpacking, RtFact *fact)
{
	const char *text = rt_wire_get_text (&unpacking->reader, RT_LIMIT_TEXT, &fact->length);
	fact->as.text = text != NULL ? rt_arena_strndup (unpacking->arena, text, fact->length) : NULL;
	unpacking->reader.bad = unpacking->reader.bad || fact->as.text == NULL;
}

static gboolean
is_word_of (const RtField *field, guint32 word)
{
	for (guint i = 0; field->words != NULL && field->words[i] != NULL; i++)
		if (i == word)
			return TRUE;
	return FALSE;
}

/* what kind a fact of a field may be */
static gboolean
suits (const RtField *field, RtType type, guint kind)
{
	switch (kind) {
	case RT_FACT_ABSENT:
	case RT_FACT_NULL:
		return TRUE;
	case RT_FACT_BOOLEAN:
		return type == RT_TYPE_BOOLEAN;
	case RT_FACT_INTEGER:
		return type == RT_TYPE_INTEGER;
	case RT_FACT_DATE:
		return type == RT_TYPE_DATE;
	case RT_FACT_WORD:
		return type == RT_TYPE_WORD;
	case RT_FACT_TEXT:
		return type == RT_TYPE_TEXT || type == RT_TYPE_PARTY;
	case RT_FACT_OBJECT:
		return type == RT_TYPE_OBJECT && field->shape != NULL;
	case RT_FACT_LIST:
		return type == RT_TYPE_LIST;
	default:
		return FALSE;
	}
}

static void unpack_list (Unpacking *unpacking, const RtField *field, RtFact *fact);

static void
unpack_fact (Unpacking *unpacking, const RtField *field, RtType type, RtFact *fact)
{
	RtWireReader *reader = &unpacking->reader;
	guint kind = rt_wire_get_u8 (reader);
	if (!suits (field, type, kind)) {
		reader->bad = TRUE;
		return;
	}
	fact->kind = kind;
	switch (kind) {
	case RT_FACT_BOOLEAN:
		fact->as.boolean = rt_wire_get_u8 (reader) != 0;
		break;
	case RT_FACT_INTEGER:
		fact->as.integer = rt_wire_get_i64 (reader);
		break;
	case RT_FACT_DATE:
		fact->as.days = (gint32)rt_wire_get_u32 (reader);
		break;
	case RT_FACT_WORD:
		fact->as.word = rt_wire_get_u32 (reader);
		reader->bad = reader->bad || !is_word_of (field, fact->as.word);
		break;
	case RT_FACT_TEXT:
		unpack_text (unpacking, fact);
		break;
	case RT_FACT_OBJECT:
		fact->length = field->shape->n_fields;
		fact->as.facts = unpack_shape (unpacking, field->shape);
		break;
	case RT_FACT_LIST:
		unpack_list (unpacking, field, fact);
		break;
	default:
		break;
	}
}

/* an item takes a byte at least, so that the length says how many there can be */
static void
unpack_list (Unpacking *unpacking, const RtField *field, RtFact *fact)
{
	RtWireReader *reader = &unpacking->reader;
	fact->length = rt_wire_get_u32 (reader);
	RtFact *items = fact->length <= reader->left
				? rt_arena_array (unpacking->arena, MAX (fact->length, 1), sizeof *items)
				: NULL;
	reader->bad = reader->bad || items == NULL;
	fact->as.facts = items;
	for (guint i = 0; i < fact->length && !reader->bad; i++)
		unpack_fact (unpacking, field, field->shape != NULL ? RT_TYPE_OBJECT : field->item, &items[i]);
}

static const RtFact *
unpack_shape (Unpacking *unpacking, const RtShape *shape)
{
	RtFact *facts = rt_arena_array (unpacking->arena, shape->n_fields, sizeof *facts);
	unpacking->reader.bad = unpacking->reader.bad || facts == NULL;
	for (guint i = 0; i < shape->n_fields && !unpacking->reader.bad; i++)
		unpack_fact (unpacking, &shape->fields[i], shape->fields[i].type, &facts[i]);
	return facts;
}

RouteRegistration *
rt_record_unpack (const guint8 *bytes, gsize length)
{
	g_autoptr (RouteRegistration) registration = rt_record_new (2 * length);
	Unpacking unpacking = {.reader = {bytes, length, FALSE}, .arena = &registration->arena};
	registration->received = (gint32)rt_wire_get_u32 (&unpacking.reader);
	/* the facts of a record that is being made are its own */
	registration->facts = (RtFact *)unpack_shape (&unpacking, rt_schema_root ());
	return unpacking.reader.bad || unpacking.reader.left != 0 ? NULL : g_steal_pointer (&registration);
}
