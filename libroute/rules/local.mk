noinst_LTLIBRARIES += libroute/rules/librules.la
libroute_rules_librules_la_SOURCES = \
	libroute/rules/approaches.c \
	libroute/rules/build.c \
	libroute/rules/build.h \
	libroute/rules/conditions.c \
	libroute/rules/constant.c \
	libroute/rules/coverage.c \
	libroute/rules/dates.c \
	libroute/rules/facts.c \
	libroute/rules/facts.h \
	libroute/rules/files.h \
	libroute/rules/findings.def \
	libroute/rules/groups.def \
	libroute/rules/key-file.c \
	libroute/rules/logic-private.h \
	libroute/rules/logic-search.c \
	libroute/rules/logic.c \
	libroute/rules/logic.h \
	libroute/rules/names.def \
	libroute/rules/parties.c \
	libroute/rules/patterns.c \
	libroute/rules/protected-words.def \
	libroute/rules/proxies.c \
	libroute/rules/read.c \
	libroute/rules/reasons.c \
	libroute/rules/report.c \
	libroute/rules/routes.c \
	libroute/rules/rules.h \
	libroute/rules/scope.c \
	libroute/rules/seats.c \
	libroute/rules/sense.c \
	libroute/rules/settings.c \
	libroute/rules/source.c \
	libroute/rules/statements.c \
	libroute/rules/suggestions.def \
	libroute/rules/tables.c \
	libroute/rules/verify.c
