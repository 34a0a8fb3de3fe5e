/* A name that is not there is missed wherever rules use it, and that is one mistake: it is told once, with the other places.
 * Where the group of that name was refused for another reason, or a later file took its place, that is what is told. */
#include <string.h>
#include "libroute/rules/build.h"

#define MOST_MISSED 3u
/* any short name is near any other */
#define LEAST_LETTERS 4u

typedef struct {
	char *name;                  /* what stands behind the last / of it */
	const RtDiagnostic *finding;
	gboolean unused; /* it is there, and nothing uses it */
} Missing;

/* pad/P2 is P2 in its own formula */
static const char *
short_name (const char *id)
{
	const char *slash = *id != '/' ? strrchr (id, '/') : NULL;
	return slash != NULL ? slash + 1 : id;
}

static void
missing_clear (gpointer data)
{
	g_free (((Missing *) data)->name);
}

GArray *
rt_build_missing_new (void)
{
	GArray *missing = g_array_new (FALSE, FALSE, sizeof (Missing));
	g_array_set_clear_func (missing, missing_clear);
	return missing;
}

void
rt_build_missed (RtBuilder *builder, guint before, const char *name, gsize length, gboolean unused)
{
	/* over the limit nothing was added */
	if (builder->missing == NULL || builder->findings->len == before)
		return;
	g_autofree char *whole = g_strndup (name, length);
	Missing missing = { .name = g_strdup (short_name (whole)),
			    .finding = g_ptr_array_index (builder->findings, before),
			    .unused = unused };
	g_array_append_val (builder->missing, missing);
}

static Missing *
nth (const RtBuilder *builder, guint i)
{
	return &g_array_index (builder->missing, Missing, i);
}

/* the finding goes, and the name is not looked at again */
static void
drop (RtBuilder *builder, Missing *missing)
{
	g_ptr_array_remove (builder->findings, (gpointer) missing->finding);
	missing->finding = NULL;
}

/* ---- names of groups that were refused ---- */

static void
drop_lost (RtBuilder *builder, const char *id)
{
	for (guint i = 0; i < builder->missing->len; i++) {
		Missing *missing = nth (builder, i);
		if (missing->finding != NULL && !missing->unused && strcmp (missing->name, short_name (id)) == 0)
			drop (builder, missing);
	}
}

/* a criterion of an approach that is not there */
static gboolean
is_homeless (const RtBuilder *builder, const RtGroup *group)
{
	const char *slash = group->kind == RT_GROUP_criterion ? strchr (group->id, '/') : NULL;
	g_autofree char *home = slash != NULL ? g_strdup_printf ("approach %.*s", (int) (slash - group->id), group->id) : NULL;
	return home != NULL && g_hash_table_lookup (builder->files->by_id, home) == NULL;
}

/* ---- names of a file that another one replaced ---- */

static gboolean
names_group (const RtSource *source, const char *name)
{
	for (guint i = 0; i < source->n_lines; i++) {
		const char *line = source->lines[i], *space = *line == '[' ? strchr (line, ' ') : NULL;
		const char *end = space != NULL ? strchr (space, ']') : NULL;
		if (end == NULL)
			continue;
		g_autofree char *id = g_strndup (space + 1, (gsize) (end - space - 1));
		if (strcmp (short_name (g_strstrip (id)), name) == 0)
			return TRUE;
	}
	return FALSE;
}

static gboolean
mentions (const RtSource *source, const char *name)
{
	for (guint i = 0; i < source->n_lines; i++)
		if (rt_build_mentions (source->lines[i], strlen (source->lines[i]), name))
			return TRUE;
	return FALSE;
}

static void
settle_replaced (RtBuilder *builder, const RtRuleFile *file)
{
	g_autoptr (GPtrArray) ignored = rt_diagnostics_new ();
	RtSource *source = rt_source_load (file->path, file->path, ignored);
	g_autoptr (GString) names = g_string_new (NULL), places = g_string_new (NULL);
	guint n_places = 0, n_names = 0;
	for (guint i = 0; source != NULL && i < builder->missing->len; i++) {
		Missing *missing = nth (builder, i);
		if (missing->finding == NULL || missing->unused || !names_group (source, missing->name))
			continue;
		rt_report_add_place (places, n_places++, missing->finding);
		if (!rt_build_mentions (names->str, names->len, missing->name) && n_names++ < MOST_MISSED)
			g_string_append_printf (names, "%s%s", names->len > 0 ? ", " : "", missing->name);
		drop (builder, missing);
	}
	/* what only the lost rules used */
	for (guint i = 0; n_places > 0 && i < builder->missing->len; i++)
		if (nth (builder, i)->finding != NULL && nth (builder, i)->unused && mentions (source, nth (builder, i)->name))
			drop (builder, nth (builder, i));
	g_autofree char *more = rt_report_more (n_places, RT_PLACES_TOLD);
	if (n_places > 0)
		rt_report_file (builder->findings, RT_FINDING_UNKNOWN_REFERENCE, file->replaced_by,
				"takes the place of %s, of which other rules need %s%s (in %s%s)", file->path, names->str,
				n_names > MOST_MISSED ? " and others" : "", places->str, more);
	if (source != NULL)
		rt_source_free (source);
}

/* ---- the same name in several places ---- */

static void
merge (RtBuilder *builder, guint first)
{
	const Missing *told = nth (builder, first);
	RtDiagnostic *finding = (RtDiagnostic *) told->finding;
	g_autoptr (GString) places = g_string_new (NULL);
	guint n = 0;
	for (guint i = first + 1; i < builder->missing->len; i++) {
		Missing *missing = nth (builder, i);
		if (missing->finding == NULL || missing->unused || strcmp (missing->name, told->name) != 0)
			continue;
		rt_report_add_place (places, n++, missing->finding);
		drop (builder, missing);
	}
	g_autofree char *more = rt_report_more (n, RT_PLACES_TOLD), *message = finding->message;
	finding->message = n > 0 ? g_strdup_printf ("%s (also in %s%s)", message, places->str, more) : g_strdup (message);
}

/* what is called otherwise than where it is used seems to be used by nothing */
static void
drop_renamed (RtBuilder *builder, const Missing *told)
{
	const char *const name[] = { told->name, NULL };
	for (guint i = 0; i < builder->missing->len; i++) {
		Missing *other = nth (builder, i);
		gboolean open = other->unused && other->finding != NULL && strlen (other->name) >= LEAST_LETTERS;
		g_autofree char *meant = open ? rt_did_you_mean (other->name, name) : NULL;
		if (meant != NULL && *meant != '\0')
			drop (builder, other);
	}
}

void
rt_build_settle_missing (RtBuilder *builder)
{
	const RtRuleFiles *files = builder->files;
	if (builder->missing->len == 0)
		return;
	for (guint i = 0; i < files->lost->len; i++)
		drop_lost (builder, g_ptr_array_index (files->lost, i));
	for (guint i = 0; i < files->groups->len; i++) {
		const RtGroup *group = g_ptr_array_index (files->groups, i);
		if (is_homeless (builder, group))
			drop_lost (builder, group->id);
	}
	for (guint i = 0; i < files->list->len; i++) {
		const RtRuleFile *file = &g_array_index (files->list, RtRuleFile, i);
		if (file->replaced_by != NULL)
			settle_replaced (builder, file);
	}
	for (guint i = 0; i < builder->missing->len; i++) {
		if (nth (builder, i)->finding == NULL || nth (builder, i)->unused)
			continue;
		merge (builder, i);
		drop_renamed (builder, nth (builder, i));
	}
}
