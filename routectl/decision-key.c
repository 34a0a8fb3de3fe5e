/* The key of a decision record: without it nobody can make entries, or guess facts from their digests. */
#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/random.h>
#include <sys/stat.h>
#include <unistd.h>
#include "routectl/decision-files.h"

char *
rt_decision_key_path (const char *record)
{
	return g_strconcat (record, ".key", NULL);
}

static gboolean
is_private (int fd, const char *path, GError **error)
{
	struct stat info;
	if (fstat (fd, &info) != 0)
		return rt_decision_fail (error, path, errno, NULL);
	if (!S_ISREG (info.st_mode) || (info.st_mode & (S_IRWXO | S_IWGRP)) != 0)
		return rt_decision_fail (error, path, EPERM, "a key is a file that others can neither read nor write");
	return TRUE;
}

static gboolean
parse_key (const char *text, RtDecisionKey *key)
{
	for (guint i = 0; i < sizeof key->bytes; i++) {
		int high = g_ascii_xdigit_value (text[2 * i]), low = g_ascii_xdigit_value (text[2 * i + 1]);
		if (high < 0 || low < 0)
			return FALSE;
		key->bytes[i] = (guint8) (high << 4 | low);
	}
	return TRUE;
}

gboolean
rt_decision_key_read (const char *path, RtDecisionKey *key, GError **error)
{
	char text[2 * sizeof key->bytes + 2] = "";
	int fd = open (path, O_RDONLY | O_CLOEXEC);
	if (fd < 0)
		return rt_decision_fail (error, path, errno, NULL);
	gboolean usable = is_private (fd, path, error);
	gssize n = usable ? rt_decision_read_all (fd, text, sizeof text - 1, 0) : 0;
	close (fd);
	if (!usable)
		return FALSE;
	gboolean right = n >= (gssize) (2 * sizeof key->bytes) && parse_key (text, key) &&
			 (text[2 * sizeof key->bytes] == '\n' || text[2 * sizeof key->bytes] == '\0');
	explicit_bzero (text, sizeof text);
	return right || rt_decision_fail (error, path, EINVAL, "a key is 64 hexadecimal digits");
}

gboolean
rt_decision_key_create (const char *path, RtDecisionKey *key, GError **error)
{
	if (getrandom (key->bytes, sizeof key->bytes, 0) != (ssize_t) sizeof key->bytes)
		return rt_decision_fail (error, path, errno, NULL);
	char text[2 * sizeof key->bytes + 2];
	for (guint i = 0; i < sizeof key->bytes; i++)
		g_snprintf (text + 2 * i, 3, "%02x", key->bytes[i]);
	memcpy (text + 2 * sizeof key->bytes, "\n", 2);
	int fd = open (path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
	if (fd < 0)
		return rt_decision_fail (error, path, errno, NULL);
	gboolean written = rt_decision_write_all (fd, text, strlen (text), 0) && fsync (fd) == 0;
	int trouble = errno;
	explicit_bzero (text, sizeof text);
	close (fd);
	if (written)
		return TRUE;
	unlink (path);
	return rt_decision_fail (error, path, trouble, NULL);
}
