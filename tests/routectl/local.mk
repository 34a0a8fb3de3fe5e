# suites of routectl
