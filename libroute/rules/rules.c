/* rules: see local.mk */
typedef int rt_rules_placeholder;
