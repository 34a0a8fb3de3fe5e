noinst_LTLIBRARIES += libroute/util/libutil.la
libroute_util_libutil_la_SOURCES = libroute/util/arena.c libroute/util/arena.h
