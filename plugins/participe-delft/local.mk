plugin_LTLIBRARIES += plugins/participe-delft.la
plugins_participe_delft_la_SOURCES = plugins/participe-delft/participe-delft.c
plugins_participe_delft_la_LDFLAGS = $(PLUGIN_LDFLAGS)
plugins_participe_delft_la_LIBADD = $(PLUGIN_KNOWLEDGE)
EXTRA_DIST += plugins/participe-delft/README.md plugins/participe-delft/tests
