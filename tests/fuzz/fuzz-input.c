/* The door for files of registrations: any bytes, taken apart into values and lines, each of them read. */
#define _GNU_SOURCE
#include <route/route.h>
#include <sys/mman.h>
#include <unistd.h>
#include "routectl/input.h"
#include "tests/fuzz/fuzz.h"

static void
read_all (const char *path)
{
	const char *names[] = { path, NULL };
	g_autoptr (RtInput) input = rt_input_new (names);
	RtItem item;
	rt_item_init (&item);
	while (rt_input_next (input, &item)) {
		g_autoptr (GError) error = NULL;
		g_autoptr (RouteRegistration) registration =
			item.state == RT_ITEM_TEXT ?
				route_registration_new_from_json (item.text->str, (gssize) item.text->len, &error) :
				NULL;
		/* what is refused says why */
		g_assert (item.state != RT_ITEM_TEXT || registration != NULL || error->message[0] != '\0');
		rt_item_empty (&item);
	}
	rt_item_clear (&item);
}

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
	int fd = memfd_create ("input", 0);
	g_assert (fd >= 0);
	g_autofree char *path = g_strdup_printf ("/proc/self/fd/%d", fd);
	if (write (fd, data, size) == (ssize_t) size)
		read_all (path);
	close (fd);
	return 0;
}
