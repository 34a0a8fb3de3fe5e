/* Arithmetic on known values, one function per row or group of rows of arithmetic.def. */
#pragma once
#include "libroute/feel/builtin.h"

RtFeelValue rt_feel_add_numbers (RtFeelRun *run, RtFeelValue left, RtFeelValue right);
RtFeelValue rt_feel_subtract_numbers (RtFeelRun *run, RtFeelValue left, RtFeelValue right);
RtFeelValue rt_feel_multiply_numbers (RtFeelRun *run, RtFeelValue left, RtFeelValue right);
RtFeelValue rt_feel_divide_numbers (RtFeelRun *run, RtFeelValue left, RtFeelValue right);
RtFeelValue rt_feel_power_numbers (RtFeelRun *run, RtFeelValue left, RtFeelValue right);
RtFeelValue rt_feel_modulo_numbers (RtFeelRun *run, RtFeelValue left, RtFeelValue right);
RtFeelValue rt_feel_root_of_number (RtFeelRun *run, RtFeelValue number);
RtFeelValue rt_feel_log_of_number (RtFeelRun *run, RtFeelValue number);
RtFeelValue rt_feel_exp_of_number (RtFeelRun *run, RtFeelValue number);
RtFeelValue rt_feel_join_strings (RtFeelRun *run, RtFeelValue left, RtFeelValue right);

/* A duration added to or taken from a date, time or date and time, on whichever side it stands. */
RtFeelValue rt_feel_add_months (RtFeelRun *run, RtFeelValue left, RtFeelValue right);
RtFeelValue rt_feel_subtract_months (RtFeelRun *run, RtFeelValue left, RtFeelValue right);
RtFeelValue rt_feel_add_seconds (RtFeelRun *run, RtFeelValue left, RtFeelValue right);
RtFeelValue rt_feel_subtract_seconds (RtFeelRun *run, RtFeelValue left, RtFeelValue right);
RtFeelValue rt_feel_between_instants (RtFeelRun *run, RtFeelValue left, RtFeelValue right);
RtFeelValue rt_feel_between_times (RtFeelRun *run, RtFeelValue left, RtFeelValue right);

/* Durations of months, and of days and time. */
RtFeelValue rt_feel_sum_months (RtFeelRun *run, RtFeelValue left, RtFeelValue right);
RtFeelValue rt_feel_less_months (RtFeelRun *run, RtFeelValue left, RtFeelValue right);
RtFeelValue rt_feel_scale_months (RtFeelRun *run, RtFeelValue left, RtFeelValue right);
RtFeelValue rt_feel_divide_months (RtFeelRun *run, RtFeelValue left, RtFeelValue right);
RtFeelValue rt_feel_ratio_months (RtFeelRun *run, RtFeelValue left, RtFeelValue right);
RtFeelValue rt_feel_sum_seconds (RtFeelRun *run, RtFeelValue left, RtFeelValue right);
RtFeelValue rt_feel_less_seconds (RtFeelRun *run, RtFeelValue left, RtFeelValue right);
RtFeelValue rt_feel_scale_seconds (RtFeelRun *run, RtFeelValue left, RtFeelValue right);
RtFeelValue rt_feel_divide_seconds (RtFeelRun *run, RtFeelValue left, RtFeelValue right);
RtFeelValue rt_feel_ratio_seconds (RtFeelRun *run, RtFeelValue left, RtFeelValue right);
