"""Where what moved leads in the end."""

from __future__ import annotations

from generator.analysis.moved import Followed, Move, Moved, Place, Tombstone, follow, place
from tests.counting import steps

HERE = {"scans/a": {"claim-x", "flag-y"}, "scans/b": {"claim-z"}}


def led(*entries: tuple[str, str | None]) -> Followed:
    made = []
    for old, new in entries:
        start = place(old)
        assert start is not None
        end = place(new, start.address) if new else None
        made.append(Move(start, end, f"/{old}") if end else Tombstone(start, "Why.", "2026-01-01", pointer=f"/{old}"))
    return follow(Moved("scans/moved.yml", tuple(made)), HERE.get)


def pages(found: Followed) -> dict[str, str]:
    return {address: str(end) if isinstance(end, Place) else "gone" for address, _, end in found.pages}


def entries(found: Followed) -> dict[str, str]:
    return {
        f"{address}#{anchor}": str(end) if isinstance(end, Place) else "gone"
        for address, ends in found.entries.items()
        for anchor, end in ends
    }


def said(found: Followed) -> list[str]:
    return [item.message for item in found.misfits]


def test_chains_are_followed() -> None:
    found = led(("scans/1", "scans/2"), ("scans/2", "scans/3"), ("scans/3", "scans/a"))
    assert pages(found) == {"scans/1": "scans/a", "scans/2": "scans/a", "scans/3": "scans/a"}
    assert said(found) == []


def test_a_fragment_goes_with_its_page_and_on_from_there() -> None:
    found = led(("scans/1", "scans/a"), ("scans/1#claim-v", "#claim-w"), ("scans/a#claim-w", "#claim-x"))
    assert entries(found) == {"scans/1#claim-v": "scans/a#claim-x", "scans/a#claim-w": "scans/a#claim-x"}
    assert said(found) == []


def test_what_is_gone_from_a_page_that_moved_is_said_on_the_other() -> None:
    found = led(("scans/1", "scans/a"), ("scans/1#claim-v", None))
    assert entries(found) == {"scans/a#claim-v": "gone"}


def test_what_leads_to_what_is_gone_is_gone() -> None:
    found = led(("scans/1", "scans/2"), ("scans/2", None))
    assert pages(found) == {"scans/1": "gone", "scans/2": "gone"}


def test_circles_are_named_and_lead_nowhere() -> None:
    found = led(("scans/1", "scans/2"), ("scans/2", "scans/1"), ("scans/3", "scans/3"), ("scans/4", "scans/a"))
    assert pages(found) == {"scans/4": "scans/a"}
    assert said(found) == [f"scans/{number} leads in a circle" for number in (1, 2, 3)]


def test_what_exists_is_not_gone() -> None:
    found = led(("scans/a", "scans/b"), ("scans/a#claim-x", None), ("scans/1", "scans/a"))
    assert pages(found) == {"scans/1": "scans/a"}
    assert said(found) == [
        "scans/a is an address of the site again",
        "scans/a#claim-x is an address of the site again",
    ]


def test_what_leads_to_no_entry_and_what_was_on_no_page_is_named() -> None:
    found = led(("scans/a#flag-1", "#flag-2"), ("scans/a#flag-3", "tags/x#y"), ("scans/9#flag-4", "scans/a#flag-y"))
    assert entries(found) == {}
    assert said(found) == [
        "scans/a#flag-1 leads to 'scans/a#flag-2', which is no entry of that page",
        "scans/a#flag-3 leads to 'tags/x#y', which is no page of a paper or a synthesis",
        "there is no page 'scans/9', and no entry says where it is",
    ]


def test_a_page_about_the_corpus_may_be_there() -> None:
    assert pages(led(("tags/old", "tags/new"))) == {"tags/old": "tags/new"}


def test_each_step_is_taken_once_in_long_chains_and_circles() -> None:
    for end in ("scans/a", "x0"):
        few, many = (
            Moved("m", tuple([Move(Place(f"x{one}"), Place(f"x{one + 1}" if one < size else end), "") for one in range(size + 1)]))
            for size in (50, 500)
        )  # fmt: skip
        assert steps(follow, many, HERE.get) < 12 * steps(follow, few, HERE.get)


def test_the_entries_of_a_page_are_asked_for_once() -> None:
    asked: list[str] = []
    moves = [Move(Place("scans/a", f"old-{one}"), Place("scans/a", "claim-new"), "") for one in range(3)]
    follow(Moved("m", tuple(moves)), lambda address: asked.append(address) or HERE.get(address))
    assert asked == ["scans/a"]
