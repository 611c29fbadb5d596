"""Thin adapters that put the generated files somewhere: MkDocs, the command line, a folder."""
