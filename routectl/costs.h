/* What rules and plugins cost, as a table: for `top` and `report`. */
#pragma once
#include "libroute/weigh/meter.h"
#include "routectl/table.h"

/* Nanoseconds that only go on: the clock of a meter. */
guint64 rt_costs_clock (void);

/* Columns to sort by. */
typedef enum { RT_COSTS_CALLS = 3, RT_COSTS_TIME = 4, RT_COSTS_STEPS = 7, RT_COSTS_MATCHES = 8 } RtCostColumn;

/* One row for each rule and plugin that was at work, and one for the whole; all per case of `n_cases`. */
RtTable *rt_costs_table (const RtMeter *meter, guint n_cases);
