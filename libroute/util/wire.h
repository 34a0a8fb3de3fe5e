/* Numbers and texts as bytes, between this process and its helpers on the same machine: in the machine's own byte order.
 * What is read is never trusted: a reader that meets its end is bad from then on and reads zeros. */
#pragma once
#include <glib.h>
#include <string.h>

static inline void
rt_wire_put (GByteArray *out, gconstpointer value, gsize size)
{
	g_byte_array_append (out, value, (guint)size);
}

static inline void
rt_wire_put_u8 (GByteArray *out, guint8 value)
{
	rt_wire_put (out, &value, sizeof value);
}

static inline void
rt_wire_put_u32 (GByteArray *out, guint32 value)
{
	rt_wire_put (out, &value, sizeof value);
}

static inline void
rt_wire_put_i64 (GByteArray *out, gint64 value)
{
	rt_wire_put (out, &value, sizeof value);
}

/* a text that may be NULL */
static inline void
rt_wire_put_text (GByteArray *out, const char *text)
{
	guint32 length = text != NULL ? (guint32)strlen (text) : G_MAXUINT32;
	rt_wire_put_u32 (out, length);
	if (text != NULL)
		rt_wire_put (out, text, length);
}

typedef struct {
	const guint8 *at;
	gsize left;
	gboolean bad;
} RtWireReader;

/* `size` bytes, or NULL when there are fewer */
static inline const guint8 *
rt_wire_take (RtWireReader *reader, gsize size)
{
	if (reader->bad || size > reader->left) {
		reader->bad = TRUE;
		return NULL;
	}
	const guint8 *bytes = reader->at;
	reader->at += size;
	reader->left -= size;
	return bytes;
}

static inline void
rt_wire_get (RtWireReader *reader, gpointer value, gsize size)
{
	const guint8 *bytes = rt_wire_take (reader, size);
	memset (value, 0, size);
	if (bytes != NULL)
		memcpy (value, bytes, size);
}

static inline guint8
rt_wire_get_u8 (RtWireReader *reader)
{
	guint8 value;
	rt_wire_get (reader, &value, sizeof value);
	return value;
}

static inline guint32
rt_wire_get_u32 (RtWireReader *reader)
{
	guint32 value;
	rt_wire_get (reader, &value, sizeof value);
	return value;
}

static inline gint64
rt_wire_get_i64 (RtWireReader *reader)
{
	gint64 value;
	rt_wire_get (reader, &value, sizeof value);
	return value;
}

/* The bytes of a text, not NUL-terminated; NULL for NULL. More than `most` is bad; so is a NUL within, which would be read as
 * the end of a shorter text. */
static inline const char *
rt_wire_get_text (RtWireReader *reader, gsize most, guint32 *length)
{
	*length = rt_wire_get_u32 (reader);
	if (reader->bad || *length == G_MAXUINT32) {
		*length = 0;
		return NULL;
	}
	reader->bad = *length > most;
	const guint8 *text = rt_wire_take (reader, *length);
	reader->bad = reader->bad || memchr (text, '\0', *length) != NULL;
	return reader->bad ? NULL : (const char *)text;
}
