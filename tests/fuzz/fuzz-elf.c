/* The host's door to foreign files: a shared object is read, its descriptor copied and checked, and
 * nothing of it run. */
#include "tests/fuzz/fuzz.h"
#include "libroute/host/describe.h"

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
	g_autoptr (RtElf) elf = rt_elf_new (data, size, NULL);
	g_autoptr (RtArena) arena = rt_arena_new (RT_DESCRIBE_BYTES);
	RtImage image;
	RtPlugin plugin;
	if (elf == NULL)
		return 0;
	g_autofree char *build_id = rt_elf_build_id (elf);
	if (rt_describe_image (elf, &image, NULL))
		rt_describe_plugin (elf, &image, "good", arena, &plugin, NULL);
	return 0;
}
