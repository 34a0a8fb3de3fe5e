# suites of rules
