/* Tables of a shared object that say what is not so: each costs what hangs on it, and is never read beyond. Those of a plugin
 * that was linked here are changed, and of the other kind of hash table those of a seed of the fuzzer. */
#include <elf.h>
#include <string.h>
#include "libroute/host/elf.h"
#include "libroute/util/limits.h"
#include "tests/testing.h"

#define SYMBOL "route_plugin_v1"
#define NOWHERE (G_GUINT64_CONSTANT (1) << 40)
/* an address so many bytes before the end of what the first segment has in the file */
#define BEFORE_END(n) (G_MAXUINT64 - (n))

typedef struct {
	guint8 *bytes;
	gsize length;
	Elf64_Ehdr *header;
	Elf64_Phdr *segments;
	Elf64_Dyn *dynamic;
} Image;

/* what is changed: a dynamic entry's value, or its tag; a word of the hash table or of the note; the symbol that is looked for,
 * or the first that is imported; or a segment of a type: its type, address, size in the file */
typedef enum {
	NOTHING,
	VALUE, TAG,
	HASH_WORD, NOTE_WORD,
	SYMBOL_SECTION, SYMBOL_INFO, SYMBOL_NAME, IMPORT_NAME,
	TYPE, ADDRESS, SIZE, NOTE_SIZE,
} Change;

typedef struct {
	Change change;
	guint64 where, what;
} Edit;

static Elf64_Dyn *
entry_of (const Image *image, guint64 tag)
{
	for (Elf64_Dyn *entry = image->dynamic; entry->d_tag != DT_NULL; entry++)
		if ((guint64)entry->d_tag == tag)
			return entry;
	return NULL;
}

static Elf64_Phdr *
segment_of (const Image *image, guint64 type)
{
	for (guint i = 0; i < image->header->e_phnum; i++)
		if (image->segments[i].p_type == type)
			return &image->segments[i];
	ck_abort_msg ("no segment of type %u", (guint)type);
	return NULL;
}

static Elf64_Phdr *
note_of (const Image *image)
{
	for (guint i = 0; i < image->header->e_phnum; i++) {
		const guint8 *note = image->bytes + image->segments[i].p_offset;
		if (image->segments[i].p_type == PT_NOTE && ((const Elf64_Nhdr *)note)->n_type == NT_GNU_BUILD_ID)
			return &image->segments[i];
	}
	ck_abort_msg ("no build id");
	return NULL;
}

static void
set_word (guint8 *table, guint64 index, guint64 what)
{
	guint32 word = (guint32)what;
	memcpy (table + 4 * index, &word, sizeof word);
}

/* what the edits are about lies in the first segment, at the address that is its offset too */
static void
edit_symbol (const Image *image, const Edit *edit)
{
	Elf64_Sym *symbols = (Elf64_Sym *)(image->bytes + entry_of (image, DT_SYMTAB)->d_un.d_val);
	const char *texts = (const char *)image->bytes + entry_of (image, DT_STRTAB)->d_un.d_val;
	guint i = 1;
	while (edit->change != IMPORT_NAME && strcmp (texts + symbols[i].st_name, SYMBOL) != 0)
		i++;
	if (edit->change == SYMBOL_SECTION)
		symbols[i].st_shndx = (Elf64_Half)edit->what;
	else if (edit->change == SYMBOL_INFO)
		symbols[i].st_info = (guint8)edit->what;
	else
		symbols[i].st_name = (Elf64_Word)edit->what;
}

static void
edit_image (const Image *image, const Edit *edit)
{
	const Elf64_Dyn *gnu = entry_of (image, DT_GNU_HASH), *hash = gnu != NULL ? gnu : entry_of (image, DT_HASH);
	guint64 what = edit->what;
	if (edit->change == VALUE && what > BEFORE_END (64))
		what = image->segments[0].p_filesz - (G_MAXUINT64 - what);
	switch (edit->change) {
	case NOTHING: break;
	case VALUE: entry_of (image, edit->where)->d_un.d_val = what; break;
	case TAG: entry_of (image, edit->where)->d_tag = (Elf64_Sxword)what; break;
	case HASH_WORD: set_word (image->bytes + hash->d_un.d_val, edit->where, what); break;
	case NOTE_WORD: set_word (image->bytes + note_of (image)->p_offset, edit->where, what); break;
	case TYPE: segment_of (image, edit->where)->p_type = (Elf64_Word)what; break;
	case ADDRESS: segment_of (image, edit->where)->p_vaddr = what; break;
	case SIZE: segment_of (image, edit->where)->p_filesz = what; break;
	case NOTE_SIZE: note_of (image)->p_filesz = note_of (image)->p_memsz = what; break;
	default: edit_symbol (image, edit);
	}
}

/* of the imports: none, the first, all but one, all; or whatever is taken for some */
typedef enum { NO_IMPORT, FIRST, ONE_LESS, ALL, ANY } Imports;

static const struct {
	const char *name;
	Edit edits[2];
	const char *error; /* it is refused, and what is said; or NULL */
} refused[] = {
	{ "no symbol table", { { TAG, DT_SYMTAB, DT_DEBUG } }, "exports nothing" },
	{ "no texts", { { TAG, DT_STRTAB, DT_DEBUG } }, "exports nothing" },
	{ "two dynamic sections", { { TYPE, PT_NOTE, PT_DYNAMIC } }, "no dynamic section, or more than one" },
	{ "no dynamic section", { { TYPE, PT_DYNAMIC, PT_NULL } }, "no dynamic section, or more than one" },
	{ "one that is nowhere", { { ADDRESS, PT_DYNAMIC, NOWHERE } }, "a dynamic section outside its data" },
	{ "relocations of another size", { { VALUE, DT_RELAENT, 23 } }, "an impossible relocation table" },
	{ "more relocations than there are", { { VALUE, DT_RELASZ, G_MAXINT64 } }, "an impossible relocation table" },
	{ "relocations nowhere", { { VALUE, DT_RELA, NOWHERE } }, "an impossible relocation table" },
	{ "more in the file than in memory", { { SIZE, PT_LOAD, 0x10000 } }, "a segment is outside the file" },
	{ "an address that runs over", { { ADDRESS, PT_NOTE, G_MAXUINT64 - 8 } }, "a segment is outside the file" },
	{ "segments over each other", { { ADDRESS, PT_LOAD, 0x100000 } }, "segments over each other" },
};

/* what can be read, and no more */
static const struct {
	const char *name;
	Edit edits[2];
	gboolean found;
	Imports imports;
	gboolean build_id;
} readable[] = {
	{ "as it was linked", { { NOTHING } }, TRUE, ALL, TRUE },
	{ "no hash table", { { TAG, DT_GNU_HASH, DT_DEBUG } }, FALSE, NO_IMPORT, TRUE },
	{ "a hash table nowhere", { { VALUE, DT_GNU_HASH, NOWHERE } }, FALSE, NO_IMPORT, TRUE },
	{ "one of a word", { { VALUE, DT_GNU_HASH, BEFORE_END (4) } }, FALSE, NO_IMPORT, TRUE },
	{ "one of two words", { { VALUE, DT_GNU_HASH, BEFORE_END (8) } }, FALSE, ANY, TRUE },
	{ "no buckets", { { HASH_WORD, 0, 0 } }, FALSE, ALL, TRUE },
	{ "buckets far away", { { HASH_WORD, 2, G_MAXUINT32 } }, FALSE, ALL, TRUE },
	{ "fewer imports than there are", { { HASH_WORD, 1, 2 } }, FALSE, FIRST, TRUE },
	{ "symbols from behind the last", { { HASH_WORD, 1, G_MAXUINT32 } }, FALSE, ANY, TRUE },
	{ "symbols nowhere", { { VALUE, DT_SYMTAB, NOWHERE } }, FALSE, NO_IMPORT, TRUE },
	{ "a symbol of elsewhere", { { SYMBOL_SECTION, 0, SHN_UNDEF } }, FALSE, ALL, TRUE },
	{ "a function", { { SYMBOL_INFO, 0, ELF64_ST_INFO (STB_GLOBAL, STT_FUNC) } }, FALSE, ALL, TRUE },
	{ "a name behind the texts", { { SYMBOL_NAME, 0, 100000 } }, FALSE, ALL, TRUE },
	{ "a name that the texts end in", { { VALUE, DT_STRSZ, 1 } }, FALSE, ALL, TRUE },
	{ "texts nowhere", { { VALUE, DT_STRTAB, NOWHERE } }, FALSE, NO_IMPORT, TRUE },
	{ "an import without a name", { { IMPORT_NAME, 0, 0 } }, TRUE, ONE_LESS, TRUE },
	{ "an import whose name is nowhere", { { IMPORT_NAME, 0, 0x7fffffff } }, TRUE, ONE_LESS, TRUE },
	{ "a note of others", { { NOTE_WORD, 0, 5 } }, TRUE, ALL, FALSE },
	{ "a note of another type", { { NOTE_WORD, 2, NT_GNU_PROPERTY_TYPE_0 } }, TRUE, ALL, FALSE },
	{ "a note of another name", { { NOTE_WORD, 3, 0 } }, TRUE, ALL, FALSE },
	{ "a note longer than all of them", { { NOTE_WORD, 1, 65 } }, TRUE, ALL, FALSE },
	{ "a longer build id than there is", { { NOTE_WORD, 1, 65 }, { NOTE_SIZE, 0, 200 } }, TRUE, ALL, FALSE },
	{ "no room for a note", { { NOTE_SIZE, 0, 8 } }, TRUE, ALL, FALSE },
};

/* likewise of the hash table of System V */
static const struct {
	const char *name;
	Edit edits[2];
	gboolean found;
} found_by_sysv[] = {
	{ "as it was linked", { { NOTHING } }, TRUE },
	{ "nowhere", { { VALUE, DT_HASH, NOWHERE } }, FALSE },
	{ "of a word", { { VALUE, DT_HASH, BEFORE_END (4) } }, FALSE },
	{ "of two words", { { VALUE, DT_HASH, BEFORE_END (8) }, { HASH_WORD, 0, 1 } }, FALSE },
	{ "no buckets", { { HASH_WORD, 0, 0 } }, FALSE },
	{ "an empty chain", { { HASH_WORD, 0, 1 }, { HASH_WORD, 2, 0 } }, FALSE },
	{ "a chain that begins far away", { { HASH_WORD, 0, 1 }, { HASH_WORD, 2, G_MAXUINT32 } }, FALSE },
};

static Image
image_of (char *bytes, gsize length)
{
	Image image = { .bytes = (guint8 *)bytes, .length = length };
	image.header = (Elf64_Ehdr *)image.bytes;
	image.segments = (Elf64_Phdr *)(image.bytes + image.header->e_phoff);
	image.dynamic = (Elf64_Dyn *)(image.bytes + segment_of (&image, PT_DYNAMIC)->p_offset);
	return image;
}

static Image
open_linked (void)
{
	g_autofree char *path = rt_test_build ("tests/mocks/.libs/good.so");
	char *bytes = NULL;
	gsize length = 0;
	ck_assert_msg (g_file_get_contents (path, &bytes, &length, NULL), "%s", path);
	return image_of (bytes, length);
}

static void
edit_all (const Image *image, const Edit edits[2])
{
	for (guint i = 0; i < 2; i++)
		edit_image (image, &edits[i]);
}

START_TEST (a_file_whose_tables_cannot_be_is_refused)
{
	Image image = open_linked ();
	g_autofree guint8 *bytes = image.bytes;
	edit_all (&image, refused[_i].edits);
	g_autoptr (GError) error = NULL;
	g_autoptr (RtElf) elf = rt_elf_new (bytes, image.length, &error);
	ck_assert_msg (elf == NULL, "%s", refused[_i].name);
	ck_assert_msg (strstr (error->message, refused[_i].error) != NULL, "%s: %s", refused[_i].name, error->message);
}
END_TEST

static guint
count_imports (const RtElf *elf)
{
	g_autoptr (GPtrArray) imports = rt_elf_imports (elf);
	return imports->len;
}

START_TEST (a_table_that_says_what_is_not_so_costs_what_hangs_on_it)
{
	Image image = open_linked ();
	g_autofree guint8 *bytes = image.bytes;
	g_autoptr (RtElf) linked = rt_elf_new (bytes, image.length, NULL);
	guint all = count_imports (linked);
	const guint imports[] = { [NO_IMPORT] = 0, [FIRST] = 1, [ONE_LESS] = all - 1, [ALL] = all };
	ck_assert_uint_ge (all, 2);
	edit_all (&image, readable[_i].edits);
	g_autoptr (GError) error = NULL;
	g_autoptr (RtElf) elf = rt_elf_new (bytes, image.length, &error);
	const char *name = readable[_i].name;
	ck_assert_msg (elf != NULL, "%s: %s", name, error != NULL ? error->message : "no error");
	guint64 address, size;
	ck_assert_msg (rt_elf_find_data (elf, SYMBOL, &address, &size) == readable[_i].found, "%s", name);
	guint n = count_imports (elf);
	ck_assert_msg (readable[_i].imports == ANY || n == imports[readable[_i].imports], "%s: %u of %u imports", name, n, all);
	g_autofree char *build_id = rt_elf_build_id (elf);
	ck_assert_msg ((build_id != NULL) == readable[_i].build_id, "%s: build id %s", name, build_id);
}
END_TEST

START_TEST (so_does_one_of_the_other_kind)
{
	gsize length = 0;
	char *text = rt_test_read ("tests/fuzz/elf.in/sysv-hash", &length);
	Image image = image_of (text, length);
	g_autofree guint8 *bytes = image.bytes;
	/* words are written where the table is after the first edit */
	edit_all (&image, found_by_sysv[_i].edits);
	g_autoptr (RtElf) elf = rt_elf_new (bytes, image.length, NULL);
	ck_assert_msg (elf != NULL, "%s", found_by_sysv[_i].name);
	guint64 address, size;
	gboolean found = rt_elf_find_data (elf, SYMBOL, &address, &size);
	ck_assert_msg (found == found_by_sysv[_i].found, "%s", found_by_sysv[_i].name);
	ck_assert_uint_eq (count_imports (elf), 0);
}
END_TEST

#define FILLED 5u

/* some entries of the dynamic section that this reader has no use for become those of `tag` */
static void
fill (const Image *image, Elf64_Sxword tag, guint64 value)
{
	guint n = 0;
	static const Elf64_Sxword kept[] = { DT_GNU_HASH, DT_STRTAB, DT_SYMTAB, DT_STRSZ, DT_RELA, DT_RELASZ, DT_RELAENT };
	for (Elf64_Dyn *entry = image->dynamic; entry->d_tag != DT_NULL && n < FILLED; entry++) {
		gboolean keep = FALSE;
		for (guint i = 0; i < G_N_ELEMENTS (kept); i++)
			keep |= entry->d_tag == kept[i];
		if (keep)
			continue;
		n++;
		*entry = (Elf64_Dyn){ .d_tag = tag, .d_un = { .d_val = value } };
	}
	ck_assert_uint_eq (n, FILLED);
}

START_TEST (a_library_whose_name_cannot_be_read_is_told_as_one_without)
{
	Image image = open_linked ();
	g_autofree guint8 *bytes = image.bytes;
	fill (&image, DT_NEEDED, NOWHERE);
	g_autoptr (RtElf) elf = rt_elf_new (bytes, image.length, NULL);
	ck_assert_ptr_nonnull (elf);
	g_autoptr (GPtrArray) needed = rt_elf_needed (elf);
	ck_assert_uint_ge (needed->len, FILLED);
	for (guint i = 0; i < FILLED; i++)
		ck_assert_str_eq (g_ptr_array_index (needed, i), "");
	fill (&image, DT_SONAME, NOWHERE);
	g_autoptr (RtElf) named = rt_elf_new (bytes, image.length, NULL);
	ck_assert_str_eq (rt_elf_soname (named), "");
}
END_TEST

START_TEST (more_libraries_than_any_plugin_needs_are_refused)
{
	Image image = open_linked ();
	g_autofree guint8 *bytes = image.bytes;
	/* in the place of the relocations, which has room for as many */
	Elf64_Phdr *dynamic = segment_of (&image, PT_DYNAMIC);
	ck_assert_uint_ge (entry_of (&image, DT_RELASZ)->d_un.d_val, 18 * sizeof (Elf64_Dyn));
	dynamic->p_vaddr = entry_of (&image, DT_RELA)->d_un.d_val;
	image.dynamic = (Elf64_Dyn *)(bytes + dynamic->p_vaddr);
	for (guint n = 16; n <= 17; n++) {
		for (guint i = 0; i < n; i++)
			image.dynamic[i] = (Elf64_Dyn){ .d_tag = DT_NEEDED };
		image.dynamic[n] = (Elf64_Dyn){ .d_tag = DT_NULL };
		g_autoptr (GError) error = NULL;
		g_autoptr (RtElf) elf = rt_elf_new (bytes, image.length, &error);
		ck_assert_ptr_null (elf);
		ck_assert_ptr_nonnull (strstr (error->message, n == 16 ? "exports nothing" : "more libraries than any plugin"));
	}
}
END_TEST

START_TEST (what_reaches_beyond_its_segment_is_not_read)
{
	Image image = open_linked ();
	g_autofree guint8 *bytes = image.bytes;
	g_autoptr (RtElf) elf = rt_elf_new (bytes, image.length, NULL);
	ck_assert_ptr_nonnull (elf);
	const Elf64_Phdr *first = &image.segments[0];
	guint8 into[16];
	ck_assert (rt_elf_read (elf, first->p_memsz - 8, into, 8));
	ck_assert (!rt_elf_read (elf, first->p_memsz - 8, into, 9));
	ck_assert (!rt_elf_read (elf, NOWHERE, into, 1));
	ck_assert_ptr_null (rt_elf_text (elf, NOWHERE, 8));
	ck_assert_ptr_null (rt_elf_text (elf, entry_of (&image, DT_STRTAB)->d_un.d_val + 1, 3));
	g_autoptr (GError) error = NULL;
	g_autoptr (RtElf) large = rt_elf_new (bytes, RT_LIMIT_PLUGIN_FILE + 1, &error);
	ck_assert_ptr_null (large);
	ck_assert_ptr_nonnull (strstr (error->message, "is larger than a plugin may be"));
}
END_TEST

int
main (void)
{
	Suite *suite = suite_create ("elf");
	TCase *tables = tcase_create ("elf");
	tcase_add_loop_test (tables, a_file_whose_tables_cannot_be_is_refused, 0, G_N_ELEMENTS (refused));
	tcase_add_loop_test (tables, a_table_that_says_what_is_not_so_costs_what_hangs_on_it, 0, G_N_ELEMENTS (readable));
	tcase_add_loop_test (tables, so_does_one_of_the_other_kind, 0, G_N_ELEMENTS (found_by_sysv));
	tcase_add_test (tables, a_library_whose_name_cannot_be_read_is_told_as_one_without);
	tcase_add_test (tables, more_libraries_than_any_plugin_needs_are_refused);
	tcase_add_test (tables, what_reaches_beyond_its_segment_is_not_read);
	suite_add_tcase (suite, tables);
	return rt_test_main (suite);
}
