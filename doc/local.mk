# parts of doc are listed here
