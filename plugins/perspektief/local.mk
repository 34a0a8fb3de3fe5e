plugin_LTLIBRARIES += plugins/perspektief.la
plugins_perspektief_la_SOURCES = plugins/perspektief/perspektief.c
plugins_perspektief_la_LDFLAGS = $(PLUGIN_LDFLAGS)
plugins_perspektief_la_LIBADD = $(PLUGIN_KNOWLEDGE)
EXTRA_DIST += plugins/perspektief/README.md plugins/perspektief/tests
