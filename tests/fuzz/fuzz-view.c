/* The helper's door for what the library sends: any bytes are a registration that holds together, or refused. */
#include "tests/fuzz/fuzz.h"
#include "tests/fuzz/wire.h"
#include <stdlib.h>
#include <string.h>

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
	g_autoptr (RouteRegistration) view = rt_record_unpack (data, size);
	if (view == NULL)
		return 0;
	/* every fact of it is read, and is the same when it comes over once more */
	g_autoptr (GByteArray) once = g_byte_array_new (), twice = g_byte_array_new ();
	rt_record_pack (view, fuzz_visible (), once);
	g_autoptr (RouteRegistration) other = rt_record_unpack (once->data, once->len);
	if (other == NULL)
		abort ();
	rt_record_pack (other, fuzz_visible (), twice);
	if (once->len != twice->len || memcmp (once->data, twice->data, once->len) != 0)
		abort ();
	return 0;
}
