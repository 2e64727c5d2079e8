"""The rules of the draft checker: one TOML file each in `resources/checks`, with code here for those that need it.

`base` reads the files and holds what rules are given; each other module is one family of rules.
"""
