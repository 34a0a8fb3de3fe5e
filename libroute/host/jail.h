/* What a helper process gives up before and after it loads a plugin. Nothing of it can be taken back. */
#pragma once
#include <glib.h>

/* descriptors below are the helper's own */
#define RT_JAIL_FIRST_FILE 4u

/* What held, as bits: a kernel or machine may lack some. */
typedef enum {
	RT_JAIL_LIMITS = 1 << 0,   /* resource limits: memory, no files written, no core dumps */
	RT_JAIL_SECCOMP = 1 << 1,  /* system calls: no network, no processes, no files but for loading */
	RT_JAIL_LANDLOCK = 1 << 2, /* files: none may be written, made or read but the plugin's own, and after loading none */
} RtJail;

/* Before the plugin's file is linked, since its constructors run then: no network, no processes, no writing, and no file
 * to read but that of the descriptor `plugin`. `memory`: most bytes of address space. Returns what held. */
RtJail rt_jail_enter (guint64 memory, int plugin);
/* Gives up, for the thread that calls it and for good, all but waiting and ending the process: nothing is to be had by
 * taking that thread over. Returns: FALSE when the kernel does not hold it to that */
gboolean rt_jail_enter_watcher (void);
/* After it was linked and opened: no files at all, open ones neither, and no more executable memory. Returns: FALSE when
 * something that held before could not be given up further: what the plugin did to this process is not known then */
gboolean rt_jail_close (RtJail held);
/* "limits, seccomp, landlock"; static text. */
const char *rt_jail_text (RtJail held);
