/* What reading one registration costs, from text to a checked record and back to nothing. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <route/route-registration.h>

#define RUNS 200000u

static double
seconds_of (const char *text, gsize length)
{
	gint64 begun = g_get_monotonic_time ();
	for (guint i = 0; i < RUNS; i++) {
		g_autoptr (RouteRegistration) registration =
			route_registration_new_from_json (text, (gssize) length, NULL);
		if (registration == NULL)
			exit (EXIT_FAILURE);
	}
	return (double) (g_get_monotonic_time () - begun) / G_USEC_PER_SEC;
}

/* the pass over the text that no reader can do without, to compare machines by */
static double
seconds_of_pass (const char *text, gsize length)
{
	guint64 sum = 0;
	gint64 begun = g_get_monotonic_time ();
	for (guint i = 0; i < RUNS; i++)
		for (gsize j = 0; j < length; j++)
			sum = sum * 31 + (guchar) text[j];
	volatile guint64 used = sum;
	(void) used;
	return (double) (g_get_monotonic_time () - begun) / G_USEC_PER_SEC;
}

int
main (int argc, char **argv)
{
	const char *top = g_getenv ("top_srcdir");
	g_autofree char *path = argc > 1 ? g_strdup (argv[1])
					 : g_build_filename (top != NULL ? top : ".",
							     "tests/registration/typical.json", NULL);
	g_autofree char *text = NULL;
	gsize length = 0;
	if (!g_file_get_contents (path, &text, &length, NULL))
		return EXIT_FAILURE;
	double read = seconds_of (text, length), pass = seconds_of_pass (text, length);
	printf ("read: %.2f us (a registration of %zu bytes, from text to a checked record)\n",
		read / RUNS * 1e6, length);
	printf ("ratio: %.1f (reading, over one hash-like pass over the same bytes)\n", read / pass);
	return EXIT_SUCCESS;
}
