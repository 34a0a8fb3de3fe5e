/* Constant data out of a shared object (ELF, 64 bit) without running or mapping it: the bytes are read as
 * the dynamic linker would lay them out, symbol table, relocations and all. Nothing in the file is
 * believed before it was checked to lie inside it; a broken or hostile file gives an error, never a crash,
 * and never more time than its size is worth.
 *
 * Sources: System V ABI chapter 5 and its x86-64 and AArch64 supplements; gABI DT_RELR.
 * Thread rule: immutable once made. */
#pragma once
#include <glib.h>

typedef struct _RtElf RtElf;

/* Reads the headers, the dynamic section and the relocations. `bytes` is borrowed and must outlive the
 * result.
 * Returns: (transfer full): NULL with `error` (ROUTE_ERROR_PLUGIN) when this is no shared object of this
 * machine */
RtElf *rt_elf_new (const guint8 *bytes, gsize length, GError **error);
void rt_elf_free (RtElf *elf);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RtElf, rt_elf_free)

/* Finds an exported data symbol, as the linker's own hash table does; addresses are relative to where the
 * object loads. */
gboolean rt_elf_find_data (const RtElf *elf, const char *symbol, guint64 *address, guint64 *size);

/* Copies `size` bytes as they are before relocation; FALSE when they are in no segment. */
gboolean rt_elf_read (const RtElf *elf, guint64 address, void *into, gsize size);

/* What the pointer stored at `address` points at after relocation; 0 for NULL and for what is defined
 * elsewhere. */
gboolean rt_elf_pointer (const RtElf *elf, guint64 address, guint64 *target);

/* The NUL-terminated text at `address`, borrowed from the bytes; NULL when it is in no segment or longer
 * than `most` bytes. */
const char *rt_elf_text (const RtElf *elf, guint64 address, gsize most);

/* Names of what the object takes from elsewhere: functions it calls above all. Returns: (transfer container)
 * (element-type utf8): borrowed from the bytes; what cannot be read is left out */
GPtrArray *rt_elf_imports (const RtElf *elf);

/* Names of the libraries it is linked with. Returns: (transfer container) (element-type utf8): borrowed from the bytes; ""
 * for what cannot be read */
GPtrArray *rt_elf_needed (const RtElf *elf);
/* Does it tell the linker where to look for libraries (RPATH and RUNPATH), or what to load beside them (audit, filter)? */
gboolean rt_elf_steers (const RtElf *elf);

/* the name by which the linker gives it to others that need a library of that name; "" when it has none */
const char *rt_elf_soname (const RtElf *elf);

/* whether it makes the stacks of the whole process executable */
gboolean rt_elf_runs_stack (const RtElf *elf);

/* Hex of the GNU build id note. Returns: (transfer full) (nullable): NULL when there is none */
char *rt_elf_build_id (const RtElf *elf);
