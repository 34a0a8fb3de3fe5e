/* Puts the expectations of cases right: shows what would change in their files, and writes it when that is wanted. */
#pragma once
#include "routectl/cli.h"
#include "routectl/test-cases.h"

typedef struct _RtTestUpdate RtTestUpdate;
RtTestUpdate *rt_test_update_new (void);
void rt_test_update_free (RtTestUpdate *update);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RtTestUpdate, rt_test_update_free)
/* From now on the case expects this (taken over). */
void rt_test_update_add (RtTestUpdate *update, const RtTestCase *test, RtTree *expect);
/* Shows the difference, and writes each file whole when `yes` or the person at the terminal says so. TRUE when all is
 * written, or there is nothing to write. */
gboolean rt_test_update_write (const RtCli *cli, RtTestUpdate *update, gboolean yes);
