plugin_LTLIBRARIES += plugins/jeugdbescherming-west.la
plugins_jeugdbescherming_west_la_SOURCES = plugins/jeugdbescherming-west/jeugdbescherming-west.c
plugins_jeugdbescherming_west_la_LDFLAGS = $(PLUGIN_LDFLAGS)
plugins_jeugdbescherming_west_la_LIBADD = $(PLUGIN_KNOWLEDGE)
EXTRA_DIST += plugins/jeugdbescherming-west/README.md plugins/jeugdbescherming-west/tests
