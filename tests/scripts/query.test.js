// Queries, as they are read before anything is looked up.
import assert from "node:assert/strict";
import { test } from "node:test";
import { identifiers, isNear, meaning, parse, variants, years } from "../../site_templates/theme/assets/scanpress/search-query.js";

test("words, chains, phrases, filters and what is left out", () => {
  const query = parse('Code-released "no error  bars" -kites kind:claim ANSWER:no year:2023-2025 tag:"Vision & language" venue:NeurIPS');
  assert.deepEqual(query.words.map(({ parts, joined, isExcluded }) => [parts, joined, isExcluded]), [
    [["code", "released"], "codereleased", false],
    [["no"], "", false], [["error"], "", false], [["bars"], "", false],
    [["kites"], "", true],
  ]);
  assert.deepEqual(query.phrases, [["no", "error", "bars"]]);
  assert.deepEqual(query.filters, {
    kind: ["claim"], verdict: ["no"], year: ["2023-2025"], tag: ["vision-language"], venue: ["neurips"],
  });
});

test("words in quotes are left out together", () => {
  const query = parse('dunes -"error bars" -"" -a/b');
  assert.deepEqual(query.words.map(({ parts, isExcluded }) => [parts, isExcluded]), [
    [["dunes"], false], [["error", "bars"], true], [["a"], true], [["b"], true],
  ]);
  assert.deepEqual(query.phrases, []);
});

test("a filter without a value yet is no word", () => {
  assert.deepEqual(parse("dunes kind:").words.map(({ text }) => text), ["dunes"]);
  assert.deepEqual(parse("Tag: venue:").words, []);
  assert.deepEqual(parse("of a kind").words.length, 3);
});

test("words are told as they were typed", () => {
  assert.deepEqual(parse("2502.10391 a/b Kāpō").words.map(({ text }) => text), ["2502.10391", "a", "b", "Kāpō"]);
});

test("what is no filter is words, and names of objects are no filters", () => {
  for (const typed of ["foo:bar", "constructor:bar", "__proto__:x", "http://a.example/x"]) {
    const query = parse(typed);
    assert.deepEqual(Object.keys(query.filters), [], typed);
    assert.ok(query.words.length > 1, typed);
  }
  assert.deepEqual(parse("  ").words, []);
  assert.deepEqual(parse('" - : "" -').words, []);
});

test("quotes that are typed, curly or never closed", () => {
  for (const typed of ['"error bars"', "“error bars”", '"error bars', "«error bars»"]) {
    assert.deepEqual(parse(typed).phrases, [["error", "bars"]], typed);
  }
  assert.deepEqual(parse('"bars"').phrases, []);
});

test("filters with a minus are those of what is not wanted", () => {
  const query = parse('-kind:flag kind:claim -tag:"Vision & language" -year:>=2024 -ANSWER:no - -foo:bar');
  assert.deepEqual([query.filters, query.without], [
    { kind: ["claim"] }, { kind: ["flag"], tag: ["vision-language"], year: [">=2024"], verdict: ["no"] },
  ]);
  assert.deepEqual(query.words.map(({ parts, isExcluded }) => [parts[0], isExcluded]), [["foo", true], ["bar", true]]);
});

test("a quote that stands in a word loses none", () => {
  for (const [typed, words, phrases] of [
    ['say"hello world"', ["say", "hello", "world"], [["hello", "world"]]],
    ['say"hello world', ["say", "hello", "world"], [["hello", "world"]]],
    ['"hello world"again and', ["hello", "world", "again", "and"], [["hello", "world"]]],
    ['5" screen', ["5", "screen"], []],
    ['a"b"c', ["a", "b", "c"], []],
    ['say-"hello world"', ["say", "hello", "world"], [["hello", "world"]]],
  ]) {
    const query = parse(typed);
    assert.deepEqual(query.words.map(({ parts }) => parts[0]), words, typed);
    assert.deepEqual([query.phrases, query.words.some(({ isExcluded }) => isExcluded)], [phrases, false], typed);
  }
  const query = parse('tag:sand"hello world"');
  assert.deepEqual([query.filters, query.phrases], [{ tag: ["sand"] }, [["hello", "world"]]]);
});

test("identifiers lose their addresses, names and versions", () => {
  for (const typed of [
    "2502.10391", "2502.10391v2", "arXiv:2502.10391", "arxiv: 2502.10391v1", "https://arxiv.org/abs/2502.10391v2",
    "http://www.arxiv.org/pdf/2502.10391.pdf", "arxiv.org/html/2502.10391v1#S2", "10.48550/arXiv.2502.10391",
    "https://doi.org/10.48550/arXiv.2502.10391",
  ]) assert.equal(identifiers(typed), "2502.10391", typed);
  for (const typed of ["10.1000/x.y-1", "doi:10.1000/x.y-1", "doi: 10.1000/x.y-1", "https://dx.doi.org/10.1000/x.y-1"]) {
    assert.equal(identifiers(typed), "10.1000/x.y-1", typed);
  }
  assert.equal(identifiers("arXiv:math/0309136v2"), "math/0309136");
  assert.equal(identifiers("arxiv papers of 2024"), "arxiv papers of 2024");
});

test("years and spans of them", () => {
  const found = Object.fromEntries(
    ["2024", "2023-2025", "2023..2025", "2023..", "..2020", ">=2024", ">2024", "<2020", "<=2020", "=2020", "soon", ""].map((typed) => [typed, years(typed)]),
  );
  assert.deepEqual(found, {
    2024: [2024, 2024], "2023-2025": [2023, 2025], "2023..2025": [2023, 2025], "2023..": [2023, Infinity], "..2020": [0, 2020],
    ">=2024": [2024, Infinity], ">2024": [2025, Infinity], "<2020": [0, 2019], "<=2020": [0, 2020], "=2020": [2020, 2020],
    soon: [Infinity, 0], "": [Infinity, 0],
  });
});

test("plurals and forms of verbs lead to each other", () => {
  for (const [one, other] of [
    ["policies", "policy"], ["policy", "policies"], ["bars", "bar"], ["bar", "bars"], ["boxes", "box"], ["released", "release"],
    ["release", "released"], ["releasing", "release"], ["tested", "test"], ["testing", "tested"], ["planned", "plan"],
    ["planning", "plan"], ["uses", "use"],
  ]) if (one.length > 3) assert.ok(variants(one).includes(other), `${one}: ${variants(one)}`);
  assert.ok(!variants("loss").includes("los"));
  assert.deepEqual(variants("2024"), []);
  assert.deepEqual(variants("cat"), []);
});

test("words that are meant are forms and beginnings", () => {
  const isMeant = meaning("halluc");
  assert.deepEqual(["hallucination", "halluc", "hal"].map(isMeant), [true, true, false]);
  assert.deepEqual(["no", "not"].map(meaning("no")), [true, false]);
});

test("steps between words", () => {
  for (const [one, other, steps] of [
    ["hallucinaton", "hallucination", 1], ["significnace", "significance", 1], ["abc", "abc", 0], ["abcd", "acbd", 1], ["abcdef", "badcfe", 3],
    ["kitten", "sitting", 3], ["", "ab", 2],
  ]) {
    for (const [a, b] of [[one, other], [other, one]]) {
      assert.deepEqual([0, 1, 2, 3].map((most) => isNear(a, b, most)), [0, 1, 2, 3].map((most) => most >= steps), `${a} ${b}`);
    }
  }
  assert.ok(!isNear("a", "abcdef", 2));
});
