# parts of plugins are listed here
