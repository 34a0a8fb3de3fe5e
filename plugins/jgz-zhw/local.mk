plugin_LTLIBRARIES += plugins/jgz-zhw.la
plugins_jgz_zhw_la_SOURCES = plugins/jgz-zhw/jgz-zhw.c
plugins_jgz_zhw_la_LDFLAGS = $(PLUGIN_LDFLAGS)
plugins_jgz_zhw_la_LIBADD = $(PLUGIN_KNOWLEDGE)
EXTRA_DIST += plugins/jgz-zhw/README.md plugins/jgz-zhw/tests
