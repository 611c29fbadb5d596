// The files of an index, as the script reads them.
import assert from "node:assert/strict";
import { test } from "node:test";
import { createSearch, inOrder, keyOf, postings, reader, shard } from "../../site_templates/theme/assets/scanpress/search-engine.js";

const varint = (number) => {
  const bytes = [];
  while (number > 127) {
    bytes.push((number & 127) | 128);
    number >>>= 7;
  }
  return [...bytes, number];
};
const text = (term) => [...new TextEncoder().encode(term)];

// An index of one page with one word.
const json = (value) => new TextEncoder().encode(JSON.stringify(value));
const root = { v: "1", format: 1, entries: 1, units: 1, segments: 1, classes: [["paper", ""]], criteria: [], shards: ["bar"], years: "J".padEnd(512, "/"), spelling: false, tags: [] };
const posting = [0, 2, 3, 0];
const dictionary = (term) => Uint8Array.from([1, 0, term.length, ...text(term), 1, posting.length * 2, ...posting]);
const card = { u: "a/", t: "Bar", k: "paper", y: 1975, v: "", a: "", e: [["paper", "", "", "Bar", ""]] };

test("numbers of any size, one after the other", () => {
  const numbers = [0, 1, 127, 128, 300, 16_383, 16_384, 2 ** 21, 2 ** 30, 2 ** 31 - 1];
  const source = reader(Uint8Array.from(numbers.flatMap(varint)), 0);
  assert.deepEqual(numbers.map(() => source.read()), numbers);
});

test("a shard has its terms with their postings, and names the files of others", () => {
  // Class 2 has units 3 and 515, class 300 has unit 3: steps times four plus levels, then slots.
  const own = [...varint(2), ...varint(5), ...varint(3 * 4 + 1), 0, ...varint(512 * 4 + 3), ...varint(7)];
  const other = [...varint(300), ...varint(2), ...varint(3 * 4), 9];
  // "bas" shares two bytes with "bar", and "baá" as well.
  const bytes = Uint8Array.from([
    3,
    0, 3, ...text("bar"), 2, ...varint(own.length * 2),
    2, 1, ...text("s"), ...varint(1000), ...varint(6000 * 2 + 1),
    2, 2, ...text("á"), 1, ...varint(other.length * 2),
    ...own, ...other,
  ]);
  const terms = shard(bytes, 5);
  assert.deepEqual([...terms].map(([term, { df, list }]) => [term, df, list]), [["bar", 2, ""], ["bas", 1000, "lists/5-1.bin"], [keyOf("baá"), 1, ""]]);
  assert.equal(keyOf("bas"), "bas");
  assert.equal(terms.get("bas").to, 6000);
  const seen = [...terms.values()].filter(({ list }) => !list).map((term) => [...postings(term)]);
  assert.deepEqual(seen, [[2, 3, 0, 1, 2, 515, 7, 3], [300, 3, 9, 0]]);
});

test("what begins so has a key that begins so, and no two terms have one key", () => {
  const terms = ["快手", "é", "éa", "ü\u0081", "ü\u20ac", "\u{20000}", "a"];
  assert.equal(new Set(terms.map(keyOf)).size, terms.length);
  for (const one of terms) for (const other of terms) assert.equal(keyOf(one).startsWith(keyOf(other)), one.startsWith(other));
});

test("terms stand in the order of code points", () => {
  const terms = ["a", "z", "é", "\ud7ff", "\uf900", "\uffee", "\u{10000}", "\u{20000}"];
  const shuffled = [...terms].reverse().sort((one, other) => (inOrder(one) < inOrder(other) ? -1 : 1));
  assert.deepEqual(shuffled, terms);
});

test("an index of another form is refused, and nothing is fetched twice", async () => {
  await assert.rejects(createSearch(async () => json({ ...root, format: 2 })).open(), /form 2/u);
  const asked = [];
  const { search } = createSearch(async (path) => {
    asked.push(path);
    return path === "root.bin" ? json(root) : path.startsWith("terms") ? dictionary("bar") : json(card);
  });
  const first = await search("bar");
  assert.deepEqual((await first.next(10)).map(({ card: { u } }) => u), ["a/"]);
  assert.equal((await search("bar")).entries, 1);
  assert.deepEqual(asked, ["root.bin", "terms/0.bin?v=1", "cards/0.bin?v=1"], "nothing is asked for twice");
});

test("an index that was published anew in the meantime is read anew", async () => {
  let published = "1";
  const word = () => (published === "1" ? "bar" : "baz");
  const { open, search } = createSearch(async (path) => {
    if (path === "root.bin") return json({ ...root, v: published, shards: [word()] });
    // A host knows nothing of what stands behind the question mark.
    return path.startsWith("terms") ? dictionary(word()) : json(card);
  });
  await open();
  published = "2";
  assert.equal((await search("baz")).entries, 1);
  assert.equal((await open()).root.v, "2");
});

test("an index that cannot be read says so, and is asked for again", async () => {
  let isThere = false;
  const { search } = createSearch(async () => {
    if (isThere) return new TextEncoder().encode(JSON.stringify({ v: "", format: 1, entries: 0, segments: 1, classes: [], criteria: [], shards: [], years: "/".repeat(512), tags: [] }));
    throw new Error("404");
  });
  await assert.rejects(search("bar"), /404/u);
  isThere = true;
  const found = await search("bar");
  assert.deepEqual([found.entries, found.pages, found.unknown], [0, 0, ["bar"]]);
  assert.deepEqual(await found.next(10), []);
  assert.equal(await search(" "), null);
});
