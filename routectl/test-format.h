/* How the results of cases are told: to people and machines that read TAP or JUnit, or as JSON. */
#pragma once
#include "routectl/test-cases.h"

typedef struct {
	GString *out;
	guint n_run, n_failed;
} RtTestReport;

typedef struct {
	const char *name;
	void (*begin) (RtTestReport *report, guint n);
	void (*one) (RtTestReport *report, const RtTestCase *test, const char *failures); /* failures NULL: passed */
	void (*end) (RtTestReport *report);
} RtTestFormat;

enum { RT_TEST_TAP, RT_TEST_JUNIT, RT_TEST_JSON, RT_N_TEST_FORMATS };
extern const RtTestFormat rt_test_formats[RT_N_TEST_FORMATS];
/* As comments of TAP. */
void rt_test_comment (GString *out, const char *text);
