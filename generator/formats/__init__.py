"""Writers of formats for other programs: citations, tables, feeds, badges.

Each encodes every text for its own format, so that nobody can forget to; none knows of pages or of the site.
"""
