"""Rules about where an input lies, what it is called, and what lies beside it."""

from __future__ import annotations

from generator.rules.record import Case, Rule, Severity

_LINK = "that leads out of the {}, to a hidden file, to a folder, to itself or nowhere"
_PUT_IT = "Put the file or the folder itself there"

RULES = (
    Rule(
        "nothing-found",
        Severity.ERROR,
        "There is neither a scan nor a synthesis, or there are some where no setting looks.",
        (
            Case(
                "No scan and no synthesis at all",
                "The site has only its own pages; with `--strict` nothing is built",
                "Put the inputs where the message says; correct `docs_dir`, `scans`, `syntheses`",
            ),
        ),
        remedy="put the inputs there, or correct docs_dir, scans and syntheses in mkdocs.yml",
        also=(Severity.WARNING,),
        leaves_out=True,
    ),
    Rule(
        "misplaced",
        Severity.ERROR,
        "A scan does not lie in a folder of its own, or an input too deep in folders.",
        (
            Case("A `scan.json` that lies in `scans/` itself", "Left out", "Move it to `scans/<slug>/scan.json`"),
            Case(
                "A file or folder in the input folders whose path from `docs_dir` has more than 600 bytes",
                "Left out, with all that is in it",
                "Put it further up; give it a shorter name",
            ),
        ),
    ),
    Rule(
        "misnamed",
        Severity.ERROR,
        "A file's name is almost that of a scan.",
        (
            Case(
                "Almost the name of a scan: `Scan.JSON`, `scan (1).json`",
                "Left out",
                "Name it `scan.json` or `scan-<version>.json`, in lower case",
            ),
        ),
        remedy="name it scan.json or scan-<version>.json, in lower case",
    ),
    Rule(
        "symlink",
        Severity.ERROR,
        "A symbolic link leads nowhere, out of the folder that it may not leave, or to a folder.",
        (
            Case(
                f"A link in the input folders {_LINK.format('content folder')}; an input folder that is a link",
                "Left out",
                f"{_PUT_IT}, or set [`follow_links`](inputs.md#links) if it stays in the repository",
            ),
            Case(
                f"A link elsewhere below the content folder {_LINK.format('repository')}",
                "Left out; it is not followed",
                f"{_PUT_IT}; `follow_links` for a folder in the repository",
            ),
        ),
        also=(Severity.NOTE,),
    ),
    Rule(
        "not-a-file",
        Severity.ERROR,
        "A folder, pipe, socket or device has the name of an input.",
        (
            Case(
                "A pipe, socket or device, anywhere below the content folder; a folder with the name of an input",
                "Left out; it is never waited for",
                "Put a plain file there",
            ),
        ),
        remedy="put a plain file here",
        also=(Severity.NOTE,),
    ),
    Rule(
        "unfit-name",
        Severity.ERROR,
        "The name of a page or another file holds signs that break out of the pages that show it.",
        (
            Case(
                'A page or another file that is no input, and whose path holds `<`, `>`, `"`, a backslash or an '
                "invisible character",
                "Left out: themes print names as they are",
                "Rename it",
            ),
        ),
        remedy="rename it with letters, digits and hyphens",
        also=(Severity.NOTE,),
    ),
    Rule(
        "odd-name",
        Severity.NOTE,
        "A folder's or file's name cannot stand in an address, so the page gets another one.",
        (
            Case(
                "Names that differ in case only",
                "Both pages are built, each at an address of its own",
                "Use lower-case names",
            ),
            Case(
                "A name with spaces, accents, signs, dots, leading hyphens or more than 80 characters",
                "The page gets a readable address with a short hash; a note says which",
                "Use lower-case letters, digits and single hyphens",
            ),
            Case(
                "A reserved name: `index`, `404`, `assets`, `search`, `tags`, `sitemap`, `feed`, `page-2`, `con`, "
                "`nul`, `com1` …",
                "The same",
                "Choose another name",
            ),
            Case(
                "A line of JSON Lines in which nothing names its page",
                "The page gets an address from its number, which changes when lines move",
                "Give it a field `slug` or `id`",
            ),
        ),
        also=(Severity.WARNING,),
        remedy="use lower-case letters, digits and single hyphens, at most 80 characters, no reserved word",
    ),
    Rule(
        "slug-collision",
        Severity.WARNING,
        "Two inputs would have one address.",
        (
            Case(
                "Two inputs with one address, such as `a.txt` and `a.json`",
                "Both pages are built; the second gets another address",
                "Rename one of the two",
            ),
        ),
        remedy="give one of the two another name",
    ),
    Rule(
        "duplicate-paper",
        Severity.WARNING,
        "Two folders hold scans of what seems to be one paper.",
        (
            Case(
                "Two folders with scans of one paper, by identifier or by title",
                "Both pages are built; no reference is linked by what they share",
                "Put both scans into one folder, or correct the identifier",
            ),
        ),
        remedy="put both scans into one folder, or correct the identifier",
    ),
    Rule(
        "different-papers",
        Severity.WARNING,
        "The scans in one folder seem to be of different papers.",
        (
            Case(
                "Several scans in one folder that are of different papers",
                "The newest is shown, the others are linked as earlier scans",
                "Give each paper a folder of its own",
            ),
        ),
        remedy="give each paper a folder of its own",
    ),
    Rule(
        "not-read",
        Severity.NOTE,
        "A file lies among the inputs and is none; it is published as it is.",
        (
            Case(
                "Another data file in the input folders (JSON, YAML; in that of syntheses, anything that is "
                "published)",
                "Published as it is",
                "Rename it if it is an input",
            ),
            Case(
                "A JSON file that lies in `scans/` itself and has no field `paper`",
                "Published as it is",
                "Write the paper's record, or move the file",
            ),
        ),
    ),
    Rule(
        "not-published",
        Severity.WARNING,
        "A file in the input folders is not an input, and its ending is not among those that are published.",
        (
            Case(
                "Any other file in the input folders, unless its ending is on "
                "[the list](#what-is-published-from-the-input-folders): HTML, SVG, scripts, Markdown …",
                "Left out",
                "Move it elsewhere below the content folder, or list it under the option `publish`",
            ),
        ),
        remedy="move it elsewhere below the content folder, or list its ending or path under the option publish",
        leaves_out=True,
    ),
    Rule(
        "lonely-reply",
        Severity.WARNING,
        "A reply of authors lies in a folder without a scan.",
        (
            Case(
                "A [`reply.md`](sharing.md#replies-of-authors) in a folder that has no scan in it",
                "Left out",
                "Move it into the folder of the scan that it replies to",
            ),
        ),
        remedy="move it into the folder of the scan that it replies to",
        leaves_out=True,
    ),
    Rule(
        "hand-written-page",
        Severity.NOTE,
        "A page written by hand takes the place of a generated page.",
        (
            Case(
                "A page written by hand where a generated one would be (in the input folders: one that is "
                "listed under "
                "`publish`)",
                "The page written by hand is shown",
                "Remove or rename it to get the generated one",
            ),
        ),
        remedy="remove or rename it to get the generated page",
    ),
    Rule(
        "covered-file",
        Severity.WARNING,
        "A file has the address of a generated page, which is shown instead.",
        (
            Case(
                "Another file, such as `methodology/index.html`, that has the address of a generated page",
                "The generated page is shown, the file is left out",
                "Remove or rename it, or write the page by hand in Markdown",
            ),
        ),
        remedy="remove or rename it, or write the page by hand in a file that ends in .md",
    ),
    Rule(
        "not-exported",
        Severity.ERROR,
        "A file cannot be exported, since its name or kind is unfit.",
        (
            Case(
                "A file that cannot be exported, since its name or kind is unfit",
                "Left out of the export",
                "Rename it",
            ),
        ),
    ),
)
"""In the order of the guide."""

HARMLESS = (
    Case("Another link to a file", "Read and published like the file", "Nothing"),
    Case(
        "A hidden file or folder in the input folders (its name starts with a dot)",
        "Neither read nor published, whatever `exclude_docs` says, and nothing is said",
        "",
    ),
    Case(
        "An input that changes while the site is made",
        "Read again; the page and the published file are always of one reading. One that never stops changing "
        "ends the "
        "build with a message",
        "Nothing",
    ),
    Case(
        "A static file that cannot be read when it is to be copied",
        "A warning of the build; the file is left out",
        "Make it readable",
    ),
)

AROUND = (
    Rule(
        "no-site-url",
        Severity.NOTE,
        "The configuration does not say at which address the site is published.",
        (
            Case(
                "`mkdocs.yml` has no `site_url`",
                "The site is built; its page for wrong addresses (404) looks for style sheets and pages at the wrong "
                "place where the site lies below a sub-path, and canonical addresses and the sitemap are missing. "
                "`mkdocs build` warns, so a strict build fails; for `scanpress check`, which is about inputs, it is "
                "a note",
                "Set `site_url`, or `site_url: ''` where the site is never published",
            ),
        ),
    ),
    Rule(
        "cache-in-git",
        Severity.WARNING,
        "What is remembered between builds is under version control, where others can change it.",
        (
            Case(
                "`.cache/scanpress` is under version control",
                "`scanpress check` warns; what another computer wrote there is never used",
                "`git rm -r --cached .cache/scanpress`, and `/.cache/` in `.gitignore`",
            ),
        ),
    ),
)
"""About what lies around the inputs."""

HARMLESS_AROUND = (
    Case(
        "`.cache/scanpress` is damaged, from another computer or folder, read-only or a link",
        "Not used; everything is made anew",
        "Nothing",
    ),
    Case(
        "The disk is full, or the site's folder cannot be written",
        "The build ends with a message that names the file",
        "Make room; make the folder writable",
    ),
    Case("A build or an export was killed", "The next one clears what it left", "Nothing"),
)
