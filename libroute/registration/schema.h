/* The vocabulary of a registration (route.registration/1) as tables: one source for the reader, the need-to-
 * know views, the types of the condition language and the search for completions. Immutable, static. */
#pragma once
#include <glib.h>
#include "libroute/util/bytes.h"
#include "libroute/util/name-table.h"
#include "libroute/util/ordering.h"

typedef enum {
	RT_TYPE_BOOLEAN,
	RT_TYPE_INTEGER,
	RT_TYPE_DATE,
	RT_TYPE_TEXT,   /* free text, at most `most` bytes */
	RT_TYPE_WORD,   /* one of `words` */
	RT_TYPE_PARTY,  /* a party id or alias, or third:<slug> where `third` */
	RT_TYPE_OBJECT, /* of `shape` */
	RT_TYPE_LIST,   /* of items: `shape`, or of `item` where shape is NULL */
	RT_TYPE_ANY,    /* under /extra: any JSON value */
} RtType;

typedef struct _RtShape RtShape;

typedef struct {
	const char *name;
	gsize length;              /* of the name */
	RtType type;
	RtType item;               /* of a list without shape */
	const char *const *words;  /* NULL-terminated */
	const RtShape *shape;
	gint64 least, most;        /* integers: bounds; text: bytes; lists: items */
	gboolean required;
	gboolean third;            /* a party that may be third:<slug> */
	gboolean may_be_party;     /* a text that may be the name of a party, as people write it */
	gboolean absent_is_none;   /* absent means known to be none (null), not unknown: person.prioritised and stays_in, until of
				    * a measure */
	const char *when_absent;   /* the word an absent value stands for: stage "new", status "established" */
} RtField;

struct _RtShape {
	const char *name;      /* "incident" */
	const RtField *fields;
	guint n_fields;
	int status;            /* index of the field `status` (established, suspected, disputed), or -1 */
	int source;            /* index of the field `source`, or -1 */
	int until;             /* index of the field `until`, the last day of it, or 0 where there is none */
};

/* Is this text, which need not end in NUL, the name of the field? */
static inline gboolean
rt_field_is (const RtField *field, const char *text, gsize length)
{
	return field->length == length && rt_bytes_same (field->name, text, length);
}

/* The shape of the whole registration. */
const RtShape *rt_schema_root (void);

#define RT_MOST_LEVELS 7u

/* Every place of the schema, in one flat table: "/person/age", "/incidents", "/incidents/" "*" "/kind"; a `*`
 * stands for every index of a list. A place's number is its index here; stable within one build. */
typedef struct {
	const char *pointer;     /* with `*`; there is room behind its end for rt_put_short() */
	guint8 length, stars[2]; /* bytes of the pointer, and where in it each `*` stands; 0 for none */
	guint8 status, source;   /* places of the `status` of the item that it is (of a list) or is in, and of the nearest
				  * `source` of what it is or is in; 0 for none */
	guint8 behind;           /* of a field of an item that has its source in common with that, in a list that is in no other:
				  * bytes of the pointer behind that of the item; else 0 */
	const RtField *field;
	int parent;              /* place of the object or list it is in; -1 at the top */
	int list;                /* nearest list above it (its item index), or -1 */
	int outermost;           /* the outermost list that it is or is in, or -1 */
	guint8 number;           /* of a list that is in no other: among those */
	guint n_lists;           /* how many lists are above it: 0, 1 or 2 */
	guint index;             /* of the field in its shape */
	guint8 n_way, way[RT_MOST_LEVELS]; /* from the top to its fact: its index, and before it those of what it is in */
	RtNameTable *words;      /* of the field; NULL: it has none */
} RtPlace;

#define RT_MOST_PLACES 200u
#define RT_MOST_FIELDS 32u /* of one shape */
#define RT_MEMBER_KEY 24u  /* bytes of the longest key */

/* A field at its place, as it is met when an object is read. */
typedef struct {
	char key[RT_MEMBER_KEY]; /* its name with the quote and the colon behind it, and zeros */
	guint64 beginning;       /* the bits of the first eight bytes of the key that are not behind it */
	const RtField *field;
	guint32 bit;             /* of all fields of the shape, by index */
	guint8 length;           /* of the key */
	guint8 index, place;
} RtMember;

typedef struct {
	RtPlace places[RT_MOST_PLACES];
	guint n, n_outermost;                             /* of places; of those that are a list that is in no other */
	guint8 child[RT_MOST_PLACES + 1][RT_MOST_FIELDS]; /* place of a field, by parent + 1 and index in shape */
	/* by parent + 1, a bit for each field of the shape: those that are, or hold, what is asked for */
	guint32 parties[RT_MOST_PLACES + 1], lists[RT_MOST_PLACES + 1];
	guint32 required[RT_MOST_PLACES + 1];
	RtMember members[RT_MOST_PLACES];                 /* those of one shape together, in its order */
	guint n_members;
	guint8 first_member[RT_MOST_PLACES + 1];          /* by parent + 1 */
	RtNameTable *by_pointer;                          /* place */
} RtPlaces;

/* Does this text, of which RT_MEMBER_KEY bytes may be read, begin with the member's key? */
static inline gboolean
rt_member_begins (const RtMember *member, const char *text)
{
	guint64 bytes, key;
	memcpy (&bytes, text, sizeof bytes);
	memcpy (&key, member->key, sizeof key);
	if ((bytes & member->beginning) != key)
		return FALSE;
	/* the last eight bytes, which may overlap those before them */
	gsize end = member->length - sizeof key;
	return member->length <= sizeof key ||
	       (rt_bytes_same_8 (text + end, member->key + end) &&
		(end <= sizeof key || rt_bytes_same_8 (text + sizeof key, member->key + sizeof key)));
}

extern const RtPlaces *rt_schema_made; /* NULL until somebody asks */
const RtPlaces *rt_schema_make (void);

/* Asked for at every fact, hence in the header. */
static inline const RtPlaces *
rt_schema_all (void)
{
	RT_ORDER_ATOMIC (&rt_schema_made);
	const RtPlaces *all = g_atomic_pointer_get (&rt_schema_made);
	RT_ORDER_SEEN (&rt_schema_made);
	return G_LIKELY (all != NULL) ? all : rt_schema_make ();
}

/* All places, and how many there are (`n_places` may be NULL). */
static inline const RtPlace *
rt_schema_places (guint *n_places)
{
	const RtPlaces *all = rt_schema_all ();
	if (n_places != NULL)
		*n_places = all->n;
	return all->places;
}

/* The place of a pointer with `*`, or -1. */
int rt_schema_find_place (const char *pointer);

/* Index of a word in those of the field at a place, or -1. */
static inline int
rt_place_find_word (const RtPlace *place, const char *text, gsize length)
{
	return rt_name_table_find (place->words, text, length);
}

/* The place of a field (by its index in the shape of `parent`, a place; -1 for the root). Both must exist. */
static inline int
rt_schema_place_of (int parent, guint field)
{
	return rt_schema_all ()->child[parent + 1][field];
}

/* The fields that can name a party, or hold something that can: a bit each, by index in the shape of `parent`, a place of
 * an object or of a list of them; -1 for the root. */
static inline guint32
rt_schema_parties (int parent)
{
	return rt_schema_all ()->parties[parent + 1];
}

/* Likewise those that are lists of objects, or hold such lists. */
static inline guint32
rt_schema_lists (int parent)
{
	return rt_schema_all ()->lists[parent + 1];
}

/* Do items of this list, or this object, carry a `status` (established, suspected, disputed)? */
gboolean rt_field_has_status (const RtField *field);
/* Do they carry an `until`? */
gboolean rt_field_has_until (const RtField *field);

/* One concrete spot of a registration, packed in 32 bits so that it can ride on a value: place (8 bits, +1 so
 * that 0 is none), first index (14 bits), second index (10 bits). */
typedef guint32 RtSpot;
#define RT_SPOT_INDEX_BITS 14u
#define RT_SPOT_SECOND_BITS 10u

static inline RtSpot
rt_spot (guint place, guint index, guint second_index)
{
	const guint most_index = (1u << RT_SPOT_INDEX_BITS) - 1, most_second = (1u << RT_SPOT_SECOND_BITS) - 1;
	return (place + 1) << (RT_SPOT_INDEX_BITS + RT_SPOT_SECOND_BITS) |
	       (index & most_index) << RT_SPOT_SECOND_BITS | (second_index & most_second);
}

/* The spot of a place that is in the same items of lists. */
static inline RtSpot
rt_spot_beside (RtSpot spot, guint place)
{
	const guint bits = RT_SPOT_INDEX_BITS + RT_SPOT_SECOND_BITS;
	return (place + 1) << bits | (spot & ((1u << bits) - 1));
}

/* The spot of the place of `first`, a spot in the first items of lists, that is in the same items as `spot`. */
static inline RtSpot
rt_spot_along (RtSpot first, RtSpot spot)
{
	return first | (spot & ((1u << (RT_SPOT_INDEX_BITS + RT_SPOT_SECOND_BITS)) - 1));
}

/* A number of so many bits for small tables of spots. Places stand in the high bits and indexes in the low ones: a multiplication
 * mixes them. */
static inline guint
rt_spot_slot (RtSpot spot, guint bits)
{
	return (guint32)(spot * 2654435761u) >> (32 - bits);
}

static inline guint
rt_spot_place (RtSpot spot)
{
	return (spot >> (RT_SPOT_INDEX_BITS + RT_SPOT_SECOND_BITS)) - 1;
}

static inline guint
rt_spot_index (RtSpot spot)
{
	return spot >> RT_SPOT_SECOND_BITS & ((1u << RT_SPOT_INDEX_BITS) - 1);
}

static inline guint
rt_spot_second_index (RtSpot spot)
{
	return spot & ((1u << RT_SPOT_SECOND_BITS) - 1);
}

/* An item of a list is the place of the list with the item's index. The list itself, once it has items, is a spot of its
 * own: the highest index stands for it, which no item has. `index` is that of the outer list of a list in a list. */
static inline RtSpot
rt_spot_of_list (guint place, gboolean outer, guint index)
{
	return outer ? rt_spot (place, G_MAXUINT, 0) : rt_spot (place, index, G_MAXUINT);
}

static inline gboolean
rt_spot_is_list (RtSpot spot)
{
	return rt_spot_index (spot) == (1u << RT_SPOT_INDEX_BITS) - 1 ||
	       rt_spot_second_index (spot) == (1u << RT_SPOT_SECOND_BITS) - 1;
}

/* Appends the spot's JSON Pointer: "/incidents/3/kind". */
void rt_spot_print (RtSpot spot, GString *out);
/* The same where RT_SPOT_LONGEST bytes fit; returns the end. */
#define RT_SPOT_LONGEST (255u + 3 * 6 + 16)
char *rt_spot_put (RtSpot spot, char *to);
