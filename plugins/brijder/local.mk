plugin_LTLIBRARIES += plugins/brijder.la
plugins_brijder_la_SOURCES = plugins/brijder/brijder.c
plugins_brijder_la_LDFLAGS = $(PLUGIN_LDFLAGS)
plugins_brijder_la_LIBADD = $(PLUGIN_KNOWLEDGE)
EXTRA_DIST += plugins/brijder/README.md plugins/brijder/tests
