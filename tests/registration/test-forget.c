/* What a registration said is nowhere in memory once it is gone. Memory is searched for the eight bytes of a
 * mark, which this program keeps as a number, so that it does not find itself. The stack is left out: whatever
 * saves registers, the dynamic linker for one, leaves their few bytes there. */
#define _GNU_SOURCE
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>
#include "libroute/registration/record.h"
#include "tests/registration/cases.h"
#include "tests/testing.h"

/* larger mappings are no heap of this test, but the shadow of a sanitizer */
#define LARGEST (256u * 1024u * 1024u)
/* "9qZk!7sX", each byte turned over */
#define MASKED_MARK (~G_GUINT64_CONSTANT (0x39715a6b21377358))

/* a call of its own, so that no register keeps the mark and is saved on the stack */
G_NO_INLINE static void
write_mark (char *out)
{
	volatile guint64 masked = MASKED_MARK;
	for (guint i = 0; i < 8; i++)
		out[i] = (char) ~(guint8) (masked >> (56 - 8 * i));
}

static guint
count_marks (const guint8 *bytes, gsize length)
{
	guint found = 0;
	for (gsize i = 0; i + 8 <= length; i++) {
		/* compared turned over, byte by byte */
		gsize same = 0;
		while (same < 8 && (guint8) ~bytes[i + same] == (guint8) (MASKED_MARK >> (56 - 8 * same)))
			same++;
		found += same == 8;
	}
	return found;
}

/* how often the mark stands in the memory that this process can write */
static guint
marks_in_memory (void)
{
	g_autofree char *maps = NULL;
	guint found = 0;
	if (!g_file_get_contents ("/proc/self/maps", &maps, NULL, NULL))
		return G_MAXUINT;
	int memory = open ("/proc/self/mem", O_RDONLY | O_CLOEXEC);
	g_auto (GStrv) lines = g_strsplit (maps, "\n", -1);
	static guint8 chunk[4096 + 8];
	for (guint i = 0; memory >= 0 && lines[i] != NULL; i++) {
		unsigned long start, end;
		char mode[5];
		if (sscanf (lines[i], "%lx-%lx %4s", &start, &end, mode) != 3 || mode[1] != 'w' ||
		    end - start > LARGEST || g_str_has_suffix (lines[i], "[stack]"))
			continue;
		for (unsigned long at = start; at < end; at += 4096) {
			gssize n = pread (memory, chunk, sizeof chunk, (off_t) at);
			gboolean self = at <= (guintptr) chunk + sizeof chunk && at + sizeof chunk > (guintptr) chunk;
			if (n > 0 && !self)
				found += count_marks (chunk, (gsize) n);
		}
	}
	explicit_bzero (chunk, sizeof chunk);
	close (memory);
	return found;
}

/* the smallest registration with these keys, the mark in the place of every "@@@@@@@@" */
static char *
document (const char *keys)
{
	char *json = rt_case_json (keys);
	for (char *at = strstr (json, "@@@@@@@@"); at != NULL; at = strstr (at, "@@@@@@@@"))
		write_mark (at);
	return json;
}

static void
forget (const char *keys, gboolean accepted)
{
	char *json = document (keys);
	RouteRegistration *registration = route_registration_new_from_json (json, -1, NULL);
	ck_assert_msg ((registration != NULL) == accepted, "%s", keys);
	explicit_bzero (json, strlen (json));
	g_free (json);
	if (registration != NULL) {
		/* the search finds what is there */
		ck_assert_uint_ge (marks_in_memory (), 1);
		route_registration_unref (registration);
	}
	ck_assert_msg (marks_in_memory () == 0, "%.80s leaves a trace", keys);
}

START_TEST (nothing_of_a_text_stays_in_memory)
{
	forget ("+ \"narrative\": \"what was told: @@@@@@@@, and more\"", TRUE);
	/* an escape makes the JSON library keep a copy of its own */
	forget ("+ \"narrative\": \"what was\\ttold: @@@@@@@@, and more\\u00e9\"", TRUE);
	forget ("+ \"person\": {\"stays_in\": \"@@@@@@@@\"}, \"extra\": {\"@@@@@@@@\": [\"@@@@@@@@\"]}", TRUE);
	/* and what is refused is forgotten as well */
	forget ("+ \"narrative\": \"what was\\ttold: @@@@@@@@, and more\", \"stage\": \"bad\"", FALSE);
	forget ("+ \"narrative\": \"what was\\ttold: @@@@@@@@, and more\", ?", FALSE);
}
END_TEST

START_TEST (long_texts_are_forgotten_too)
{
	g_autofree char *filling = g_strnfill (60000, 'x');
	g_autofree char *keys = g_strconcat ("+ \"narrative\": \"@@@@@@@@\\n", filling, "@@@@@@@@\"", NULL);
	forget (keys, TRUE);
}
END_TEST

START_TEST (what_a_hypothetical_registration_copied_is_forgotten)
{
	char *json = document ("+ \"person\": {\"municipality\": \"@@@@@@@@\"}");
	RouteRegistration *base = route_registration_new_from_json (json, -1, NULL);
	explicit_bzero (json, strlen (json));
	g_free (json);
	RtSpot spot = rt_spot ((guint) rt_schema_find_place ("/person/stays_in"), 0, 0);
	RtSpot municipality = rt_spot ((guint) rt_schema_find_place ("/person/municipality"), 0, 0);
	RtAssignment change = { .spot = spot, .fact = *rt_record_at (base, municipality) };
	RouteRegistration *other = rt_record_with (base, &change, 1);
	route_registration_unref (base);
	ck_assert_uint_ge (marks_in_memory (), 2);
	route_registration_unref (other);
	ck_assert_uint_eq (marks_in_memory (), 0);
}
END_TEST

int
main (void)
{
	Suite *suite = suite_create ("forget");
	TCase *cases = tcase_create ("forget");
	tcase_set_timeout (cases, 60);
	tcase_add_test (cases, nothing_of_a_text_stays_in_memory);
	tcase_add_test (cases, long_texts_are_forgotten_too);
	tcase_add_test (cases, what_a_hypothetical_registration_copied_is_forgotten);
	suite_add_tcase (suite, cases);
	return rt_test_main (suite);
}
