noinst_LTLIBRARIES += libroute/host/libhost.la
libroute_host_libhost_la_SOURCES = \
	libroute/host/ask.c \
	libroute/host/assess.c \
	libroute/host/describe.c \
	libroute/host/describe.h \
	libroute/host/elf.c \
	libroute/host/elf.h \
	libroute/host/host-private.h \
	libroute/host/host-table.c \
	libroute/host/host.h \
	libroute/host/load.c \
	libroute/host/registry.c \
	libroute/host/scan.c \
	libroute/host/scan.h \
	libroute/host/see.c \
	libroute/host/sink.c \
	libroute/host/trust.c
