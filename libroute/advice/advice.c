/* advice: see local.mk */
typedef int rt_advice_placeholder;
