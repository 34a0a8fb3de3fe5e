/* The library's door for what a helper sends: any bytes are an answer that the plugin could have given in this process, or
 * refused. What is accepted says the same when it is packed again. */
#include "tests/fuzz/fuzz.h"
#include "tests/fuzz/wire.h"
#include <stdlib.h>
#include <string.h>

static void
demand (gboolean holds)
{
	if (!holds)
		abort ();
}

static void
demand_places (const RtSpot *spots, guint n)
{
	demand (n <= RT_MOST_SPOTS && (n == 0 || spots != NULL));
	for (guint i = 0; i < n; i++)
		demand (rt_place_set_has (fuzz_visible (), rt_spot_place (spots[i])));
}

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
	g_autoptr (RouteRegistration) registration = fuzz_registration ();
	g_autoptr (RtArena) arena = rt_arena_new (0);
	g_autoptr (GByteArray) again = g_byte_array_new ();
	RtAnswer answer = rt_answer_empty (0);
	demand (registration != NULL);
	if (!rt_answer_unpack (fuzz_plugin (), registration, fuzz_visible (), data, size, arena, &answer))
		return 0;
	demand (answer.answered || answer.fault != NULL);
	demand (answer.fault == NULL || g_utf8_validate (answer.fault, -1, NULL));
	for (guint i = 0; answer.answered && i < fuzz_plugin ()->n_reasons; i++) {
		demand (answer.reasons[i].state <= ROUTE_YES);
		demand_places (answer.reasons[i].evidence, answer.reasons[i].n_evidence);
		demand_places (answer.reasons[i].missing, answer.reasons[i].n_missing);
	}
	rt_answer_pack (fuzz_plugin (), &answer, again);
	demand (again->len == size && memcmp (again->data + 1, data + 1, size - 1) == 0);
	return 0;
}
