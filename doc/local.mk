dist_doc_DATA += \
	README.md \
	doc/architecture.md \
	doc/cookbook.md \
	doc/feel.md \
	doc/isolation.md \
	doc/reliability.md \
	doc/findings.md \
	doc/rules.md \
	doc/writing-plugins.md \
	doc/writing-rules.md

EXTRA_DIST += \
	COPYING \
	SECURITY.md \
	bootstrap \
	doc/editors/README.md \
	doc/editors/vim/ftdetect/routerules.vim \
	doc/editors/vim/syntax/routerules.vim \
	doc/editors/vscode/language-configuration.json \
	doc/editors/vscode/package.json \
	doc/editors/vscode/syntaxes/routerules.tmLanguage.json \
	doc/examples/embed.c \
	doc/examples/huurachterstand.json \
	doc/examples/pad-jongere.json \
	doc/examples/psychose-woonoverlast.json

include doc/man/local.mk
