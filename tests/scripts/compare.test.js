// Comparisons: how scans are called in an address, and which rows differ.
const assert = require("node:assert/strict");
const { test } = require("node:test");
require("../../site_templates/theme/assets/scanpress/compare.js");

const C = /** @type {any} */ (globalThis).scanpressCompare;
const read = (/** @type {string} */ text) => C.read(`?${new URLSearchParams({ p: text })}`, "/survey/", "/survey/scans/");

test("scans are named by the last part of their addresses, by the part below the site, or whole", () => {
  assert.deepEqual(read("a,b/v3, /other/c"), ["a", "b/v3", "/other/c"]);
  assert.deepEqual(read("https://example.org/survey/scans/a/ https://example.org/survey/arxiv/2403.00001/"), ["a", "/arxiv/2403.00001"]);
  assert.deepEqual(read("http://127.0.0.1:8000/survey/scans/a/v2/index.html?x=1#claim-b"), ["a/v2"]);
  assert.deepEqual(read("a/#page-claims\n\tb/"), ["a", "b"]);
  // A field for one line loses the breaks between lines that are pasted.
  assert.deepEqual(read("https://x.example/survey/scans/a/https://x.example/survey/scans/b/"), ["a", "b"]);
  assert.deepEqual(read("2403.00001v2, arXiv:2501.00002 2403.1"), ["/arxiv/2403.00001", "/arxiv/2501.00002", "2403.1"]);
  assert.deepEqual(read(" , "), []);
  assert.deepEqual(C.read("", "/", "/scans/"), []);
  assert.deepEqual(C.read("?p=a&p=b,c&q=d", "/", "/scans/"), ["a", "b", "c"]);
  assert.deepEqual(C.read("?p=https://example.org/scans/a/,https://example.org/b", "/", "/scans/"), ["a", "/b"]);
});

const entry = (/** @type {string} */ key, /** @type {string} */ word, section = "Criteria", texts = ["why"]) =>
  ({ section, key, head: key, word, texts, note: "", kind: "", href: "" });
const rows = (/** @type {any[][]} */ scans, section = "Criteria") =>
  C.rows(scans, section).map((/** @type {any} */ row) => [row.entry.key, row.differs, row.cells.map((/** @type {any[]} */ cell) => cell.map(({ word }) => word).join())]);

test("rows that differ come first, before those that one scan lacks, each in the order of the first scan that has it", () => {
  const one = [entry("e", "No"), entry("a", "Yes"), entry("b", "No"), entry("c", "No"), entry("x", "1", "Figures")];
  const other = [entry("c", "Yes"), entry("a", "Yes", "Criteria", ["because"]), entry("b", "Not applicable"), entry("d", "No")];
  assert.deepEqual(rows([one, other]), [
    ["b", true, ["No", "Not applicable"]],
    ["c", true, ["No", "Yes"]],
    ["e", true, ["No", ""]],
    ["d", true, ["", "No"]],
    ["a", false, ["Yes", "Yes"]],
  ]);
});

test("lists stand in one row, which differs where any of their texts does", () => {
  const list = (/** @type {string[]} */ ...texts) => texts.map((text) => entry("", "Strong", "Claims", [text]));
  assert.deepEqual(rows([list("a", "b"), list("a", "c")], "Claims"), [["", true, ["Strong,Strong", "Strong,Strong"]]]);
  assert.deepEqual(rows([list("a", "b"), list("a", "b")], "Claims")[0][1], false);
  assert.deepEqual(rows([[], []], "Claims"), []);
});
