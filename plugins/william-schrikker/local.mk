plugin_LTLIBRARIES += plugins/william-schrikker.la
plugins_william_schrikker_la_SOURCES = plugins/william-schrikker/william-schrikker.c
plugins_william_schrikker_la_LDFLAGS = $(PLUGIN_LDFLAGS)
plugins_william_schrikker_la_LIBADD = $(PLUGIN_KNOWLEDGE)
EXTRA_DIST += plugins/william-schrikker/README.md plugins/william-schrikker/tests
