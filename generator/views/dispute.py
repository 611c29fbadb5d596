"""The form in which a reader disputes something: a new issue at the publisher's repository, filled in beforehand.

GitHub: https://docs.github.com/en/issues/tracking-your-work-with-issues/using-issues/creating-an-issue
(title, body); GitLab: https://docs.gitlab.com/user/project/issues/create_issues/ (issue[title], issue[description]).
"""

from __future__ import annotations

import re
from typing import NamedTuple
from urllib.parse import quote, urlsplit

from generator import limits


class _Form(NamedTuple):
    """Where below a repository the form for a new issue is, and what it calls title and text."""

    path: str
    title: str
    body: str


_GITHUB = _Form("issues/new", "title", "body")
_GITLAB = _Form("-/issues/new", "issue[title]", "issue[description]")
_PATH = re.compile(r"/[\w.~-]+(?:/[\w.~-]+)+", re.ASCII)


def _form(host: str) -> _Form | None:
    """The form of a code host, by its name: also of servers of one's own that say so (``gitlab.example.org``)."""
    names = host.split(".")
    return _GITHUB if "github" in names else _GITLAB if "gitlab" in names else None


def issue_url(repo_url: str, title: str, address: str) -> str:
    """The address of the form, with the title of a page and its address; empty where ``repo_url`` has no such form.

    It has at most ``limits.DISPUTE`` characters: a longer title is cut.
    """
    try:
        parts = urlsplit(repo_url.strip())
        host, path = (parts.hostname or "").lower(), parts.path.rstrip("/").removesuffix(".git")
    except ValueError:
        return ""
    form = _form(host)
    if form is None or parts.scheme not in ("http", "https") or "@" in parts.netloc or not _PATH.fullmatch(path):
        return ""
    start = f"{parts.scheme}://{parts.netloc.lower()}{path}/{form.path}?{_encoded(form.title)}="
    end = f"&{_encoded(form.body)}={_encoded(address)}%0A%0A"
    words = f"Dispute: {title}"
    while len(url := start + _encoded(words) + end) > limits.DISPUTE and words:
        # A character takes up to twelve of an address.
        words = words[: -max(1, (len(url) - limits.DISPUTE) // 12)]
    return url


def _encoded(text: str) -> str:
    return quote(text, safe="", errors="replace")
