# Plugins: one folder per party, one include here, in order of name. All are built into plugins/, so that plugins/.libs of a build
# tree is a plugin directory like the installed one. A plugin exports its descriptor alone, stays mapped once loaded, and links to
# nothing of libroute.
PLUGIN_LDFLAGS = $(AM_LDFLAGS) -module -avoid-version -shared -Wl,-z,defs -Wl,-z,nodelete \
	-export-symbols-regex '^route_plugin_v1$$'

# what plugins that are mostly data share; linked into each
noinst_LTLIBRARIES += plugins/common/libknowledge.la
plugins_common_libknowledge_la_SOURCES = plugins/common/knowledge.c plugins/common/knowledge.h
PLUGIN_KNOWLEDGE = plugins/common/libknowledge.la
noinst_HEADERS += plugins/common/institution.h plugins/common/landlord.h

include plugins/example/local.mk

include plugins/gemeente-delft/local.mk
include plugins/ggz-delfland/local.mk
include plugins/jeugdbescherming-west/local.mk
include plugins/om/local.mk
include plugins/politie/local.mk
include plugins/woonbron/local.mk
