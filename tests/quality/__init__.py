"""How good the lint rules are: clean pages, defects put into them, and what only looks like one.

`clean` draws pages whose facts agree, `written` writes them down, and the examiners (one function for the defects of a
rule, one for its near misses) change them. `measure` counts what the rules say. They are written against the rules'
documentation; a rule that falls short is fixed or left in the table as it is.
"""
