plugin_LTLIBRARIES += plugins/ipse-de-bruggen.la
plugins_ipse_de_bruggen_la_SOURCES = plugins/ipse-de-bruggen/ipse-de-bruggen.c
plugins_ipse_de_bruggen_la_LDFLAGS = $(PLUGIN_LDFLAGS)
plugins_ipse_de_bruggen_la_LIBADD = $(PLUGIN_KNOWLEDGE)
EXTRA_DIST += plugins/ipse-de-bruggen/README.md plugins/ipse-de-bruggen/tests
