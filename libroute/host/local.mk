noinst_LTLIBRARIES += libroute/host/libhost.la
libroute_host_libhost_la_SOURCES = libroute/host/host.c
