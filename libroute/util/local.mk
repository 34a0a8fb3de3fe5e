noinst_LTLIBRARIES += libroute/util/libutil.la
libroute_util_libutil_la_SOURCES = \
	libroute/util/arena.c \
	libroute/util/arena.h \
	libroute/util/atoms.c \
	libroute/util/atoms.h \
	libroute/util/automaton.c \
	libroute/util/automaton.h \
	libroute/util/beginnings.c \
	libroute/util/bits.h \
	libroute/util/bytes.h \
	libroute/util/date.c \
	libroute/util/date.h \
	libroute/util/diagnostic.c \
	libroute/util/diagnostic.h \
	libroute/util/error.c \
	libroute/util/error.h \
	libroute/util/folded.c \
	libroute/util/folded.h \
	libroute/util/json-writer.c \
	libroute/util/json-writer.h \
	libroute/util/limits.h \
	libroute/util/references.h \
	libroute/util/lines.c \
	libroute/util/lines.h \
	libroute/util/once.h \
	libroute/util/ordering.h \
	libroute/util/pattern-code.c \
	libroute/util/pattern-code.h \
	libroute/util/prefilter.c \
	libroute/util/prefilter.h \
	libroute/util/sweep.c \
	libroute/util/sweep.h \
	libroute/util/visible.c \
	libroute/util/visible.h \
	libroute/util/wire.h \
	libroute/util/words.c \
	libroute/util/words.h