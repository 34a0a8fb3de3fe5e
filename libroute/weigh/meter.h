/* What each rule and each plugin costs, measured beside weighing: for `routectl top` and `routectl report`. It changes
 * nothing of an advice. The library reads no clock: the caller brings one.
 *
 * Thread rule: a meter belongs to one workspace at a time; those of several threads are added up afterwards. */
#pragma once
#include "libroute/weigh/weigh.h"

typedef struct _RtMeter RtMeter;

typedef struct {
	const char *kind; /* as in the rules: "criterion", "define", ...; "plugin"; "weighing" for the whole, which is first */
	const char *id; /* borrowed from the rules or the registry */
	RtOrigin origin; /* file NULL: of no rule */
	/* How often it was evaluated, asked or looked for, in "what if" too; how long that took; the instructions of its
	 * condition; and how often a pattern was held against a text. A value that several conditions share is counted
	 * where it was needed first. */
	guint64 calls, nanoseconds, steps, matches;
} RtCost;

/* `clock` gives nanoseconds since some moment. The weigher must outlive the meter. */
RtMeter *rt_meter_new (const RtWeigher *weigher, guint64 (*clock) (void));
void rt_meter_free (RtMeter *meter);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RtMeter, rt_meter_free)
/* All costs: the whole, then groups of the rules in the order of their kinds, then plugins. */
const RtCost *rt_meter_costs (const RtMeter *meter, guint *n_costs);
/* Adds what another meter of the same weigher measured. */
void rt_meter_add (RtMeter *meter, const RtMeter *other);

/* From now on every weighing in this workspace is measured, until it is NULL. Borrowed. */
void rt_workspace_measure (RtWorkspace *workspace, RtMeter *meter);

/* ---- for weighing: around what is measured; nothing with NULL ---- */

/* `run`: where the condition will be evaluated, or NULL. */
guint64 rt_meter_begin (RtMeter *meter, const RtFeelRun *run);
/* `what`: the condition, the plugin, or the weigher for the whole. */
void rt_meter_end (RtMeter *meter, gconstpointer what, guint64 begun, const RtFeelRun *run);
/* A pattern of the rules was held against a text. */
void rt_meter_end_match (RtMeter *meter, gconstpointer pattern, guint64 begun);
