/* The verbs of `routectl plugins` that have a file of their own. */
#pragma once
#include "libroute/host/host.h"
#include "routectl/cli.h"
#include "routectl/json-tree.h"

RtExit rt_plugins_check (RtCli *cli, const RtVerb *verb, int argc, char **argv);
RtExit rt_plugins_replay (RtCli *cli, const RtVerb *verb, int argc, char **argv);
RtExit rt_plugins_new (RtCli *cli, const RtVerb *verb, int argc, char **argv);

/* An answer as JSON, as cases expect it. Returns: (transfer full) */
RtTree *rt_plugins_describe_answer (const RtPlugin *plugin, const RtAnswer *answer);

/* Appends the manual page of a plugin (mdoc). */
void rt_plugins_write_manual (const RtPlugin *plugin, GString *out);

/* The party a file must be of: its name without ".so". Returns: (transfer full) */
char *rt_plugins_party_of (const char *path);
