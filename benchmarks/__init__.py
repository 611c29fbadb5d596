"""How fast a site is built, and how large it becomes: a corpus maker and a benchmark."""
