#include "libroute/host/elf.h"
#include <elf.h>
#include <string.h>
#include <unistd.h>
#include <route/route-error.h>
#include "libroute/util/limits.h"

#define MOST_SEGMENTS 64u
#define MOST_NEEDED 16u
#define N_TAGS 12 /* dynamic tags up to DT_SYMENT; some others have places of their own */

typedef struct {
	guint64 where, target;
} Relocation;

struct _RtElf {
	const guint8 *bytes;
	gsize length;
	Elf64_Ehdr header;
	Elf64_Phdr segments[MOST_SEGMENTS];
	guint64 tags[N_TAGS], gnu_hash, soname;
	guint64 needed[MOST_NEEDED]; /* offsets of names */
	guint n_needed;
	gboolean steers; /* tells the linker where to look, or what to look with */
	Relocation *relocations; /* by `where` */
	gsize n_relocations;
};

/* the two relocations that put addresses into constant data, by machine */
static const struct {
	guint16 machine;
	guint32 relative, absolute;
} machines[] = {
	{ EM_X86_64, R_X86_64_RELATIVE, R_X86_64_64 },
	{ EM_AARCH64, R_AARCH64_RELATIVE, R_AARCH64_ABS64 },
	{ EM_RISCV, R_RISCV_RELATIVE, R_RISCV_64 },
};

static gboolean
refuse (GError **error, const char *why)
{
	g_set_error_literal (error, ROUTE_ERROR, ROUTE_ERROR_PLUGIN, why);
	return FALSE;
}

/* `size` bytes at a file offset, or NULL */
static const guint8 *
in_file (const RtElf *elf, guint64 offset, guint64 size)
{
	if (offset > elf->length || size > elf->length - offset)
		return NULL;
	return elf->bytes + offset;
}

static const Elf64_Phdr *
segment_of (const RtElf *elf, guint64 address)
{
	for (guint i = 0; i < elf->header.e_phnum; i++) {
		const Elf64_Phdr *segment = &elf->segments[i];
		if (segment->p_type == PT_LOAD && address >= segment->p_vaddr &&
		    address - segment->p_vaddr < segment->p_memsz)
			return segment;
	}
	return NULL;
}

/* `size` bytes at a load address that stand in the file, or NULL */
static const guint8 *
in_memory (const RtElf *elf, guint64 address, guint64 size)
{
	const Elf64_Phdr *segment = segment_of (elf, address);
	if (segment == NULL)
		return NULL;
	guint64 within = address - segment->p_vaddr;
	if (within > segment->p_filesz || size > segment->p_filesz - within)
		return NULL;
	return in_file (elf, segment->p_offset + within, size);
}

static gboolean
half_word (const RtElf *elf, guint64 address, guint32 *word)
{
	const guint8 *bytes = in_memory (elf, address, sizeof *word);
	if (bytes != NULL)
		memcpy (word, bytes, sizeof *word);
	return bytes != NULL;
}

/* ---- headers ---- */

static gboolean
read_header (RtElf *elf, GError **error)
{
	const guint8 *bytes = in_file (elf, 0, sizeof elf->header);
	if (bytes == NULL || memcmp (bytes, ELFMAG, SELFMAG) != 0)
		return refuse (error, "is no ELF file");
	memcpy (&elf->header, bytes, sizeof elf->header);
	const unsigned char *ident = elf->header.e_ident;
	if (ident[EI_CLASS] != ELFCLASS64 || GLIB_SIZEOF_VOID_P != 8)
		return refuse (error, "is no 64-bit ELF file");
	if (ident[EI_DATA] != (G_BYTE_ORDER == G_LITTLE_ENDIAN ? ELFDATA2LSB : ELFDATA2MSB))
		return refuse (error, "is of another byte order");
	if (elf->header.e_type != ET_DYN)
		return refuse (error, "is no shared object");
	return TRUE;
}

static gboolean
segment_fits (const RtElf *elf, const Elf64_Phdr *segment)
{
	return segment->p_filesz <= segment->p_memsz && segment->p_vaddr <= G_MAXUINT64 - segment->p_memsz &&
	       in_file (elf, segment->p_offset, segment->p_filesz) != NULL;
}

/* Segments are mapped in their order and by whole pages: of two that share one, the later is what is seen in memory. */
static gboolean
are_apart (const RtElf *elf)
{
	const guint64 page = (guint64)getpagesize ();
	guint64 end = 0;
	for (guint i = 0; i < elf->header.e_phnum; i++) {
		const Elf64_Phdr *segment = &elf->segments[i];
		if (segment->p_type != PT_LOAD)
			continue;
		if (segment->p_vaddr / page * page < end)
			return FALSE;
		end = segment->p_vaddr + segment->p_memsz;
	}
	return TRUE;
}

static gboolean
read_segments (RtElf *elf, GError **error)
{
	guint n = elf->header.e_phnum;
	if (n == 0 || n > MOST_SEGMENTS || elf->header.e_phentsize != sizeof (Elf64_Phdr))
		return refuse (error, "has an impossible program header table");
	const guint8 *bytes = in_file (elf, elf->header.e_phoff, n * sizeof (Elf64_Phdr));
	if (bytes == NULL)
		return refuse (error, "is truncated: the program headers are outside the file");
	memcpy (elf->segments, bytes, n * sizeof (Elf64_Phdr));
	for (guint i = 0; i < n; i++) {
		guint32 type = elf->segments[i].p_type;
		if ((type == PT_LOAD || type == PT_DYNAMIC || type == PT_NOTE) &&
		    !segment_fits (elf, &elf->segments[i]))
			return refuse (error, "is truncated: a segment is outside the file");
	}
	return are_apart (elf) ? TRUE : refuse (error, "has segments over each other, or out of order");
}

static const Elf64_Phdr *
find_dynamic (const RtElf *elf)
{
	const Elf64_Phdr *dynamic = NULL;
	for (guint i = 0; i < elf->header.e_phnum; i++) {
		if (elf->segments[i].p_type == PT_DYNAMIC && dynamic != NULL)
			return NULL; /* which of two counts is for each linker to say */
		if (elf->segments[i].p_type == PT_DYNAMIC)
			dynamic = &elf->segments[i];
	}
	return dynamic;
}

static gboolean
take_entry (RtElf *elf, const Elf64_Dyn *entry)
{
	switch (entry->d_tag) {
	case DT_NEEDED:
		if (elf->n_needed == MOST_NEEDED)
			return FALSE;
		elf->needed[elf->n_needed++] = entry->d_un.d_val;
		break;
	case DT_RPATH:
	case DT_RUNPATH:
	case DT_AUDIT:
	case DT_DEPAUDIT:
	case DT_AUXILIARY:
	case DT_FILTER:
		elf->steers = TRUE;
		break;
	case DT_SONAME:
		elf->soname = entry->d_un.d_val;
		break;
	case DT_GNU_HASH:
		elf->gnu_hash = entry->d_un.d_val;
		break;
	default:
		if (entry->d_tag > 0 && entry->d_tag < N_TAGS)
			elf->tags[entry->d_tag] = entry->d_un.d_val;
	}
	return TRUE;
}

/* where the linker reads it: in memory, which a file may fill from elsewhere than its header says; and as far as the
 * linker does, which looks for the end and not at the size in the header */
static gboolean
read_dynamic (RtElf *elf, GError **error)
{
	const Elf64_Phdr *dynamic = find_dynamic (elf);
	if (dynamic == NULL)
		return refuse (error, "has no dynamic section, or more than one");
	for (guint64 i = 0;; i++) {
		Elf64_Dyn entry;
		if (!rt_elf_read (elf, dynamic->p_vaddr + i * sizeof entry, &entry, sizeof entry))
			return refuse (error, "has a dynamic section outside its data");
		if (entry.d_tag == DT_NULL)
			break;
		if (!take_entry (elf, &entry))
			return refuse (error, "needs more libraries than any plugin does");
	}
	return elf->tags[DT_SYMTAB] != 0 && elf->tags[DT_STRTAB] != 0 ? TRUE
								      : refuse (error, "exports nothing");
}

/* ---- symbols ---- */

static gboolean
symbol_at (const RtElf *elf, guint64 index, Elf64_Sym *symbol)
{
	if (index > G_MAXUINT32)
		return FALSE;
	const guint8 *bytes = in_memory (elf, elf->tags[DT_SYMTAB] + index * sizeof *symbol, sizeof *symbol);
	if (bytes != NULL)
		memcpy (symbol, bytes, sizeof *symbol);
	return bytes != NULL;
}

static gboolean
is_named (const RtElf *elf, guint64 index, const char *name, Elf64_Sym *symbol)
{
	gsize size = strlen (name) + 1;
	if (!symbol_at (elf, index, symbol) || symbol->st_shndx == SHN_UNDEF)
		return FALSE;
	if (symbol->st_name > elf->tags[DT_STRSZ] || size > elf->tags[DT_STRSZ] - symbol->st_name)
		return FALSE;
	const guint8 *text = in_memory (elf, elf->tags[DT_STRTAB] + symbol->st_name, size);
	return text != NULL && memcmp (text, name, size) == 0;
}

static gboolean
find_by_gnu_hash (const RtElf *elf, const char *name, Elf64_Sym *symbol)
{
	guint32 hash = 5381, n_buckets, first, n_bloom, index, link;
	for (const char *c = name; *c != '\0'; c++)
		hash = hash * 33 + (guchar)*c;
	if (!half_word (elf, elf->gnu_hash, &n_buckets) || !half_word (elf, elf->gnu_hash + 4, &first) ||
	    !half_word (elf, elf->gnu_hash + 8, &n_bloom) || n_buckets == 0)
		return FALSE;
	guint64 buckets = elf->gnu_hash + 16 + (guint64)n_bloom * 8;
	guint64 chains = buckets + (guint64)n_buckets * 4;
	if (!half_word (elf, buckets + (guint64)(hash % n_buckets) * 4, &index) || index < first)
		return FALSE;
	/* ends at the end of the segment at the latest */
	for (guint64 i = index; half_word (elf, chains + (i - first) * 4, &link); i++) {
		if ((link | 1) == (hash | 1) && is_named (elf, i, name, symbol))
			return TRUE;
		if ((link & 1) != 0)
			break;
	}
	return FALSE;
}

static gboolean
find_by_sysv_hash (const RtElf *elf, const char *name, Elf64_Sym *symbol)
{
	guint32 hash = 0, n_buckets, n_chains, index;
	for (const char *c = name; *c != '\0'; c++) {
		hash = (hash << 4) + (guchar)*c;
		guint32 high = hash & 0xf0000000u;
		hash = (hash ^ (high >> 24)) & ~high;
	}
	guint64 table = elf->tags[DT_HASH];
	if (!half_word (elf, table, &n_buckets) || !half_word (elf, table + 4, &n_chains) || n_buckets == 0)
		return FALSE;
	guint64 chains = table + 8 + (guint64)n_buckets * 4;
	if (!half_word (elf, table + 8 + (guint64)(hash % n_buckets) * 4, &index))
		return FALSE;
	/* a chain may run in a circle, but no longer than the file */
	for (gsize steps = 0; index != 0 && steps < elf->length / 4; steps++) {
		if (is_named (elf, index, name, symbol))
			return TRUE;
		if (!half_word (elf, chains + (guint64)index * 4, &index))
			break;
	}
	return FALSE;
}

gboolean
rt_elf_find_data (const RtElf *elf, const char *symbol, guint64 *address, guint64 *size)
{
	Elf64_Sym found;
	gboolean there = elf->gnu_hash != 0
				 ? find_by_gnu_hash (elf, symbol, &found)
				 : elf->tags[DT_HASH] != 0 && find_by_sysv_hash (elf, symbol, &found);
	if (!there || ELF64_ST_TYPE (found.st_info) != STT_OBJECT)
		return FALSE;
	*address = found.st_value;
	*size = found.st_size;
	return TRUE;
}

/* symbols that the object's own table does not find come first; without that table all are looked through */
static guint32
most_imports (const RtElf *elf)
{
	guint32 n = 0;
	if (elf->gnu_hash != 0 && half_word (elf, elf->gnu_hash + 4, &n))
		return n;
	return elf->tags[DT_HASH] != 0 && half_word (elf, elf->tags[DT_HASH] + 4, &n) ? n : 0;
}

GPtrArray *
rt_elf_imports (const RtElf *elf)
{
	GPtrArray *names = g_ptr_array_new ();
	guint32 n = MIN (most_imports (elf), (guint32)(elf->length / sizeof (Elf64_Sym)));
	Elf64_Sym symbol;
	for (guint32 i = 1; i < n && symbol_at (elf, i, &symbol); i++) {
		const char *name = symbol.st_shndx == SHN_UNDEF
					   ? rt_elf_text (elf, elf->tags[DT_STRTAB] + symbol.st_name, 256)
					   : NULL;
		if (name != NULL && *name != '\0')
			g_ptr_array_add (names, (gpointer)name);
	}
	return names;
}

GPtrArray *
rt_elf_needed (const RtElf *elf)
{
	GPtrArray *names = g_ptr_array_new ();
	for (guint i = 0; i < elf->n_needed; i++) {
		const char *name = rt_elf_text (elf, elf->tags[DT_STRTAB] + elf->needed[i], 256);
		g_ptr_array_add (names, (gpointer)(name != NULL ? name : ""));
	}
	return names;
}

gboolean
rt_elf_steers (const RtElf *elf)
{
	return elf->steers;
}

const char *
rt_elf_soname (const RtElf *elf)
{
	const char *name = elf->soname != 0 ? rt_elf_text (elf, elf->tags[DT_STRTAB] + elf->soname, 256) : NULL;
	return name != NULL ? name : "";
}

gboolean
rt_elf_runs_stack (const RtElf *elf)
{
	for (guint i = 0; i < elf->header.e_phnum; i++)
		if (elf->segments[i].p_type == PT_GNU_STACK)
			return (elf->segments[i].p_flags & PF_X) != 0;
	return TRUE; /* who does not say gets it */
}

/* ---- relocations ---- */

/* FALSE when it is of no pointer to constant data */
static gboolean
read_one_rela (const RtElf *elf, const Elf64_Rela *rela, guint machine, Relocation *relocation)
{
	guint32 type = ELF64_R_TYPE (rela->r_info);
	Elf64_Sym symbol = { 0 };
	relocation->where = rela->r_offset;
	relocation->target = (guint64)rela->r_addend;
	if (type == machines[machine].relative)
		return TRUE;
	if (type != machines[machine].absolute || !symbol_at (elf, ELF64_R_SYM (rela->r_info), &symbol))
		return FALSE;
	/* what is defined elsewhere counts as NULL */
	relocation->target = symbol.st_shndx != SHN_UNDEF ? relocation->target + symbol.st_value : 0;
	return TRUE;
}

static int
by_where (gconstpointer a, gconstpointer b, gpointer unused)
{
	const Relocation *first = a, *second = b;
	return first->where < second->where ? -1 : first->where > second->where;
}

static gboolean
read_rela (RtElf *elf, guint machine)
{
	guint64 size = elf->tags[DT_RELASZ];
	const guint8 *bytes = in_memory (elf, elf->tags[DT_RELA], size);
	if (bytes == NULL || elf->tags[DT_RELAENT] != sizeof (Elf64_Rela))
		return FALSE;
	elf->relocations = g_new (Relocation, size / sizeof (Elf64_Rela)); /* all of them stand in the file */
	for (guint64 i = 0; i < size / sizeof (Elf64_Rela); i++) {
		Elf64_Rela rela;
		Relocation *relocation = &elf->relocations[elf->n_relocations];
		memcpy (&rela, bytes + i * sizeof rela, sizeof rela);
		elf->n_relocations += read_one_rela (elf, &rela, machine, relocation);
	}
	/* sorted and not hashed, so that no choice of addresses makes it slow; stable, so that of two for
	 * one place the later stays behind the other, and counts, as in the linker */
	g_qsort_with_data (elf->relocations, (int)elf->n_relocations, sizeof (Relocation), by_where, NULL);
	return TRUE;
}

static gboolean
read_relocations (RtElf *elf, GError **error)
{
	guint machine = 0;
	while (machine < G_N_ELEMENTS (machines) && machines[machine].machine != elf->header.e_machine)
		machine++;
	if (machine == G_N_ELEMENTS (machines))
		return refuse (error, "is for a machine whose relocations are not known here");
	if (elf->tags[DT_RELASZ] != 0 && !read_rela (elf, machine))
		return refuse (error, "has an impossible relocation table");
	return TRUE;
}

RtElf *
rt_elf_new (const guint8 *bytes, gsize length, GError **error)
{
	g_autoptr (RtElf) elf = g_new0 (RtElf, 1);
	elf->bytes = bytes;
	elf->length = length;
	if (length > RT_LIMIT_PLUGIN_FILE) {
		refuse (error, "is larger than a plugin may be");
		return NULL;
	}
	if (!read_header (elf, error) || !read_segments (elf, error) || !read_dynamic (elf, error) ||
	    !read_relocations (elf, error))
		return NULL;
	return g_steal_pointer (&elf);
}

void
rt_elf_free (RtElf *elf)
{
	if (elf == NULL)
		return;
	g_free (elf->relocations);
	g_free (elf);
}

/* ---- contents ---- */

gboolean
rt_elf_read (const RtElf *elf, guint64 address, void *into, gsize size)
{
	const Elf64_Phdr *segment = segment_of (elf, address);
	if (segment == NULL || size > segment->p_memsz - (address - segment->p_vaddr))
		return FALSE;
	guint64 within = address - segment->p_vaddr; /* what lies behind the file's part is zero */
	gsize in_part = within < segment->p_filesz ? MIN (size, segment->p_filesz - within) : 0;
	memset (into, 0, size);
	if (in_part != 0)
		memcpy (into, elf->bytes + segment->p_offset + within, in_part);
	return TRUE;
}

/* the last relocation of a place, or NULL */
static const Relocation *
find_relocation (const RtElf *elf, guint64 where)
{
	gsize low = 0, high = elf->n_relocations;
	while (low < high) {
		gsize middle = low + (high - low) / 2;
		if (elf->relocations[middle].where <= where)
			low = middle + 1;
		else
			high = middle;
	}
	return low != 0 && elf->relocations[low - 1].where == where ? &elf->relocations[low - 1] : NULL;
}

/* relative relocations of the packed kind (DT_RELR) need no table: what is stored is the address, as with
 * NULL */
gboolean
rt_elf_pointer (const RtElf *elf, guint64 address, guint64 *target)
{
	const Relocation *relocation = find_relocation (elf, address);
	if (relocation == NULL)
		return rt_elf_read (elf, address, target, sizeof *target);
	*target = relocation->target;
	return TRUE;
}

const char *
rt_elf_text (const RtElf *elf, guint64 address, gsize most)
{
	const Elf64_Phdr *segment = segment_of (elf, address);
	if (segment == NULL || address - segment->p_vaddr >= segment->p_filesz)
		return NULL;
	guint64 within = address - segment->p_vaddr;
	gsize room = MIN (segment->p_filesz - within, most + 1);
	const char *text = (const char *)elf->bytes + segment->p_offset + within;
	return memchr (text, '\0', room) != NULL ? text : NULL;
}

static char *
to_hex (const guint8 *bytes, gsize length)
{
	GString *hex = g_string_sized_new (2 * length);
	for (gsize i = 0; i < length; i++)
		g_string_append_printf (hex, "%02x", bytes[i]);
	return g_string_free (hex, FALSE);
}

static char *
build_id_in (const guint8 *notes, guint64 length, guint64 alignment)
{
	guint64 step = alignment == 8 ? 8 : 4;
	Elf64_Nhdr note;
	while (length >= sizeof note) {
		memcpy (&note, notes, sizeof note);
		guint64 text = sizeof note + (guint64)note.n_namesz;
		guint64 start = (text + step - 1) & ~(step - 1);
		guint64 end = (start + note.n_descsz + step - 1) & ~(step - 1);
		if (start + note.n_descsz > length)
			break;
		if (note.n_type == NT_GNU_BUILD_ID && note.n_namesz == 4 && note.n_descsz <= 64 &&
		    memcmp (notes + sizeof note, "GNU", 4) == 0)
			return to_hex (notes + start, note.n_descsz);
		if (end >= length)
			break;
		notes += end;
		length -= end;
	}
	return NULL;
}

char *
rt_elf_build_id (const RtElf *elf)
{
	char *id = NULL;
	for (guint i = 0; i < elf->header.e_phnum && id == NULL; i++) {
		const Elf64_Phdr *segment = &elf->segments[i];
		if (segment->p_type == PT_NOTE)
			id = build_id_in (elf->bytes + segment->p_offset, segment->p_filesz,
					  segment->p_align);
	}
	return id;
}
