# suites of weigh
