/* Values as FEEL writes them. */
#include "libroute/feel/leaf.h"
#include <string.h>

#define DEEPEST 64u
#define LONGEST (8u << 20) /* bytes, behind which nothing more is written out */

static void print_at (RtFeelValue value, GString *out, guint depth);

static void
print_string (const RtFeelText *text, GString *out)
{
	static const char from[] = "\"\\\n\r\t", to[] = "\"\\nrt";
	g_string_append_c (out, '"');
	for (guint32 i = 0; i < text->length; i++) {
		const char *special = text->bytes[i] != '\0' ? strchr (from, text->bytes[i]) : NULL;
		if (special != NULL)
			g_string_append_c (out, '\\');
		g_string_append_c (out, special != NULL ? to[special - from] : text->bytes[i]);
	}
	g_string_append_c (out, '"');
}

static void
print_list (RtFeelValue value, GString *out, guint depth)
{
	const RtFeelList *list = rt_feel_items (value);
	g_string_append_c (out, '[');
	for (guint i = 0; i < list->count; i++) {
		if (i != 0)
			g_string_append (out, ", ");
		print_at (list->items[i], out, depth);
		if (rt_feel_is_doubted (list->items[i]))
			g_string_append_c (out, '?');
	}
	if (rt_feel_is_open (value))
		g_string_append (out, list->count != 0 ? ", ..." : "...");
	g_string_append_c (out, ']');
}

static gboolean
is_word (const RtFeelName *name)
{
	for (guint32 i = 0; i < name->length; i++)
		if (!g_ascii_isalnum (name->text[i]) && name->text[i] != '_' && name->text[i] != ' ' &&
		    (guchar)name->text[i] < 0x80)
			return FALSE;
	return name->length != 0 && !g_ascii_isdigit (name->text[0]);
}

static void
print_context (RtFeelValue value, GString *out, guint depth)
{
	const RtFeelContext *context = rt_feel_entries (value);
	g_string_append_c (out, '{');
	for (guint i = 0; i < context->shape->count; i++) {
		const RtFeelName *name = &context->shape->names[i];
		if (i != 0)
			g_string_append (out, ", ");
		if (is_word (name))
			g_string_append_len (out, name->text, name->length);
		else
			print_string (&(RtFeelText){ name->length, name->text }, out);
		g_string_append (out, ": ");
		print_at (context->entries[i], out, depth);
	}
	g_string_append_c (out, '}');
}

static void
print_range (const RtFeelRange *range, GString *out, guint depth)
{
	gboolean low = range->low_end != RT_FEEL_END_NONE, high = range->high_end != RT_FEEL_END_NONE;
	if (range->form != RT_FEEL_FORM_INTERVAL) {
		g_string_append (out, range->form == RT_FEEL_FORM_IS ? "(= " : "(!= ");
		print_at (range->low, out, depth);
	} else if (low && high) {
		g_string_append_c (out, range->low_end == RT_FEEL_END_CLOSED ? '[' : '(');
		print_at (range->low, out, depth);
		g_string_append (out, "..");
		print_at (range->high, out, depth);
	} else {
		RtFeelEnd end = low ? range->low_end : range->high_end;
		g_string_append_printf (out, "(%s%s ", low ? ">" : "<", end == RT_FEEL_END_CLOSED ? "=" : "");
		print_at (low ? range->low : range->high, out, depth);
	}
	gboolean closed =
	    range->form == RT_FEEL_FORM_INTERVAL && low && high && range->high_end == RT_FEEL_END_CLOSED;
	g_string_append_c (out, closed ? ']' : ')');
}

static void
print_unknown (RtFeelValue value, GString *out)
{
	const RtFeelHint *hint = rt_feel_hint (value);
	g_string_append (out, "unknown");
	if (hint != NULL && hint->kind == RT_FEEL_NUMBER)
		g_string_append_printf (out, " %" G_GINT64_FORMAT "..%" G_GINT64_FORMAT, hint->low,
					hint->high);
}

static void
print_constructed (const char *function, RtFeelValue value, GString *out)
{
	g_string_append_printf (out, "%s(\"", function);
	rt_feel_leaf_print (value, out);
	g_string_append (out, "\")");
}

static void
print_at (RtFeelValue value, GString *out, guint depth)
{
	if (depth == DEEPEST || out->len > LONGEST) {
		g_string_append (out, "...");
		return;
	}
	switch (value.kind) {
	case RT_FEEL_NULL:
		g_string_append (out, "null");
		break;
	case RT_FEEL_BOOLEAN:
		g_string_append (out, value.as.boolean ? "true" : "false");
		break;
	case RT_FEEL_NUMBER:
		rt_feel_leaf_print (value, out);
		break;
	case RT_FEEL_STRING:
		print_string (rt_feel_text (value), out);
		break;
	case RT_FEEL_DATE:
	case RT_FEEL_TIME:
	case RT_FEEL_DATE_TIME:
		print_constructed (rt_feel_kind_name ((RtFeelKind)value.kind), value, out);
		break;
	case RT_FEEL_YEARS_MONTHS:
	case RT_FEEL_DAYS_TIME:
		print_constructed ("duration", value, out);
		break;
	case RT_FEEL_LIST:
		print_list (value, out, depth + 1);
		break;
	case RT_FEEL_CONTEXT:
		print_context (value, out, depth + 1);
		break;
	case RT_FEEL_RANGE:
		print_range (rt_feel_bounds (value), out, depth + 1);
		break;
	case RT_FEEL_FUNCTION:
		g_string_append (out, "function");
		break;
	default:
		print_unknown (value, out);
		break;
	}
}

void
rt_feel_print (RtFeelValue value, GString *out)
{
	print_at (value, out, 0);
}
