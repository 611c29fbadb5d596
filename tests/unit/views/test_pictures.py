"""What pictures show: lengths and words were worked out by hand."""

from __future__ import annotations

import pytest

from generator.analysis.distribution import Histogram, Spread, YearShares
from generator.analysis.tally import Tally
from generator.model import SupportLevel
from generator.pages.overview import OVERVIEW, PICTURE
from generator.pages.scan import SCAN
from generator.render.picture import Area, Group, Inset, Line, Point, Sign, Words
from generator.views.parts import Ref
from generator.views.shares_plot import HistogramRecord, YearsRecord, histogram_plot, place_plot, years_plot
from generator.views.summary_plot import Bar, Spot, SummaryRecord, SupportRecord, summary_plot, support_plot
from generator.views.traffic_lights import Light, LightRow, LightsRecord, traffic_lights
from tests.inputs import Corpus, pages, view
from tests.shore import checklist, scan, shore


def flat(shapes):
    """All shapes but groups, as they stand in their groups."""
    for shape in shapes:
        if isinstance(shape, Group):
            yield from flat(shape.shapes)
        else:
            yield shape


def of_kind(picture, kind):
    return [shape for shape in flat(picture.shapes) if isinstance(shape, kind)]


def texts(picture):
    return [shape.text for shape in of_kind(picture, Words)]


def test_a_bar_is_split_by_what_was_answered():
    bar = Bar("Artifacts", Tally(3, 4, 2, 1), Spot("criteria/index.md", "x"))
    made = summary_plot("overview/index.md", SummaryRecord("Answers", "Domain", (bar,)))
    # Of ten answers and 360 pixels: 36 each.
    (group,) = [shape for shape in made.shapes if isinstance(shape, Group)]
    assert [(area.kind, area.x, area.width) for area in group.shapes if isinstance(area, Area)] == [
        ("met", 0, 108), ("unmet", 108, 144), ("unclear", 252, 36), ("none", 288, 72),
    ]  # fmt: skip
    assert group.title == "Artifacts: 3 met, 4 not met, 1 unclear, 2 not applicable"
    assert {"43% of 7", "✓ 3", "✗ 4", "? 1", "– 2"} <= set(texts(made))
    assert [cell.text for cell in made.rows[0]] == ["Artifacts", "3", "4", "1", "2", "43% of 7"]


def test_bars_of_odd_numbers_end_where_the_scale_does():
    for total in range(1, 40):
        bar = Bar("x", Tally(total // 3, total // 4, total // 5, total), Spot())
        made = summary_plot("", SummaryRecord("x", "Domain", (bar,)))
        (group,) = [shape for shape in made.shapes if isinstance(shape, Group)]
        assert sum(area.width for area in group.shapes if isinstance(area, Area)) == 360


def test_a_number_that_does_not_fit_stands_in_the_table_alone():
    made = summary_plot("", SummaryRecord("x", "Domain", (Bar("x", Tally(1, 999), Spot()),)))
    assert "✓ 1" not in texts(made)
    assert made.rows[0][1].text == "1"


def test_nothing_applicable_is_said():
    made = summary_plot("", SummaryRecord("x", "Domain", (Bar("x", Tally(0, 0, 3), Spot()),)))
    assert made.rows[0][-1].text == "none applicable"


def test_support_is_a_share_of_all_claims():
    levels = ((SupportLevel.STRONG, 3), (SupportLevel.WEAK, 1))
    made = support_plot("", SupportRecord(levels))
    assert [area.width for area in of_kind(made, Area)] == [120, 40]
    assert [[cell.text for cell in row] for row in made.rows] == [["● Strong", "3", "75%"], ["○ Weak", "1", "25%"]]


def test_the_tallest_tenth_is_as_tall_as_the_picture_and_others_by_their_number():
    made = histogram_plot("", HistogramRecord(Histogram((0, 1, 0, 4, 0, 0, 0, 0, 0, 2), 3)))
    assert [(area.x, area.height) for area in of_kind(made, Area)] == [(37, 30), (109, 120), (325, 60)]
    assert "The tallest is 30 to under 40%, with 4 papers." in made.about
    assert "3 papers without an applicable criterion are left out." in made.note
    assert [row[1].text for row in made.rows] == ["0", "1", "0", "4", "0", "0", "0", "0", "0", "2", "3"]


def test_a_year_has_its_spread_and_one_of_few_papers_has_each():
    years = (
        (YearShares(2025, 9, 8, (), Spread(0, 20, 50, 80, 100)), Spot("years/2025/index.md")),
        (YearShares(2024, 2, 2, (10, 90), None), Spot()),
    )
    made = years_plot("overview/index.md", YearsRecord(years, more=1))
    # The scale begins at 70 and is 210 pixels long.
    assert [(line.x, line.to_x) for line in of_kind(made, Line) if line.kind in {"range", "spread"}] == [
        (70, 280), (112, 238),
    ]  # fmt: skip
    assert [(point.kind, point.x) for point in of_kind(made, Point)] == [
        ("here", 175),
        ("hollow", 91),
        ("hollow", 259),
    ]
    assert {"n = 8", "n = 2, few"} <= set(texts(made))
    assert [[cell.text for cell in row] for row in made.rows] == [
        ["2025", "8 of 9", "50%", "20 to 80%", "0 to 100%"],
        ["2024", "2 of 2", "too few", "–", "10%, 90%"],
    ]
    assert made.rows[0][0].href.path == "years/2025/index.md"
    assert "1 earlier year left out." in made.note


@pytest.mark.parametrize(("yes", "no", "kind"), [(2, 1, "high"), (1, 2, "middle"), (1, 3, "low"), (0, 0, "nothing")])
def test_a_sign_says_the_share_by_thirds_and_leads_to_the_answers(yes, no, kind):
    row = LightRow(Ref("scans/a", "Sand"), (Light(1, yes, yes + no, "artifacts"),))
    record = LightsRecord("Papers", (("Other", Spot()), ("Artifacts", Spot())), (row,))
    made = traffic_lights("overview/index.md", record)
    cells = list(made.shapes[-1].shapes)
    assert cells[-1].shapes == (Sign(kind, 278, 4),)
    assert cells[-1].href.in_html(True) == "../scans/a/#artifacts"
    assert cells[-1].title == (
        "Artifacts: none applicable" if kind == "nothing" else f"Artifacts: {yes} of {yes + no}"
    )
    # What the checklist does not have has no sign.
    assert [cell.text for cell in made.rows[0]] == ["Sand", "", f"{yes}/{yes + no}"]


def test_a_long_name_is_cut_and_told_whole():
    title = "Sand " * 40
    made = traffic_lights("", LightsRecord("Papers", (), (LightRow(Ref("scans/a", title), ()),)))
    name = next(shape for shape in made.shapes[-1].shapes if isinstance(shape, Group))
    assert len(name.shapes) == 2
    assert name.shapes[1].text.endswith("…")
    assert name.title == title
    assert made.rows[0][0].text == title


def test_a_name_of_two_lines_stands_whole():
    title = "Sandcastles and the Limits of Water in Buckets"
    made = traffic_lights("", LightsRecord("Papers", (), (LightRow(Ref("scans/a", title), ()),)))
    name = next(shape for shape in made.shapes[-1].shapes if isinstance(shape, Group))
    assert " ".join(line.text for line in name.shapes) == title
    assert (len(name.shapes), name.title) == (2, "")


def test_a_paper_lies_where_its_share_is():
    made = place_plot("scans/a/index.md", Tally(3, 1, 2), "overview/shares-bars.svg", "overview")
    assert [(line.x, line.to_x) for line in of_kind(made, Line)] == [(270, 270)]
    assert "This paper: 75%" in texts(made)
    assert of_kind(made, Inset)[0].href.in_html(True) == "../../overview/shares-bars.svg"
    assert place_plot("scans/a/index.md", Tally(0, 0, 2), "overview/shares-bars.svg", "overview") is None


def test_the_page_of_a_paper_shows_its_place_where_there_is_an_overview():
    assert view(SCAN, shore(), "scans/alpha/index.md").place
    # Nothing that is asked of delta applies.
    assert view(SCAN, shore(), "scans/delta/index.md").place is None
    assert view(SCAN, shore(leave_out=("overview",)), "scans/alpha/index.md").place is None


def test_the_overview_has_every_paper_once_and_summaries_once():
    found = pages(OVERVIEW, shore(rows_per_page=2))
    names = {path: [row[0].text for row in made.view.lights.rows] for path, made in found.items()}
    assert names == {
        "overview/index.md": ["Gamma Gulls", "Beta Bars"],
        "overview/page-2/index.md": ["A Beach", "Alpha Dunes"],
        "overview/page-3/index.md": ["Delta"],
    }
    assert [bool(made.view.domains and made.view.histogram) for made in found.values()] == [True, False, False]
    first = found["overview/index.md"].view
    assert [row[0].text for row in first.domains.rows] == ["Artifacts", "Statistical methodology", "Sea shells"]
    assert [len(picture.rows) for _, picture in first.criteria] == [4, 2, 1]


def test_a_page_has_at_most_fifty_papers_and_a_picture_at_most_sixty_bars():
    keys = {f"domain_{number:03}": {f"key_{key}": {"applies": True, "answer": True} for key in range(9)}
            for number in range(70)}  # fmt: skip
    corpus = Corpus({f"p{number:02}": scan(f"P {number:02}", checklist=keys) for number in range(51)})
    found = pages(OVERVIEW, corpus)
    first = found["overview/index.md"].view
    assert [len(made.view.lights.rows) for made in found.values()] == [50, 1]
    assert (len(first.domains.rows), first.more_domains) == (60, 10)
    # 200 criteria have pages, so 23 of the domains, and their 9 criteria each a bar; 40 domains of 70 have a column.
    assert (sum(len(picture.rows) for _, picture in first.criteria), first.more_criteria) == (207, 423)
    assert (len(first.lights.columns), first.more_columns) == (41, 30)


def test_nothing_yet():
    found = pages(OVERVIEW, Corpus())
    view = found["overview/index.md"].view
    assert (view.domains, view.lights, view.histogram, view.support, view.criteria) == (None, None, None, None, ())
    assert list(PICTURE.plan(Corpus().site)) == []


def test_nothing_applicable_has_no_share_to_show():
    view = pages(OVERVIEW, Corpus({"a": scan("A", checklist=checklist(artifacts="aa"))}))["overview/index.md"].view
    assert view.domains
    assert view.lights
    assert (view.histogram, view.years) == (None, None)


def test_a_site_without_an_overview_has_no_pictures_as_files():
    corpus = shore(leave_out=("overview",))
    assert pages(OVERVIEW, corpus) == {}
    assert list(PICTURE.plan(corpus.site)) == []
    assert OVERVIEW.addresses(corpus.config) == ()


def test_each_picture_is_a_file_and_each_link_to_a_file_leads_to_one():
    corpus = shore(rows_per_page=2)
    files = {asset.path: asset.make(corpus) for asset in PICTURE.plan(corpus.site)}
    linked = set()
    for made in pages(OVERVIEW, corpus).values():
        shown = made.view
        for picture in (shown.domains, shown.histogram, shown.years, shown.support, shown.lights,
                        *(picture for _, picture in shown.criteria)):  # fmt: skip
            linked |= {picture.download.path} if picture else set()
    assert linked | {"overview/shares-bars.svg"} == files.keys()
    assert len(files) == 11
    assert all(data.startswith(b"<svg ") for data in files.values())
