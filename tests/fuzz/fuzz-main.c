/* Runs a fuzz target without a fuzzer: over the files and directories named, or over standard input. Replays seeds in
 * `make check`, and any finding by hand. A file NAME.corpus holds many inputs, one a line in base64. */
#include "tests/fuzz/fuzz.h"
#include <glib.h>
#include <stdio.h>
#include <stdlib.h>

static void
run_bytes (const void *bytes, gsize length)
{
	/* a copy without a NUL behind it, so that reading past the end is seen */
	guint8 *copy = g_memdup2 (bytes, length);
	LLVMFuzzerTestOneInput (copy, length);
	g_free (copy);
}

static void
run_text (const char *name, const char *text, gsize length, guint *number)
{
	run_bytes (text, length);
	printf ("ok %u - %s\n", ++*number, name);
}

static void
run_corpus (const char *name, const char *text, guint *number)
{
	g_auto (GStrv) lines = g_strsplit (text, "\n", -1);
	guint n = 0;
	for (; lines[n] != NULL && *lines[n] != '\0'; n++) {
		gsize length = 0;
		g_autofree guchar *bytes = g_base64_decode (lines[n], &length);
		run_bytes (bytes, length);
	}
	printf ("ok %u - %s: %u inputs\n", ++*number, name, n);
}

static int
by_name (gconstpointer a, gconstpointer b)
{
	return g_strcmp0 (*(const char *const *) a, *(const char *const *) b);
}

static void
run_path (const char *path, guint *number)
{
	g_autofree char *text = NULL;
	gsize length = 0;
	g_autoptr (GDir) directory = g_dir_open (path, 0, NULL);
	if (directory == NULL) {
		if (!g_file_get_contents (path, &text, &length, NULL))
			printf ("not ok %u - %s cannot be read\n", ++*number, path);
		else if (g_str_has_suffix (path, ".corpus"))
			run_corpus (path, text, number);
		else
			run_text (path, text, length, number);
		return;
	}
	g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
	for (const char *name = g_dir_read_name (directory); name != NULL; name = g_dir_read_name (directory))
		g_ptr_array_add (names, g_build_filename (path, name, NULL));
	g_ptr_array_sort (names, by_name);
	for (guint i = 0; i < names->len; i++)
		run_path (g_ptr_array_index (names, i), number);
}

static void
run_standard_input (guint *number)
{
	g_autoptr (GString) all = g_string_new (NULL);
	char buffer[4096];
	for (gsize n = fread (buffer, 1, sizeof buffer, stdin); n > 0; n = fread (buffer, 1, sizeof buffer, stdin))
		g_string_append_len (all, buffer, (gssize) n);
	run_text ("standard input", all->str, all->len, number);
}

int
main (int argc, char **argv)
{
	guint number = 0;
	for (int i = 1; i < argc; i++)
		run_path (argv[i], &number);
	if (argc == 1)
		run_standard_input (&number);
	printf ("1..%u\n", number);
	return EXIT_SUCCESS;
}
