/* The door for rules: any text as a file of rules, read, looked over, and compiled where it can be. */
#include "tests/fuzz/fuzz.h"
#include "libroute/rules/files.h"

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
	static const char *const none[] = { NULL };
	static const char *const reasons[] = { "repeat-incidents", NULL };
	static const RouteSetting months = { .key = "months", .fallback = 6, .least = 1, .most = 24 };
	const RtKnownParty known = { .id = "politie",
				     .aliases = none,
				     .name = { "Police", "Politie" },
				     .chains = 2,
				     .reasons = reasons,
				     .settings = &months,
				     .n_settings = 1 };
	g_autoptr (GPtrArray) findings = rt_diagnostics_new ();
	g_autoptr (RtRuleFiles)
		files = rt_rules_read_text (size > 0 ? (const char *) data : "", size, findings);
	g_autoptr (RtRuleSet) rules = files != NULL ? rt_rules_compile (files, &known, 1, findings) : NULL;
	g_autoptr (GString) told = g_string_new (NULL);
	for (guint i = 0; i < findings->len; i++)
		rt_diagnostic_print (g_ptr_array_index (findings, i), told);
	if (rules != NULL)
		rt_rules_check_dates (files, rules, 20000, findings);
	return 0;
}
