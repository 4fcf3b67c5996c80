"""What the files that authors write may hold: one definition for reading and for JSON Schema, a module a file.

These are the documents as written, with ids still to be resolved; `articles`, `facts`, `vocabulary`,
`question_templates`, `decks` and `themes` make the model from them.
"""
