# suites of host
