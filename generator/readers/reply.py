"""``reply.md`` beside a scan: what the authors of the paper reply to it, as they wrote it.

It is text that nobody vetted. It has paragraphs, parted by blank lines, and addresses, which become links; whatever
else it holds is shown as it stands, Markdown and HTML included.
"""

from __future__ import annotations

from generator import limits
from generator.diagnostics import Report
from generator.model import Reply
from generator.readers.text import decode
from generator.render.escape import escaped_until
from generator.visible import is_visible


def read_reply(data: bytes, report: Report) -> Reply | None:
    """The reply as far as a page shows it, or ``None`` after saying why there is none."""
    text = decode(data, report) if data.removeprefix(b"\xef\xbb\xbf").strip() else ""
    if text is None:
        return None
    text = text.strip()
    if not is_visible(text):
        report.add("unreadable", "the reply is empty", "write it, or remove the file")
        return None
    most, _ = escaped_until(text[: limits.REPLY], limits.REPLY_SIGNS)
    return Reply(text[:most].rstrip(), most < len(text))
