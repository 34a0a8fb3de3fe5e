/* Memory that is not there: where a size comes from outside, that is told, and nothing else changes. The C library's allocator is
 * replaced by one that gives no piece above a size; what is asked for in smaller pieces it gives. */
#include <errno.h>
#include <route/route.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include "libroute/host/isolate.h"
#include "libroute/util/arena.h"
#include "libroute/util/limits.h"
#include "libroute/util/lines.h"
#include "tests/testing.h"

#if !defined(__SANITIZE_ADDRESS__) && !defined(__SANITIZE_THREAD__)

/* ---- the allocator ---- */

#define SEEN __attribute__ ((visibility ("default")))

void *__libc_malloc (size_t size);
void *__libc_calloc (size_t n, size_t size);
void *__libc_realloc (void *memory, size_t size);

static gsize most = G_MAXSIZE;
static guint refusals;

/* how many blocks of an arena are given, until one is refused, and the smaller one that is asked for instead: once */
enum { BLOCK = 4096 };
static guint blocks_left = G_MAXUINT, held_back;

static gboolean
is_held_back (size_t size)
{
	if (held_back > 0)
		return held_back-- > 0;
	if (blocks_left == G_MAXUINT || size < BLOCK)
		return FALSE;
	if (blocks_left-- > 0)
		return FALSE;
	held_back = 1;
	return TRUE;
}

static gboolean
is_refused (size_t size)
{
	if (size <= most && !is_held_back (size))
		return FALSE;
	refusals++;
	errno = ENOMEM;
	return TRUE;
}

SEEN void *
malloc (size_t size)
{
	return is_refused (size) ? NULL : __libc_malloc (size);
}

SEEN void *
calloc (size_t n, size_t size)
{
	return (size > 0 && n > G_MAXSIZE / size) || is_refused (n * size) ? NULL : __libc_calloc (n, size);
}

SEEN void *
realloc (void *memory, size_t size)
{
	return is_refused (size) ? NULL : __libc_realloc (memory, size);
}

/* begins or, with G_MAXSIZE, ends scarcity; returns how often it was felt before */
static guint
give_at_most (gsize size)
{
	guint felt = refusals;
	most = size;
	refusals = 0;
	return felt;
}

/* ---- who is told ---- */

START_TEST (an_arena_that_may_fail_returns_null)
{
	g_autoptr (RtArena) arena = rt_arena_new (RT_LIMIT_WORKSPACE);
	rt_arena_let_fail (arena);
	give_at_most (1 << 20);
	void *large = rt_arena_alloc (arena, 4 << 20), *small = rt_arena_alloc (arena, 1000);
	ck_assert_uint_gt (give_at_most (G_MAXSIZE), 0);
	ck_assert_ptr_null (large);
	ck_assert_ptr_nonnull (small);
	ck_assert (rt_arena_is_exhausted (arena));
	rt_arena_reset (arena);
	ck_assert_ptr_nonnull (rt_arena_alloc (arena, 4 << 20));
	ck_assert (!rt_arena_is_exhausted (arena));
}
END_TEST

START_TEST (a_lenient_arena_takes_small_blocks_and_is_exhausted)
{
	g_autoptr (RtArena) arena = rt_arena_new_lenient (RT_LIMIT_WORKSPACE);
	give_at_most (20000);
	guint8 sum = 0;
	for (guint i = 0; i < 100; i++) {
		guint8 *memory = rt_arena_alloc (arena, 1000);
		sum |= memory[0] | memory[999];
		memset (memory, 0xff, 1000);
	}
	ck_assert_uint_gt (give_at_most (G_MAXSIZE), 0);
	ck_assert_uint_eq (sum, 0);
	ck_assert (rt_arena_is_exhausted (arena));
}
END_TEST

START_TEST (a_line_without_memory_is_an_error_of_reading)
{
	g_autofree char *text = g_strnfill (3 << 20, 'x');
	text[9] = '\n';
	int fd = rt_test_file_of (text, 3 << 20);
	g_autoptr (RtLines) lines = rt_lines_new (fd, RT_LIMIT_DOCUMENT);
	const char *line;
	gsize length;
	give_at_most (1 << 20);
	RtLineStatus first = rt_lines_next (lines, &line, &length), second = rt_lines_next (lines, &line, &length);
	int trouble = errno;
	ck_assert_uint_eq (give_at_most (G_MAXSIZE), 1);
	ck_assert_int_eq (first, RT_LINE_OK);
	ck_assert_int_eq (second, RT_LINE_FAILED);
	ck_assert_int_eq (trouble, ENOMEM);
	close (fd);
}
END_TEST

/* a document whose facts take room, and one of a text that must be decoded */
static char *
many_incidents (void)
{
	GString *text = g_string_new ("{\"id\":\"t\",\"received\":\"2026-11-20\",\"registered_by\":\"politie\",\"incidents\":[");
	for (guint i = 0; i < RT_LIMIT_INCIDENTS; i++)
		g_string_append_printf (text, "%s{\"kind\":\"theft\",\"date\":\"2026-11-19\"}", i > 0 ? "," : "");
	g_string_append (text, "]}");
	return g_string_free (text, FALSE);
}

static char *
long_text (void)
{
	g_autofree char *words = g_strnfill (RT_LIMIT_TEXT - 1, 'w');
	return g_strdup_printf ("{\"id\":\"t\",\"received\":\"2026-11-20\",\"registered_by\":\"politie\",\"narrative\":\"%s\\n\"}", words);
}

static char *(*const documents[]) (void) = { many_incidents, long_text };

/* with less and less, it is read whole or refused */
START_TEST (a_registration_is_read_whole_or_refused)
{
	g_autofree char *text = documents[_i] ();
	guint refused = 0;
	for (gsize limit = 4 << 20; limit >= 4 << 10; limit /= 2) {
		g_autoptr (GError) error = NULL;
		give_at_most (limit);
		g_autoptr (RouteRegistration) registration = route_registration_new_from_json (text, -1, &error);
		guint felt = give_at_most (G_MAXSIZE);
		ck_assert_msg (registration != NULL || felt > 0, "%zu", limit);
		refused += registration == NULL;
		if (registration == NULL)
			ck_assert_msg (g_error_matches (error, ROUTE_ERROR, ROUTE_ERROR_LIMIT), "%s", error->message);
		else
			ck_assert_str_eq (route_registration_get_id (registration), "t");
	}
	ck_assert_uint_gt (refused, 0);
}
END_TEST

/* also where the memory is there again when the next piece is asked for */
START_TEST (what_was_refused_once_is_not_read_again)
{
	guint refused = 0;
	for (guint i = 0; i < 64; i++) {
		g_autoptr (GString) text = g_string_new (NULL);
		g_string_printf (text, "{\"id\":\"%0*d\",\"received\":\"2026-11-20\",\"registered_by\":\"politie\",", (int) i, 1);
		g_string_append (text, "\"efforts\":[");
		for (guint j = 0; j < 100; j++)
			g_string_append_printf (text, "%s{\"by\":\"third:a%u\",\"outcome\":\"failed\"}", j > 0 ? "," : "", i * j);
		g_string_append (text, "]}");
		g_autoptr (GError) error = NULL;
		route_registration_unref (route_registration_new_from_json (text->str, -1, NULL)); /* what is made once is made */
		blocks_left = 1;
		g_autoptr (RouteRegistration) registration = route_registration_new_from_json (text->str, -1, &error);
		gboolean felt = blocks_left == G_MAXUINT;
		blocks_left = G_MAXUINT;
		ck_assert_msg ((registration == NULL) == felt, "%u", i);
		ck_assert (!felt || g_error_matches (error, ROUTE_ERROR, ROUTE_ERROR_LIMIT));
		refused += felt;
	}
	ck_assert_uint_gt (refused, 0);
}
END_TEST

/* a file of 32 MiB, nearly all of it a hole */
START_TEST (a_plugin_without_memory_is_refused_and_others_are_loaded)
{
	g_autofree char *directory = g_dir_make_tmp ("scarce-XXXXXX", NULL);
	g_autofree char *large = g_build_filename (directory, "politie.so", NULL);
	g_autofree char *small = g_build_filename (directory, "om.so", NULL);
	g_autofree char *from = rt_test_build ("plugins/.libs/om.so"), *bytes = NULL;
	gsize length;
	ck_assert (g_file_get_contents (from, &bytes, &length, NULL) && g_file_set_contents (small, bytes, (gssize) length, NULL));
	ck_assert (g_file_set_contents (large, "\177ELF", 4, NULL));
	ck_assert (truncate (large, 32 << 20) == 0 && chmod (large, 0644) == 0 && chmod (small, 0644) == 0);
	const char *const directories[] = { directory, NULL };
	const RtHostOptions options = { .isolation = RT_ISOLATION_NONE };
	give_at_most (16 << 20);
	g_autoptr (RtRegistry) registry = rt_registry_load (directories, NULL, 0, &options, NULL, NULL);
	ck_assert_uint_eq (give_at_most (G_MAXSIZE), 1);
	ck_assert_uint_eq (rt_registry_n_plugins (registry), 1);
	ck_assert_uint_eq (rt_registry_n_failures (registry), 1);
	const RtPluginFailure *failure = rt_registry_failure (registry, 0);
	ck_assert_str_eq (failure->party, "politie");
	ck_assert_msg (strstr (failure->why, "Cannot allocate memory") != NULL, "%s", failure->why);
	unlink (large);
	unlink (small);
	rmdir (directory);
}
END_TEST

/* An advice that did not get the memory it wants says so; one that does not say so is that of a call that did. */
START_TEST (an_advice_says_that_memory_was_scarce)
{
	g_autofree char *rules = rt_test_source ("rules.d"), *text = rt_test_read ("doc/examples/psychose-woonoverlast.json", NULL);
	const char *const rules_dirs[] = { rules, NULL }, *const plugin_dirs[] = { NULL };
	g_autofree char *whole = NULL;
	guint told = 0;
	static const gsize limits[] = { G_MAXSIZE, 24 << 10, 12 << 10, 8 << 10 };
	for (guint i = 0; i < G_N_ELEMENTS (limits); i++) {
		g_autoptr (RouteEngine) engine = route_engine_new_for_dirs (rules_dirs, plugin_dirs, NULL);
		g_autoptr (RouteRegistration) registration = route_registration_new_from_json (text, -1, NULL);
		give_at_most (limits[i]);
		g_autoptr (RouteAdvice) advice = route_engine_advise (engine, registration, NULL);
		guint felt = give_at_most (G_MAXSIZE);
		g_autofree char *said = route_advice_to_json (advice, ROUTE_JSON_COMPACT, "en");
		if (whole == NULL)
			whole = g_strdup (said);
		gboolean says = strstr (said, "\"what\":\"memory\"") != NULL;
		ck_assert_msg (says || strcmp (said, whole) == 0, "%zu", limits[i]);
		printf ("# %zu: felt %u times, %s\n", limits[i], felt, says ? "told" : "not told");
		told += says;
	}
	ck_assert_uint_gt (told, 0);
}
END_TEST

int
main (void)
{
	Suite *suite = suite_create ("scarce memory");
	TCase *cases = tcase_create ("scarce");
	tcase_set_timeout (cases, 60);
	tcase_add_test (cases, an_arena_that_may_fail_returns_null);
	tcase_add_test (cases, a_lenient_arena_takes_small_blocks_and_is_exhausted);
	tcase_add_test (cases, a_line_without_memory_is_an_error_of_reading);
	tcase_add_loop_test (cases, a_registration_is_read_whole_or_refused, 0, G_N_ELEMENTS (documents));
	tcase_add_test (cases, what_was_refused_once_is_not_read_again);
	tcase_add_test (cases, a_plugin_without_memory_is_refused_and_others_are_loaded);
	tcase_add_test (cases, an_advice_says_that_memory_was_scarce);
	suite_add_tcase (suite, cases);
	return rt_test_main (suite);
}

#else

int
main (void)
{
	printf ("1..0 # SKIP a sanitizer brings an allocator of its own\n");
	return 0;
}

#endif
