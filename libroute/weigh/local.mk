noinst_LTLIBRARIES += libroute/weigh/libweigh.la
libroute_weigh_libweigh_la_SOURCES = libroute/weigh/weigh.c
