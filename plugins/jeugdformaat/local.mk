plugin_LTLIBRARIES += plugins/jeugdformaat.la
plugins_jeugdformaat_la_SOURCES = plugins/jeugdformaat/jeugdformaat.c
plugins_jeugdformaat_la_LDFLAGS = $(PLUGIN_LDFLAGS)
plugins_jeugdformaat_la_LIBADD = $(PLUGIN_KNOWLEDGE)
EXTRA_DIST += plugins/jeugdformaat/README.md plugins/jeugdformaat/tests
