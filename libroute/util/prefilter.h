/* Letters that tell where a pattern cannot be. */
#pragma once
#include <glib.h>

/* more letters rule out little more, and make the automaton large */
#define RT_LITERAL_LONGEST 12u

/* Letters, compared caseless: lower case, of ASCII and of Latin-1; and digits, spaces and signs. */
typedef struct {
	char text[RT_LITERAL_LONGEST + 1];
	guint8 length;
	guint8 begins_word; /* no letter or digit of ASCII, nor _, stands before it where the pattern is */
} RtLiteral;

/* Literals one of which is in every text that a pattern of PCRE2, with UTF and UCP, fits, or NULL when that is not plain. In
 * `heads`: does every match begin with one of them? Returns: (transfer full) (nullable): RtLiteral */
GArray *rt_prefilter_literals (const char *pattern, gboolean *heads);
/* Literals one of which is in every text the pattern fits, behind what its matches begin with: of `school.{0,30}slaan` the second
 * word. NULL when there are none. Returns: (transfer full) (nullable): RtLiteral */
GArray *rt_prefilter_others (const char *pattern);

/* ---- for the above ---- */

/* Adds a letter, unless there is no room. */
gboolean rt_literal_add (RtLiteral *literal, gunichar letter);
/* What every match of a pattern with plain atoms, or of a piece of one, begins with, none of them the beginning of another; NULL
 * when that is not known, or too short. Returns: (transfer full) (nullable): RtLiteral */
GArray *rt_beginnings_of (const char *pattern, const char *end);
/* fewer letters are in too many texts */
#define RT_LITERAL_SHORTEST 3u
