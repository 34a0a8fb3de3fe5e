plugin_LTLIBRARIES += plugins/leger-des-heils.la
plugins_leger_des_heils_la_SOURCES = plugins/leger-des-heils/leger-des-heils.c
plugins_leger_des_heils_la_LDFLAGS = $(PLUGIN_LDFLAGS)
plugins_leger_des_heils_la_LIBADD = $(PLUGIN_KNOWLEDGE)
EXTRA_DIST += plugins/leger-des-heils/README.md plugins/leger-des-heils/tests
