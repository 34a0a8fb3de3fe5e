/* registration: see local.mk */
typedef int rt_registration_placeholder;
