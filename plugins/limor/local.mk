plugin_LTLIBRARIES += plugins/limor.la
plugins_limor_la_SOURCES = plugins/limor/limor.c
plugins_limor_la_LDFLAGS = $(PLUGIN_LDFLAGS)
plugins_limor_la_LIBADD = $(PLUGIN_KNOWLEDGE)
EXTRA_DIST += plugins/limor/README.md plugins/limor/tests
