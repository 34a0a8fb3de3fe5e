dist_doc_DATA += \
	README.md \
	doc/architecture.md

EXTRA_DIST += \
	COPYING \
	bootstrap \
	doc/examples/embed.c

include doc/man/local.mk
