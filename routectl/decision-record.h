/* The decision record: a file that grows by one line for each advice, so that what was advised can be accounted
 * for later.
 *
 *   {"entry":{"number":1,"previous":HASH,"at":TIME,...},"seal":HMAC,"hash":SHA256}
 *
 * `hash` is of all that stands before it in its line, which holds the hash of the line above; `seal` is of the
 * entry, with a key that is kept elsewhere. Line 1 is entry 0: the format and the mark of the key. Beside the
 * record stands its head (FILE.head), which names the last entry, so that lines cut off at the end are missed.
 * Persons' facts are in it as keyed digests only (decision-entry.h). */
#pragma once
#include <glib.h>
#include "routectl/json-tree.h"

#define RT_DECISION_FORMAT "route.record/1"
#define RT_DECISION_HASH 64u /* hexadecimal digits of a hash, a seal or a digest */

/* A secret of 32 bytes; it never leaves memory but to the key's own file. */
typedef struct {
	guint8 bytes[32];
} RtDecisionKey;

/* HMAC-SHA-256 with the key, in hex. Returns: (transfer full) */
char *rt_decision_digest (const RtDecisionKey *key, const char *text, gsize length);

/* The place of a record's key when none is named. Returns: (transfer full) */
char *rt_decision_key_path (const char *record);
/* Reads a key: 64 hexadecimal digits in a file that others cannot read. FALSE with `error` (G_FILE_ERROR). */
gboolean rt_decision_key_read (const char *path, RtDecisionKey *key, GError **error);

typedef struct _RtDecisionRecord RtDecisionRecord;

/* Opens a record to add to, or begins one; a new record gets a new key when there is none at `key_path`. NULL
 * with `error` (G_FILE_ERROR): also when its last line is torn or its key is another. Several processes may have
 * it open: each line is written under a lock on the file. */
RtDecisionRecord *rt_decision_record_open (const char *path, const char *key_path, GError **error);
const RtDecisionKey *rt_decision_record_key (const RtDecisionRecord *record);
/* Adds one entry, whole and on disk when this returns TRUE. `body` holds the members of the entry besides number,
 * previous and at: `"registration":{...},...`. FALSE with `error`: the record is as it was. */
gboolean rt_decision_record_append (RtDecisionRecord *record, const char *body, GError **error);
/* Writes the head and closes; frees in any case. */
gboolean rt_decision_record_close (RtDecisionRecord *record, GError **error);

/* ---- looking at one ---- */

typedef struct {
	guint64 line;    /* of the first that is wrong; 0: the file as a whole, or its head */
	char *trouble;   /* what is wrong, N_(); NULL: nothing */
	gboolean torn;   /* the last line only, and it has no end */
	gint64 whole;    /* bytes of the lines that are right */
	guint64 entries; /* that are right, the first line not counted */
	char hash[RT_DECISION_HASH + 1]; /* of the last of these */
} RtDecisionState;

void rt_decision_state_clear (RtDecisionState *state);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (RtDecisionState, rt_decision_state_clear)

/* Called with every entry that is right, the first line not. */
typedef void (*RtDecisionVisit) (const RtTree *entry, guint64 line, gpointer data);

/* Reads the whole record and its head. `key` may be NULL: seals are not looked at then. FALSE with `error`
 * (G_FILE_ERROR) only when it cannot be read; what is wrong with it is in `state`. */
gboolean rt_decision_verify (const char *path, const RtDecisionKey *key, RtDecisionVisit visit, gpointer data,
			     RtDecisionState *state, GError **error);
/* Moves what stands behind the last whole line to FILE.torn, which must not be there yet. */
gboolean rt_decision_set_torn_aside (const char *path, const RtDecisionState *state, GError **error);
