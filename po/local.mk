# Texts: N_("...") and rt_text () in the sources, po/nl.po for Dutch. The catalogue is compiled into the library.
# `make update-po` takes up new texts; translators then edit po/nl.po.
noinst_LTLIBRARIES += po/libcatalogue.la
po_libcatalogue_la_SOURCES =
nodist_po_libcatalogue_la_SOURCES = po/nl.c
BUILT_SOURCES += po/nl.c
CLEANFILES += po/nl.c po/nl.mo
EXTRA_DIST += po/nl.po po/POTFILES po/LINGUAS

po/nl.c: po/nl.po po/local.mk
	$(AM_V_GEN)$(MKDIR_P) po && $(MSGFMT) --check --endianness=little -o po/nl.mo $(srcdir)/po/nl.po && { \
	  echo '#include "libroute/advice/catalogue.h"'; \
	  echo 'const unsigned char rt_catalogue_nl[] = {'; \
	  od -An -v -tu1 po/nl.mo | sed 's/  */,/g; s/^,//; s/$$/,/'; \
	  echo '};'; \
	  echo 'const size_t rt_catalogue_nl_size = sizeof (rt_catalogue_nl);'; } > $@.new && mv $@.new $@

update-po:
	cd $(srcdir) && $(XGETTEXT) --files-from=po/POTFILES --from-code=UTF-8 --keyword=N_ --keyword=rt_text:2 --keyword=say:2 --keyword=rt_note_say:2 \
	  --keyword=rt_text_plural:2,3 --keyword=rt_cli_plural:2,3 --package-name=libroute --no-location -o po/libroute.pot
	cd $(srcdir) && $(MSGMERGE) --update --backup=none --no-location po/nl.po po/libroute.pot && rm -f po/libroute.pot
