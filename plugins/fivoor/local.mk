plugin_LTLIBRARIES += plugins/fivoor.la
plugins_fivoor_la_SOURCES = plugins/fivoor/fivoor.c
plugins_fivoor_la_LDFLAGS = $(PLUGIN_LDFLAGS)
plugins_fivoor_la_LIBADD = $(PLUGIN_KNOWLEDGE)
EXTRA_DIST += plugins/fivoor/README.md plugins/fivoor/tests
