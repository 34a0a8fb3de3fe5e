#include "tests/registration/cases.h"
#include "tests/testing.h"

char **
rt_case_lines (const char *relative)
{
	g_autofree char *text = rt_test_read (relative, NULL);
	g_auto (GStrv) all = g_strsplit (text, "\n", -1);
	GPtrArray *lines = g_ptr_array_new ();
	for (guint i = 0; all[i] != NULL; i++)
		if (*all[i] != '#' && *all[i] != '\0')
			g_ptr_array_add (lines, g_strdup (all[i]));
	g_ptr_array_add (lines, NULL);
	ck_assert_msg (lines->len > 1, "%s holds no cases", relative);
	return (char **) g_ptr_array_free (lines, FALSE);
}

char *
rt_case_json (const char *text)
{
	if (*text != '+')
		return g_strdup (text);
	return g_strconcat ("{\"id\":\"x\",\"received\":\"2026-11-20\",\"registered_by\":\"politie\",",
			    text + 1, "}", NULL);
}

RouteRegistration *
rt_case_read (const char *text)
{
	g_autofree char *json = rt_case_json (text);
	g_autoptr (GError) error = NULL;
	RouteRegistration *registration = route_registration_new_from_json (json, -1, &error);
	ck_assert_msg (registration != NULL, "%s: %s", text, error != NULL ? error->message : "no error");
	return registration;
}
