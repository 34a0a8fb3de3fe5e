plugin_LTLIBRARIES += plugins/rvdk.la
plugins_rvdk_la_SOURCES = plugins/rvdk/rvdk.c
plugins_rvdk_la_LDFLAGS = $(PLUGIN_LDFLAGS)
plugins_rvdk_la_LIBADD = $(PLUGIN_KNOWLEDGE)
EXTRA_DIST += plugins/rvdk/README.md plugins/rvdk/tests
