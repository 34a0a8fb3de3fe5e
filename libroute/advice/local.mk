noinst_LTLIBRARIES += libroute/advice/libadvice.la
libroute_advice_libadvice_la_SOURCES = libroute/advice/advice.c
