/* host: see local.mk */
typedef int rt_host_placeholder;
