/* feel: see local.mk */
typedef int rt_feel_placeholder;
