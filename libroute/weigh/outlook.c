#include "libroute/weigh/outlook.h"
#include <string.h>
#include "libroute/util/limits.h"

struct _RtOutlooks {
	const RtSupposition *all;
	GHashTable *known; /* GBytes: what a world is made of -> RtOutlook */
	GHashTable *choices; /* GBytes: what a supposition is taken to be -> number + 1 */
	GByteArray *wanted; /* that of the world that was looked for last */
	gsize size;
};

RtOutlooks *
rt_outlooks_new (const RtSupposition *all)
{
	RtOutlooks *outlooks = g_new0 (RtOutlooks, 1);
	outlooks->all = all;
	outlooks->known = g_hash_table_new_full (g_bytes_hash, g_bytes_equal, (GDestroyNotify)g_bytes_unref, g_free);
	outlooks->choices = g_hash_table_new_full (g_bytes_hash, g_bytes_equal, (GDestroyNotify)g_bytes_unref, NULL);
	outlooks->wanted = g_byte_array_new ();
	return outlooks;
}

void
rt_outlooks_free (RtOutlooks *outlooks)
{
	if (outlooks == NULL)
		return;
	g_hash_table_unref (outlooks->known);
	g_hash_table_unref (outlooks->choices);
	g_byte_array_unref (outlooks->wanted);
	g_free (outlooks);
}

/* ---- what a world is made of ---- */

static void
append (GByteArray *out, const void *data, gsize length)
{
	g_byte_array_append (out, data, (guint)length);
}

/* Values that are told apart by their content; lists and objects by where they are kept, which is one place for each. */
static void
append_fact (GByteArray *out, const RtFact *fact)
{
	guint8 kind = (guint8)fact->kind;
	append (out, &kind, sizeof kind);
	switch (fact->kind) {
	case RT_FACT_ABSENT:
	case RT_FACT_NULL:
		break;
	case RT_FACT_BOOLEAN:
		append (out, &fact->as.boolean, sizeof fact->as.boolean);
		break;
	case RT_FACT_INTEGER:
		append (out, &fact->as.integer, sizeof fact->as.integer);
		break;
	case RT_FACT_DATE:
		append (out, &fact->as.days, sizeof fact->as.days);
		break;
	case RT_FACT_WORD:
		append (out, &fact->as.word, sizeof fact->as.word);
		break;
	case RT_FACT_TEXT:
	case RT_FACT_NUMBER:
		append (out, fact->as.text, strlen (fact->as.text) + 1);
		break;
	default:
		append (out, &fact->length, sizeof fact->length);
		append (out, &fact->as.facts, sizeof fact->as.facts);
		break;
	}
}

static void
append_taken (const RtOutlooks *outlooks, GByteArray *out, const RtTaken *taken)
{
	guint16 index = (guint16)(taken->what - outlooks->all);
	guint8 as = (guint8)taken->as;
	append (out, &index, sizeof index);
	append (out, &as, sizeof as);
	if (taken->as == RT_TAKEN_VALUE)
		append_fact (out, &taken->value);
	const RtShape *shape = rt_schema_places (NULL)[rt_spot_place (taken->what->spot)].field->shape;
	for (guint i = 0; taken->fields != NULL && i < shape->n_fields; i++)
		append_fact (out, &taken->fields[i]);
}

const RtOutlook *
rt_outlooks_find (RtOutlooks *outlooks, const RtTaken *taken, guint n)
{
	g_byte_array_set_size (outlooks->wanted, 0);
	for (guint i = 0; i < n; i++)
		append_taken (outlooks, outlooks->wanted, &taken[i]);
	g_autoptr (GBytes) key = g_bytes_new_static (outlooks->wanted->data, outlooks->wanted->len);
	return g_hash_table_lookup (outlooks->known, key);
}

void
rt_outlooks_keep (RtOutlooks *outlooks, guint64 possible, RtSpots open)
{
	gsize size = sizeof (RtOutlook) + open.n * sizeof *open.spots + outlooks->wanted->len;
	if (outlooks->size + size > RT_LIMIT_OUTLOOKS)
		return;
	RtOutlook *outlook = g_malloc0 (sizeof *outlook + open.n * sizeof *open.spots);
	outlook->possible = possible;
	outlook->n = open.n;
	if (open.n > 0)
		memcpy (outlook->open, open.spots, open.n * sizeof *open.spots);
	g_hash_table_insert (outlooks->known, g_bytes_new (outlooks->wanted->data, outlooks->wanted->len), outlook);
	outlooks->size += size;
}

guint32
rt_outlooks_choice (RtOutlooks *outlooks, const RtTaken *taken)
{
	g_autoptr (GByteArray) made_of = g_byte_array_new ();
	append_taken (outlooks, made_of, taken);
	g_autoptr (GBytes) key = g_bytes_new (made_of->data, made_of->len);
	guint32 number = GPOINTER_TO_UINT (g_hash_table_lookup (outlooks->choices, key));
	if (number == 0) {
		number = g_hash_table_size (outlooks->choices) + 1;
		g_hash_table_insert (outlooks->choices, g_bytes_ref (key), GUINT_TO_POINTER (number));
	}
	return number;
}
