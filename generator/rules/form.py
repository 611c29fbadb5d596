"""Rules about the form of an input: whether it can be read, and whether it has the fields of its schema."""

from __future__ import annotations

from generator.rules.record import Case, Rule, Severity

_LEFT_OUT_THERE = "Left out; line and column are named"
_IN_FORM = "Write it in the form of the schema"

RULES = (
    Rule(
        "unreadable",
        Severity.ERROR,
        "A file cannot be opened, or cannot be understood as text, JSON or YAML.",
        (
            Case(
                "Invalid JSON or YAML, at the start, in the middle, at the end, or cut short",
                _LEFT_OUT_THERE,
                "Mend the file at that place",
            ),
            Case("An empty file, or one of white space only", "Left out", "Write it again, or remove it"),
            Case(
                "UTF-16, Latin-1, or NUL bytes",
                "Left out; the place is named where it is known",
                "Save the file as UTF-8",
            ),
            Case(
                "`NaN`, `Infinity`, `1e999`, a number of more than 100 digits",
                _LEFT_OUT_THERE,
                "Write `null`, a number or a text",
            ),
            Case("A key that appears twice in one object, at any depth", _LEFT_OUT_THERE, "Keep one of the two"),
            Case("A key of more than 200 characters", "Left out; the place is named", "Use a shorter key"),
            Case("Lists or objects nested more than 40 deep", "Left out; the place is named", "Nest less deeply"),
            Case("YAML aliases, tags and keys that are not words", _LEFT_OUT_THERE, "Write the value out"),
            Case(
                "A file or folder that may not be read, or whose name is not valid text",
                "Left out",
                "Make it readable; rename it",
            ),
            Case(
                "A line of JSON Lines that cannot be read, or is larger than `max_file_bytes` (`too-large`)",
                "That line is left out, and named by its number; the others are read",
                "Mend the line",
            ),
        ),
        also=(Severity.NOTE,),
    ),
    Rule(
        "too-large",
        Severity.ERROR,
        "A file has more bytes, values, lines or criteria than are read.",
        (
            Case(
                "A file of more than `max_file_bytes` (10,000,000 bytes), 10,000 values (20,000 in `families.yml` "
                "and `moved.yml`), 5,000 lines of a report, or 2,000,000 characters of YAML",
                "Left out",
                "Shorten it; use JSON instead of YAML; raise `max_file_bytes` for the first",
            ),
            Case(
                "A file of JSON Lines with more than 20,000 lines, or 1,000 in which nothing names a page",
                "Left out",
                "Split it; give each line a `slug`",
            ),
            Case(
                "A scan whose checklist has more than 200 domains or 1,000 criteria",
                "Left out",
                "Leave out what is no domain or criterion",
            ),
        ),
    ),
    Rule(
        "invalid",
        Severity.ERROR,
        "A file can be read but is not a scan or a synthesis.",
        (
            Case(
                "Anything but an object at the top: a list, a text, a number, `null`",
                "Left out",
                "Write one object with the fields of the schema",
            ),
            Case("An object or a text that is neither a scan nor a report", "Left out", "Compare it with the schema"),
            Case(
                "More than 1,000 fields that are missing or of a wrong type, found in one go",
                "Left out",
                "Write the file in the form of the schema",
            ),
        ),
    ),
    Rule(
        "missing-field",
        Severity.WARNING,
        "A field that every scan or synthesis has is absent or empty.",
        (
            Case("The title is missing or empty (an error)", "Left out", "Write it"),
            Case("Another field is missing", "Shown; the page says that it is not stated", "Add it"),
        ),
        also=(Severity.ERROR,),
    ),
    Rule(
        "wrong-type",
        Severity.WARNING,
        "A field holds another type than the schema asks for.",
        (
            Case(
                'A field of the wrong type whose meaning is plain: a number for a text, one text for a list, `"no"` '
                "for `false`",
                "Shown all the same",
                _IN_FORM,
            ),
            Case(
                "A field of the wrong type that fits nowhere",
                "Shown among the other fields, as it is given",
                _IN_FORM,
            ),
            Case("A field that is `null` (a note)", "Shown; the page says that it is not stated", "Add it"),
        ),
        remedy="write it in the form of the schema",
        also=(Severity.NOTE,),
    ),
    Rule(
        "unknown-field",
        Severity.NOTE,
        "A field is not in the schema; it is shown under a title made from its key.",
        (
            Case(
                "A field that is not in the schema",
                "Shown under a title made from its key; after 750 values in one place or on one page a line "
                "says how "
                "many more there are",
                "Nothing, if it is meant",
            ),
        ),
        remedy="nothing to mend if it is meant; it is shown as given",
    ),
    Rule(
        "misspelled-field",
        Severity.WARNING,
        "A field is not in the schema, and its key is almost one that is.",
        (
            Case(
                "A key with a slip of one or two letters, another case or other separators: `red_flgas`, "
                "`keyFindings`",
                "Shown under a title made from its key, like any field that is not in the schema; the message says "
                "which key may be meant",
                "Correct the key; nothing, if it is meant",
            ),
        ),
    ),
    Rule(
        "unknown-word",
        Severity.NOTE,
        "A domain, criterion, tag or other word is not in the vocabulary.",
        (
            Case(
                "A domain, criterion, tag, module, verdict or other word that nobody knows",
                "Shown as given",
                "Nothing, if it is meant",
            ),
        ),
        remedy="nothing to mend if it is meant; it is shown as given",
    ),
    Rule(
        "misspelled-word",
        Severity.WARNING,
        "A word is not in the vocabulary, and is almost one that is.",
        (
            Case(
                "A domain, criterion, tag, module, tier or other word with such a slip: `storng`",
                "Shown as given, and counted as a word of its own; the message says which word may be meant",
                "Correct the word; nothing, if it is meant",
            ),
        ),
    ),
    Rule(
        "byte-order-mark",
        Severity.NOTE,
        "A file starts with a byte order mark, which is skipped.",
        (Case("A byte order mark", "Ignored", "Save the file as UTF-8 without one"),),
        remedy="save it as UTF-8 without one",
    ),
    Rule(
        "replaced-character",
        Severity.NOTE,
        "A text holds half of a character (a lone surrogate), which nothing can show.",
        (Case('Half of a character (`"\\ud800"`)', "Shown as �", "Write the whole character"),),
        remedy="write the whole character; it is shown as \N{REPLACEMENT CHARACTER}",
    ),
    Rule(
        "and-more",
        Severity.WARNING,
        "A file breaks one rule in many places; the first ones are listed.",
        (
            Case(
                "A file with more than fifty findings",
                "A build lists the first ten of each rule, and says how many more there are; `scanpress check` knows "
                "the first 1,000 of each",
                "Mend those, and run it again",
            ),
        ),
        remedy="mend those, and run this again",
        also=(Severity.ERROR, Severity.NOTE),
    ),
)
"""In the order of the guide."""

HARMLESS = (
    Case(
        "A text of more than 20,000 characters",
        "Cut there, with a remark; the raw file has it all",
        "Nothing, if it is meant",
    ),
)
