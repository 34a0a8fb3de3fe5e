dist_doc_DATA += \
	README.md \
	doc/architecture.md \
	doc/feel.md \
	doc/isolation.md \
	doc/reliability.md \
	doc/rules.md \
	doc/writing-plugins.md \
	doc/writing-rules.md

EXTRA_DIST += \
	COPYING \
	SECURITY.md \
	bootstrap \
	doc/examples/embed.c \
	doc/examples/huurachterstand.json \
	doc/examples/pad-jongere.json \
	doc/examples/psychose-woonoverlast.json

include doc/man/local.mk
