/* Adding to a decision record. */
#define _GNU_SOURCE /* memrchr */
#include "routectl/decision-record.h"
#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>
#include "routectl/decision-files.h"
#include "routectl/decision-line.h"
#include "routectl/output.h"

/* more than any line has */
#define LONGEST_LINE (1024u * 1024u)

struct _RtDecisionRecord {
	char *path;
	int fd;
	RtDecisionKey key;
	gint64 size; /* of the file when this process last looked */
	guint64 number; /* of the last entry */
	char hash[RT_DECISION_HASH + 1];
};

gboolean
rt_decision_fail (GError **error, const char *path, int number, const char *why)
{
	g_set_error (error, G_FILE_ERROR, g_file_error_from_errno (number), "%s: %s", path,
		     why != NULL ? why : g_strerror (number));
	return FALSE;
}

gboolean
rt_decision_write_all (int fd, const char *text, gsize length, gint64 at)
{
	while (length > 0) {
		ssize_t written = pwrite (fd, text, length, at);
		if (written < 0 && errno != EINTR)
			return FALSE;
		if (written == 0) {
			errno = ENOSPC;
			return FALSE;
		}
		if (written < 0)
			continue;
		text += written;
		length -= (gsize) written;
		at += written;
	}
	return TRUE;
}

gssize
rt_decision_read_all (int fd, char *text, gsize length, gint64 at)
{
	gsize got = 0;
	while (got < length) {
		ssize_t n = pread (fd, text + got, length - got, at + (gint64) got);
		if (n < 0 && errno != EINTR)
			return -1;
		if (n == 0)
			break;
		got += n > 0 ? (gsize) n : 0;
	}
	return (gssize) got;
}

gboolean
rt_decision_lock (int fd, int operation)
{
	int done;
	do
		done = flock (fd, operation);
	while (done != 0 && errno == EINTR);
	return done == 0;
}

/* ---- the last line ---- */

static gboolean
take_last_line (RtDecisionRecord *record, const char *text, gsize length, GError **error)
{
	RtDecisionLine line;
	if (!rt_decision_line_split (text, length, &line) || !rt_decision_line_has_hash (text, &line))
		return rt_decision_fail (error, record->path, EINVAL,
					 "its last line is damaged; 'routectl verify-record' tells more");
	g_autofree char *seal = rt_decision_digest (&record->key, line.entry, line.entry_length);
	if (memcmp (seal, line.seal, RT_DECISION_HASH) != 0)
		return rt_decision_fail (error, record->path, EPERM, "it was made with another key");
	g_autoptr (RtTree) entry = rt_tree_read (line.entry, line.entry_length, NULL);
	gint64 number = rt_decision_number (entry);
	if (number < 0)
		return rt_decision_fail (error, record->path, EINVAL, "its last line is no entry");
	record->number = (guint64) number;
	memcpy (record->hash, line.hash, RT_DECISION_HASH);
	return TRUE;
}

static gboolean
read_last_line (RtDecisionRecord *record, gint64 size, GError **error)
{
	gsize length = (gsize) MIN (size, LONGEST_LINE);
	g_autofree char *text = g_malloc (length + 1);
	gssize got = rt_decision_read_all (record->fd, text, length, size - (gint64) length);
	if (got != (gssize) length)
		return rt_decision_fail (error, record->path, got < 0 ? errno : EIO, NULL);
	if (length == 0 || text[length - 1] != '\n')
		return rt_decision_fail (error, record->path, EINVAL,
					 "its last line is torn: it has no end. Nothing was written; "
					 "'routectl verify-record --set-aside' moves the torn piece away");
	text[length - 1] = '\0';
	const char *before = memrchr (text, '\n', length - 1);
	const char *begin = before != NULL ? before + 1 : text;
	return take_last_line (record, begin, (gsize) (text + length - 1 - begin), error);
}

/* ---- writing, all under the lock ---- */

/* one line at the end, or nothing: a piece of a line is taken back */
static gboolean
write_line (RtDecisionRecord *record, const char *entry, GError **error)
{
	g_autoptr (GString) line = g_string_new (NULL);
	char hash[RT_DECISION_HASH + 1];
	rt_decision_line_write (&record->key, entry, line, hash);
	if (line->len > LONGEST_LINE)
		return rt_decision_fail (error, record->path, EFBIG, NULL);
	if (!rt_decision_write_all (record->fd, line->str, line->len, record->size) || fsync (record->fd) != 0) {
		int trouble = errno;
		if (ftruncate (record->fd, record->size) == 0)
			(void) fsync (record->fd);
		return rt_decision_fail (error, record->path, trouble, NULL);
	}
	record->size += (gint64) line->len;
	memcpy (record->hash, hash, sizeof hash);
	return TRUE;
}

/* whoever may not read the record learns nothing from its head either */
static guint
mode_of (const RtDecisionRecord *record)
{
	struct stat status;
	return fstat (record->fd, &status) == 0 ? status.st_mode & 0666 : 0600;
}

static gboolean
write_head (RtDecisionRecord *record, GError **error)
{
	g_autofree char *path = rt_decision_head_path (record->path);
	g_autofree char *head = rt_decision_head (&record->key, record->number, record->hash);
	g_autoptr (RtOutput) output = rt_output_open (path, error);
	if (output == NULL)
		return FALSE;
	rt_output_set_mode (output, mode_of (record));
	rt_output_write (output, head, strlen (head));
	return rt_output_finish (output, error);
}

static gboolean
begin_record (RtDecisionRecord *record, GError **error)
{
	g_autofree char *head = rt_decision_head_path (record->path);
	if (access (head, F_OK) == 0)
		return rt_decision_fail (error, record->path, EEXIST,
					 "is empty, but has a head (.head): its lines are missing");
	g_autofree char *mark = rt_decision_mark (&record->key);
	g_autofree char *entry = g_strdup_printf (
		"{\"number\":0,\"record\":\"" RT_DECISION_FORMAT "\",\"key\":\"%s\"}", mark);
	record->size = 0;
	record->number = 0;
	return write_line (record, entry, error) && write_head (record, error);
}

/* what other processes did since */
static gboolean
catch_up (RtDecisionRecord *record, GError **error)
{
	struct stat info;
	if (fstat (record->fd, &info) != 0)
		return rt_decision_fail (error, record->path, errno, NULL);
	if (!S_ISREG (info.st_mode) || info.st_nlink == 0)
		return rt_decision_fail (error, record->path, EINVAL, "is no file to add to");
	if (info.st_size == record->size)
		return TRUE;
	if (info.st_size < record->size)
		return rt_decision_fail (error, record->path, EINVAL, "it became shorter while it was open");
	if (!read_last_line (record, info.st_size, error))
		return FALSE;
	record->size = info.st_size;
	return TRUE;
}

static char *
now (void)
{
	g_autoptr (GDateTime) time = g_date_time_new_now_utc ();
	return g_date_time_format (time, "%Y-%m-%dT%H:%M:%SZ");
}

static gboolean
append_entry (RtDecisionRecord *record, const char *body, GError **error)
{
	g_autofree char *at = now ();
	g_autofree char *entry =
		g_strdup_printf ("{\"number\":%" G_GUINT64_FORMAT ",\"previous\":\"%s\",\"at\":\"%s\",%s}",
				 record->number + 1, record->hash, at, body);
	if (!write_line (record, entry, error))
		return FALSE;
	record->number++;
	return TRUE;
}

gboolean
rt_decision_record_append (RtDecisionRecord *record, const char *body, GError **error)
{
	if (*body == '\0')
		return rt_decision_fail (error, record->path, EINVAL, "there is nothing to record of an advice");
	if (!rt_decision_lock (record->fd, LOCK_EX))
		return rt_decision_fail (error, record->path, errno, NULL);
	gboolean done = catch_up (record, error) && append_entry (record, body, error);
	rt_decision_lock (record->fd, LOCK_UN);
	return done;
}

/* ---- opening and closing ---- */

static void
record_free (RtDecisionRecord *record)
{
	if (record->fd >= 0)
		close (record->fd);
	explicit_bzero (&record->key, sizeof record->key);
	g_free (record->path);
	g_free (record);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RtDecisionRecord, record_free)

/* under the lock: of two that begin a record, one makes the key */
static gboolean
begin_with_key (RtDecisionRecord *record, const char *key_path, GError **error)
{
	gboolean known = access (key_path, F_OK) == 0;
	gboolean have = known ? rt_decision_key_read (key_path, &record->key, error)
			      : rt_decision_key_create (key_path, &record->key, error);
	return have && begin_record (record, error);
}

/* nothing is added to a record that is not sound: the new head would hide what is missing */
static gboolean
go_on (RtDecisionRecord *record, const char *key_path, GError **error)
{
	g_auto (RtDecisionState) state = { 0 };
	if (!rt_decision_key_read (key_path, &record->key, error) ||
	    !rt_decision_verify (record->path, &record->key, NULL, NULL, &state, error))
		return FALSE;
	if (state.trouble != NULL) {
		g_set_error (error, G_FILE_ERROR, G_FILE_ERROR_INVAL,
			     "%s:%" G_GUINT64_FORMAT ": %s; nothing was written ('routectl verify-record' tells more)",
			     record->path, state.line, state.trouble);
		return FALSE;
	}
	record->size = state.whole;
	record->number = state.entries;
	memcpy (record->hash, state.hash, sizeof record->hash);
	return TRUE;
}

RtDecisionRecord *
rt_decision_record_open (const char *path, const char *key_path, GError **error)
{
	g_autoptr (RtDecisionRecord) record = g_new0 (RtDecisionRecord, 1);
	struct stat info;
	record->path = g_strdup (path);
	record->fd = open (path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOCTTY, 0600);
	if (record->fd < 0 || !rt_decision_lock (record->fd, LOCK_EX) || fstat (record->fd, &info) != 0) {
		rt_decision_fail (error, path, errno, NULL);
		return NULL;
	}
	if (!S_ISREG (info.st_mode)) {
		rt_decision_fail (error, path, EINVAL, "is no file to add to");
		return NULL;
	}
	gboolean is_new = info.st_size == 0;
	gboolean ready = is_new && begin_with_key (record, key_path, error);
	rt_decision_lock (record->fd, LOCK_UN);
	if (!is_new)
		ready = go_on (record, key_path, error);
	return ready ? g_steal_pointer (&record) : NULL;
}

const RtDecisionKey *
rt_decision_record_key (const RtDecisionRecord *record)
{
	return &record->key;
}

gboolean
rt_decision_record_close (RtDecisionRecord *record, GError **error)
{
	g_autoptr (RtDecisionRecord) closing = record;
	if (!rt_decision_lock (closing->fd, LOCK_EX))
		return rt_decision_fail (error, closing->path, errno, NULL);
	return catch_up (closing, error) && write_head (closing, error);
}
