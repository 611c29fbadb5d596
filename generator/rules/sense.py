"""Rules about what an input says: values that are no such thing, and answers that do not add up."""

from __future__ import annotations

from generator.rules.record import Case, Rule, Severity

_STANDS = "Shown as given"
_AS_TEXT = "Shown as text, without a link"

RULES = (
    Rule(
        "malformed-identifier",
        Severity.WARNING,
        "An arXiv id or a DOI does not have the form of one.",
        (
            Case(
                "An arXiv id or a DOI that does not have the form of one",
                _AS_TEXT,
                "Correct it, or leave it out",
            ),
        ),
    ),
    Rule(
        "placeholder-identifier",
        Severity.WARNING,
        "A DOI is the placeholder of a document template.",
        (
            Case(
                "A DOI that is a template's placeholder, such as `10.1145/nnnnnnn.nnnnnnn`",
                _AS_TEXT,
                "Write the paper's own DOI, or leave it out",
            ),
        ),
        remedy="write the paper's own DOI, or leave the field out",
    ),
    Rule(
        "disagreeing-identifiers",
        Severity.WARNING,
        "The arXiv id and the DOI of a paper name two different preprints.",
        (Case("An arXiv id and a DOI that name two different preprints", "Both are shown", "Correct the wrong one"),),
        remedy="correct the wrong one",
    ),
    Rule(
        "unfit-address",
        Severity.WARNING,
        "An address is not a web address, so it does not become a link.",
        (
            Case(
                "An address (`url`) that is not http or https, or does not have the form of one",
                _AS_TEXT,
                "Correct it, or leave it out",
            ),
        ),
        remedy="write it like https://example.org/page, or leave it out",
    ),
    Rule(
        "ambiguous-reference",
        Severity.NOTE,
        "A reference fits several scanned papers, so it is linked to none of them.",
        (Case("A reference that fits several scanned papers", "Linked to none", "Add an identifier"),),
        remedy="add an identifier to the reference, or remove the double paper",
    ),
    Rule(
        "contradictory-answer",
        Severity.WARNING,
        "A criterion that does not apply is answered with yes.",
        (
            Case(
                "A criterion that does not apply, and is answered with yes",
                "Counts as not applicable; the page says so",
                "Correct one of the two",
            ),
        ),
        remedy="set answer to false, or applies to true",
    ),
    Rule(
        "unclear-answer",
        Severity.WARNING,
        "A criterion is answered with none of yes, no and not applicable, or not at all.",
        (
            Case(
                "An answer that is none of yes, no and not applicable, or none at all",
                "Shown as unclear; counts as none of them",
                "Write `true` or `false`",
            ),
        ),
        remedy="write true or false (or applies: false)",
    ),
    Rule(
        "repeated-criterion",
        Severity.WARNING,
        "A criterion appears in a checklist more than once, and each answer counts.",
        (
            Case(
                "A criterion that appears in two domains of a checklist (a note), or twice in one",
                "Both are shown and counted",
                "Remove one, if they are the same",
            ),
        ),
        remedy="remove one of the two, if they are the same",
        also=(Severity.NOTE,),
    ),
    Rule(
        "empty-checklist",
        Severity.NOTE,
        "A checklist has no domain, or a domain neither criteria nor an answer.",
        (
            Case(
                "A checklist without domains, a domain without criteria and answer",
                "Shown empty",
                "Answer its criteria, or remove it",
            ),
        ),
    ),
    Rule(
        "empty-text",
        Severity.WARNING,
        "A text, a name or the list of authors that a reader needs is empty.",
        (
            Case(
                "No author at all; a year that is `null`; an empty justification, claim, piece of evidence, red "
                "flag, "
                "section or text of the key findings; an engagement factor, quality dimension or event of a "
                "correction "
                "with nothing in it; a reference with neither title nor identifier nor address; an empty author's "
                "name, tag or module among others (a note)",
                "The page has a gap there; empty names are left out of their lists",
                "Write it, or remove the entry",
            ),
        ),
        remedy="write it, or remove the entry",
        also=(Severity.NOTE,),
    ),
    Rule(
        "support-not-stated",
        Severity.WARNING,
        "A claim has no word on how well it is supported, or whether it was verified.",
        (
            Case(
                "A claim of a scan without `supported`, or with `null`; a claim of a report without `verified`",
                "Shown as not stated",
                "Write the word",
            ),
        ),
    ),
    Rule(
        "year-out-of-range",
        Severity.WARNING,
        "A year does not lie between 1500 and 2100.",
        (Case("A year of a paper, cited paper, reference or date before 1500 or after 2100", _STANDS, "Correct it"),),
        remedy="write the year of publication, or leave the field out",
    ),
    Rule(
        "unclear-date",
        Severity.WARNING,
        "A date is not in the calendar, or its form is not understood.",
        (
            Case(
                "A date that is not in the calendar (`2026-02-31`); one without a day (`Spring 2026`) is a note",
                _STANDS,
                "Write it like `2026-06-07`",
            ),
        ),
        remedy="write it like 2026-06-07, or like June 7, 2026",
        also=(Severity.NOTE,),
    ),
    Rule(
        "unknown-version",
        Severity.WARNING,
        "A scan says that it is of a version whose form is not known.",
        (
            Case(
                "A `scan_version` (or a number in the file's name, where there is none) other than 0b and 1 to 5",
                "Read as far as it has their form; its number still says which scan of a paper is the newest",
                "Write the version whose form the file has",
            ),
        ),
        remedy="write the version whose form the file has",
    ),
    Rule(
        "version-differs",
        Severity.WARNING,
        "A scan's file is named after another version than the scan says it is.",
        (
            Case(
                "A `scan-v4.json` that says that it is another version",
                "What the file says counts",
                "Rename it, or correct `scan_version`",
            ),
        ),
        remedy="rename the file, or correct scan_version",
    ),
    Rule(
        "family-entry",
        Severity.WARNING,
        "An entry of `families.yml` cannot be used, says nothing, or contradicts another.",
        (
            Case(
                "An entry of [`families.yml`](inputs.md#families-of-red-flags) that is not of its form; a key that "
                "means nothing there; a family without a name; a name that is empty or no text",
                "That entry is left out, the others are used",
                "Write it as the guide shows",
            ),
            Case(
                "A name there that no red flag has",
                "Changes nothing; the message says which red flag may be meant",
                "Write it as scans do, or remove it",
            ),
            Case(
                "A name in two families; names that are to be apart, and in one family",
                "The first family keeps it",
                "Remove one of the two",
            ),
        ),
    ),
    Rule(
        "moved-entry",
        Severity.WARNING,
        "An entry of `moved.yml` cannot be used, or says what is no longer so.",
        (
            Case(
                "An entry of [`moved.yml`](addresses.md#what-moved-and-what-is-gone) that is not of its form: no "
                "address, no date, no reason, a key that means nothing there",
                "That entry is left out, the others are used",
                "Write it as the guide shows",
            ),
            Case(
                "An entry there that leads to nothing, or in a circle",
                "Nothing stands at the old address",
                "Let it lead to a page or an entry of the site, or write reason and date",
            ),
            Case(
                "An old address there that the site has again",
                "The page or the entry that is there is shown",
                "Remove the entry",
            ),
            Case(
                "An old address there that is kept for the site's own files, or above or below another file",
                "Nothing stands at the old address",
                "Remove the entry",
            ),
            Case(
                "More entries there than [make 1,500 files](#how-much-is-read-and-shown), and 100 for each input",
                "Nothing stands at the old addresses from the entry on that the message names",
                "Remove entries that nobody follows any more",
            ),
        ),
    ),
    Rule(
        "dead-address",
        Severity.ERROR,
        "An address that was published would lead nowhere, or to something else.",
        (
            Case(
                "A page, an entry or a file in the ledger of an earlier build "
                "([`check --published`](addresses.md#the-ledger)) that this build does not have",
                "Links to it lead to the page for wrong addresses",
                "Write the line that the message shows into `moved.yml`",
            ),
            Case(
                "A scan that has taken the address of another, which is still there "
                "([both of one version](links.md#earlier-scans))",
                "Links to the one lead to the other",
                "Name the file of the new one after what is different, such as `scan-v4-second.json`",
            ),
        ),
    ),
    Rule(
        "gone-list",
        Severity.NOTE,
        "A list of papers that was published is gone, since it has no papers any more.",
        (
            Case(
                "The page of an author, a tag, a family of red flags or a pair of criteria in the ledger of an "
                "earlier build that this build does not have",
                "Links to it lead to the page for wrong addresses, which names the list of all",
                "Nothing, or a line in `moved.yml`",
            ),
        ),
    ),
)
"""In the order of the guide."""

HARMLESS = (
    Case(
        "An answer with `applies: null`",
        "The answer alone counts, as where `applies` is absent",
        "Nothing, if it is meant",
    ),
)
