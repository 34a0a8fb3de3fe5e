#include "libroute/host/describe.h"
#include <string.h>
#include <route/route-error.h>
#include "libroute/util/bytes.h"
#include "libroute/util/visible.h"

/* descriptors of ABI 1.0 end here; a smaller one cannot be right */
#define SMALLEST (offsetof (RoutePlugin, close) + sizeof (void *))
#define MOST_ID 64u

#define ALL_CHAINS                                                                                           \
	(ROUTE_CHAIN_CARE | ROUTE_CHAIN_JUSTICE | ROUTE_CHAIN_MUNICIPAL | ROUTE_CHAIN_HOUSING |              \
	 ROUTE_CHAIN_YOUTH | ROUTE_CHAIN_WELFARE)
#define ALL_APPROACHES (ROUTE_APPROACH_COMPLEX_0_100 | ROUTE_APPROACH_PAD)

/* where the pointers of the descriptor are; the rest of it is numbers */
static const gsize pointers[] = {
	offsetof (RoutePlugin, party),         offsetof (RoutePlugin, aliases),
	offsetof (RoutePlugin, name.en),       offsetof (RoutePlugin, name.nl),
	offsetof (RoutePlugin, version),       offsetof (RoutePlugin, license),
	offsetof (RoutePlugin, contact),       offsetof (RoutePlugin, fields),
	offsetof (RoutePlugin, reasons),       offsetof (RoutePlugin, grounds),
	offsetof (RoutePlugin, contributions), offsetof (RoutePlugin, parts),
	offsetof (RoutePlugin, settings),      offsetof (RoutePlugin, open),
	offsetof (RoutePlugin, assess),        offsetof (RoutePlugin, close),
};

/* a list of the descriptor: where it is, how large its elements are, and which of their members are texts */
typedef struct {
	const char *what;
	gsize list, count, size;
	gsize texts[5];
	guint n_texts;
} ListKind;

/* clang-format off */
#define LIST(member, type, ...)                                                                              \
	{ #member, offsetof (RoutePlugin, member), offsetof (RoutePlugin, n_##member), sizeof (type),        \
	  { __VA_ARGS__ }, sizeof ((gsize[]){ __VA_ARGS__ }) / sizeof (gsize) }
/* clang-format on */

static const ListKind kinds[] = {
	LIST (fields, RouteField, offsetof (RouteField, pointer), offsetof (RouteField, why.en),
	      offsetof (RouteField, why.nl)),
	LIST (reasons, RouteReason, offsetof (RouteReason, id), offsetof (RouteReason, text.en),
	      offsetof (RouteReason, text.nl), offsetof (RouteReason, basis.en),
	      offsetof (RouteReason, basis.nl)),
	LIST (grounds, RoutePhrase, offsetof (RoutePhrase, id), offsetof (RoutePhrase, text.en),
	      offsetof (RoutePhrase, text.nl)),
	LIST (contributions, RoutePhrase, offsetof (RoutePhrase, id), offsetof (RoutePhrase, text.en),
	      offsetof (RoutePhrase, text.nl)),
	LIST (parts, RoutePhrase, offsetof (RoutePhrase, id), offsetof (RoutePhrase, text.en),
	      offsetof (RoutePhrase, text.nl)),
	LIST (settings, RouteSetting, offsetof (RouteSetting, key), offsetof (RouteSetting, text.en),
	      offsetof (RouteSetting, text.nl)),
};

typedef struct {
	const RtElf *elf;
	const RtImage *image;
	const char *party; /* the file's stem */
	RtArena *arena;
	RtPlugin *plugin;
} Reading;

G_GNUC_PRINTF (2, 3)
static gboolean
refuse (GError **error, const char *format, ...)
{
	va_list arguments;
	va_start (arguments, format);
	g_autofree char *why = g_strdup_vprintf (format, arguments);
	va_end (arguments);
	g_set_error_literal (error, ROUTE_ERROR, ROUTE_ERROR_PLUGIN, why);
	return FALSE;
}

static guint64
address_at (const void *base, gsize offset)
{
	guint64 address;
	memcpy (&address, (const guint8 *)base + offset, sizeof address);
	return address;
}

/* ---- the image ---- */

gboolean
rt_describe_image (const RtElf *elf, RtImage *image, GError **error)
{
	guint64 size;
	RoutePlugin *raw = &image->raw;
	memset (image, 0, sizeof *image);
	if (!rt_elf_find_data (elf, ROUTE_PLUGIN_SYMBOL, &image->address, &size))
		return refuse (error, "does not export " ROUTE_PLUGIN_SYMBOL);
	if (size < offsetof (RoutePlugin, party) ||
	    !rt_elf_read (elf, image->address, raw, offsetof (RoutePlugin, party)))
		return refuse (error, "exports a descriptor that is too short");
	if (raw->magic != ROUTE_PLUGIN_MAGIC)
		return refuse (error, "has a descriptor that is none of libroute (magic number %08x)",
			       raw->magic);
	if (raw->abi_major != ROUTE_PLUGIN_ABI_MAJOR)
		return refuse (error, "is made for plugin ABI %u, this is %u", raw->abi_major,
			       ROUTE_PLUGIN_ABI_MAJOR);
	if (raw->abi_minor > ROUTE_PLUGIN_ABI_MINOR)
		return refuse (error, "is made for plugin ABI %u.%u, this is %u.%u", raw->abi_major,
			       raw->abi_minor, ROUTE_PLUGIN_ABI_MAJOR, ROUTE_PLUGIN_ABI_MINOR);
	if (raw->struct_size < SMALLEST || raw->struct_size > size)
		return refuse (error,
			       "has a descriptor of %u bytes; at least %zu are needed, %" G_GUINT64_FORMAT
			       " are there",
			       raw->struct_size, SMALLEST, size);
	gsize known = MIN (raw->struct_size, sizeof *raw);
	if (!rt_elf_read (elf, image->address, raw, known))
		return refuse (error, "has a descriptor outside its data");
	for (guint i = 0; i < G_N_ELEMENTS (pointers); i++) {
		guint64 target;
		if (!rt_elf_pointer (elf, image->address + pointers[i], &target))
			return refuse (error, "has a descriptor outside its data");
		memcpy ((guint8 *)raw + pointers[i], &target, sizeof target);
	}
	return raw->assess != NULL ? TRUE : refuse (error, "has no assess function");
}

gboolean
rt_describe_matches (const RtImage *image, const RoutePlugin *loaded)
{
	/* bytes: padding too must be what the file says */
	guint8 moved[sizeof (RoutePlugin)], seen[sizeof (RoutePlugin)] = { 0 };
	guint64 base = (guint64)(gsize)loaded - image->address;
	memcpy (moved, &image->raw, sizeof moved);
	memcpy (seen, loaded, MIN (image->raw.struct_size, sizeof seen));
	for (guint i = 0; i < G_N_ELEMENTS (pointers); i++) {
		guint64 target = address_at (moved, pointers[i]);
		target = target != 0 ? target + base : 0;
		memcpy (moved + pointers[i], &target, sizeof target);
	}
	return memcmp (moved, seen, sizeof seen) == 0;
}

/* ---- texts ---- */

/* also what turns the direction of writing: texts must read as they stand */
static gboolean
is_control (gunichar c)
{
	GUnicodeType type = g_unichar_type (c);
	return type == G_UNICODE_CONTROL || type == G_UNICODE_FORMAT || type == G_UNICODE_LINE_SEPARATOR ||
	       type == G_UNICODE_PARAGRAPH_SEPARATOR;
}

static gboolean
has_controls (const char *text, gsize length)
{
	for (const char *end = text + length; text < end;) {
		if (end - text >= 8 && rt_bytes_printed_8 (text)) { /* most are */
			text += 8;
			continue;
		}
		if (!g_ascii_isprint (*text) && is_control (g_utf8_get_char (text)))
			return TRUE;
		text = g_utf8_next_char (text);
	}
	return FALSE;
}

/* `what` and `index` name the place in messages */
static const char *
copy_text (const Reading *reading, guint64 address, const char *what, guint index, GError **error)
{
	const char *text = address != 0 ? rt_elf_text (reading->elf, address, ROUTE_PLUGIN_MAX_TEXT) : NULL;
	gsize length = text != NULL ? strlen (text) : 0;
	if (address == 0)
		refuse (error, "%s %u: a text is missing", what, index);
	else if (text == NULL)
		refuse (error, "%s %u: a text is longer than %d bytes or outside the file", what, index,
			ROUTE_PLUGIN_MAX_TEXT);
	else if (*text == '\0')
		refuse (error, "%s %u: a text is empty", what, index);
	else if (!rt_text_is_utf8 (text, length, NULL))
		refuse (error, "%s %u: a text is not UTF-8", what, index);
	else if (has_controls (text, length))
		refuse (error, "%s %u: a text holds control characters", what, index);
	else
		return rt_arena_strndup (reading->arena, text, length); /* fits: see RT_DESCRIBE_BYTES */
	return NULL;
}

static gboolean
copy_head (Reading *reading, GError **error)
{
	const RoutePlugin *raw = &reading->image->raw;
	RtPlugin *plugin = reading->plugin;
	const struct {
		const char *from, **into, *what;
	} texts[] = {
		{ raw->party, &plugin->party, "party" },       { raw->name.en, &plugin->name.en, "name" },
		{ raw->name.nl, &plugin->name.nl, "name" },    { raw->version, &plugin->version, "version" },
		{ raw->license, &plugin->license, "license" }, { raw->contact, &plugin->contact, "contact" },
	};
	for (guint i = 0; i < G_N_ELEMENTS (texts); i++) {
		*texts[i].into = copy_text (reading, (guint64)(gsize)texts[i].from, texts[i].what, 0, error);
		if (*texts[i].into == NULL)
			return FALSE;
	}
	plugin->chains = raw->chains;
	return TRUE;
}

static gboolean
copy_aliases (Reading *reading, GError **error)
{
	guint64 list = (guint64)(gsize)reading->image->raw.aliases, alias = 0;
	const char **copies = rt_arena_array (reading->arena, ROUTE_PLUGIN_MAX_ITEMS + 1, sizeof *copies);
	reading->plugin->aliases = copies;
	for (guint i = 0; list != 0; i++) {
		if (!rt_elf_pointer (reading->elf, list + i * sizeof (void *), &alias))
			return refuse (error, "aliases run out of its data");
		if (alias == 0)
			break;
		if (i == ROUTE_PLUGIN_MAX_ITEMS)
			return refuse (error, "has more than %d aliases", ROUTE_PLUGIN_MAX_ITEMS);
		copies[i] = copy_text (reading, alias, "alias", i, error);
		if (copies[i] == NULL)
			return FALSE;
	}
	return TRUE;
}

/* ---- lists ---- */

static gboolean
copy_item (const Reading *reading, const ListKind *kind, guint64 address, guint index, guint8 *copy,
	   GError **error)
{
	if (!rt_elf_read (reading->elf, address, copy, kind->size))
		return refuse (error, "%s run out of its data", kind->what);
	for (guint i = 0; i < kind->n_texts; i++) {
		guint64 target = 0;
		if (!rt_elf_pointer (reading->elf, address + kind->texts[i], &target))
			return refuse (error, "%s run out of its data", kind->what);
		const char *text = copy_text (reading, target, kind->what, index, error);
		if (text == NULL)
			return FALSE;
		memcpy (copy + kind->texts[i], &text, sizeof text);
	}
	return TRUE;
}

/* the copied elements, at least room for one; NULL with an error */
static void *
copy_list (const Reading *reading, const ListKind *kind, guint *n, GError **error)
{
	const RoutePlugin *raw = &reading->image->raw;
	guint64 list = address_at (raw, kind->list), count = address_at (raw, kind->count);
	*n = 0;
	if (count > ROUTE_PLUGIN_MAX_ITEMS) {
		refuse (error, "has more than %d %s", ROUTE_PLUGIN_MAX_ITEMS, kind->what);
		return NULL;
	}
	if (count != 0 && list == 0) {
		refuse (error, "counts %s that are not there", kind->what);
		return NULL;
	}
	guint8 *copies = rt_arena_array (reading->arena, MAX (count, 1), kind->size);
	for (guint i = 0; i < count; i++)
		if (!copy_item (reading, kind, list + i * kind->size, i, copies + i * kind->size, error))
			return NULL;
	*n = (guint)count;
	return copies;
}

static gboolean
copy_lists (Reading *reading, GError **error)
{
	RtPlugin *plugin = reading->plugin;
	const struct {
		const void **list;
		guint *n;
	} into[] = {
		{ (const void **)&plugin->fields, &plugin->n_fields },
		{ (const void **)&plugin->reasons, &plugin->n_reasons },
		{ (const void **)&plugin->grounds, &plugin->n_grounds },
		{ (const void **)&plugin->contributions, &plugin->n_contributions },
		{ (const void **)&plugin->parts, &plugin->n_parts },
		{ (const void **)&plugin->settings, &plugin->n_settings },
	};
	for (guint i = 0; i < G_N_ELEMENTS (into); i++) {
		*into[i].list = copy_list (reading, &kinds[i], into[i].n, error);
		if (*into[i].list == NULL)
			return FALSE;
	}
	return TRUE;
}

/* ---- what the parts say together ---- */

gboolean
rt_describe_is_id (const char *text)
{
	gsize length = strlen (text);
	return length != 0 && length <= MOST_ID && g_ascii_islower (text[0]) &&
	       strspn (text, "abcdefghijklmnopqrstuvwxyz0123456789-") == length;
}

static gboolean
check_party (const Reading *reading, GError **error)
{
	const RtPlugin *plugin = reading->plugin;
	if (!rt_describe_is_id (plugin->party))
		return refuse (error, "has a malformed party id");
	if (strcmp (plugin->party, reading->party) != 0)
		return refuse (error, "says it is of party %s, unlike its file's name", plugin->party);
	for (const char *const *alias = plugin->aliases; *alias != NULL; alias++)
		if (!rt_describe_is_id (*alias) || strcmp (*alias, plugin->party) == 0)
			return refuse (error, "has an alias that is malformed or its own id: %s", *alias);
	if (plugin->chains == 0 || (plugin->chains & ~(guint32)ALL_CHAINS) != 0)
		return refuse (error, "is of no chain, or of one that is not known");
	return TRUE;
}

/* the first member of every element is its id or pointer */
static gboolean
check_unique (const char *what, const void *list, guint n, gsize size, gboolean ids, GError **error)
{
	const char *texts[ROUTE_PLUGIN_MAX_ITEMS];
	for (guint i = 0; i < n; i++) {
		memcpy (&texts[i], (const guint8 *)list + i * size, sizeof texts[i]);
		if (ids && !rt_describe_is_id (texts[i]))
			return refuse (error, "%s %u: malformed id %s", what, i, texts[i]);
		for (guint j = 0; j < i; j++)
			if (strcmp (texts[i], texts[j]) == 0)
				return refuse (error, "%s %u: %s is there twice", what, i, texts[i]);
	}
	return TRUE;
}

static gboolean
check_ids (const Reading *reading, GError **error)
{
	const RtPlugin *plugin = reading->plugin;
	return check_unique ("reasons", plugin->reasons, plugin->n_reasons, sizeof (RouteReason), TRUE,
			     error) &&
	       check_unique ("fields", plugin->fields, plugin->n_fields, sizeof (RouteField), FALSE, error) &&
	       check_unique ("grounds", plugin->grounds, plugin->n_grounds, sizeof (RoutePhrase), TRUE,
			     error) &&
	       check_unique ("contributions", plugin->contributions, plugin->n_contributions,
			     sizeof (RoutePhrase), TRUE, error) &&
	       check_unique ("parts", plugin->parts, plugin->n_parts, sizeof (RoutePhrase), TRUE, error) &&
	       check_unique ("settings", plugin->settings, plugin->n_settings, sizeof (RouteSetting), TRUE,
			     error);
}

/* free text may weigh nothing (advice, property 11), and what rules may read under /extra has no type */
static gboolean
check_fields (const Reading *reading, GError **error)
{
	static const char *const closed[] = { "/narrative", "/question", "/extra", NULL };
	for (guint i = 0; i < reading->plugin->n_fields; i++) {
		const char *pointer = reading->plugin->fields[i].pointer;
		if (rt_schema_find_place (pointer) < 0)
			return refuse (error, "fields %u: a registration has no %s", i, pointer);
		if (g_strv_contains (closed, pointer))
			return refuse (error, "fields %u: %s is not open to plugins", i, pointer);
	}
	return TRUE;
}

static gboolean
check_numbers (const Reading *reading, GError **error)
{
	const RtPlugin *plugin = reading->plugin;
	for (guint i = 0; i < plugin->n_reasons; i++) {
		const RouteReason *reason = &plugin->reasons[i];
		if (reason->points < 0 || reason->points > 1000)
			return refuse (error, "reason %s: points are from 0 to 1000", reason->id);
		if ((reason->approaches & ~(guint32)ALL_APPROACHES) != 0)
			return refuse (error, "reason %s: adds to an approach that is not known", reason->id);
	}
	for (guint i = 0; i < plugin->n_settings; i++) {
		const RouteSetting *setting = &plugin->settings[i];
		if (setting->fallback < setting->least || setting->fallback > setting->most)
			return refuse (error, "setting %s: its value is outside its own bounds",
				       setting->key);
	}
	return TRUE;
}

gboolean
rt_describe_plugin (const RtElf *elf, const RtImage *image, const char *party, RtArena *arena,
		    RtPlugin *plugin, GError **error)
{
	Reading reading = { elf, image, party, arena, plugin };
	plugin->abi_major = image->raw.abi_major;
	plugin->abi_minor = image->raw.abi_minor;
	return copy_head (&reading, error) && copy_aliases (&reading, error) &&
	       copy_lists (&reading, error) && check_party (&reading, error) && check_ids (&reading, error) &&
	       check_fields (&reading, error) && check_numbers (&reading, error);
}
