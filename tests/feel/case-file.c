#include "tests/feel/case-file.h"
#include <string.h>

static void
case_free (gpointer data)
{
	FeelCase *one = data;
	g_free (one->expression);
	g_free (one->outcome);
	g_free (one->with);
	g_free (one);
}

GPtrArray *
feel_cases_read (const char *path)
{
	g_autofree char *text = rt_test_read (path, NULL);
	g_auto (GStrv) lines = g_strsplit (text, "\n", -1);
	GPtrArray *cases = g_ptr_array_new_with_free_func (case_free);
	const char *with = NULL;
	for (guint i = 0; lines[i] != NULL; i++) {
		if (lines[i][0] == '#' || lines[i][0] == '\0')
			continue;
		if (g_str_has_prefix (lines[i], "with ")) {
			with = lines[i] + strlen ("with ");
			continue;
		}
		const char *arrow = g_strrstr (lines[i], " =>");
		ck_assert_msg (arrow != NULL, "%s:%u: a case has `=>`", path, i + 1);
		FeelCase *one = g_new0 (FeelCase, 1);
		one->expression = g_strndup (lines[i], (gsize)(arrow - lines[i]));
		one->outcome = g_strstrip (g_strdup (arrow + 3));
		one->with = g_strdup (with);
		one->line = i + 1;
		g_ptr_array_add (cases, one);
	}
	return cases;
}
