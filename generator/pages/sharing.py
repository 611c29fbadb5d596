"""What the page of an input offers to those who share, cite or dispute it."""

from __future__ import annotations

from generator.addresses import absolute, has
from generator.config import Config, Part
from generator.pages.exports_places import badges, citations
from generator.render.href import page_url
from generator.views.parts import page_path
from generator.views.sharing import SharingRecord


def sharing(
    config: Config, location: str, cited: str = "", *, has_files: bool = True, has_badge: bool = False
) -> SharingRecord:
    """The record of the page at ``location``; ``cited`` is the address to cite where that is another one.

    ``has_files`` says whether exports have the page's citation, and ``has_badge`` whether it is one of a scan with a
    badge.
    """
    own = page_url(page_path(location), config.directory_urls)
    cites = has(config, Part.COPY)
    files = citations(config, location) if cites and has_files else None
    disputes = bool(config.repo_url) and has(config, Part.DISPUTE)
    found = badges(config, location) if cites and has_badge and config.site_url else None
    return SharingRecord(
        cites=cites,
        cited=absolute(config, page_url(page_path(cited or location), config.directory_urls)) if cites else "",
        files=(("BibTeX", files.bibtex), ("RIS", files.ris), ("CSL-JSON", files.csl_json)) if files else (),
        badge=(absolute(config, found.badge), absolute(config, own)) if found else None,
        repository=config.repo_url if disputes else "",
        address=(absolute(config, own) or own) if disputes else "",
    )
