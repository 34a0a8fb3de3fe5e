plugin_LTLIBRARIES += plugins/gemeente-delft.la
plugins_gemeente_delft_la_SOURCES = plugins/gemeente-delft/gemeente-delft.c
plugins_gemeente_delft_la_LDFLAGS = $(PLUGIN_LDFLAGS)
plugins_gemeente_delft_la_LIBADD = $(PLUGIN_KNOWLEDGE)
EXTRA_DIST += plugins/gemeente-delft/README.md plugins/gemeente-delft/tests
