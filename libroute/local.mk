# The layers, left to right; each is a library of its own that the tests can reach whole.
include libroute/util/local.mk
include libroute/registration/local.mk
include libroute/feel/local.mk
include libroute/rules/local.mk
include libroute/host/local.mk
include libroute/weigh/local.mk
include libroute/advice/local.mk

# everything, for the tests and for routectl; not installed
noinst_LTLIBRARIES += libroute/libroute-core.la
libroute_libroute_core_la_SOURCES = libroute/route-engine.c libroute/route-engine-private.h
libroute_libroute_core_la_CPPFLAGS = $(AM_CPPFLAGS) \
	-DROUTE_VENDOR_RULES='"$(vendorrulesdir)"' -DROUTE_RUN_RULES='"$(runstatedir)/libroute/rules.d"' \
	-DROUTE_SITE_RULES='"$(sysconfdir)/libroute/rules.d"' -DROUTE_PLUGIN_DIR='"$(plugindir)"'
libroute_libroute_core_la_LIBADD = \
	libroute/advice/libadvice.la libroute/weigh/libweigh.la libroute/host/libhost.la \
	libroute/rules/librules.la libroute/feel/libfeel.la libroute/registration/libregistration.la \
	libroute/util/libutil.la $(GLIB_LIBS) $(PCRE2_LIBS) $(YAJL_LIBS) $(BID_LIBS)

lib_LTLIBRARIES += libroute/libroute.la
libroute_libroute_la_SOURCES =
libroute_libroute_la_LIBADD = libroute/libroute-core.la
libroute_libroute_la_LDFLAGS = $(AM_LDFLAGS) -version-info $(LIBROUTE_VERSION_INFO) -no-undefined \
	-Wl,--version-script=$(srcdir)/libroute/libroute.map
libroute_libroute_la_DEPENDENCIES = libroute/libroute-core.la $(srcdir)/libroute/libroute.map
EXTRA_DIST += libroute/libroute.map

pkgconfigdir = $(libdir)/pkgconfig
nodist_pkgconfig_DATA = libroute/libroute.pc
routeincludedir = $(includedir)/route
routeinclude_HEADERS = include/route/route.h include/route/route-advice.h include/route/route-engine.h \
	include/route/route-error.h include/route/route-plugin.h include/route/route-registration.h
