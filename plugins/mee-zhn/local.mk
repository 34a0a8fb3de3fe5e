plugin_LTLIBRARIES += plugins/mee-zhn.la
plugins_mee_zhn_la_SOURCES = plugins/mee-zhn/mee-zhn.c
plugins_mee_zhn_la_LDFLAGS = $(PLUGIN_LDFLAGS)
plugins_mee_zhn_la_LIBADD = $(PLUGIN_KNOWLEDGE)
EXTRA_DIST += plugins/mee-zhn/README.md plugins/mee-zhn/tests
