#include "routectl/decision-line.h"
#include <string.h>

#define BEGIN "{\"entry\":"
#define SEAL ",\"seal\":\""
#define HASH "\",\"hash\":\""
#define END "\"}"

char *
rt_decision_digest (const RtDecisionKey *key, const char *text, gsize length)
{
	return g_compute_hmac_for_data (G_CHECKSUM_SHA256, key->bytes, sizeof key->bytes, (const guchar *) text,
					length);
}

char *
rt_decision_mark (const RtDecisionKey *key)
{
	return rt_decision_digest (key, RT_DECISION_FORMAT, strlen (RT_DECISION_FORMAT));
}

char *
rt_decision_head_path (const char *record)
{
	return g_strconcat (record, ".head", NULL);
}

void
rt_decision_line_write (const RtDecisionKey *key, const char *entry, GString *out, char *hash)
{
	gsize begin = out->len;
	g_autofree char *seal = rt_decision_digest (key, entry, strlen (entry));
	g_string_append_printf (out, BEGIN "%s" SEAL "%s", entry, seal);
	g_autofree char *sum = g_compute_checksum_for_data (
		G_CHECKSUM_SHA256, (const guchar *) out->str + begin, out->len - begin);
	g_string_append_printf (out, HASH "%s" END "\n", sum);
	g_strlcpy (hash, sum, RT_DECISION_HASH + 1);
}

/* takes `word` off the end */
static gboolean
cut (const char *text, gsize *length, const char *word)
{
	gsize n = strlen (word);
	if (*length < n || memcmp (text + *length - n, word, n) != 0)
		return FALSE;
	*length -= n;
	return TRUE;
}

static gboolean
cut_hex (const char *text, gsize *length, const char **hex)
{
	if (*length < RT_DECISION_HASH)
		return FALSE;
	*length -= RT_DECISION_HASH;
	*hex = text + *length;
	for (guint i = 0; i < RT_DECISION_HASH; i++) {
		if (!g_ascii_isdigit ((*hex)[i]) && !((*hex)[i] >= 'a' && (*hex)[i] <= 'f'))
			return FALSE;
	}
	return TRUE;
}

gboolean
rt_decision_line_split (const char *text, gsize length, RtDecisionLine *line)
{
	gsize begin = strlen (BEGIN);
	if (length < begin || memcmp (text, BEGIN, begin) != 0)
		return FALSE;
	if (!cut (text, &length, END) || !cut_hex (text, &length, &line->hash) || !cut (text, &length, HASH) ||
	    !cut_hex (text, &length, &line->seal) || !cut (text, &length, SEAL) || length < begin)
		return FALSE;
	line->entry = text + begin;
	line->entry_length = length - begin;
	return TRUE;
}

gboolean
rt_decision_line_has_hash (const char *text, const RtDecisionLine *line)
{
	gsize covered = (gsize) (line->seal + RT_DECISION_HASH - text);
	g_autofree char *sum =
		g_compute_checksum_for_data (G_CHECKSUM_SHA256, (const guchar *) text, covered);
	return memcmp (sum, line->hash, RT_DECISION_HASH) == 0;
}

char *
rt_decision_head (const RtDecisionKey *key, guint64 number, const char *hash)
{
	g_autofree char *said = g_strdup_printf ("%" G_GUINT64_FORMAT " %s", number, hash);
	g_autofree char *seal = rt_decision_digest (key, said, strlen (said));
	return g_strdup_printf ("{\"number\":%" G_GUINT64_FORMAT ",\"hash\":\"%s\",\"seal\":\"%s\"}\n", number, hash,
				seal);
}

gint64
rt_decision_number (const RtTree *entry)
{
	const RtTree *member = rt_tree_get (entry, "number");
	gint64 number = -1;
	if (member != NULL && member->kind == RT_TREE_NUMBER)
		(void) rt_json_integer (member->text, member->length, &number);
	return number;
}
