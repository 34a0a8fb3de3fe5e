# suites of registration
