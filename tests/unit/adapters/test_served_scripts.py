from __future__ import annotations

from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files

from generator.adapters.mkdocs.site_files import slim_files
from generator.adapters.served_scripts import FOLDER, left_apart, scripts_in_others, served_scripts, slim
from generator.adapters.served_styles import served_styles
from generator.adapters.slim_files import SlimFiles
from generator.resources import theme


def test_files_of_the_theme_are_served_without_comments_and_those_of_others_as_they_are(tmp_path: Path) -> None:
    own = tmp_path / FOLDER / "folds.js"
    own.parent.mkdir(parents=True)
    own.write_text("// mine\n", "utf-8")
    config = MkDocsConfig()
    config.load_dict({"site_name": "x", "site_dir": str(tmp_path / "site")})
    config.validate()
    files = Files(
        [File(f"{FOLDER}/{name}", str(top), str(tmp_path / "site"), True)
         for name, top in (("folds.js", tmp_path), ("explore.js", theme()), ("scanpress.css", theme()))]
    )  # fmt: skip
    slim_files(files)
    folds, explore, css = files
    assert folds.content_bytes == b"// mine\n"
    assert explore.content_bytes == served_scripts()[f"{FOLDER}/explore.js"]
    assert b"@param" not in explore.content_bytes
    assert css.content_bytes == served_styles()[f"{FOLDER}/scanpress.css"]


def test_a_script_that_another_imports_is_in_that_one(tmp_path: Path) -> None:
    assert scripts_in_others().keys().isdisjoint(served_scripts())
    assert scripts_in_others()[f"{FOLDER}/words.js"] == f"{FOLDER}/search.js"
    own = tmp_path / FOLDER / "search.js"
    own.parent.mkdir(parents=True)
    own.write_text('import { words } from "./words.js";\n', "utf-8")
    for top, left in ((theme(), ["search.js"]), (tmp_path, ["search.js", "words.js"])):
        files = Files(
            [File(f"{FOLDER}/{name}", str(top), str(tmp_path / "site"), True)
             for name, top in (("search.js", top), ("words.js", theme()))]
        )  # fmt: skip
        slim_files(files)
        assert [Path(file.src_path).name for file in files] == left


def test_a_part_of_a_script_that_the_publisher_replaced_is_the_one_that_is_used(tmp_path: Path) -> None:
    own = tmp_path / FOLDER / "words.js"
    own.parent.mkdir(parents=True)
    own.write_text("export const words = () => [];\n", "utf-8")
    names = ["explore.js", "search.js", *(Path(path).name for path in scripts_in_others())]
    files = Files(
        [File(f"{FOLDER}/{name}", str(tmp_path if name == "words.js" else theme()), str(tmp_path / "site"), True)
         for name in names]
    )  # fmt: skip
    slim_files(files)
    found = {Path(file.src_path).name: file.content_bytes for file in files}
    assert list(found) == names
    assert found["words.js"] == own.read_bytes()
    # The search imports it, as its own parts do.
    for name in ("search.js", "search-engine.js"):
        assert found[name] == (theme() / FOLDER / name).read_bytes()
    assert b'from "./words.js";' in found["search-engine.js"]
    assert found["explore.js"] == served_scripts()[f"{FOLDER}/explore.js"]


def test_parts_stay_beside_a_whole_that_the_publisher_replaced() -> None:
    """Which may import them. Nothing else does, so the rest is put together as ever."""
    search = f"{FOLDER}/search.js"
    parts = {path for path, whole in scripts_in_others().items() if whole == search}
    assert f"{FOLDER}/words.js" in parts
    assert left_apart({search}) == parts
    assert left_apart({f"{FOLDER}/explore.js"}) == set()


def test_a_script_that_is_known_is_not_made_again_and_one_that_changed_is() -> None:
    first = SlimFiles()
    assert first.made("a.js", "const sand = 1; // Sand.\n", slim) == b"let sand=1;\n"
    again = SlimFiles()
    again.learn({name: made.replace(b"let sand", b"let known") for name, made in first.known.items()})
    assert again.made("a.js", "const sand = 1; // Sand.\n", slim) == b"let known=1;\n"
    assert again.made("a.js", "const sand = 2;\n", slim) == b"let sand=2;\n"
    assert again.made("b.js", "const sand = 1; // Sand.\n", slim) == b"let sand=1;\n"
    assert len(again.known) == 2
