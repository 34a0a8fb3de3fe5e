noinst_LTLIBRARIES += libroute/advice/libadvice.la
libroute_advice_libadvice_la_CPPFLAGS = $(AM_CPPFLAGS) -DROUTE_VERSION='"$(PACKAGE_VERSION)"'
libroute_advice_libadvice_la_LIBADD = po/libcatalogue.la
libroute_advice_libadvice_la_SOURCES = \
	libroute/advice/advice-object.c \
	libroute/advice/advice.h \
	libroute/advice/catalogue.h \
	libroute/advice/note.c \
	libroute/advice/note.h \
	libroute/advice/page-behind.c \
	libroute/advice/page-change.c \
	libroute/advice/page-director.c \
	libroute/advice/page-person.c \
	libroute/advice/page-registrant.c \
	libroute/advice/page-why.c \
	libroute/advice/pieces.c \
	libroute/advice/schema-words.def \
	libroute/advice/texts.c \
	libroute/advice/why-words.c \
	libroute/advice/why-words.h \
	libroute/advice/words.c \
	libroute/advice/words.h \
	libroute/advice/wrap.c \
	libroute/advice/wrap.h \
	libroute/advice/write-criteria.c \
	libroute/advice/write-change.c \
	libroute/advice/write-json.c \
	libroute/advice/write-json.h \
	libroute/advice/write-why.c \
	libroute/advice/write-why.h
