# Plugins: one folder per party, one include here, in order of name. All are built into plugins/, so that plugins/.libs of a build
# tree is a plugin directory like the installed one. A plugin exports its descriptor alone, stays mapped once loaded, and links to
# nothing of libroute.
PLUGIN_LDFLAGS = $(AM_LDFLAGS) -module -avoid-version -shared -Wl,-z,defs -Wl,-z,nodelete \
	-export-symbols-regex '^route_plugin_v1$$'

# what plugins that are mostly data share; linked into each
noinst_LTLIBRARIES += plugins/common/libknowledge.la
plugins_common_libknowledge_la_SOURCES = plugins/common/knowledge.c plugins/common/knowledge.h
PLUGIN_KNOWLEDGE = plugins/common/libknowledge.la
noinst_HEADERS += plugins/common/disability.h plugins/common/institution.h plugins/common/landlord.h \
	plugins/common/probation.h plugins/common/welfare.h

include plugins/example/local.mk

include plugins/brijder/local.mk
include plugins/dji/local.mk
include plugins/duwo/local.mk
include plugins/fivoor/local.mk
include plugins/gemeente-delft/local.mk
include plugins/ggz-delfland/local.mk
include plugins/haaglanden-beweegt/local.mk
include plugins/halt/local.mk
include plugins/humanitas-dmh/local.mk
include plugins/ipse-de-bruggen/local.mk
include plugins/jeugdbescherming-west/local.mk
include plugins/jeugdformaat/local.mk
include plugins/jgz-zhw/local.mk
include plugins/kwadraad/local.mk
include plugins/leger-des-heils/local.mk
include plugins/limor/local.mk
include plugins/mee-zhn/local.mk
include plugins/mhr/local.mk
include plugins/om/local.mk
include plugins/participe-delft/local.mk
include plugins/perspektief/local.mk
include plugins/politie/local.mk
include plugins/reclassering-nederland/local.mk
include plugins/rvdk/local.mk
include plugins/veilig-thuis-haaglanden/local.mk
include plugins/vestia/local.mk
include plugins/vidomes/local.mk
include plugins/william-schrikker/local.mk
include plugins/woonbron/local.mk
include plugins/youth-for-christ/local.mk
