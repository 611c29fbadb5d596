// The explorer's pure part: filters with their counts, addresses, order, and what is taken away.
const assert = require("node:assert/strict");
const { test } = require("node:test");
require("../../site_templates/theme/assets/scanpress/explore.js");

const X = /** @type {any} */ (globalThis).scanpressExplore;

// Three papers: what is asked of each is code (0) and data (1).
const FILE = {
  format: 2,
  base: "../scans/",
  end: "/",
  compare: "compare/",
  files: { csv: "../exports/papers.csv", bib: "../exports/papers.bib" },
  titles: "Alpha Dunes\nbéta bars\nGamma",
  places: "0,2,\nbars\n/old/gamma",
  arxiv: ["2501\n\n", "00001\n\n"],
  doi: "\n10.1000/b\n",
  facets: [
    ["year", "Year", [["2025", "2025"], ["2024", "2024"], ["not-stated", "Not stated"]], "0\n1\n2"],
    ["venue", "Venue", [["sand", "Sand"]], "0\n\n0"],
    ["tag", "Tag", [["wet", "Wet"], ["dry", "Dry"]], "0 1\n1\n"],
    ["flags", "Red flags", [["0", "None"], ["1", "1"], ["3-5", "3 to 5"]], "0\n2\n1"],
  ],
  flags: "0\n4\n1",
  levels: [["strong", "strong"], ["weak", "weak"]],
  claims: "1 2\n0\n0 1",
  versions: "5\t4\n5\n3",
  domains: [["artifacts", "Artifacts"]],
  criteria: [[0, "code", "Code"], [0, "data", "Data"]],
  outlines: [[[0, [0, 1]]]],
  outline: "0\n0\n0",
  answers: "yn\nya\nnu",
};
const model = X.prepare(FILE);
const found = (/** @type {string} */ search) => [...X.filter(model, X.read(search))];
const counts = (/** @type {string} */ key) => [...model.byKey.get(key).sums];

test("any of within a facet, all of between them", () => {
  assert.deepEqual(found("?tag=wet&tag=dry"), [0, 1]);
  assert.deepEqual(found("?tag=dry&answer.artifacts.code=yes&year=2025"), [0]);
  assert.deepEqual(found("?year=2024.."), [0, 1]);
  assert.deepEqual(found("?answer.artifacts.data=unclear&answer.artifacts.data=not-applicable"), [1, 2]);
});

test("domains with dots in their keys are told apart, and found where the dots stood before", () => {
  const dotted = { ...FILE, domains: [["a", "A"], ["a~1b", "A.B"]], criteria: [[0, "b.c", "One"], [1, "c", "Two"], [1, "d", "Three"]],
    outlines: [[[0, [0]], [1, [1, 2]]]], answers: "yny\nynn\nnyn" };
  const other = X.prepare(dotted);
  const papers = (/** @type {string} */ search) => [...X.filter(other, X.read(search))];
  assert.deepEqual(papers("?answer.a.b.c=yes"), [0, 1]);
  assert.deepEqual(papers("?answer.a~1b.c=yes"), [2]);
  assert.deepEqual(papers("?answer.a.b.d=yes"), [0]);
});

test("counts are of what matches, and those of a facet that is chosen as if it were not", () => {
  assert.deepEqual(found("?answer.artifacts.code=yes&flags=0"), [0]);
  assert.deepEqual(counts("tag"), [1, 1]);
  // Of the papers without red flags: one; of those with code: the first and the second.
  assert.deepEqual(counts("answer.artifacts.code"), [1, 0, 0, 0]);
  assert.deepEqual(counts("flags"), [1, 0, 1]);
});

test("what nobody has, matches nothing", () => {
  assert.deepEqual(found("?tag=none"), []);
  assert.deepEqual(found("?answer.artifacts.nothing=yes"), []);
  assert.deepEqual(found("?q=%20"), [0, 1, 2]);
});

test("words are found without accents, and identifiers in their common spellings", () => {
  assert.deepEqual(found("?q=BETA"), [1]);
  assert.deepEqual(found("?q=https%3A%2F%2Farxiv.org%2Fabs%2F2501.00001v3"), [0]);
  assert.deepEqual(found("?q=doi%3A10.1000%2Fb"), [1]);
});

test("words in quotes are found where they stand together", () => {
  assert.deepEqual(found("?q=dunes%20alpha"), [0]);
  assert.deepEqual(found("?q=%22dunes%20alpha%22"), []);
  assert.deepEqual(found("?q=%22ALPHA%20dunes%22"), [0]);
  assert.deepEqual(found("?q=%22alpha%20dunes%22%202501"), [0]);
  // One quote alone parts nothing.
  assert.deepEqual(found("?q=%22beta"), []);
});

test("an address gives its state back, in one order", () => {
  const search = "q=a%20b%2B%2A~&year=2024..&tag=dry&tag=wet&answer.artifacts.code=no&sort=-year&page=3&p=two%2Fb&p=one";
  assert.equal(X.written(X.read(`?${search}`)), search);
  assert.equal(X.written(X.read("?p=two/b&page=3&tag=wet&answer.artifacts.code=no&sort=-year&p=one&tag=dry&year=2024..&q=a b%2B*%7E")), search);
  assert.equal(X.written(X.read("?page=1&nothing=x&tag=")), "tag=");
  const hostile = "a&b=c#d'\"<>\ud83c\ufffd";
  const again = X.read(`?${X.written({ chosen: new Map([["tag", new Set([hostile])]]), text: hostile, sort: "", page: 1, ticked: [hostile] })}`);
  assert.equal(again.text, hostile.replace("\ud83c", "\ufffd"));
  assert.equal(X.read(`?${"tag=a&".repeat(1000)}`).chosen.get("tag").size, 1);
  assert.equal(X.read(`?${Array.from({ length: 1000 }, (_, place) => `tag=${place}`).join("&")}`).chosen.get("tag").size, 200);
});

test("orders put what is not known last, either way", () => {
  const sorted = (/** @type {string} */ sort) => X.sorted(model, [0, 1, 2], sort);
  assert.deepEqual(sorted("year"), [1, 0, 2]);
  assert.deepEqual(sorted("-year"), [0, 1, 2]);
  assert.deepEqual(sorted("title"), [0, 1, 2]);
  assert.deepEqual(sorted("-flags"), [1, 2, 0]);
  assert.deepEqual(sorted("nothing"), [0, 1, 2]);
});

test("places are put together again", () => {
  assert.deepEqual([0, 1, 2].map(model.address), ["../scans/alpha-dunes/", "../scans/bars/", "../old/gamma/"]);
});

test("the first papers alone are the same papers", () => {
  const first = X.prepare(FILE, 2);
  assert.deepEqual(first.titles, ["Alpha Dunes", "béta bars"]);
  assert.deepEqual([...X.filter(first, X.read("?answer.artifacts.code=yes"))], [0, 1]);
});

test("of the tables of all papers, those that are wanted are taken, in their order", () => {
  assert.deepEqual([0, 1, 2].map(model.row), ["alpha-dunes", "bars", "old/gamma"]);
  const inner = X.prepare({ ...FILE, places: "0,2,\nsub/bars\n/gamma" });
  assert.deepEqual([0, 1, 2].map(inner.row), ["alpha-dunes", "scans/sub/bars", "gamma"]);
  const csv = 'paper,title\r\nbars,"b, ""c"""\r\nold/gamma,Gamma\r\n';
  assert.equal(X.taken(csv, ["old/gamma", "bars"]), 'paper,title\r\nold/gamma,Gamma\r\nbars,"b, ""c"""\r\n');
  const bib = "@misc{bars,\n  title = {{@misc}},\n}\n\n@article{old/gamma,\n  title = {{G}},\n}\n";
  assert.equal(X.taken(bib, ["old/gamma"]), "@article{old/gamma,\n  title = {{G}},\n}\n");
  assert.equal(X.taken(bib, ["bars", "old/gamma"]), bib);
});

test("where words are misspelt, the nearest that find papers are named", async () => {
  const { isNear } = await import("../../site_templates/theme/assets/scanpress/search-query.js");
  const nearest = (/** @type {string} */ text, other = model) => {
    const { lacking, near } = X.nearest(other, text);
    return [lacking, lacking.length ? near(isNear) : ""];
  };
  // Two letters in each other's place; one too many, one missing in a word of five.
  assert.deepEqual(nearest("dunse"), [["dunse"], "dunes"]);
  assert.deepEqual(nearest("Dunnes alpha"), [["dunnes"], "dunes alpha"]);
  assert.deepEqual(nearest("gamna"), [["gamna"], "gamma"]);
  // Far from any, too short, or near in a paper that lacks the other word.
  assert.deepEqual(nearest("seagulls"), [["seagulls"], ""]);
  assert.deepEqual(nearest("bxrs"), [["bxrs"], ""]);
  assert.deepEqual(nearest("dunse gamma"), [["dunse"], ""]);
  // Each is there, though not together: there is nothing to mend.
  assert.deepEqual(nearest("alpha gamma"), [[], ""]);
  assert.deepEqual(nearest(""), [[], ""]);
  // Of two that are as near, the one that more papers have; words of eight letters may have two mistakes.
  const other = X.prepare({ ...FILE, titles: "grained\ntrained sandcastle\ntrained" });
  assert.equal(nearest("brained", other)[1], "trained");
  assert.equal(nearest("sandkassle", other)[1], "sandcastle");
  assert.equal(nearest("trxxned", other)[1], "");
});

test("a file of another form is refused", () => {
  assert.throws(() => X.prepare({ ...FILE, format: 1 }), /form 1/u);
});
