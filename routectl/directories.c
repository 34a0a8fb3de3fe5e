#include "routectl/directories.h"
#include "libroute/route-engine-private.h"

/* where this program lies; libtool keeps programs it wraps in .libs */
static char *
own_directory (void)
{
	g_autofree char *path = g_file_read_link ("/proc/self/exe", NULL);
	if (path == NULL)
		return NULL;
	g_autofree char *directory = g_path_get_dirname (path);
	return g_str_has_suffix (directory, "/.libs") ? g_path_get_dirname (directory)
						      : g_steal_pointer (&directory);
}

/* make writes this file beside the program, and never installs it */
static void
read_build_tree (RtCli *cli)
{
	g_autofree char *directory = own_directory ();
	if (directory == NULL)
		return;
	g_autofree char *path = g_build_filename (directory, "ROUTE_BUILD_TREE", NULL);
	g_autoptr (GKeyFile) file = g_key_file_new ();
	if (!g_key_file_load_from_file (file, path, G_KEY_FILE_NONE, NULL))
		return;
	cli->default_rules = g_key_file_get_string_list (file, "tree", "rules", NULL, NULL);
	cli->default_plugins = g_key_file_get_string_list (file, "tree", "plugins", NULL, NULL);
	cli->helper = g_key_file_get_string (file, "tree", "helper", NULL);
}

/* a site need not have all of them; the first is kept when there is none, so that loading says what is
 * missing */
static char **
existing (const char *const *directories)
{
	g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
	guint n = 0;
	for (guint i = 0; directories[i] != NULL; i++) {
		if (!g_file_test (directories[i], G_FILE_TEST_EXISTS))
			continue;
		g_strv_builder_add (builder, directories[i]);
		n++;
	}
	if (n == 0)
		g_strv_builder_add (builder, directories[0]);
	return g_strv_builder_end (builder);
}

void
rt_directories_init (RtCli *cli)
{
	read_build_tree (cli);
	if (cli->default_rules == NULL)
		cli->default_rules = existing (rt_engine_default_rules_dirs ());
	if (cli->default_plugins == NULL)
		cli->default_plugins = existing (rt_engine_default_plugin_dirs ());
}

/* the array of the options ends in NULL */
static const char *const *
choose (const GPtrArray *given, char **otherwise)
{
	return (const char *const *) (given->len > 0 ? (char **) given->pdata : otherwise);
}

const char *const *
rt_directories_rules (const RtCli *cli)
{
	return choose (cli->rules_dirs, cli->default_rules);
}

const char *const *
rt_directories_plugins (const RtCli *cli)
{
	static const char *const none[] = { NULL };
	return cli->no_plugins ? none : choose (cli->plugin_dirs, cli->default_plugins);
}

const RtBuildTree *
rt_directories_tree (const RtCli *cli, RtBuildTree *tree)
{
	*tree = (RtBuildTree){ cli->helper, (const char *const *) cli->default_plugins };
	return cli->helper != NULL ? tree : NULL;
}
