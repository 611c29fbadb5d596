"""What MkDocs' preview serves where there is no page: the page for wrong addresses, which does not load itself again.

So who watches a page while its input is broken would not see it mended. Pages that are there get MkDocs' script from
``LiveReloadServer._inject_js_into_html``, which loads them again once there is a later build than ``_visible_epoch``.
Where one of these is gone, or nothing is watched, the page stays as it is.
"""

from __future__ import annotations

from collections.abc import Callable

from mkdocs.livereload import LiveReloadServer


def load_missing_again(server: LiveReloadServer) -> None:
    """Have the browser ask again for a page that is not there, as soon as there is another build."""
    usual = server.error_handler

    def page(code: int) -> bytes | None:
        # Before the page is read: what is built meanwhile is another build.
        epoch = getattr(server, "_visible_epoch", None)
        content = usual(code)
        inject: Callable[[bytes, int], bytes] | None = getattr(server, "_inject_js_into_html", None)
        if content is None or epoch is None or inject is None or not getattr(server, "_watched_paths", None):
            return content
        return inject(content, epoch)

    server.error_handler = page
