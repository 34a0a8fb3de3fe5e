plugin_LTLIBRARIES += plugins/woonbron.la
plugins_woonbron_la_SOURCES = plugins/woonbron/woonbron.c
plugins_woonbron_la_LDFLAGS = $(PLUGIN_LDFLAGS)
plugins_woonbron_la_LIBADD = $(PLUGIN_KNOWLEDGE)
EXTRA_DIST += plugins/woonbron/README.md plugins/woonbron/tests
