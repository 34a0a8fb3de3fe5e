/* Which rules and plugins are loaded: those of the options, of the build tree the command stands in,
 * or of the installation. */
#pragma once
#include "libroute/route-engine-private.h"
#include "routectl/cli.h"

/* To be called once, before the verb. */
void rt_directories_init (RtCli *cli);

/* NULL-terminated; borrowed from `cli`. */
const char *const *rt_directories_rules (const RtCli *cli);
const char *const *rt_directories_plugins (const RtCli *cli);
/* The build tree this program lies in, filled into `tree`; NULL when it is installed. */
const RtBuildTree *rt_directories_tree (const RtCli *cli, RtBuildTree *tree);
