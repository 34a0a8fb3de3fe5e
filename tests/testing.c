#define _GNU_SOURCE
#include "tests/testing.h"
#include <sys/mman.h>
#include <unistd.h>

int
rt_test_main (Suite *suite)
{
	SRunner *runner = srunner_create (suite);
	srunner_set_tap (runner, "-");
	srunner_run_all (runner, CK_SILENT);
	int failed = srunner_ntests_failed (runner);
	srunner_free (runner);
	return failed == 0 ? 0 : 1;
}

static char *
in_tree (const char *variable, const char *relative)
{
	const char *top = g_getenv (variable);
	return g_build_filename (top != NULL ? top : ".", relative, NULL);
}

char *
rt_test_source (const char *relative)
{
	return in_tree ("top_srcdir", relative);
}

char *
rt_test_build (const char *relative)
{
	return in_tree ("top_builddir", relative);
}

char *
rt_test_read (const char *relative, gsize *length)
{
	g_autofree char *path = rt_test_source (relative);
	char *text = NULL;
	g_autoptr (GError) error = NULL;
	if (!g_file_get_contents (path, &text, length, &error))
		ck_abort_msg ("%s", error->message);
	return text;
}

int
rt_test_file_of (const void *bytes, gsize length)
{
	int fd = memfd_create ("test", MFD_CLOEXEC);
	ck_assert_int_ge (fd, 0);
	ck_assert_int_eq (pwrite (fd, bytes, length, 0), (ssize_t)length);
	return fd;
}
