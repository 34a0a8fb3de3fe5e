plugin_LTLIBRARIES += plugins/ggz-delfland.la
plugins_ggz_delfland_la_SOURCES = plugins/ggz-delfland/ggz-delfland.c
plugins_ggz_delfland_la_LDFLAGS = $(PLUGIN_LDFLAGS)
plugins_ggz_delfland_la_LIBADD = $(PLUGIN_KNOWLEDGE)
EXTRA_DIST += plugins/ggz-delfland/README.md plugins/ggz-delfland/tests
