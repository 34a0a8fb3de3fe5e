# parts of po are listed here
