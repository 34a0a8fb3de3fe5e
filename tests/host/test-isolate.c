/* Plugins in processes of their own: good ones answer as they do in this process, and whatever a hostile one does costs its own
 * answer only. */
#define _GNU_SOURCE
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>
#include "libroute/host/isolate.h"
#include "libroute/host/wire-answer.h"
#include "libroute/util/limits.h"
#include "libroute/util/wire.h"
#include "tests/testing.h"

static RtArena *arena;
static char *helper, *plugins, *hostile;

static void
setup (void)
{
	arena = rt_arena_new (0);
	helper = rt_test_build ("libexec/route-plugin-host");
	plugins = rt_test_build ("plugins/.libs");
	hostile = rt_test_build ("tests/hostile/made");
}

static void
teardown (void)
{
	g_clear_pointer (&arena, rt_arena_free);
	g_free (helper);
	g_free (plugins);
	g_free (hostile);
}

static RtRegistry *
load (const char *directory, RtIsolation isolation, const RtPluginPolicy *policies, guint n)
{
	const char *const directories[] = { directory, NULL };
	const RtHostOptions options = { .isolation = isolation, .helper = helper, .time_limit = 500, .memory_limit = 128 };
	GError *error = NULL;
	RtRegistry *registry = rt_registry_load (directories, policies, n, &options, NULL, &error);
	ck_assert_msg (registry != NULL, "%s", error != NULL ? error->message : "");
	return registry;
}

static RouteRegistration *
registration_of (const char *file)
{
	g_autofree char *text = rt_test_read (file, NULL);
	RouteRegistration *registration = route_registration_new_from_json (text, -1, NULL);
	ck_assert_ptr_nonnull (registration);
	return registration;
}

static GByteArray *
packed (const RtRegistry *registry, const RtAnswer *answer)
{
	GByteArray *bytes = g_byte_array_new ();
	rt_answer_pack (rt_registry_plugin (registry, answer->plugin), answer, bytes);
	return bytes;
}

static gboolean
is_same (const RtRegistry *registry, const RtAnswer *a, const RtAnswer *b)
{
	g_autoptr (GByteArray) x = packed (registry, a), y = packed (registry, b);
	return x->len == y->len && memcmp (x->data, y->data, x->len) == 0;
}

static const char *const examples[] = {
	"doc/examples/huurachterstand.json",
	"doc/examples/pad-jongere.json",
	"doc/examples/psychose-woonoverlast.json",
	"tests/advice/golden/consider-escalation.registration.json",
	"tests/advice/golden/contradiction.registration.json",
	"tests/advice/golden/more-information.registration.json",
	/* what is told of the second condition of a member, with what stands beside it */
	"tests/host/conditions.registration.json",
};

START_TEST (good_plugins_answer_the_same_byte_for_byte)
{
	g_autoptr (RtRegistry) here = load (plugins, RT_ISOLATION_NONE, NULL, 0);
	g_autoptr (RtRegistry) apart = load (plugins, RT_ISOLATION_PROCESS, NULL, 0);
	guint n = rt_registry_n_plugins (here);
	ck_assert_uint_eq (n, 30);
	ck_assert_uint_eq (rt_registry_n_plugins (apart), n);
	g_autofree guint8 *wanted = g_malloc (n);
	g_autofree RtAnswer *answers = g_new0 (RtAnswer, n), *others = g_new0 (RtAnswer, n);
	memset (wanted, 1, n);
	for (guint i = 0; i < G_N_ELEMENTS (examples); i++) {
		g_autoptr (RouteRegistration) registration = registration_of (examples[i]);
		rt_host_assess_wanted (here, wanted, registration, arena, answers);
		rt_host_assess_wanted (apart, wanted, registration, arena, others);
		for (guint j = 0; j < n; j++) {
			ck_assert_msg (others[j].answered && others[j].fault == NULL, "%s: %s",
				       rt_registry_plugin (here, j)->party, others[j].fault);
			ck_assert_msg (is_same (here, &answers[j], &others[j]), "%s differs on %s",
				       rt_registry_plugin (here, j)->party, examples[i]);
		}
	}
}
END_TEST

/* what each does, and what is said of it */
static const struct {
	const char *party, *fault;
} harms[] = {
#define HARM(party, when, function, fault) { party, fault },
#include "tests/hostile/harms.def"
};

#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
#define SANITIZED TRUE
#else
#define SANITIZED FALSE
#endif

static RtAnswer
ask (const RtRegistry *registry, const char *party, const RouteRegistration *registration)
{
	int index = rt_registry_find (registry, party);
	ck_assert_msg (index >= 0, "%s", party);
	return rt_host_assess (registry, (guint) index, registration, arena);
}

/* is the harm held back, or told as it should be? */
static gboolean
is_told (const RtAnswer *answer, const char *fault, const char *held)
{
	if (answer->fault != NULL && strstr (answer->fault, "does not start") != NULL)
		return FALSE;
	gboolean stops = *fault == '!' && strstr (held, "seccomp") != NULL && !SANITIZED;
	if (stops)
		return answer->fault != NULL && g_str_has_prefix (answer->fault, "was stopped, since it tried");
	if (*fault == '\0' || *fault == '!')
		return answer->answered && answer->fault == NULL;
	return answer->fault != NULL && strstr (answer->fault, fault) != NULL;
}

START_TEST (whatever_a_plugin_does_costs_its_own_answer_only)
{
	const char *party = harms[_i].party, *fault = harms[_i].fault, *bystander = "never-answer";
	g_autoptr (RouteRegistration) registration = registration_of (examples[1]);
	g_autoptr (RtRegistry) registry = load (hostile, RT_ISOLATION_PROCESS, NULL, 0);
	g_autofree char *held = rt_host_isolation (registry, (guint) rt_registry_find (registry, bystander));
	RtAnswer before = ask (registry, bystander, registration);
	ck_assert (before.answered && before.fault == NULL);
	/* some need a call before: then they are told at the next */
	RtAnswer first = ask (registry, party, registration), second = ask (registry, party, registration);
	ck_assert_msg (is_told (&first, fault, held) || (*fault != '\0' && is_told (&second, fault, held)), "%s: %s; %s", party,
		       first.fault, second.fault);
	/* nothing worked that must not; without Landlock files can be read while it is loaded */
	if (strstr (held, "landlock") != NULL && strstr (held, "seccomp") != NULL)
		ck_assert (!first.answered || first.reasons[0].state != ROUTE_YES);
	RtAnswer after = ask (registry, bystander, registration);
	ck_assert (is_same (registry, &before, &after));
}
END_TEST

/* It says an answer of its own to the first registration and reads no more. A socket holds more than any view of a
 * registration, so that the second is sent all the same, and what comes back is refused. */
START_TEST (a_helper_that_stopped_reading_holds_up_nobody)
{
	g_autoptr (GString) text = g_string_new ("{\"id\":\"t\",\"received\":\"2026-11-20\",\"registered_by\":\"politie\",\"incidents\":[");
	for (guint i = 0; i < RT_LIMIT_INCIDENTS; i++)
		g_string_append_printf (text, "%s{\"kind\":\"theft\",\"date\":\"2026-11-19\"}", i > 0 ? "," : "");
	g_string_append (text, "]}");
	g_autoptr (RouteRegistration) registration = route_registration_new_from_json (text->str, -1, NULL);
	ck_assert_ptr_nonnull (registration);
	g_autoptr (RtRegistry) registry = load (hostile, RT_ISOLATION_PROCESS, NULL, 0);
	int index = rt_registry_find (registry, "answer-and-hang");
	g_autoptr (GByteArray) bytes = g_byte_array_new ();
	rt_record_pack (registration, rt_registry_visible (registry, (guint) index), bytes);
	ck_assert_uint_gt (bytes->len, 2u * 1024u); /* it is among the largest views there are */
	RtAnswer answer = ask (registry, "answer-and-hang", registration);
	ck_assert_str_eq (answer.fault, "an answer of its own");
	answer = ask (registry, "answer-and-hang", registration);
	ck_assert_str_eq (answer.fault, "sent a malformed message while it was asked");
}
END_TEST

START_TEST (a_killed_helper_is_started_again)
{
	g_autoptr (RouteRegistration) registration = registration_of (examples[1]);
	g_autoptr (RtRegistry) registry = load (plugins, RT_ISOLATION_PROCESS, NULL, 0);
	RtAnswer first = ask (registry, "politie", registration);
	ck_assert (first.answered);
	/* the only child there is */
	g_autofree char *path = g_strdup_printf ("/proc/self/task/%d/children", getpid ());
	g_autofree char *children = NULL;
	if (!g_file_get_contents (path, &children, NULL, NULL))
		return;
	pid_t child = (pid_t) g_ascii_strtoll (children, NULL, 10);
	ck_assert_int_gt (child, 0);
	kill (child, SIGKILL);
	RtAnswer second = ask (registry, "politie", registration), third = ask (registry, "politie", registration);
	ck_assert (!second.answered);
	ck_assert_str_eq (second.fault, "crashed (signal 9) while it was asked");
	ck_assert (is_same (registry, &first, &third));
}
END_TEST

START_TEST (one_that_fails_again_and_again_is_left_alone_for_a_while)
{
	g_autoptr (RouteRegistration) registration = registration_of (examples[1]);
	g_autoptr (RtRegistry) registry = load (hostile, RT_ISOLATION_PROCESS, NULL, 0);
	RtAnswer answer = { 0 };
	for (guint i = 0; i < 4 && (i == 0 || strstr (answer.fault, "for a while") == NULL); i++)
		answer = ask (registry, "crash-in-assess", registration);
	ck_assert_str_eq (answer.fault, "failed, and is not asked for a while");
	/* and then asked again */
	for (guint i = 0; i < 100 && strstr (answer.fault, "for a while") != NULL; i++) {
		g_usleep (20000);
		answer = ask (registry, "crash-in-assess", registration);
	}
	ck_assert_str_eq (answer.fault, "crashed (signal 11) while it was asked");
}
END_TEST

START_TEST (one_that_hangs_while_it_is_loaded_is_waited_for_once)
{
	g_autoptr (RouteRegistration) registration = registration_of (examples[1]);
	g_autoptr (RtRegistry) registry = load (hostile, RT_ISOLATION_PROCESS, NULL, 0);
	RtAnswer first = ask (registry, "loop-in-constructor", registration);
	ck_assert_str_eq (first.fault, "took longer than it may while it was loaded");
	RtAnswer second = ask (registry, "loop-in-constructor", registration);
	ck_assert_str_eq (second.fault, "failed, and is not asked for a while");
}
END_TEST

START_TEST (no_helper_is_a_fault_that_names_it)
{
	g_autoptr (RouteRegistration) registration = registration_of (examples[1]);
	const char *const directories[] = { plugins, NULL };
	const RtHostOptions options = { .isolation = RT_ISOLATION_PROCESS, .helper = "/nowhere/route-plugin-host" };
	g_autoptr (RtRegistry) registry = rt_registry_load (directories, NULL, 0, &options, NULL, NULL);
	RtAnswer answer = ask (registry, "politie", registration);
	ck_assert (!answer.answered);
	ck_assert_msg (strstr (answer.fault, "/nowhere/route-plugin-host") != NULL, "%s", answer.fault);
}
END_TEST

/* ---- helpers that are none ---- */

/* what a stranger says in the helper's place: the frames of its greeting and its report */
static void
add_frame (GByteArray *said, GByteArray *frame)
{
	rt_wire_put_u32 (said, frame->len);
	rt_wire_put (said, frame->data, frame->len);
	g_byte_array_set_size (frame, 0);
}

static void
add_greeting (GByteArray *said, const char *version, const char *digest, guint n_more)
{
	g_autoptr (GByteArray) frame = g_byte_array_new ();
	rt_wire_put_text (frame, version);
	rt_wire_put_text (frame, digest);
	rt_wire_put_u32 (frame, 0);
	for (guint i = 0; i < n_more; i++)
		rt_wire_put_u32 (frame, i);
	add_frame (said, frame);
}

static void
add_report (GByteArray *said, guint n_more)
{
	g_autoptr (GByteArray) frame = g_byte_array_new ();
	rt_wire_put_text (frame, NULL);
	for (guint i = 0; i < n_more; i++)
		rt_wire_put_u32 (frame, i);
	add_frame (said, frame);
}

static const struct {
	const char *version, *digest, *then; /* no version: no greeting */
	guint more_greeting, more_report;
	const char *fault;
} strangers[] = {
	{ "0.0.0", NULL, "exec sleep 9", 0, 0, "is of another version" },
	{ PACKAGE_VERSION, "0123", "exec sleep 9", 0, 0, "its file is not the one that was checked (was it replaced?)" },
	{ PACKAGE_VERSION, NULL, "exec sleep 9", 1, 0, "sent a malformed message while it was loaded" },
	{ PACKAGE_VERSION, NULL, "exec sleep 9", 0, 1, "sent a malformed message while it was loaded" },
	{ NULL, NULL, "exit 7", 0, 0, "ended its process (status 7) while it was loaded" },
	{ NULL, NULL, "exec 3>&-; exec sleep 9", 0, 0, "closed its connection while it was loaded" },
	{ NULL, NULL, "kill -ALRM $$", 0, 0, "took longer than it may while it was loaded" },
	{ NULL, NULL, "kill -SYS $$", 0, 0, "was stopped, since it tried to reach beyond its process, while it was loaded" },
	{ PACKAGE_VERSION, NULL, "exec sleep 9", 0, 0, "took longer than it may while it was asked" },
	/* an answer to another registration than the first */
	{ PACKAGE_VERSION, NULL, "printf '\\004\\000\\000\\000\\002\\000\\000\\000' >&3; exec sleep 9", 0, 0,
	  "sent a malformed message while it was asked" },
	{ PACKAGE_VERSION, NULL, "printf '\\000\\000\\000\\000' >&3; exec sleep 9", 0, 0,
	  "sent a malformed message while it was asked" },
};

START_TEST (a_stranger_in_the_helpers_place_is_found_out)
{
	g_autofree char *directory = g_dir_make_tmp ("stranger-XXXXXX", NULL);
	g_autofree char *stranger = g_build_filename (directory, "stranger", NULL), *words = g_build_filename (directory, "words", NULL);
	g_autofree char *script = g_strdup_printf ("#!/bin/sh\nPATH=/bin:/usr/bin\ncat '%s' >&3\n%s\n", words, strangers[_i].then);
	g_autoptr (GByteArray) said = g_byte_array_new ();
	if (strangers[_i].version != NULL)
		add_greeting (said, strangers[_i].version, strangers[_i].digest, strangers[_i].more_greeting);
	if (strangers[_i].version != NULL)
		add_report (said, strangers[_i].more_report);
	ck_assert (g_file_set_contents (words, (const char *) said->data, said->len, NULL));
	ck_assert (g_file_set_contents_full (stranger, script, -1, G_FILE_SET_CONTENTS_NONE, 0755, NULL));
	const char *const directories[] = { plugins, NULL };
	const RtHostOptions options = { .isolation = RT_ISOLATION_PROCESS, .helper = stranger, .time_limit = 200 };
	g_autoptr (RouteRegistration) registration = registration_of (examples[1]);
	g_autoptr (RtRegistry) registry = rt_registry_load (directories, NULL, 0, &options, NULL, NULL);
	RtAnswer answer = ask (registry, "politie", registration);
	ck_assert (!answer.answered);
	ck_assert_msg (g_str_has_suffix (answer.fault, strangers[_i].fault), "%s", answer.fault);
	g_autofree char *held = rt_host_isolation (registry, (guint) rt_registry_find (registry, "politie"));
	ck_assert_msg (g_str_has_prefix (held, "process: "), "%s", held);
	unlink (stranger);
	unlink (words);
	rmdir (directory);
}
END_TEST

START_TEST (outside_the_vendors_directories_isolation_is_usual)
{
	const char *const directories[] = { plugins, NULL };
	const char *const vendor[] = { plugins, NULL }, *const other[] = { "/nowhere", NULL };
	const RtPluginPolicy here = { .party = "om", .isolation = RT_ISOLATION_NONE };
	RtHostOptions options = { .helper = helper, .vendor = vendor };
	g_autoptr (RtRegistry) trusted = rt_registry_load (directories, NULL, 0, &options, NULL, NULL);
	options.vendor = other;
	g_autoptr (RtRegistry) foreign = rt_registry_load (directories, &here, 1, &options, NULL, NULL);
	guint om = (guint) rt_registry_find (foreign, "om"), politie = (guint) rt_registry_find (foreign, "politie");
	ck_assert_ptr_null (rt_registry_loaded (trusted, politie)->isolated);
	ck_assert_ptr_nonnull (rt_registry_loaded (foreign, politie)->isolated);
	ck_assert_ptr_null (rt_registry_loaded (foreign, om)->isolated);
}
END_TEST

typedef struct {
	const RtRegistry *registry;
	RouteRegistration *registration;
	const RtAnswer *wanted;
} Shared;

static gpointer
ask_often (gpointer data)
{
	const Shared *shared = data;
	guint n = rt_registry_n_plugins (shared->registry), wrong = 0;
	g_autofree guint8 *wanted = g_malloc (n);
	g_autofree RtAnswer *answers = g_new0 (RtAnswer, n);
	RtArena *own = rt_arena_new (0);
	memset (wanted, 1, n);
	for (guint i = 0; i < 10; i++) {
		rt_host_assess_wanted (shared->registry, wanted, shared->registration, own, answers);
		for (guint j = 0; j < n; j++)
			wrong += !is_same (shared->registry, &answers[j], &shared->wanted[j]);
		rt_arena_reset (own);
	}
	rt_arena_free (own);
	return GUINT_TO_POINTER (wrong);
}

START_TEST (eight_threads_share_the_helpers)
{
	g_autoptr (RouteRegistration) registration = registration_of (examples[1]);
	g_autoptr (RtRegistry) here = load (plugins, RT_ISOLATION_NONE, NULL, 0);
	g_autoptr (RtRegistry) apart = load (plugins, RT_ISOLATION_PROCESS, NULL, 0);
	guint n = rt_registry_n_plugins (here);
	g_autofree RtAnswer *wanted = g_new0 (RtAnswer, n);
	for (guint i = 0; i < n; i++)
		wanted[i] = rt_host_assess (here, i, registration, arena);
	Shared shared = { apart, registration, wanted };
	GThread *threads[8];
	for (guint i = 0; i < G_N_ELEMENTS (threads); i++)
		threads[i] = g_thread_new ("ask", ask_often, &shared);
	for (guint i = 0; i < G_N_ELEMENTS (threads); i++)
		ck_assert_uint_eq (GPOINTER_TO_UINT (g_thread_join (threads[i])), 0);
}
END_TEST

/* ---- bytes ---- */

START_TEST (a_view_holds_what_was_declared_and_no_more)
{
	g_autoptr (RouteRegistration) registration = registration_of (examples[2]);
	g_autoptr (RtRegistry) registry = load (plugins, RT_ISOLATION_NONE, NULL, 0);
	const RtLoaded *loaded = rt_registry_loaded (registry, (guint) rt_registry_find (registry, "woonbron"));
	g_autoptr (GByteArray) bytes = g_byte_array_new ();
	rt_record_pack (registration, &loaded->visible, bytes);
	g_autoptr (RouteRegistration) view = rt_record_unpack (bytes->data, bytes->len);
	ck_assert_ptr_nonnull (view);
	guint n_places = 0, shown = 0;
	const RtPlace *places = rt_schema_places (&n_places);
	for (guint i = 0; i < n_places; i++) {
		const RtFact *there = rt_record_at (view, rt_spot (i, 0, 0));
		const RtFact *given = rt_record_at (registration, rt_spot (i, 0, 0));
		if (!rt_place_set_has (&loaded->visible, i))
			ck_assert_msg (there->kind == RT_FACT_ABSENT, "%s is seen", places[i].pointer);
		else
			ck_assert_msg (there->kind == given->kind, "%s is not seen", places[i].pointer);
		shown += there->kind != RT_FACT_ABSENT;
	}
	ck_assert_uint_gt (shown, 3);
}
END_TEST

/* every end that is cut off, and every byte that is changed, is refused or says something harmless */
START_TEST (malformed_bytes_are_refused)
{
	g_autoptr (RouteRegistration) registration = registration_of (examples[1]);
	g_autoptr (RtRegistry) registry = load (plugins, RT_ISOLATION_NONE, NULL, 0);
	const RtLoaded *loaded = rt_registry_loaded (registry, (guint) rt_registry_find (registry, "politie"));
	g_autoptr (GByteArray) view = g_byte_array_new ();
	rt_record_pack (registration, &loaded->visible, view);
	RtAnswer answer = ask (registry, "politie", registration), read = rt_answer_empty (0);
	g_autoptr (GByteArray) bytes = packed (registry, &answer);
	for (guint length = 0; length < view->len; length++)
		ck_assert_ptr_null (rt_record_unpack (view->data, length));
	for (guint length = 0; length < bytes->len; length++)
		ck_assert (!rt_answer_unpack (&loaded->plugin, registration, &loaded->visible, bytes->data, length, arena,
					      &read));
	for (guint i = 0; i < bytes->len; i++)
		for (guint change = 1; change < 256; change <<= 1) {
			bytes->data[i] ^= (guint8) change;
			read = rt_answer_empty (0);
			rt_answer_unpack (&loaded->plugin, registration, &loaded->visible, bytes->data, bytes->len, arena, &read);
			bytes->data[i] ^= (guint8) change;
		}
	for (guint i = 0; i < view->len; i++) {
		view->data[i] ^= 0x81;
		g_autoptr (RouteRegistration) other = rt_record_unpack (view->data, view->len);
		view->data[i] ^= 0x81;
	}
	ck_assert (rt_answer_unpack (&loaded->plugin, registration, &loaded->visible, bytes->data, bytes->len, arena, &read));
	ck_assert (is_same (registry, &answer, &(RtAnswer){ .plugin = answer.plugin,
							    .answered = read.answered,
							    .fault = read.fault,
							    .reasons = read.reasons,
							    .lawful = read.lawful,
							    .ground = read.ground,
							    .attending = read.attending,
							    .attend = read.attend,
							    .part = read.part,
							    .contribution = read.contribution,
							    .coordinator = read.coordinator,
							    .coordinator_text = read.coordinator_text,
							    .thirds = read.thirds }));
}
END_TEST

int
main (void)
{
	Suite *suite = suite_create ("isolate");
	TCase *cases = tcase_create ("isolate");
	tcase_set_timeout (cases, 120);
	tcase_add_checked_fixture (cases, setup, teardown);
	tcase_add_test (cases, good_plugins_answer_the_same_byte_for_byte);
	tcase_add_loop_test (cases, whatever_a_plugin_does_costs_its_own_answer_only, 0, (int) G_N_ELEMENTS (harms));
	tcase_add_test (cases, a_helper_that_stopped_reading_holds_up_nobody);
	tcase_add_test (cases, a_killed_helper_is_started_again);
	tcase_add_test (cases, one_that_fails_again_and_again_is_left_alone_for_a_while);
	tcase_add_test (cases, one_that_hangs_while_it_is_loaded_is_waited_for_once);
	/* see tests/quality/valgrind.sh */
	if (g_getenv ("ROUTE_UNDER_VALGRIND") == NULL)
		tcase_add_test (cases, no_helper_is_a_fault_that_names_it);
	tcase_add_loop_test (cases, a_stranger_in_the_helpers_place_is_found_out, 0, (int) G_N_ELEMENTS (strangers));
	tcase_add_test (cases, outside_the_vendors_directories_isolation_is_usual);
	tcase_add_test (cases, eight_threads_share_the_helpers);
	tcase_add_test (cases, a_view_holds_what_was_declared_and_no_more);
	tcase_add_test (cases, malformed_bytes_are_refused);
	suite_add_tcase (suite, cases);
	return rt_test_main (suite);
}
