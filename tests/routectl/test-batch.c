/* Many at once: the order is that of the input, whatever the number of threads; stopping stops. */
#include <glib/gstdio.h>
#include <stdlib.h>
#include <string.h>
#include "routectl/batch.h"
#include "routectl/refusal.h"
#include "tests/testing.h"

#define N_LINES 5000u

static char *path;

static void
write_lines (void)
{
	g_autoptr (GString) text = g_string_new (NULL);
	for (guint i = 0; i < N_LINES; i++)
		g_string_append_printf (text, "{\"n\":%u}\n", i);
	int fd = g_file_open_tmp ("routectl-XXXXXX", &path, NULL);
	ck_assert_int_ge (fd, 0);
	g_close (fd, NULL);
	ck_assert (g_file_set_contents (path, text->str, (gssize) text->len, NULL));
}

static void
remove_lines (void)
{
	g_unlink (path);
	g_clear_pointer (&path, g_free);
}

typedef struct {
	int workers; /* alive; changed by all threads */
} Shared;

static gpointer
worker_new (gconstpointer shared)
{
	Shared *ours = (Shared *) shared;
	g_atomic_int_inc (&ours->workers);
	return ours;
}

static void
worker_free (gpointer worker)
{
	Shared *ours = worker;
	g_atomic_int_add (&ours->workers, -1);
}

static void
work (gpointer worker, RtItem *item)
{
	guint n = (guint) atoi (item->text->str + strlen ("{\"n\":"));
	/* some take longer than others, so that they overtake */
	if (n % 97 == 0)
		g_usleep (200);
	if (n % 10 == 3)
		rt_refusal_write (item, NULL, "/n", "no threes", TRUE);
	else
		g_string_append_printf (item->out, "%u\n", n);
}

typedef struct {
	GString *out, *err;
	guint n, stop_after;
} Seen;

static gboolean
done (RtItem *item, gpointer data)
{
	Seen *seen = data;
	g_string_append_len (seen->out, item->out->str, (gssize) item->out->len);
	g_string_append_len (seen->err, item->err->str, (gssize) item->err->len);
	return ++seen->n != seen->stop_after;
}

static const RtBatch batch = { worker_new, worker_free, work, done };

static gboolean
run (guint jobs, guint stop_after, Seen *seen)
{
	const char *const paths[] = { path, NULL };
	Shared shared = { 0 };
	*seen = (Seen){ .out = g_string_new (NULL), .err = g_string_new (NULL), .stop_after = stop_after };
	g_autoptr (RtInput) input = rt_input_new (paths);
	gboolean finished = rt_batch_run (&batch, input, jobs, &shared, seen);
	ck_assert_int_eq (shared.workers, 0);
	return finished;
}

static void
forget (Seen *seen)
{
	g_string_free (seen->out, TRUE);
	g_string_free (seen->err, TRUE);
}

START_TEST (order_is_that_of_the_input)
{
	Seen alone, together;
	ck_assert (run (1, 0, &alone));
	ck_assert (run ((guint) _i, 0, &together));
	ck_assert_uint_eq (together.n, N_LINES);
	ck_assert_str_eq (together.out->str, alone.out->str);
	ck_assert_str_eq (together.err->str, alone.err->str);
	forget (&alone);
	forget (&together);
}
END_TEST

START_TEST (a_refused_line_has_its_object_in_its_place)
{
	Seen seen;
	ck_assert (run (3, 0, &seen));
	ck_assert (g_str_has_prefix (seen.out->str, "0\n1\n2\n{\"registration\":null,\"error\":{\"path\":\"/"
						    "n\",\"message\":\"no threes\"}}\n4\n"));
	ck_assert_ptr_nonnull (strstr (seen.err->str, ":14: /n: no threes\n"));
	forget (&seen);
}
END_TEST

START_TEST (stopping_ends_it_without_the_rest)
{
	Seen seen;
	ck_assert (!run ((guint) _i, 7, &seen));
	ck_assert_uint_eq (seen.n, 7);
	forget (&seen);
}
END_TEST

/* ---- refusals ---- */

static const struct {
	const char *text, *pointer, *reason, *out, *err;
} refusals[] = {
	{ "{\"id\":\"A-1\",\"x\":{\"id\":\"B\"}}", "/x", "unknown",
	  "{\"registration\":\"A-1\",\"error\":{\"path\":\"/x\",\"message\":\"unknown\"}}\n",
	  "f:3: /x: unknown\n" },
	{ "{\"x\":{\"id\":\"B\"},\"id\":\"A 1\"}", "/id", "bad",
	  "{\"registration\":null,\"error\":{\"path\":\"/id\",\"message\":\"bad\"}}\n", "f:3: /id: bad\n" },
	{ "{\"id\":\"A\",", "", "no JSON",
	  "{\"registration\":\"A\",\"error\":{\"path\":\"\",\"message\":\"no JSON\"}}\n", "f:3: no JSON\n" },
	{ "{\"id\":[\"A\"]}", "", "x",
	  "{\"registration\":null,\"error\":{\"path\":\"\",\"message\":\"x\"}}\n", "f:3: x\n" },
	{ "{}", "/\033[2J\n", "\"\t\"",
	  "{\"registration\":null,\"error\":{\"path\":\"/"
	  "\\\\u001b[2J\\\\u000a\",\"message\":\"\\\"\\\\u0009\\\"\"}}\n",
	  "f:3: /\\u001b[2J\\u000a: \"\\u0009\"\n" },
};

START_TEST (a_refusal_says_where_and_what_and_is_safe_to_print)
{
	RtItem item;
	rt_item_init (&item);
	item.file = "f";
	item.line = 3;
	g_string_assign (item.text, refusals[_i].text);
	g_string_assign (item.out, "half an advice");
	rt_refusal_write (&item, NULL, refusals[_i].pointer, refusals[_i].reason, TRUE);
	ck_assert (item.refused);
	ck_assert_str_eq (item.out->str, refusals[_i].out);
	ck_assert_str_eq (item.err->str, refusals[_i].err);
	rt_item_clear (&item);
}
END_TEST

START_TEST (a_long_reason_is_cut)
{
	RtItem item;
	rt_item_init (&item);
	item.file = "f";
	g_autofree char *reason = g_strnfill (5000, 'x');
	rt_refusal_write (&item, NULL, "", reason, FALSE);
	ck_assert_uint_lt (item.err->len, 500);
	ck_assert_uint_eq (item.out->len, 0);
	rt_item_clear (&item);
}
END_TEST

int
main (void)
{
	Suite *suite = suite_create ("routectl batch");
	TCase *lines = tcase_create ("lines");
	tcase_add_checked_fixture (lines, write_lines, remove_lines);
	tcase_add_loop_test (lines, order_is_that_of_the_input, 2, 6);
	tcase_add_test (lines, a_refused_line_has_its_object_in_its_place);
	tcase_add_loop_test (lines, stopping_ends_it_without_the_rest, 1, 4);
	suite_add_tcase (suite, lines);
	TCase *refused = tcase_create ("refusals");
	tcase_add_loop_test (refused, a_refusal_says_where_and_what_and_is_safe_to_print, 0,
			     G_N_ELEMENTS (refusals));
	tcase_add_test (refused, a_long_reason_is_cut);
	suite_add_tcase (suite, refused);
	return rt_test_main (suite);
}
