"""Safe Markdown: encoding, the macros that templates are made of, and the templates' environment."""
