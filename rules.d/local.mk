# parts of rules.d are listed here
