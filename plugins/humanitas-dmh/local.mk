plugin_LTLIBRARIES += plugins/humanitas-dmh.la
plugins_humanitas_dmh_la_SOURCES = plugins/humanitas-dmh/humanitas-dmh.c
plugins_humanitas_dmh_la_LDFLAGS = $(PLUGIN_LDFLAGS)
plugins_humanitas_dmh_la_LIBADD = $(PLUGIN_KNOWLEDGE)
EXTRA_DIST += plugins/humanitas-dmh/README.md plugins/humanitas-dmh/tests
