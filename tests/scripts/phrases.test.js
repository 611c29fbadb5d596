// The words that readers take away; tests/unit/test_phrases.py reads them back as Markdown.
const assert = require("node:assert/strict");
const { test } = require("node:test");
require("../../site_templates/theme/assets/scanpress/phrases.js");

const { escaped, firstSentence, line } = /** @type {any} */ (globalThis).scanpressPhrases;

test("the first sentence ends where one does, and not behind an abbreviation", () => {
  assert.equal(firstSentence("See Fig. 2 of it. Then stop."), "See Fig. 2 of it.");
  assert.equal(firstSentence("As A. Sand et al. Say. More"), "As A. Sand et al. Say.");
  assert.equal(firstSentence("No end"), "No end");
  assert.equal([...firstSentence("\u{1f3d6}".repeat(400))].length, 302);
});

test("a text is one line, and has no half of a sign", () => {
  assert.equal(line(" a\n\tb \ud83c"), "a b \ufffd");
});

test("signs that mean something in Markdown are quoted", () => {
  assert.equal(escaped("*a* [b](c) <d>"), "\\*a\\* \\[b\\](c) \\<d\\>");
});
