plugin_LTLIBRARIES += plugins/mhr.la
plugins_mhr_la_SOURCES = plugins/mhr/mhr.c
plugins_mhr_la_LDFLAGS = $(PLUGIN_LDFLAGS)
plugins_mhr_la_LIBADD = $(PLUGIN_KNOWLEDGE)
EXTRA_DIST += plugins/mhr/README.md plugins/mhr/tests
