plugin_LTLIBRARIES += plugins/youth-for-christ.la
plugins_youth_for_christ_la_SOURCES = plugins/youth-for-christ/youth-for-christ.c
plugins_youth_for_christ_la_LDFLAGS = $(PLUGIN_LDFLAGS)
plugins_youth_for_christ_la_LIBADD = $(PLUGIN_KNOWLEDGE)
EXTRA_DIST += plugins/youth-for-christ/README.md plugins/youth-for-christ/tests
