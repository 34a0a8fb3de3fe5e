plugin_LTLIBRARIES += plugins/reclassering-nederland.la
plugins_reclassering_nederland_la_SOURCES = plugins/reclassering-nederland/reclassering-nederland.c
plugins_reclassering_nederland_la_LDFLAGS = $(PLUGIN_LDFLAGS)
plugins_reclassering_nederland_la_LIBADD = $(PLUGIN_KNOWLEDGE)
EXTRA_DIST += plugins/reclassering-nederland/README.md plugins/reclassering-nederland/tests
