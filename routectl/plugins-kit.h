/* What the conformance kit says, and what it watches a plugin for from outside. */
#pragma once
#include "libroute/host/host.h"

/* Checks in order, each with what is wrong; and remarks. */
typedef struct _RtKitReport RtKitReport;
RtKitReport *rt_kit_report_new (void);
void rt_kit_report_free (RtKitReport *report);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RtKitReport, rt_kit_report_free)

/* One check; `failures` are lines, none when it passed. */
void rt_kit_report (RtKitReport *report, const char *what, const GString *failures);
void rt_kit_note (RtKitReport *report, const char *note);
guint rt_kit_n_failed (const RtKitReport *report);
/* TAP or JSON, and the verdict: the line to send to the municipality, with party, version and build id. */
void rt_kit_print (const RtKitReport *report, const RtPlugin *plugin, gboolean json, GString *out);

/* Runs checks in a child of this process and takes over what it reports; that it crashes, ends itself or takes longer than a
 * minute is a check that failed. */
void rt_kit_run_in_child (RtKitReport *report, void (*run) (RtKitReport *report, gpointer user_data), gpointer user_data);

/* Does the file call what no plugin has business with: files, network, processes, signals, clocks? Runs none of it. */
void rt_kit_check_imports (RtKitReport *report, const char *path);

/* What a process looks like. */
typedef struct {
	guint n_files, n_threads;
	gpointer handlers[65]; /* by signal */
	gsize allocated; /* bytes; 0 where that cannot be told */
	guint64 directory; /* that it works in */
	guint mask, environment;
	int rounding;
	gboolean keeps_small_numbers;
	guint8 blocked[65]; /* by signal */
	glong peak; /* KiB: the most that the process ever took */
} RtWatch;
void rt_watch_take (RtWatch *watch);
/* Appends what is different from before, a line each. */
void rt_watch_traces (const RtWatch *before, GString *failures);
void rt_watch_leaks (const RtWatch *before, guint n_calls, GString *failures);
/* Appends a line when the process ever took more memory than before by so many MiB. */
void rt_watch_peak (const RtWatch *before, guint most, GString *failures);
