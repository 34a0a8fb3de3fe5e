plugin_LTLIBRARIES += plugins/kwadraad.la
plugins_kwadraad_la_SOURCES = plugins/kwadraad/kwadraad.c
plugins_kwadraad_la_LDFLAGS = $(PLUGIN_LDFLAGS)
plugins_kwadraad_la_LIBADD = $(PLUGIN_KNOWLEDGE)
EXTRA_DIST += plugins/kwadraad/README.md plugins/kwadraad/tests
