#include "routectl/input.h"
#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include "libroute/util/limits.h"
#include "libroute/util/lines.h"
#include "routectl/scan.h"

/* of one item among many */
#define KEPT_BUFFER (256u * 1024u)

typedef struct {
	gsize start, length; /* in `held` */
	guint64 number;
	gboolean too_long;
} HeldLine;

typedef enum { SHAPE_EMPTY, SHAPE_UNREADABLE, SHAPE_WHOLE, SHAPE_TOO_LONG, SHAPE_LINES } Shape;

struct _RtInput {
	const char *const *names;
	guint n_names, next;
	guint64 total, done; /* done: of files that were closed */
	int fd; /* -1: the next one is to be opened */
	RtLines *lines;
	const char *name;
	/* the first lines of a file, read ahead to tell what shape it has */
	GString *held;
	GArray *held_lines;
	guint next_held;
};

/* ---- items ---- */

void
rt_item_init (RtItem *item)
{
	*item = (RtItem){ .text = g_string_new (NULL),
			  .out = g_string_new (NULL),
			  .err = g_string_new (NULL),
			  .record = g_string_new (NULL),
			  .kept = KEPT_BUFFER };
}

static void
wipe (GString *text)
{
	explicit_bzero (text->str, text->allocated_len);
	g_string_truncate (text, 0);
}

void
rt_item_forget (GString *text)
{
	wipe (text);
	g_string_free (text, TRUE);
}

static void
empty (GString **text, gsize kept)
{
	if ((*text)->allocated_len <= kept) {
		g_string_truncate (*text, 0);
		return;
	}
	rt_item_forget (*text);
	*text = g_string_new (NULL);
}

void
rt_item_empty (RtItem *item)
{
	empty (&item->text, item->kept);
	empty (&item->out, item->kept);
	empty (&item->err, item->kept);
	empty (&item->record, item->kept);
}

void
rt_item_clear (RtItem *item)
{
	rt_item_forget (item->text);
	rt_item_forget (item->out);
	rt_item_forget (item->err);
	rt_item_forget (item->record);
}

static void
item_begin (RtInput *input, RtItem *item, RtItemState state, guint64 line)
{
	rt_item_empty (item);
	item->state = state;
	item->trouble = 0;
	item->file = input->name;
	item->line = line;
	item->alone = line == 0 && input->n_names == 1;
	item->refused = FALSE;
}

/* ---- files ---- */

static gboolean
is_standard_input (const char *name)
{
	return strcmp (name, "-") == 0;
}

static guint64
size_of_all (const char *const *names)
{
	guint64 total = 0;
	for (guint i = 0; names[i] != NULL; i++) {
		struct stat info;
		gboolean known =
			is_standard_input (names[i]) ? fstat (0, &info) == 0 : stat (names[i], &info) == 0;
		if (known && !S_ISREG (info.st_mode))
			return 0;
		total += known ? (guint64) info.st_size : 0;
	}
	return total;
}

RtInput *
rt_input_new (const char *const *names)
{
	static const char *const standard_input[] = { "-", NULL };
	RtInput *input = g_new0 (RtInput, 1);
	input->fd = -1;
	input->names = names[0] != NULL ? names : standard_input;
	input->n_names = g_strv_length ((char **) input->names);
	input->total = size_of_all (input->names);
	input->held = g_string_new (NULL);
	input->held_lines = g_array_new (FALSE, FALSE, sizeof (HeldLine));
	return input;
}

static void
forget_held (RtInput *input)
{
	empty (&input->held, KEPT_BUFFER);
	g_array_set_size (input->held_lines, 0);
	input->next_held = 0;
}

static void
close_file (RtInput *input)
{
	forget_held (input);
	input->done += input->lines != NULL ? rt_lines_read (input->lines) : 0;
	g_clear_pointer (&input->lines, rt_lines_free);
	if (input->fd != -1 && input->fd != STDIN_FILENO)
		close (input->fd);
	input->fd = -1;
}

void
rt_input_free (RtInput *input)
{
	if (input == NULL)
		return;
	close_file (input);
	wipe (input->held);
	g_string_free (input->held, TRUE);
	g_array_unref (input->held_lines);
	g_free (input);
}

static gboolean
open_file (RtInput *input, const char *name)
{
	input->name = is_standard_input (name) ? "<stdin>" : name;
	input->fd = is_standard_input (name) ? STDIN_FILENO : open (name, O_RDONLY | O_CLOEXEC);
	if (input->fd == -1)
		return FALSE;
	input->lines = rt_lines_new (input->fd, RT_LIMIT_DOCUMENT);
	return TRUE;
}

/* ---- the shape of a file ---- */

static gboolean
is_blank (const char *text, gsize length)
{
	for (gsize i = 0; i < length; i++) {
		if (strchr (" \t\r", text[i]) == NULL || text[i] == '\0')
			return FALSE;
	}
	return TRUE;
}

/* the next line that is not blank */
static RtLineStatus
read_line (RtInput *input, const char **text, gsize *length)
{
	RtLineStatus status;
	do
		status = rt_lines_next (input->lines, text, length);
	while (status == RT_LINE_OK && is_blank (*text, *length));
	return status;
}

static RtLineStatus
hold_line (RtInput *input)
{
	const char *text = "";
	gsize length = 0;
	RtLineStatus status = read_line (input, &text, &length);
	if (status != RT_LINE_OK && status != RT_LINE_TOO_LONG)
		return status;
	HeldLine line = {
		.start = input->held->len,
		.length = status == RT_LINE_OK ? length : 0,
		.number = rt_lines_number (input->lines),
		.too_long = status == RT_LINE_TOO_LONG,
	};
	g_string_append_len (input->held, text, (gssize) line.length);
	g_string_append_c (input->held, '\n');
	g_array_append_val (input->held_lines, line);
	return status;
}

/* the last newline is not the value's */
static gboolean
is_over_limit (const RtInput *input)
{
	return input->held->len > RT_LIMIT_DOCUMENT + 1;
}

/* lines that are no one value: NDJSON with a bad first line, or one bad value? The first has a line
 * further on that is an object by itself and is not indented. */
static Shape
shape_of_many (const RtInput *input)
{
	for (guint i = 1; i < input->held_lines->len; i++) {
		const HeldLine *line = &g_array_index (input->held_lines, HeldLine, i);
		const char *text = input->held->str + line->start;
		guint depth = 0;
		if (!line->too_long && *text == '{' && rt_scan_line (&depth, text, line->length))
			return SHAPE_LINES;
	}
	return is_over_limit (input) ? SHAPE_TOO_LONG : SHAPE_WHOLE;
}

/* the file has no further line */
static Shape
shape_at_end (const RtInput *input, gboolean complete)
{
	guint n = input->held_lines->len;
	if (n == 0)
		return SHAPE_EMPTY;
	if (n == 1 && g_array_index (input->held_lines, HeldLine, 0).too_long)
		return SHAPE_TOO_LONG;
	return complete || n == 1 ? SHAPE_WHOLE : shape_of_many (input);
}

static Shape
look_ahead (RtInput *input)
{
	guint depth = 0;
	gboolean complete = FALSE;
	while (complete || !is_over_limit (input)) {
		RtLineStatus status = hold_line (input);
		if (status == RT_LINE_FAILED)
			return SHAPE_UNREADABLE;
		if (status == RT_LINE_END)
			return shape_at_end (input, complete);
		/* something behind the value */
		if (complete)
			return input->held_lines->len == 2 ? SHAPE_LINES : shape_of_many (input);
		const HeldLine *line =
			&g_array_index (input->held_lines, HeldLine, input->held_lines->len - 1);
		complete =
			line->too_long || rt_scan_line (&depth, input->held->str + line->start, line->length);
	}
	return shape_of_many (input);
}

static gboolean
is_named_lines (const char *name)
{
	return g_str_has_suffix (name, ".ndjson") || g_str_has_suffix (name, ".jsonl");
}

static Shape
tell_shape (RtInput *input)
{
	if (!is_named_lines (input->name))
		return look_ahead (input);
	RtLineStatus status = hold_line (input);
	return status == RT_LINE_END      ? SHAPE_EMPTY
	       : status == RT_LINE_FAILED ? SHAPE_UNREADABLE
					  : SHAPE_LINES;
}

/* ---- reading ---- */

/* the next of several values; FALSE at the end of the file */
static gboolean
next_line (RtInput *input, RtItem *item)
{
	if (input->next_held < input->held_lines->len) {
		const HeldLine *line = &g_array_index (input->held_lines, HeldLine, input->next_held++);
		item_begin (input, item, line->too_long ? RT_ITEM_TOO_LONG : RT_ITEM_TEXT, line->number);
		g_string_append_len (item->text, input->held->str + line->start, (gssize) line->length);
		return TRUE;
	}
	if (input->held->len > 0)
		forget_held (input);
	const char *text;
	gsize length;
	RtLineStatus status = read_line (input, &text, &length);
	if (status == RT_LINE_END)
		return FALSE;
	static const RtItemState states[] = {
		[RT_LINE_OK] = RT_ITEM_TEXT,
		[RT_LINE_TOO_LONG] = RT_ITEM_TOO_LONG,
		[RT_LINE_FAILED] = RT_ITEM_UNREADABLE,
	};
	int trouble = errno;
	item_begin (input, item, states[status], rt_lines_number (input->lines) + (status == RT_LINE_FAILED));
	if (status == RT_LINE_OK)
		g_string_append_len (item->text, text, (gssize) length);
	if (status == RT_LINE_FAILED) {
		item->trouble = trouble;
		close_file (input);
	}
	return TRUE;
}

/* the first of a file */
static void
first_of_file (RtInput *input, RtItem *item)
{
	Shape shape = open_file (input, input->names[input->next++]) ? tell_shape (input) : SHAPE_UNREADABLE;
	if (shape == SHAPE_LINES) {
		next_line (input, item);
		return;
	}
	static const RtItemState states[] = {
		[SHAPE_EMPTY] = RT_ITEM_EMPTY,
		[SHAPE_UNREADABLE] = RT_ITEM_UNREADABLE,
		[SHAPE_WHOLE] = RT_ITEM_TEXT,
		[SHAPE_TOO_LONG] = RT_ITEM_TOO_LONG,
	};
	int trouble = errno;
	item_begin (input, item, states[shape], 0);
	if (shape == SHAPE_WHOLE)
		g_string_append_len (item->text, input->held->str, (gssize) input->held->len - 1);
	if (shape == SHAPE_UNREADABLE)
		item->trouble = trouble;
	close_file (input);
}

static gboolean
next_item (RtInput *input, RtItem *item)
{
	if (input->fd != -1 && next_line (input, item))
		return TRUE;
	if (input->fd != -1)
		close_file (input);
	if (input->next >= input->n_names)
		return FALSE;
	first_of_file (input, item);
	return TRUE;
}

gboolean
rt_input_next (RtInput *input, RtItem *item)
{
	gboolean found = next_item (input, item);
	item->position = input->done + (input->lines != NULL ? rt_lines_read (input->lines) : 0);
	return found;
}

guint64
rt_input_total (const RtInput *input)
{
	return input->total;
}
