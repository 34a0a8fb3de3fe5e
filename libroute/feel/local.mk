noinst_LTLIBRARIES += libroute/feel/libfeel.la
libroute_feel_libfeel_la_SOURCES = libroute/feel/feel.c
