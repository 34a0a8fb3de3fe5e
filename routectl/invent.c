#include "routectl/invent.h"
#include <string.h>
#include "libroute/registration/schema.h"
#include "libroute/util/date.h"
#include "libroute/util/json-writer.h"

#define USUALLY 70u  /* per cent: how often a fact without a habit is given */
#define LONG_AGO 730 /* days: how far dates without a habit lie back */
#define FEW_ITEMS 2

enum {
	YOUTH = 1 << 0,
	ADULT = 1 << 1,
	FAMILY = 1 << 2,
	ARREARS = 1 << 3,
	ELSEWHERE = 1 << 4,
	RUNNING = 1 << 5,
	ALL = 0xff,
};

typedef struct {
	guint share, traits;
} Kind;

typedef struct {
	const char *pointer;
	guint traits, given;
	gint64 least, most;
	const char *words; /* apart by spaces; of texts, by bars */
} Habit;

#define KIND(symbol, share, traits) { share, traits },
#define HABIT(pointer, traits, given, least, most, words)
static const Kind kinds[] = {
#include "routectl/invent.def"
};
#undef KIND
#undef HABIT
#define KIND(symbol, share, traits)
#define HABIT(pointer, traits, given, least, most, words) { pointer, traits, given, least, most, words },
static const Habit habits[] = {
#include "routectl/invent.def"
};
#undef KIND
#undef HABIT

typedef struct {
	RtJsonWriter json;
	guint64 state;
	guint traits;
	guint known; /* per cent of what is usually given: cases differ in how much is known of them */
	guint64 number;
	gint32 received;
} Inventor;

/* ---- chance: splitmix64, the same everywhere ---- */

static guint64
draw (Inventor *inventor)
{
	guint64 z = inventor->state += 0x9e3779b97f4a7c15u;
	z = (z ^ z >> 30) * 0xbf58476d1ce4e5b9u;
	z = (z ^ z >> 27) * 0x94d049bb133111ebu;
	return z ^ z >> 31;
}

/* a number from `least` to `most` */
static gint64
between (Inventor *inventor, gint64 least, gint64 most)
{
	return least + (gint64) (draw (inventor) % (guint64) (most - least + 1));
}

static gboolean
happens (Inventor *inventor, guint percent)
{
	return draw (inventor) % 100 < percent;
}

static const Habit *
find_habit (const Inventor *inventor, const char *pointer)
{
	const Habit *found = NULL;
	for (guint i = 0; i < G_N_ELEMENTS (habits); i++) {
		gboolean fits = (habits[i].traits & inventor->traits) != 0;
		if (fits && strcmp (habits[i].pointer, pointer) == 0)
			found = &habits[i];
	}
	return found;
}

/* ---- values ---- */

static char *
choose (Inventor *inventor, const RtField *field, const Habit *habit)
{
	gboolean own = habit != NULL && habit->words != NULL;
	g_auto (GStrv) split = own ? g_strsplit (habit->words, strchr (habit->words, '|') ? "|" : " ", -1) : NULL;
	const char *const *words = own ? (const char *const *) split : field->words;
	guint n = words != NULL ? g_strv_length ((char **) words) : 0;
	return n > 0 ? g_strdup (words[between (inventor, 0, n - 1)]) : NULL;
}

static void
write_date (Inventor *inventor, const Habit *habit)
{
	char text[16];
	gboolean bounded = habit != NULL && habit->most > 0;
	gint64 ago = between (inventor, bounded ? habit->least : 1, bounded ? habit->most : LONG_AGO);
	rt_date_print (inventor->received - (gint32) ago, text);
	rt_json_string (&inventor->json, text);
}

static void
write_integer (Inventor *inventor, const RtField *field, const Habit *habit)
{
	gboolean bounded = habit != NULL && habit->most > 0;
	rt_json_number (&inventor->json, between (inventor, bounded ? habit->least : field->least,
						  bounded ? habit->most : field->most));
}

static void write_object (Inventor *inventor, int place, const RtShape *shape);

/* one value that is no list */
static void
write_value (Inventor *inventor, int place, const RtField *field, RtType type, const Habit *habit)
{
	g_autofree char *word = choose (inventor, field, habit);
	switch (type) {
	case RT_TYPE_BOOLEAN:
		rt_json_boolean (&inventor->json,
				 word != NULL ? strcmp (word, "true") == 0 : happens (inventor, 50));
		return;
	case RT_TYPE_INTEGER:
		write_integer (inventor, field, habit);
		return;
	case RT_TYPE_DATE:
		write_date (inventor, habit);
		return;
	case RT_TYPE_OBJECT:
		write_object (inventor, place, field->shape);
		return;
	default:
		rt_json_string (&inventor->json, word);
	}
}

static void
write_list (Inventor *inventor, int place, const RtField *field, const Habit *habit)
{
	gint64 n = between (inventor, habit != NULL ? habit->least : 0, habit != NULL ? habit->most : FEW_ITEMS);
	rt_json_begin (&inventor->json, '[');
	for (gint64 i = 0; i < n; i++)
		write_value (inventor, place, field, field->item, habit);
	rt_json_end (&inventor->json, ']');
}

/* what the series says, not chance */
static gboolean
write_fixed (Inventor *inventor, const char *pointer)
{
	char text[32];
	if (strcmp (pointer, "/id") == 0)
		g_snprintf (text, sizeof text, "invented-%06" G_GUINT64_FORMAT, inventor->number);
	else if (strcmp (pointer, "/received") == 0)
		rt_date_print (inventor->received, text);
	else
		return FALSE;
	rt_json_member (&inventor->json, pointer + 1, text);
	return TRUE;
}

static gboolean
is_given (Inventor *inventor, const RtField *field, const Habit *habit)
{
	if (field->required)
		return TRUE;
	guint given = habit != NULL ? habit->given : USUALLY;
	/* a text that nobody wrote a line for is left out */
	gboolean sayable = field->type != RT_TYPE_TEXT || (habit != NULL && habit->words != NULL);
	return sayable && happens (inventor, given) && happens (inventor, inventor->known);
}

static void
write_object (Inventor *inventor, int parent, const RtShape *shape)
{
	guint n_places;
	const RtPlace *places = rt_schema_places (&n_places);
	rt_json_begin (&inventor->json, '{');
	for (guint i = 0; i < shape->n_fields; i++) {
		const RtField *field = &shape->fields[i];
		int place = rt_schema_place_of (parent, i);
		const Habit *habit = find_habit (inventor, places[place].pointer);
		if (write_fixed (inventor, places[place].pointer) || !is_given (inventor, field, habit))
			continue;
		rt_json_key (&inventor->json, field->name);
		if (field->type == RT_TYPE_LIST)
			write_list (inventor, place, field, habit);
		else
			write_value (inventor, place, field, field->type, habit);
	}
	rt_json_end (&inventor->json, '}');
}

static guint
draw_traits (Inventor *inventor)
{
	guint at = (guint) between (inventor, 0, 99), sum = 0;
	for (guint i = 0; i < G_N_ELEMENTS (kinds); i++) {
		sum += kinds[i].share;
		if (at < sum)
			return kinds[i].traits;
	}
	return ALL;
}

void
rt_invent (guint64 seed, guint64 number, gint32 received, GString *out)
{
	static const guint known[] = { 100, 100, 97, 90, 75 };
	Inventor inventor = { .json = { .out = out },
			      .state = seed * 0xd1342543de82ef95u + number,
			      .number = number,
			      .received = received };
	/* neighbours in a series begin far apart */
	inventor.state = draw (&inventor);
	inventor.traits = draw_traits (&inventor);
	inventor.known = known[between (&inventor, 0, G_N_ELEMENTS (known) - 1)];
	write_object (&inventor, -1, rt_schema_root ());
	g_string_append_c (out, '\n');
}
