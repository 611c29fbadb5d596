"""Where the pages about the corpus stand."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.addresses import absolute, address, has, where
from generator.config import Config, Corpus
from generator.errors import ConfigError


def test_an_address_says_what_the_page_is_about() -> None:
    assert address(Corpus.OVERVIEW) == "overview"
    assert address(Corpus.CRITERIA, "artifacts", "code_released") == "criteria/artifacts/code_released"
    assert address(Corpus.YEARS, "2024") == "years/2024"


@pytest.mark.parametrize(
    "key", ["Code Released", "code__released", "_code", "../x", "a/b", "index", "page-2", "é", ""]
)
def test_a_key_that_cannot_stand_in_an_address_gets_words_and_a_hash(key: str) -> None:
    part = address(Corpus.TAGS, key).removeprefix("tags/")
    assert part != key
    assert part.replace("-", "").isalnum()
    assert part.isascii()


def test_keys_that_differ_have_addresses_that_differ() -> None:
    keys = ["code_released", "code-released", "Code_released", "code released", "code__released"]
    assert len({address(Corpus.TAGS, key) for key in keys}) == len(keys)


@pytest.mark.parametrize(
    "key", ["Foo Bar", "foo bar", "\u00e9", "\u6f22", "", "page-2", "foo-bar-55282c18", "x" * 90]
)
def test_no_key_can_have_the_address_of_another(key: str) -> None:
    # A tag that is called as the address of another would stand in its place.
    other = address(Corpus.TAGS, key).removeprefix("tags/")
    assert address(Corpus.TAGS, other) != address(Corpus.TAGS, key)


def test_pages_can_be_left_out(tmp_path: Path) -> None:
    config = Config(content=tmp_path, leave_out=("venues",))
    assert not has(config, Corpus.VENUES)
    assert has(config, Corpus.YEARS)
    assert where(config, Corpus.VENUES, "a") == ""
    assert where(config, Corpus.YEARS, "2024") == "years/2024"


def test_a_name_of_no_pages_is_refused(tmp_path: Path) -> None:
    with pytest.raises(
        ConfigError, match=r"nothing called .venue.; write overview, explore, compare, criteria, .*venues"
    ):
        Config(content=tmp_path, leave_out=("venue",))


def test_an_input_folder_at_the_address_of_corpus_pages_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="scans: pages about the corpus stand at claims/ as well"):
        Config(content=tmp_path, scans="claims")
    assert Config(content=tmp_path, scans="claims", leave_out=("claims",)).scan_index == "claims"


def test_a_whole_address_is_quoted_and_needs_that_of_the_site(tmp_path: Path) -> None:
    config = Config(tmp_path, site_url="https://example.org/survey/")
    assert absolute(config, "scans/a-b/") == "https://example.org/survey/scans/a-b/"
    assert absolute(config, 'scans/"<ä>/') == "https://example.org/survey/scans/%22%3C%C3%A4%3E/"
    assert absolute(Config(tmp_path), "scans/a-b/") == ""


@pytest.mark.parametrize(("folder", "part"), [("doi", "identifiers"), ("badges", "badges"), ("api", "api")])
def test_the_folder_of_a_part_is_no_input_folder(tmp_path: Path, folder: str, part: str) -> None:
    (tmp_path / folder).mkdir()
    with pytest.raises(
        ConfigError, match=f"stand at {folder}/ as well; rename the folder, or write .leave_out: .{part}"
    ):
        Config(tmp_path, scans=folder)
    assert Config(tmp_path, scans=folder, leave_out=(part,)).scan_index == folder
