/* Cases as data: one a line, `#` begins a remark. */
#pragma once
#include <glib.h>
#include <route/route-registration.h>

/* The lines of a file of the source tree without remarks and empty lines. Returns: (transfer full) */
char **rt_case_lines (const char *relative);
/* The JSON of a case: what follows a `+` is put into the smallest registration. Returns: (transfer full) */
char *rt_case_json (const char *text);
/* The registration of a case, which must be acceptable. Returns: (transfer full) */
RouteRegistration *rt_case_read (const char *text);
