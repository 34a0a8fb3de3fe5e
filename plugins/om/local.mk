plugin_LTLIBRARIES += plugins/om.la
plugins_om_la_SOURCES = plugins/om/om.c
plugins_om_la_LDFLAGS = $(PLUGIN_LDFLAGS)
plugins_om_la_LIBADD = $(PLUGIN_KNOWLEDGE)
EXTRA_DIST += plugins/om/README.md plugins/om/tests
