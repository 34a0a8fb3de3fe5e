# parts of routectl are listed here
