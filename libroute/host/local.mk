noinst_LTLIBRARIES += libroute/host/libhost.la
libroute_host_libhost_la_CPPFLAGS = $(AM_CPPFLAGS) -DROUTE_PLUGIN_HOST='"$(pkglibexecdir)/route-plugin-host"' \
	-DPACKAGE_VERSION='"$(PACKAGE_VERSION)"'
libroute_host_libhost_la_SOURCES = \
	libroute/host/ask.c \
	libroute/host/assess.c \
	libroute/host/counted.h \
	libroute/host/describe.c \
	libroute/host/describe.h \
	libroute/host/elf.c \
	libroute/host/elf.h \
	libroute/host/frame.c \
	libroute/host/host-private.h \
	libroute/host/host-table.c \
	libroute/host/host.h \
	libroute/host/isolate.c \
	libroute/host/isolate.h \
	libroute/host/jail.c \
	libroute/host/jail.h \
	libroute/host/load.c \
	libroute/host/registry.c \
	libroute/host/scan.c \
	libroute/host/scan.h \
	libroute/host/see.c \
	libroute/host/serve.c \
	libroute/host/serve.h \
	libroute/host/sink.c \
	libroute/host/trust.c \
	libroute/host/watcher.c \
	libroute/host/watcher.h \
	libroute/host/wire-answer.c \
	libroute/host/wire-answer.h
