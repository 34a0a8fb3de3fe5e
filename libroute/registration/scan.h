/* JSON (RFC 8259) read piece by piece, by who knows what stands next. Strict: UTF-8 without byte order mark, no NUL, no lone
 * surrogates, nothing behind the value, nested at most RT_LIMIT_DEPTH deep. Duplicate keys are the reader's to see.
 *
 * What returns gboolean returns FALSE when the text is not acceptable: `code` and `reason` then say why, and nothing more may
 * be read. */
#pragma once
#include <route/route-error.h>
#include "libroute/util/bytes.h"
#include "libroute/util/limits.h"

typedef enum { RT_JSON_NULL, RT_JSON_BOOLEAN, RT_JSON_NUMBER, RT_JSON_STRING } RtJsonKind;

typedef struct {
	RtJsonKind kind;
	gboolean boolean;
	const char *text; /* of a number as written, of a string decoded; not NUL-terminated; valid until the next is read */
	gsize length;
} RtJsonScalar;

typedef struct {
	const char *start, *at, *end; /* at: what is read next */
	guint depth;
	RtJsonScalar scalar; /* what is read, or was read last; of a key its text and length */
	char *decoded;       /* the last string that had escapes; cleared at the end, as it may be about a person */
	gsize room;
	RouteError code;
	char *reason;
} RtScan;

gboolean rt_scan_begin (RtScan *scan, const char *text, gsize length);
/* Does the text end with the value that was read? */
gboolean rt_scan_end (RtScan *scan);
/* Gives back what the scan holds. To be called whatever became of it. */
void rt_scan_clear (RtScan *scan);

/* "not JSON: ", and why; or that it ends too early, or is not UTF-8, where that is what is wrong. Returns: FALSE */
gboolean rt_scan_refuse (RtScan *scan, const char *what);

/* for the functions below */
char rt_scan_skip (RtScan *scan);
gboolean rt_scan_any_string (RtScan *scan);
gboolean rt_scan_no_string (RtScan *scan, char byte);
gboolean rt_scan_refuse_depth (RtScan *scan);

/* The byte that is read next; NUL at the end, as none stands in the text. */
static inline char
rt_scan_byte (const RtScan *scan)
{
	return scan->at < scan->end ? *scan->at : '\0';
}

/* The same behind blanks. Most often there are none. */
static inline char
rt_scan_next (RtScan *scan)
{
	char byte = rt_scan_byte (scan);
	return (guchar) byte > ' ' ? byte : rt_scan_skip (scan);
}

/* Behind an opening quote; without escapes the string is given where it stands. */
static inline gboolean
rt_scan_string (RtScan *scan)
{
	const char *from = scan->at, *end = scan->end;
	gsize plain = rt_bytes_plain_ascii (from, (gsize) (end - from));
	scan->scalar = (RtJsonScalar){ .kind = RT_JSON_STRING, .text = from, .length = plain };
	scan->at = from + plain;
	if (from + plain == end || from[plain] != '"')
		return rt_scan_any_string (scan);
	scan->at = from + plain + 1;
	return TRUE;
}

/* The closing quote of a string that is short and plain; NULL when it is not. So many bytes of the text may be read. */
#define RT_SCAN_SHORT (2 * RT_BYTES_AT_ONCE)
static inline const char *
rt_scan_short (const char *text)
{
	guint64 found = rt_bytes_not_plain (text);
	if (found == 0)
		found = rt_bytes_not_plain (text += RT_BYTES_AT_ONCE);
	if (found == 0)
		return NULL;
	text += (gsize) __builtin_ctzll (found) / RT_BYTES_BITS;
	return *text == '"' ? text : NULL;
}

/* The scalar that begins with this byte, the next one. */
static inline gboolean
rt_scan_scalar (RtScan *scan, char byte)
{
	if (byte != '"')
		return rt_scan_no_string (scan, byte);
	scan->at++;
	return rt_scan_string (scan);
}

/* The key of a member; a colon stands behind it. */
static inline gboolean
rt_scan_key (RtScan *scan)
{
	if (rt_scan_next (scan) != '"')
		return rt_scan_refuse (scan, "no key");
	scan->at++;
	return rt_scan_string (scan);
}

static inline gboolean
rt_scan_colon (RtScan *scan)
{
	if (rt_scan_next (scan) != ':')
		return rt_scan_refuse (scan, "no colon behind a key");
	scan->at++;
	return TRUE;
}

/* Behind an item or member: is there a comma, and another one? */
static inline gboolean
rt_scan_goes_on (RtScan *scan)
{
	if (rt_scan_next (scan) != ',')
		return FALSE;
	scan->at++;
	return TRUE;
}

/* Past the bracket that begins an object or list, and past the one at its end. */
static inline gboolean
rt_scan_enter (RtScan *scan)
{
	if (scan->depth >= RT_LIMIT_DEPTH)
		return rt_scan_refuse_depth (scan);
	scan->depth++;
	scan->at++;
	return TRUE;
}

static inline gboolean
rt_scan_leave (RtScan *scan, gboolean list)
{
	if (rt_scan_next (scan) != (list ? ']' : '}'))
		return rt_scan_refuse (scan, list ? "no comma or ] behind an item" : "no comma or } behind a value");
	scan->at++;
	scan->depth--;
	return TRUE;
}
