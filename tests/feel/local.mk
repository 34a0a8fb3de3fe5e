# suites of feel
