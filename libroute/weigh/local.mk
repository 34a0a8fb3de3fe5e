noinst_LTLIBRARIES += libroute/weigh/libweigh.la
libroute_weigh_libweigh_la_SOURCES = \
	libroute/weigh/agenda.c \
	libroute/weigh/answers.c \
	libroute/weigh/ask-next.c \
	libroute/weigh/state.c \
	libroute/weigh/change.c \
	libroute/weigh/completions.c \
	libroute/weigh/disclosure.c \
	libroute/weigh/explain.c \
	libroute/weigh/involvement.c \
	libroute/weigh/meeting.c \
	libroute/weigh/meter.c \
	libroute/weigh/meter.h \
	libroute/weigh/outlook.c \
	libroute/weigh/outlook.h \
	libroute/weigh/participants.c \
	libroute/weigh/reads.c \
	libroute/weigh/routing.c \
	libroute/weigh/shadow.c \
	libroute/weigh/signals.c \
	libroute/weigh/spots.c \
	libroute/weigh/suppose.c \
	libroute/weigh/supposing.c \
	libroute/weigh/supposing.h \
	libroute/weigh/thirds.c \
	libroute/weigh/typical.c \
	libroute/weigh/values.c \
	libroute/weigh/weigh-private.h \
	libroute/weigh/weigh.c \
	libroute/weigh/weigh.h \
	libroute/weigh/witness.c \
	libroute/weigh/world.c
