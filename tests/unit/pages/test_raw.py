"""The inputs, published beside their pages."""

from __future__ import annotations

import gzip
import json

import pytest

from generator.build import generate
from generator.identify import short_hash
from generator.pages.raw import RAW, compressed
from tests.inputs import SCAN, SYNTHESIS, Corpus, changed, written
from tests.shore import REPORTS, SCANS, shore


class Files(Corpus):
    """A corpus whose files can be read."""

    def data(self, source):
        return source.path.encode()


def published(corpus):
    return {item.source.path: item.path for item in RAW.plan(corpus.site)}


def test_every_scan_and_every_report_stands_beside_its_page():
    found = published(shore())
    assert found.pop("scans/alpha/scan-1.json") == "scans/alpha/scan-1.json"
    assert found == {f"scans/{name}/scan-0.json": f"scans/{name}/scan-0.json" for name in SCANS} | {
        f"syntheses/{name}.json": f"syntheses/{name}.json" for name in REPORTS
    }


def test_a_page_at_another_address_has_its_file_there():
    corpus = shore()
    (paper, *_), (report, *_) = corpus.papers, corpus.reports
    moved = shore()
    moved.papers = (type(paper)("scans/elsewhere", paper.scan, paper.earlier),)
    moved.reports = (type(report)("syntheses/elsewhere", report.synthesis),)
    found = published(moved)
    assert found["scans/alpha/scan-0.json"] == "scans/elsewhere/scan-0.json"
    assert found["scans/alpha/scan-1.json"] == "scans/elsewhere/scan-1.json"
    # The name of a report's file is fit for an address, so it stands where it lies.
    assert found["syntheses/early.json"] == "syntheses/early.json"


def test_a_report_whose_name_is_unfit_for_an_address_stands_beside_its_page():
    corpus = Corpus({}, {"My Report": REPORTS["early"]})
    (report,) = corpus.reports
    corpus.reports = (type(report)("syntheses/my-report", report.synthesis),)
    assert published(corpus) == {"syntheses/My Report.json": "syntheses/my-report.json"}


def test_what_is_published_is_told_apart_by_its_bytes_and_its_address():
    digests = [item.digest for corpus in (shore(), shore(compress_raw=True)) for item in RAW.plan(corpus.site)]
    assert len(digests) == len(set(digests)) == 18


ODD = "../papers/x/scan \u00c4.json"


@pytest.mark.parametrize(
    ("files", "settings"),
    [
        (["scans/scan-v4/scan.json", "scans/scan-v4/scan-v4.json"], {}),
        (["../papers/r/r.json", "../papers/r/scan.json"], {"scans": ("../papers/*/r.json", "../papers/*/scan.json")}),
        # The name that the first of them gets is the name of the other.
        ([ODD, f"../papers/x/scan-{short_hash(ODD)}.json"], {"scans": "../papers/*/scan*.json"}),
        ([ODD, f"../papers/x/{short_hash(ODD)}.scan.json"], {"scans": "../papers/*/*scan*.json"}),
        (["../old/x.json", "syntheses/x.json"], {"syntheses": ("syntheses", "../old")}),
    ],
)
def test_no_input_is_published_in_the_place_of_another(tmp_path, files, settings):
    content = tmp_path / "content"
    inputs = {
        path: changed(SYNTHESIS if "scans" not in settings and "scans" not in path else SCAN, note=path)
        for path in files
    }
    build = generate(written(content, inputs, repository=tmp_path, project=tmp_path, **settings))
    notes = {asset.path: json.loads(asset.content())["note"] for asset in build.assets if asset.source in inputs}
    assert sorted(notes.values()) == sorted(files)


@pytest.mark.parametrize("is_compressed", [False, True])
def test_the_bytes_are_those_that_were_read(is_compressed):
    corpus = Files(SCANS, REPORTS, compress_raw=is_compressed)
    for item in RAW.plan(corpus.site):
        data = item.make(corpus)
        assert item.path.endswith(".gz") is is_compressed
        assert (gzip.decompress(data) if is_compressed else data) == item.source.path.encode()


def test_compressed_bytes_depend_on_nothing_else():
    assert compressed(b"sand" * 100) == compressed(b"sand" * 100)
    # RFC 1952: the time stands in the bytes 4 to 7, and none is written.
    assert compressed(b"sand")[4:8] == bytes(4)
    assert len(compressed(b"sand" * 100)) < 40
