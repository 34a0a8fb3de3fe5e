/* What a helper process gives up before and after it loads a plugin. Nothing of it can be taken back. */
#pragma once
#include <glib.h>

/* What held, as bits: a kernel or machine may lack some. */
typedef enum {
	RT_JAIL_LIMITS = 1 << 0,   /* resource limits: memory, no files written, no core dumps */
	RT_JAIL_SECCOMP = 1 << 1,  /* system calls: no network, no processes, no files but for loading */
	RT_JAIL_LANDLOCK = 1 << 2, /* files: none may be written or made, and after loading none read */
} RtJail;

/* Before the plugin's file is linked, since its constructors run then: no network, no processes, no writing. `memory`:
 * most bytes of address space. */
RtJail rt_jail_enter (guint64 memory);
/* After it was linked and opened: no files at all. Returns what held, of those given. */
RtJail rt_jail_close (RtJail held);
/* "limits, seccomp, landlock"; static text. */
const char *rt_jail_text (RtJail held);
