// What the search finds: looks the words of a query up in the index that generator/search/ made, and ranks the entries
// that have them. It knows nothing of a page: it is given a function that loads a file of the index.
//
// @ts-check
import { distance, meaning, parse, variants, years } from "./search-query.js";
import { chains, facet, words } from "./words.js";

/**
 * @typedef {(path: string) => Promise<Uint8Array>} Load Loads a file below search/ and inflates it.
 * @typedef {[kind: string, verdict: string, anchor: string, title: string, text: string]} Entry
 * @typedef {{u: string, t: string, k: string, y: number, v: string, a: string, e: Entry[]}} Card A page.
 * @typedef {object} Root The head of the index. @property {string} v @property {number} format @property {number} entries
 * @property {number} segments @property {number} [slots] @property {[string, string][]} classes @property {string[]} shards
 * @property {[string, string, string][]} criteria @property {string} years @property {boolean} spelling
 * @property {[string, string, number][]} tags
 * @typedef {{root: Root, titles: string[][], questions: string[][], dates: Int16Array}} Index The root, and what follows:
 *   the words of criteria, and the years of pages, from 1950 on: 0 for none, and -1 where there is no page.
 * @typedef {object} Term Its postings are from a byte to another, or in a file of their own. @property {number} df
 * @property {Uint8Array} bytes @property {number} from @property {number} to @property {string} list
 * @typedef {Map<string, Term>} Shard
 * @typedef {object} Token A word that is looked up, and what stands for it. @property {string} word @property {number} bit
 * @property {[Term, number][]} found With weights. @property {number} df @property {number} idf @property {boolean} isSkipped
 * @property {number[]} titled How much each criterion's title has of it.
 * @typedef {object} Group A page with the entries that were found on it, the best first.
 * @property {Card} card @property {Entry[]} entries @property {string[]} missing Words that it has not.
 * @typedef {object} Result @property {number} entries @property {number} pages
 * @property {boolean} isCounted Whether that many there are; else fewer may pass.
 * @property {Map<string, string>} corrected Misspelt words, and those that were looked for.
 * @property {string[]} unknown Words that are nowhere. @property {string[]} common Words that are everywhere.
 * @property {boolean} isSpread Whether no entry has all words. @property {string[]} marks Words to mark.
 * @property {Record<string, Map<string, number>>} counts How many there are of each kind, verdict and year.
 * @property {(most: number) => Promise<Group[]>} next The groups that come next; none also where a look at more pages is due.
 * @property {() => boolean} isDone Whether no page is left to look at.
 */
const FORMAT = 1;
const PER_SEGMENT = 512;
const NO_YEAR = 48;
const YEAR_ZERO = 1949;
const LEVELS = [0.3, 0.5, 0.75, 1];
// Of a page's own entry: the last is that of words in its title.
const OWN = [0.5, 0.7, 0.9, 3];
/** @type {Record<string, number>} */
const WEIGHTS = { flag: 1.4, claim: 1.3, reference: 0.5 };
const PAGES = ["paper", "synthesis", "page"];
const WEIGHT = { variant: 0.85, beginning: 0.25, title: 0.5, page: 0.2, others: 0.1 };
const COMMON = 0.12;
const WHOLE = 1 << 24;
const MOST = { tokens: 24, expansions: 24, criteria: 4, cards: 60, near: 8, slots: 8192, bytes: 4096 };
const BYTES = { expansions: 60_000, common: 60_000, list: 400_000 };
const SCORE = 1024;
const YEARS = 1024;
const FACETS = ["tag", "venue", "type", "module"];

// ------------------------------------------------------------------------------------------ the files

/** Reads numbers of seven bits a byte, the lowest first. @param {Uint8Array} bytes @param {number} at From where on. */
export const reader = (bytes, at) => ({
  at,
  read() {
    let byte = bytes[this.at++];
    let value = byte & 127;
    for (let shift = 7; byte > 127; shift += 7) {
      byte = bytes[this.at++];
      value |= (byte & 127) << shift;
    }
    return value;
  },
});

const decoder = new TextDecoder();
/** The text of bytes. @param {Uint8Array} bytes */
const text = (bytes) => decoder.decode(bytes);

/** @param {Uint8Array} bytes */
const json = (bytes) => JSON.parse(text(bytes));

/** A text whose order by units is that of its code points, in which terms stand: pairs come last. @param {string} term */
export const inOrder = (term) =>
  term.replace(/[\ud800-\uffff]/g, (unit) => String.fromCharCode(unit.charCodeAt(0) + (unit < "\ue000" ? 0x2000 : -0x800)));

/** A part of the dictionary. @param {Uint8Array} bytes @param {number} number @returns {Shard} */
export const shard = (bytes, number) => {
  const source = reader(bytes, 0);
  /** @type {Shard} */
  const terms = new Map();
  const word = new Uint8Array(MOST.bytes);
  const length = source.read();
  for (let place = 0; place < length; place++) {
    const shared = source.read();
    const rest = source.read();
    word.set(bytes.subarray(source.at, (source.at += rest)), shared);
    const df = source.read();
    const size = source.read();
    const list = size % 2 ? `lists/${number}-${place}.bin` : "";
    terms.set(text(word.subarray(0, shared + rest)), { df, bytes, from: 0, to: Math.floor(size / 2), list });
  }
  for (const term of terms.values()) {
    if (term.list) continue;
    term.from = source.at;
    source.at = term.to += source.at;
  }
  return terms;
};

/**
 * Tells of each posting of a term, but for those in classes that are passed over.
 * @param {Term} term @param {(kind: number, unit: number, slot: number, level: number) => void} visit @param {boolean[]} [only]
 */
export const postings = ({ bytes, from, to }, visit, only) => {
  const source = reader(bytes, from);
  while (source.at < to) {
    const kind = source.read();
    const end = source.read() + source.at;
    if (only && !only[kind]) source.at = end;
    for (let unit = 0; source.at < end; ) {
      const step = source.read();
      unit += step >> 2;
      visit(kind, unit, source.read(), step & 3);
    }
  }
};

/** Whether texts have words one after the other. @param {string[]} phrase @param {string[]} texts */
const hasPhrase = (phrase, texts) =>
  texts.some((one) => ` ${chains(one).flatMap(({ parts }) => parts).join(" ")} `.includes(` ${phrase.join(" ")} `));

// ----------------------------------------------------------------------------------------- the search

/** @param {Load} load */
export const createSearch = (load) => {
  /** @type {Promise<Index> | null} */
  let opening = null;
  /** @type {Map<string, Promise<any>>} */
  const kept = new Map();

  const open = () => {
    opening ??= load("root.bin").then((bytes) => {
      /** @type {Root} */
      const root = json(bytes);
      if (root.format !== FORMAT) throw new Error(`the index has the form ${root.format}, and ${FORMAT} is known`);
      return {
        root,
        titles: root.criteria.map(([id, title]) => words(`${title} ${id}`)),
        questions: root.criteria.map(([, , question]) => words(question)),
        dates: Int16Array.from({ length: root.segments * PER_SEGMENT }, (_, unit) => root.years.charCodeAt(unit) - NO_YEAR),
      };
    });
    opening.catch(() => (opening = null));
    return opening;
  };

  /** @template T @param {Root} root @param {string} name @param {(bytes: Uint8Array) => T} make @returns {Promise<T>} */
  const file = (root, name, make) => {
    const found = kept.get(name) ?? load(`${name}?v=${root.v}`).then(make);
    kept.set(name, found);
    // What could not be loaded is asked for again.
    found.catch(() => kept.delete(name));
    return found;
  };

  /** The parts of the dictionary in which terms would stand. @param {Root} root @param {string[]} terms */
  const lookUp = (root, terms) => {
    const numbers = new Set(terms.map((term) => {
      const wanted = inOrder(term);
      let [low, high] = [0, root.shards.length];
      while (low < high) {
        const middle = (low + high) >> 1;
        if (inOrder(root.shards[middle]) <= wanted) low = middle + 1;
        else high = middle;
      }
      return low - 1;
    }));
    return Promise.all([...numbers].filter((number) => number >= 0).map(async (number) => {
      const found = await file(root, `terms/${number}.bin`, (bytes) => shard(bytes, number));
      if (!found.has(root.shards[number])) throw new Error("the index has changed");
      return found;
    }));
  };

  /** @param {Root} root @param {Term[]} terms */
  const fetchLists = (root, terms) =>
    Promise.all(terms.map(async (term) => {
      if (!term.list) return;
      const bytes = await file(root, term.list, (all) => all);
      Object.assign(term, { bytes, from: 0, to: bytes.length, list: "" });
    }));

  /** The terms that begin so, those that occur most often first. @param {string} start @param {Shard[]} shards */
  const beginning = (start, shards) =>
    shards.flatMap((terms) => {
      const found = [];
      for (const [word, term] of terms) if (word.startsWith(start)) found.push(term);
      return found;
    }).sort((one, other) => other.df - one.df).slice(0, MOST.expansions);

  /** What stands for a word. @param {string} word @param {Shard[]} shards @param {boolean} isExact */
  const standingFor = (word, shards, isExact) => {
    /** @type {Map<Term, number>} */
    const found = new Map();
    for (const form of [word, ...(isExact ? [] : variants(word))]) {
      const term = shards.map((terms) => terms.get(form)).find(Boolean);
      if (term) found.set(term, form === word ? 1 : WEIGHT.variant);
    }
    let bytes = 0;
    for (const term of isExact || word.length < 3 ? [] : beginning(word, shards)) {
      if (!found.has(term) && (!term.list || (bytes += term.to) <= BYTES.expansions)) found.set(term, WEIGHT.beginning);
    }
    return [...found];
  };

  /** The word that a misspelt one may be meant for. @param {Root} root @param {string} word */
  const respelt = async (root, word) => {
    if (!root.spelling || !/^[a-z]{6,}$/u.test(word)) return null;
    const known = await file(root, "spelling.bin", (bytes) => text(bytes).split("\n"));
    for (let most = 1; most <= (word.length < 9 ? 1 : 2); most++) {
      const near = known.filter((other) => distance(word, other, most) <= most).slice(0, MOST.near);
      const shards = await lookUp(root, near);
      const often = (/** @type {string} */ other) => Math.max(...shards.map((terms) => terms.get(other)?.df ?? 0));
      if (near.length) return { word: near.sort((one, other) => often(other) - often(one))[0], shards };
    }
    return null;
  };

  /** @param {string} typed @returns {Promise<Result | null>} Nothing where nothing is asked. */
  const search = async (typed) => {
    const query = parse(typed);
    const { filters } = query;
    if (!query.words.some(({ isExcluded }) => !isExcluded) && !Object.keys(filters).length) return null;
    const { root, titles, questions, dates } = await open();
    const { classes, criteria } = root;

    // ---- What is asked. A word is there where all bits of one of its ways are: of its parts, or of them joined.
    /** @type {Map<string, Token>} */
    const tokens = new Map();
    /** @param {string} word */
    const bitOf = (word) => {
      const token = tokens.get(word);
      if (token) return token.bit;
      const bit = tokens.size < MOST.tokens ? 1 << tokens.size : 0;
      if (bit) tokens.set(word, { word, bit, found: [], df: 0, idf: 0, isSkipped: false, titled: [] });
      return bit;
    };
    const asked = query.words.map((word) => ({
      ...word,
      ways: [word.joined ? bitOf(word.joined) : 0, word.parts.reduce((sum, part) => sum | bitOf(part), 0)].filter(Boolean),
    })).filter(({ ways }) => ways.length);
    /** @typedef {typeof asked[0]} Word */
    const all = [...tokens.values()];
    /** @param {(token: Token) => unknown} test */
    const bits = (test) => all.reduce((sum, token) => (test(token) ? sum | token.bit : sum), 0);
    /** Whether a word is among those with these bits. @param {number} mask */
    const isIn = (mask) => (/** @type {Word} */ { ways }) => ways.some((way) => (mask & way) === way);

    const facets = FACETS.map((name) => (filters[name] ?? []).map((value) => `${name}:${value}`)).filter((terms) => terms.length);
    const shards = await lookUp(root, all.flatMap(({ word }) => [word, ...variants(word)]).concat(...facets));
    const exact = bits(({ word }) => query.words.some(({ isExact, parts }) => isExact && parts.includes(word)));
    const included = asked.filter(({ isExcluded }) => !isExcluded);
    const outs = asked.filter(({ isExcluded }) => isExcluded).map(({ ways }) => ways[0]);
    const inBits = included.reduce((sum, { ways }) => ways.reduce((one, way) => one | way, sum), 0);
    const outBits = outs.reduce((sum, way) => sum | way, 0) & ~inBits;
    /** Whether all words of something that is not wanted are there. @param {number} mask */
    const isOut = (mask) => outs.some((way) => (mask & way) === way);
    /** @type {Map<string, string>} */
    const corrected = new Map();
    await Promise.all(all.map(async (token) => {
      const { word, bit } = token;
      token.titled = titles.map((title, place) => (title.some(bit & outBits ? (one) => one === word : meaning(word)) ? 1 : questions[place].includes(word) ? 0.5 : 0));
      token.found = standingFor(word, shards, Boolean(exact & bit));
      // Another word than the one that is not wanted may be.
      const other = token.found.length || bit & outBits || token.titled.some(Boolean) ? null : await respelt(root, word);
      if (other) {
        corrected.set(word, other.word);
        token.found = standingFor(other.word, other.shards, true);
      }
      token.df = Math.min(root.entries, token.found.reduce((sum, [{ df }]) => sum + df, 0));
      token.idf = Math.log(1 + (root.entries - token.df + 0.5) / (token.df + 0.5));
    }));
    const rarest = Math.min(...all.map(({ df, bit }) => (df && !(bit & outBits) ? df : Infinity)));
    for (const token of all) {
      const isCommon = token.df > COMMON * root.entries && token.df > rarest && !(token.bit & outBits);
      token.found = token.found.filter(([{ list, to }]) => !list || to <= (isCommon ? BYTES.common : BYTES.list));
      token.isSkipped = isCommon || (token.df > 0 && !token.found.length);
    }
    const verdicts = classes.map(([, verdict]) => bits(({ word }) => words(verdict).includes(word)));
    const ofTitles = criteria.map((_, place) => bits(({ titled }) => titled[place]));
    const named = [...verdicts, ...ofTitles].reduce((sum, mask) => sum | mask, 0);
    const known = bits(({ found }) => found.length) | named;
    const skipped = bits(({ isSkipped }) => isSkipped);
    const isEverywhere = (/** @type {Word} */ { ways }) => ways.every((way) => way & skipped);
    let required = included.filter((word) => isIn(known)(word) && !isEverywhere(word));
    if (!required.length) {
      // Of what is everywhere, something has to be there.
      required = included.filter(isIn(known));
      for (const token of all) token.isSkipped = false;
    }

    // ---- What is let pass.
    const passes = classes.map(([kind, verdict]) =>
      (filters.kind ?? [kind]).some((value) => kind.startsWith(value.replace(/^red-|e?s$|a$/gu, ""))) && (!filters.verdict || filters.verdict.includes(facet(verdict))));
    const isAsked = criteria.map(([id]) => !filters.criterion || filters.criterion.some((value) => `-${facet(id.replace(/~.*/u, ""))}`.endsWith(`-${value}`)));
    const size = root.segments * PER_SEGMENT;
    const spans = filters.year?.map(years);
    const isLet = new Uint8Array(size);
    for (let unit = 0; unit < size; unit++) {
      const year = dates[unit] + YEAR_ZERO;
      // A page without a year is of none.
      isLet[unit] = Number(spans ? dates[unit] > 0 && spans.some(([first, last]) => year >= first && year <= last) : dates[unit] >= 0);
    }

    // ---- Criteria that are asked for as a whole: by a filter, or because their titles and answers have all words.
    const sum = (/** @type {number} */ place) => all.reduce((whole, { titled }) => whole + titled[place], 0);
    const anyVerdict = verdicts.reduce((whole, mask) => whole | mask, 0);
    const wholes = criteria.map((_, place) => place)
      .filter((place) => filters.criterion ? isAsked[place] : required.some(isIn(ofTitles[place])) && required.every(isIn(ofTitles[place] | anyVerdict)))
      .sort((one, other) => sum(other) - sum(one)).slice(0, MOST.criteria)
      .map((place) => `criterion:${criteria[place][0]}`);
    const wholeTerms = (await lookUp(root, wholes)).flatMap((terms) => wholes.flatMap((term) => terms.get(term) ?? []));
    // Any value of one filter, and all filters.
    const facetTerms = facets.map((terms) => terms.flatMap((term) => beginning(term, shards)));
    await fetchLists(root, [...wholeTerms, ...facetTerms.flat(), ...all.flatMap(({ found }) => found.map(([term]) => term))]);
    for (const terms of facetTerms) {
      const has = new Uint8Array(size);
      for (const term of terms) postings(term, (_, unit) => (has[unit] = 1));
      isLet.forEach((_, unit) => (isLet[unit] &= has[unit]));
    }

    // ---- All postings, and then those of each page together: so the entries of one page are made at a time.
    const isCriterion = classes.map(([kind]) => kind === "criterion");
    const isOwn = classes.map(([kind]) => PAGES.includes(kind));
    const order = all.sort((one, other) => one.df - other.df);
    const sources = [
      ...wholeTerms.map((term) => ({ term, bit: WHOLE, gains: [] })),
      ...order.flatMap(({ bit, idf, found }) => found.map(([term, weight]) => ({
        term, bit, gains: classes.map(([kind], number) => (isOwn[number] ? OWN : LEVELS).map((level) => idf * weight * level * (WEIGHTS[kind] ?? 1))),
      }))),
    ];
    const room = sources.reduce((whole, { term }) => whole + term.df, 1);
    const [units, entryOf, levelOf, sorted] = [0, 1, 2, 3].map(() => new Int32Array(room));
    const ends = new Int32Array(size + 1);
    let length = 0;
    sources.forEach(({ term }, source) => postings(term, (kind, unit, slot, level) => {
      if (!isLet[unit] || length === room) return;
      units[length] = unit;
      entryOf[length] = kind * MOST.slots + slot;
      levelOf[length++] = source * LEVELS.length + level;
      ends[unit + 1]++;
    }));
    for (let unit = 0; unit < size; unit++) ends[unit + 1] += ends[unit];
    const starts = ends.slice();
    for (let posting = 0; posting < length; posting++) sorted[starts[units[posting]]++] = posting;

    // ---- The entries that are found.
    const own = new Int32Array(size);
    const ofPage = new Int32Array(size);
    const isNamed = bits(({ isSkipped }) => !isSkipped) & ~outBits | WHOLE;
    const places = new Int32Array(classes.length * MOST.slots);
    const [entries, has, lasts] = [new Int32Array(room), new Int32Array(room), new Int32Array(room)];
    const [scores, gains] = [new Float32Array(room), new Float32Array(room)];
    const [from, to] = [new Int32Array(size), new Int32Array(size)];
    let count = 1;
    /** @param {(unit: number, mask: number) => boolean} isFound Whether an entry is, by the words of its own and around it. */
    const collect = (isFound) => {
      for (let unit = 0; unit < size; unit++) {
        const end = ends[unit + 1];
        for (let place = ends[unit]; place < end; place++) {
          const posting = sorted[place];
          const source = levelOf[posting] >> 2;
          const kind = Math.floor(entryOf[posting] / MOST.slots);
          ofPage[unit] |= sources[source].bit;
          if (isOwn[kind] && entryOf[posting] === kind * MOST.slots) own[unit] |= sources[source].bit;
        }
        from[unit] = count;
        for (let place = ends[unit]; place < end && !isOut(own[unit]); place++) {
          const posting = sorted[place];
          const entry = entryOf[posting];
          const kind = Math.floor(entry / MOST.slots);
          if (!passes[kind] || (filters.criterion && !(isCriterion[kind] && isAsked[entry % MOST.slots]))) continue;
          let hit = places[entry];
          if (hit < from[unit] || hit >= count || entries[hit] !== entry) {
            places[entry] = hit = count++;
            entries[hit] = entry;
            has[hit] = lasts[hit] = scores[hit] = 0;
          }
          const { bit, gains: worth } = sources[levelOf[posting] >> 2];
          const gain = bit === WHOLE ? 0 : worth[kind][levelOf[posting] & 3];
          // Of the forms of one word the best counts.
          const before = lasts[hit] === bit ? gains[hit] : 0;
          scores[hit] += Math.max(0, gain - before);
          gains[hit] = Math.max(before, gain);
          lasts[hit] = bit;
          has[hit] |= bit;
        }
        let kept = from[unit];
        for (let hit = kept; hit < count; hit++) {
          const kind = Math.floor(entries[hit] / MOST.slots);
          const slot = entries[hit] % MOST.slots;
          const title = isCriterion[kind] ? ofTitles[slot] : 0;
          const mask = has[hit] | own[unit] | verdicts[kind] | title;
          if (!(has[hit] & isNamed) || isOut(has[hit] | verdicts[kind] | title) || !isFound(unit, mask)) continue;
          let score = scores[hit];
          for (const { bit, idf, titled } of order) {
            if (bit & mask) score += idf * (bit & title ? WEIGHT.title * titled[slot] : bit & has[hit] ? 0 : WEIGHT.page);
          }
          entries[kept] = entries[hit];
          scores[kept++] = score;
        }
        to[unit] = count = kept;
      }
      return count > 1;
    };
    const needs = required.map(({ ways }) => [ways[0], ways.at(-1) ?? 0]);
    const isAsking = required.length + wholes.length > 0;
    const isSpread = !collect((_, mask) => isAsking && needs.every(([one, other]) => (mask & one) === one || (mask & other) === other)) && required.length > 1;
    if (isSpread) {
      const having = Uint8Array.from(ofPage, (mask) => required.filter(isIn(mask)).length);
      const most = having.reduce((one, other) => Math.max(one, other), 1);
      collect((unit) => having[unit] === most);
    }

    // ---- The pages that they are on.
    /** @type {Record<string, Map<string, number>>} */
    const counts = { kind: new Map(), verdict: new Map(), year: new Map() };
    /** @param {string} name @param {string | number} value @param {number} number */
    const add = (name, value, number) => number && counts[name].set(String(value), (counts[name].get(String(value)) ?? 0) + number);
    const ofKinds = classes.map(() => 0);
    for (let hit = 1; hit < count; hit++) ofKinds[Math.floor(entries[hit] / MOST.slots)]++;
    classes.forEach(([kind, verdict], number) => {
      add("kind", kind, ofKinds[number]);
      add("verdict", verdict, ofKinds[number]);
    });
    // Filters alone let whole pages pass; which of their entries do, their cards know.
    const isFilter = !included.length && !wholes.length;
    const ofYears = new Int32Array(YEARS);
    // By their scores, then the newest first, then by their numbers: all in one number, since those are sorted fastest.
    const ranks = new Float64Array(size);
    let pages = 0;
    for (let unit = 0; unit < size; unit++) {
      if (isFilter ? !isLet[unit] || isOut(own[unit]) : from[unit] === to[unit]) continue;
      let [best, others] = [0, 0];
      for (let hit = from[unit]; hit < to[unit]; hit++) {
        best = Math.max(best, scores[hit]);
        others += scores[hit];
      }
      const score = best + WEIGHT.others * Math.min(best, others - best);
      ranks[pages++] = -((Math.round(score * SCORE) * YEARS + dates[unit]) * size - unit);
      ofYears[dates[unit]]++;
    }
    const ranked = ranks.subarray(0, pages).sort();
    ofYears.forEach((number, date) => date && add("year", date + YEAR_ZERO, number));

    const numbers = new Map(criteria.map(([id], place) => [id, place]));
    /** @param {Card} card @param {number} unit @returns {Entry[]} */
    const entriesOf = ({ e: known }, unit) => {
      if (!isFilter) {
        const hits = Array.from({ length: to[unit] - from[unit] }, (_, hit) => from[unit] + hit);
        return hits.sort((one, other) => scores[other] - scores[one] || entries[one] - entries[other]).flatMap((hit) => {
          const slot = entries[hit] % MOST.slots;
          return isCriterion[Math.floor(entries[hit] / MOST.slots)] ? known.filter(([kind, , , id]) => kind === "criterion" && id === criteria[slot][0]) : known.slice(slot, slot + 1);
        });
      }
      if (!filters.kind && !filters.verdict && !filters.criterion) return known.slice(0, 1);
      return known.filter(([kind, verdict, , title]) =>
        classes.some((one, number) => passes[number] && one[0] === kind && one[1] === verdict) && (!filters.criterion || (kind === "criterion" && isAsked[numbers.get(title) ?? -1])));
    };

    let place = 0;
    /** @param {number} most */
    const next = async (most) => {
      /** @type {Group[]} */
      const groups = [];
      for (let loaded = 0; groups.length < most && place < ranked.length && loaded < MOST.cards; ) {
        const batch = Array.from(ranked.subarray(place, place + most), (rank) => ((rank % size) + size) % size);
        loaded += batch.length;
        /** @type {Card[]} */
        const cards = await Promise.all(batch.map((unit) => file(root, `cards/${unit}.bin`, json)));
        for (const [number, unit] of batch.entries()) {
          if (groups.length === most) break;
          place++;
          /** @type {Entry[]} */
          const titled = entriesOf(cards[number], unit).map(([kind, verdict, anchor, title, words]) =>
            [kind, verdict, anchor, (kind === "criterion" && criteria[numbers.get(title) ?? -1]?.[1]) || title, words]);
          const found = titled.filter(([, , , ...texts]) => query.phrases.every((phrase) => hasPhrase(phrase, texts)));
          const missing = isSpread ? required.filter((word) => !isIn(ofPage[unit])(word)) : [];
          if (found.length) groups.push({ card: cards[number], entries: found, missing: missing.map(({ text: word }) => word) });
        }
      }
      return groups;
    };
    return {
      entries: count - 1, pages, isCounted: !isFilter && !query.phrases.length, isSpread, counts, corrected, next, isDone: () => place >= ranked.length,
      unknown: included.filter((word) => !isIn(known | skipped)(word)).map(({ text: word }) => word),
      common: asked.filter((word) => isEverywhere(word) && !isIn(known)(word)).map(({ text: word }) => word),
      marks: included.flatMap(({ parts, joined }) => [...parts, joined]).filter(Boolean).map((word) => corrected.get(word) ?? word),
    };
  };

  return {
    open,
    /** @param {string} typed */
    search: (typed) => search(typed).catch(() => {
      // The site may have been published anew in the meantime, and what was kept belong to the files before.
      opening = null;
      kept.clear();
      return search(typed);
    }),
  };
};
