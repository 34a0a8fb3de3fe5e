# suites of plugins
