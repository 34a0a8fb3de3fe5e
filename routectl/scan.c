#include "routectl/scan.h"

/* the quote that ends the string begun before `i`, or the end: no string goes beyond its line */
static gsize
end_of_string (const char *text, gsize length, gsize i)
{
	while (i < length && text[i] != '"')
		i += text[i] == '\\' ? 2 : 1;
	return i;
}

gboolean
rt_scan_line (guint *depth, const char *text, gsize length)
{
	for (gsize i = 0; i < length; i++) {
		char c = text[i];
		if (c == '"')
			i = end_of_string (text, length, i + 1);
		else if (c == '{' || c == '[')
			(*depth)++;
		else if ((c == '}' || c == ']') && *depth > 0)
			(*depth)--;
	}
	/* a line without brackets is a word or a number: whole as it stands */
	return *depth == 0;
}
