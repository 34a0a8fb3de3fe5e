noinst_LTLIBRARIES += libroute/feel/libfeel.la
libroute_feel_libfeel_la_SOURCES = libroute/feel/feel.c \
	libroute/feel/feel.h libroute/feel/value.h libroute/feel/builtin.h libroute/feel/builtins.def
