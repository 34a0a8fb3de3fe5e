plugin_LTLIBRARIES += plugins/vidomes.la
plugins_vidomes_la_SOURCES = plugins/vidomes/vidomes.c
plugins_vidomes_la_LDFLAGS = $(PLUGIN_LDFLAGS)
plugins_vidomes_la_LIBADD = $(PLUGIN_KNOWLEDGE)
EXTRA_DIST += plugins/vidomes/README.md plugins/vidomes/tests
