"""What commands print as JSON: a module per command, whose `Output` is the whole of it.

Every class and every key is described where it stands. From that `make schemas` writes the published JSON
Schemas in `builder/schemas/` and the tables of docs/json.md, and mypy proves that a command prints it. A mark
says what a text is: `Annotated[str, Grade]` a word of that vocabulary, `Day` a date. Modules without an
`Output` hold rows that several commands print.
"""
