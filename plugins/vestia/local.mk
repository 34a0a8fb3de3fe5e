plugin_LTLIBRARIES += plugins/vestia.la
plugins_vestia_la_SOURCES = plugins/vestia/vestia.c
plugins_vestia_la_LDFLAGS = $(PLUGIN_LDFLAGS)
plugins_vestia_la_LIBADD = $(PLUGIN_KNOWLEDGE)
EXTRA_DIST += plugins/vestia/README.md plugins/vestia/tests
