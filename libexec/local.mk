# the helper that keeps a plugin apart: libroute/host/serve.c as a program
pkglibexecdir = $(libexecdir)/libroute
pkglibexec_PROGRAMS += libexec/route-plugin-host
libexec_route_plugin_host_SOURCES = libexec/route-plugin-host.c
libexec_route_plugin_host_CFLAGS = $(AM_CFLAGS) $(PROGRAM_CFLAGS)
libexec_route_plugin_host_LDFLAGS = $(AM_LDFLAGS) $(PROGRAM_LDFLAGS)
libexec_route_plugin_host_LDADD = libroute/host/libhost.la libroute/registration/libregistration.la libroute/util/libutil.la \
	$(YAJL_LIBS) $(GLIB_LIBS)
