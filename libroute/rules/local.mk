noinst_LTLIBRARIES += libroute/rules/librules.la
libroute_rules_librules_la_SOURCES = libroute/rules/rules.c
