plugin_LTLIBRARIES += plugins/haaglanden-beweegt.la
plugins_haaglanden_beweegt_la_SOURCES = plugins/haaglanden-beweegt/haaglanden-beweegt.c
plugins_haaglanden_beweegt_la_LDFLAGS = $(PLUGIN_LDFLAGS)
plugins_haaglanden_beweegt_la_LIBADD = $(PLUGIN_KNOWLEDGE)
EXTRA_DIST += plugins/haaglanden-beweegt/README.md plugins/haaglanden-beweegt/tests
