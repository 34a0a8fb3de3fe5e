# routectl: what its verbs share is a library of its own, for the tests
noinst_LTLIBRARIES += routectl/libroutectl.la
routectl_libroutectl_la_SOURCES = \
	routectl/batch.c \
	routectl/batch.h \
	routectl/decision-files.h \
	routectl/decision-key.c \
	routectl/decision-line.c \
	routectl/decision-line.h \
	routectl/decision-record.c \
	routectl/decision-record.h \
	routectl/decision-verify.c \
	routectl/input.c \
	routectl/invent.c \
	routectl/invent.def \
	routectl/invent.h \
	routectl/input.h \
	routectl/expect.c \
	routectl/expect.h \
	routectl/json-edit.c \
	routectl/json-edit.h \
	routectl/json-tree.c \
	routectl/json-tree.h \
	routectl/output.c \
	routectl/output.h \
	routectl/refusal.c \
	routectl/refusal.h \
	routectl/scan.c \
	routectl/scan.h \
	routectl/test-cases.c \
	routectl/test-cases.h

bin_PROGRAMS += routectl/routectl
routectl_routectl_SOURCES = \
	routectl/advise.c \
	routectl/advising.c \
	routectl/advising.h \
	routectl/check.c \
	routectl/cli.c \
	routectl/cli.h \
	routectl/costs.c \
	routectl/costs.h \
	routectl/decision-classes.def \
	routectl/decision-entry.c \
	routectl/decision-entry.h \
	routectl/directories.c \
	routectl/directories.h \
	routectl/diff.c \
	routectl/diff-edits.c \
	routectl/diff-edits.h \
	routectl/diff-outcome.c \
	routectl/diff-outcome.h \
	routectl/diff-reach.c \
	routectl/diff-reach.h \
	routectl/diff-search.c \
	routectl/diff-search.h \
	routectl/diff-tell.c \
	routectl/diff-tell.h \
	routectl/diff-variant.c \
	routectl/diff-variant.h \
	routectl/fairness.c \
	routectl/fairness-groups.c \
	routectl/fairness-page.c \
	routectl/fairness.h \
	routectl/feel.c \
	routectl/findings.c \
	routectl/findings.h \
	routectl/generate.c \
	routectl/html.c \
	routectl/html.h \
	routectl/live-twin.c \
	routectl/live-twin.h \
	routectl/load.c \
	routectl/load.h \
	routectl/main.c \
	routectl/observing.c \
	routectl/observing.h \
	routectl/options.c \
	routectl/options.h \
	routectl/plugin-recorder.c \
	routectl/plugin-recorder.h \
	routectl/plugins.c \
	routectl/plugins.h \
	routectl/plugins-check.c \
	routectl/plugins-kit.c \
	routectl/plugins-kit.h \
	routectl/plugins-manual.c \
	routectl/plugins-new.c \
	routectl/untested.c \
	routectl/untested.h \
	routectl/phrase-private.h \
	routectl/phrase-things.c \
	routectl/phrase.c \
	routectl/phrase.h \
	routectl/phrases.def \
	routectl/progress.c \
	routectl/progress.h \
	routectl/report.c \
	routectl/report.h \
	routectl/report-chart.c \
	routectl/report-chart.h \
	routectl/report-count.c \
	routectl/report-page.c \
	routectl/report-tables.c \
	routectl/rule-conditions.c \
	routectl/rule-conditions.h \
	routectl/rule-text.c \
	routectl/rule-text.h \
	routectl/register.c \
	routectl/register-fields.def \
	routectl/register-terms.c \
	routectl/register-terms.h \
	routectl/register-values.c \
	routectl/register-values.h \
	routectl/replay.c \
	routectl/table.c \
	routectl/table.h \
	routectl/top.c \
	routectl/rules.c \
	routectl/test.c \
	routectl/test-coverage.c \
	routectl/test-coverage.h \
	routectl/test-format.c \
	routectl/test-format.h \
	routectl/test-update.c \
	routectl/test-update.h \
	routectl/verify-record.c \
	routectl/verify-record.h
routectl_routectl_CFLAGS = $(AM_CFLAGS) $(PROGRAM_CFLAGS)
routectl_routectl_LDFLAGS = $(AM_LDFLAGS) $(PROGRAM_LDFLAGS)
routectl_routectl_LDADD = routectl/libroutectl.la libroute/libroute-core.la $(GLIB_LIBS)

# beside the program as long as it stands in the build tree: it then finds that tree's rules and plugins
EXTRA_routectl_routectl_DEPENDENCIES = routectl/ROUTE_BUILD_TREE
routectl/ROUTE_BUILD_TREE: Makefile
	$(AM_V_GEN)$(MKDIR_P) routectl && printf '[tree]\nrules=%s\nplugins=%s\nhelper=%s\n' \
		'$(abs_top_srcdir)/rules.d' '$(abs_top_builddir)/plugins/.libs' '$(abs_top_builddir)/libexec/route-plugin-host' >$@.new && mv $@.new $@
CLEANFILES += routectl/ROUTE_BUILD_TREE

# style and script of the report, as C text
report_page_files = routectl/report-page.css routectl/report-page.js
EXTRA_DIST += $(report_page_files)
CLEANFILES += routectl/report-page.h
routectl/routectl-report-page.$(OBJEXT): routectl/report-page.h
routectl/report-page.h: $(report_page_files)
	$(AM_V_GEN)$(MKDIR_P) routectl && for file in $(report_page_files); do \
	  case $$file in *.css) name=style ;; *) name=script ;; esac; \
	  echo "static const char $$name[] ="; \
	  $(AWK) '{ gsub(/\\/, "\\\\\\\\"); gsub(/"/, "\\\""); printf "\t\"%s\\n\"\n", $$0 } END { print "\t;" }' "$(srcdir)/$$file"; \
	done >$@.new && mv $@.new $@

bashcompletiondir = $(datadir)/bash-completion/completions
dist_bashcompletion_DATA = routectl/completion/routectl
zshcompletiondir = $(datadir)/zsh/site-functions
dist_zshcompletion_DATA = routectl/completion/_routectl

# what `routectl plugins new` writes: the example of the tutorial, as C text
new_plugin_files = \
	plugins/example/example.c \
	plugins/example/README.md \
	plugins/example/tests/asked-no-home.json \
	plugins/example/tests/invited-involved.json \
	plugins/example/tests/not-housed.json \
	plugins/example/tests/unknown-bare.json \
	routectl/new-plugin/debian/changelog \
	routectl/new-plugin/debian/control \
	routectl/new-plugin/debian/copyright \
	routectl/new-plugin/debian/rules \
	routectl/new-plugin/debian/source/format
# of its tests; "tests/" is put before their names
new_plugin_tests = \
	routectl/new-plugin/rules/10-test.rules \
	routectl/new-plugin/test-plugin.c
EXTRA_DIST += routectl/new-plugin.mk $(new_plugin_files) $(new_plugin_tests)
CLEANFILES += routectl/new-plugin.h
routectl/routectl-plugins-new.$(OBJEXT): routectl/new-plugin.h
routectl/new-plugin.h: $(new_plugin_files) $(new_plugin_tests) routectl/new-plugin.mk
	$(AM_V_GEN)$(MKDIR_P) routectl && for file in $(new_plugin_files) $(new_plugin_tests) routectl/new-plugin.mk; do \
	  name=$${file#plugins/example/}; case $$name in routectl/new-plugin/debian/*) name=$${name#routectl/new-plugin/} ;; \
	  routectl/new-plugin/*) name=tests/$${name#routectl/new-plugin/} ;; esac; [ "$$name" != routectl/new-plugin.mk ] || name=Makefile; \
	  echo "	{ \"$$name\","; \
	  $(AWK) '{ gsub(/\\/, "\\\\\\\\"); gsub(/"/, "\\\""); printf "\t  \"%s\\n\"\n", $$0 }' "$(srcdir)/$$file"; \
	  echo '	},'; \
	done >$@.new && mv $@.new $@
