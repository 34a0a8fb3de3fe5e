plugin_LTLIBRARIES += plugins/veilig-thuis-haaglanden.la
plugins_veilig_thuis_haaglanden_la_SOURCES = plugins/veilig-thuis-haaglanden/veilig-thuis-haaglanden.c
plugins_veilig_thuis_haaglanden_la_LDFLAGS = $(PLUGIN_LDFLAGS)
plugins_veilig_thuis_haaglanden_la_LIBADD = $(PLUGIN_KNOWLEDGE)
EXTRA_DIST += plugins/veilig-thuis-haaglanden/README.md plugins/veilig-thuis-haaglanden/tests
