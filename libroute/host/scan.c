#include "libroute/host/scan.h"
#include <string.h>
#include <route/route-error.h>

#define SUFFIX ".so"

void
rt_plugin_file_free (RtPluginFile *file)
{
	g_free (file->party);
	g_free (file->path);
	g_free (file->instead_of);
	g_free (file);
}

static int
by_party (gconstpointer a, gconstpointer b)
{
	const RtPluginFile *const *first = a, *const *second = b;
	return strcmp ((*first)->party, (*second)->party);
}

static gboolean
scan_one (const char *directory, GHashTable *files, GError **error)
{
	g_autoptr (GError) why = NULL;
	g_autoptr (GDir) dir = g_dir_open (directory, 0, &why);
	if (dir == NULL) {
		g_set_error (error, ROUTE_ERROR, ROUTE_ERROR_IO, "%s", why->message);
		return FALSE;
	}
	for (const char *name = g_dir_read_name (dir); name != NULL; name = g_dir_read_name (dir)) {
		if (!g_str_has_suffix (name, SUFFIX) || strlen (name) == strlen (SUFFIX))
			continue;
		RtPluginFile *file = g_new0 (RtPluginFile, 1);
		file->party = g_strndup (name, strlen (name) - strlen (SUFFIX));
		file->path = g_build_filename (directory, name, NULL);
		const RtPluginFile *earlier = g_hash_table_lookup (files, file->party);
		file->instead_of = earlier != NULL ? g_strdup (earlier->path) : NULL;
		g_hash_table_replace (files, file->party, file);
	}
	return TRUE;
}

GPtrArray *
rt_scan_directories (const char *const *directories, GError **error)
{
	g_autoptr (GHashTable) files =
		g_hash_table_new_full (g_str_hash, g_str_equal, NULL, (GDestroyNotify)rt_plugin_file_free);
	for (const char *const *directory = directories; *directory != NULL; directory++)
		if (!scan_one (*directory, files, error))
			return NULL;
	GPtrArray *sorted = g_ptr_array_new_with_free_func ((GDestroyNotify)rt_plugin_file_free);
	GHashTableIter each;
	gpointer file;
	g_hash_table_iter_init (&each, files);
	while (g_hash_table_iter_next (&each, NULL, &file))
		g_ptr_array_add (sorted, file);
	g_hash_table_steal_all (files);
	g_ptr_array_sort (sorted, by_party); /* the order of a directory or a table means nothing */
	return sorted;
}
