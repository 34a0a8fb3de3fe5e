# suites of util
