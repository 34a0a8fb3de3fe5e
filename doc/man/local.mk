# manual pages; tests/routectl/test-manual.sh holds them against the help of the command
dist_man1_MANS = \
	doc/man/routectl.1 \
	doc/man/routectl-advise.1 \
	doc/man/routectl-check.1 \
	doc/man/routectl-diff.1 \
	doc/man/routectl-fairness.1 \
	doc/man/routectl-feel.1 \
	doc/man/routectl-generate.1 \
	doc/man/routectl-plugins.1 \
	doc/man/routectl-register.1 \
	doc/man/routectl-replay.1 \
	doc/man/routectl-report.1 \
	doc/man/routectl-rules.1 \
	doc/man/routectl-test.1 \
	doc/man/routectl-top.1 \
	doc/man/routectl-verify-record.1
