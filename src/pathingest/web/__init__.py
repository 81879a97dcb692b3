"""What people look at in a browser: facts of each pathway as plain data, and the files that draw them.

Facts are computed here, by pure functions; the modules in `assets` only draw.
"""
