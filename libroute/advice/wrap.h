/* Text for a page: wrapped at a width counted in characters, without trailing spaces. Private to the layer. */
#pragma once
#include "libroute/advice/advice.h"

typedef struct {
	GString *out;
	guint width;
	gboolean colour;
} RtPage;

/* A heading with an empty line above it. */
void rt_page_heading (RtPage *page, const char *text);
/* A paragraph; every line begins with `indent` spaces, the first with `mark` in their place ("- "). */
void rt_page_paragraph (RtPage *page, guint indent, const char *mark, const char *text);
void rt_page_line (RtPage *page);
