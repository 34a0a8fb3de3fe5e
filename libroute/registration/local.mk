noinst_LTLIBRARIES += libroute/registration/libregistration.la
libroute_registration_libregistration_la_SOURCES = \
	libroute/registration/check.c \
	libroute/registration/forbidden.c \
	libroute/registration/forbidden.def \
	libroute/registration/forbidden.h \
	libroute/registration/json.c \
	libroute/registration/json.h \
	libroute/registration/order.c \
	libroute/registration/pack.c \
	libroute/registration/pack.h \
	libroute/registration/parties.c \
	libroute/registration/reader.c \
	libroute/registration/reader.h \
	libroute/registration/reader-private.h \
	libroute/registration/record-private.h \
	libroute/registration/record.c \
	libroute/registration/record.h \
	libroute/registration/refusal.c \
	libroute/registration/scan.c \
	libroute/registration/scan.h \
	libroute/registration/schema.c \
	libroute/registration/schema.h

# for software that hands in registrations
schemadir = $(pkgdatadir)/schema
dist_schema_DATA = doc/schema/advice-1.schema.json doc/schema/registration-1.schema.json
