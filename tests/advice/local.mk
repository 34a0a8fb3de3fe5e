# suites of advice
