/* routectl plugins new: a folder for a plugin, made from the example that the tutorial explains. */
#define _GNU_SOURCE /* nftw() */
#include <errno.h>
#include <ftw.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>
#include "libroute/host/describe.h"
#include "routectl/options.h"
#include "routectl/plugins.h"

/* a file of plugins/example, as it was when the command was built */
typedef struct {
	const char *path; /* in the folder; "example" is the party */
	const char *text;
} Template;

static const Template templates[] = {
#include "routectl/new-plugin.h"
};

/* what the example says of itself and of no other */
#define EXAMPLE_ONLY                                                                                         \
	"The smallest complete plugin, of a party that does not exist. The tutorial, "                       \
	"`doc/writing-plugins.md`, explains it "                                                             \
	"line by line."

static void
replace (GString *text, const char *what, const char *by)
{
	g_string_replace (text, what, by, 0);
}

/* whom the example names for questions, in the plugin and in its package */
#define EXAMPLE_CONTACT "https://github.com/libroute/libroute/issues"
#define NOBODY "nobody@partner.invalid"

/* what is the party's own */
typedef struct {
	const char *party, *name, *licence, *contact;
} Owner;

static char *
adapt (const char *template, const Owner *owner)
{
	const char *party = owner->party;
	g_autofree char *quoted = g_strdup_printf ("\"%s\"", party), *source = g_strdup_printf ("%s.", party);
	g_autofree char *of_party = g_strdup_printf ("plugin of %s:", party);
	GString *text = g_string_new (template);
	replace (text, "\"example\"", quoted);
	replace (text, "example.", source);
	replace (text, "plugin of example:", of_party);
	replace (text, EXAMPLE_ONLY, "What this party does, and when it belongs at the table.");
	g_autofree char *package = g_strdup_printf ("libroute-plugin-%s", party);
	replace (text, "libroute-plugin-example", package);
	replace (text, "EUPL-1.2", owner->licence);
	replace (text, "Example partner", owner->name);
	replace (text, "Voorbeeldpartner", owner->name);
	replace (text, EXAMPLE_CONTACT, owner->contact);
	if (strchr (owner->contact, '@') != NULL) /* Debian wants an address of mail, and takes no other */
		replace (text, NOBODY, owner->contact);
	return g_string_free (text, FALSE);
}

static gboolean
fail (GError **error, const char *path)
{
	g_set_error (error, G_FILE_ERROR, g_file_error_from_errno (errno), "%s: %s", path, g_strerror (errno));
	return FALSE;
}

static gboolean
write_file (const char *directory, const Template *template, const Owner *owner, GError **error)
{
	g_autoptr (GString) relative = g_string_new (template->path);
	g_string_replace (relative, "example.", "\n.", 0);
	g_string_replace (relative, "\n", owner->party, 0);
	g_autofree char *path = g_build_filename (directory, relative->str, NULL);
	g_autofree char *parent = g_path_get_dirname (path);
	g_autofree char *text = adapt (template->text, owner);
	if (g_mkdir_with_parents (parent, 0777) != 0)
		return fail (error, parent);
	/* what begins as a script is one */
	int mode = g_str_has_prefix (text, "#!") ? 0777 : 0666;
	return g_file_set_contents_full (path, text, -1, G_FILE_SET_CONTENTS_NONE, mode, error);
}

static int
remove_one (const char *path, const struct stat *status, int kind, struct FTW *place)
{
	return remove (path);
}

static gboolean
fill (const char *directory, const Owner *owner, GError **error)
{
	mode_t mask = umask (0);
	umask (mask);
	for (guint i = 0; i < G_N_ELEMENTS (templates); i++)
		if (!write_file (directory, &templates[i], owner, error))
			return FALSE;
	return chmod (directory, 0777 & ~mask) == 0 || fail (error, directory);
}

/* filled beside its place and moved there when it is whole; what is there already is not ours to fill */
static gboolean
put_folder (const char *directory, const Owner *owner, GError **error)
{
	struct stat status;
	g_autofree char *beside = g_strconcat (directory, ".XXXXXX", NULL);
	errno = EEXIST;
	if (lstat (directory, &status) == 0 || g_mkdtemp (beside) == NULL)
		return fail (error, directory);
	if (fill (beside, owner, error) && (rename (beside, directory) == 0 || fail (error, directory)))
		return TRUE;
	nftw (beside, remove_one, 8, FTW_DEPTH | FTW_PHYS);
	return FALSE;
}

static RtExit
make_folder (const RtCli *cli, const char *given, const Owner *owner)
{
	g_autoptr (GError) error = NULL;
	g_autofree char *directory = g_strdup (given);
	for (gsize end = strlen (directory); end > 1 && directory[end - 1] == '/'; end--)
		directory[end - 1] = '\0';
	if (!put_folder (directory, owner, &error)) {
		rt_cli_complain ("%s", error->message);
		return RT_EXIT_REFUSED;
	}
	g_autoptr (GString) done = g_string_new (NULL);
	g_string_printf (done, rt_cli_text (cli, N_("%s is made. Next: cd %s && make check\n")), directory,
			 directory);
	return rt_cli_print (done);
}

/* "leger-des-heils" is "Leger des heils" until somebody says better */
static char *
name_of (const char *party)
{
	char *name = g_strdelimit (g_strdup (party), "-", ' ');
	*name = g_ascii_toupper (*name);
	return name;
}

/* it becomes text between quotes of C and JSON; two question marks begin what old C reads as another character */
static gboolean
is_name (const char *name)
{
	if (*name == '\0' || strlen (name) > 100 || !g_utf8_validate (name, -1, NULL) ||
	    strstr (name, "??") != NULL)
		return FALSE;
	for (const char *at = name; *at != '\0'; at = g_utf8_next_char (at)) {
		if (*at == '"' || *at == '\\' || !g_unichar_isprint (g_utf8_get_char (at)))
			return FALSE;
	}
	return TRUE;
}

/* letters, digits, '.', '-' and '+', as in SPDX short identifiers */
static gboolean
is_licence (const char *licence)
{
	return *licence != '\0' && strlen (licence) <= 64 &&
	       strspn (licence, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789.-+") == strlen (licence);
}

/* an address of mail or a page; it stands between angle brackets in a Debian package */
static gboolean
is_contact (const char *contact)
{
	return is_name (contact) && strpbrk (contact, " <>") == NULL &&
	       (strchr (contact, '@') != NULL || g_str_has_prefix (contact, "https://"));
}

RtExit
rt_plugins_new (RtCli *cli, const RtVerb *verb, int argc, char **argv)
{
	g_autofree char *name = NULL, *directory = NULL, *licence = NULL, *contact = NULL;
	const GOptionEntry entries[] = {
		{ "name", 0, 0, G_OPTION_ARG_STRING, &name, N_("The name of the party"), "NAME" },
		{ "directory", 'd', 0, G_OPTION_ARG_FILENAME, &directory,
		  N_("The folder to make; without it, one of the party's name here"), "DIR" },
		{ "licence", 0, 0, G_OPTION_ARG_STRING, &licence,
		  N_("The licence of the plugin, as SPDX names it (EUPL-1.2)"), "SPDX" },
		{ "contact", 0, 0, G_OPTION_ARG_STRING, &contact,
		  N_("Whom to ask about the plugin: an address of mail or a page (nobody yet)"), "ADDRESS" },
		{ NULL },
	};
	RtExit status;
	if (!rt_options_read (cli, verb, entries, &argc, &argv, &status))
		return status;
	if (argc != 2 || !rt_describe_is_id (argv[1]))
		return rt_cli_misused (cli, verb,
				       N_("takes the id of a party: lower case letters, digits and '-'"));
	if (name == NULL)
		name = name_of (argv[1]);
	if (!is_name (name))
		return rt_cli_misused (cli, verb, N_("--name is a text without quotes, at most 100 bytes"));
	if (licence != NULL && !is_licence (licence))
		return rt_cli_misused (cli, verb,
				       N_("--licence is a name of SPDX: EUPL-1.2, MIT, Apache-2.0, GPL-3.0-or-later ..."));
	if (contact != NULL && !is_contact (contact))
		return rt_cli_misused (cli, verb, N_("--contact is an address of mail, or begins with https://"));
	const Owner owner = { argv[1], name, licence != NULL ? licence : "EUPL-1.2", contact != NULL ? contact : NOBODY };
	return make_folder (cli, directory != NULL ? directory : argv[1], &owner);
}
