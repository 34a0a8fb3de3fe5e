/* weigh: see local.mk */
typedef int rt_weigh_placeholder;
