// What the search finds: looks the words of a query up in the index that generator/search/ made, and ranks the entries
// that have them. It knows nothing of a page: it is given a function that loads a file of the index.
//
// @ts-check
import { distance, isMeant, parse, variants, years } from "./search-query.js";
import { chains, words } from "./words.js";

/**
 * @typedef {(path: string) => Promise<Uint8Array>} Load Loads a file below search/ and inflates it.
 * @typedef {[kind: string, verdict: string, anchor: string, title: string, text: string]} Entry
 * @typedef {{u: string, t: string, k: string, y: number, v: string, a: string, e: Entry[]}} Card A page.
 * @typedef {object} Root The head of the index. @property {string} v @property {number} format @property {number} entries
 * @property {number} segments @property {number} [slots] @property {[string, string][]} classes @property {string[]} shards
 * @property {[string, string, string][]} criteria @property {string} years @property {boolean} spelling
 * @property {[string, string, number][]} tags
 * @typedef {object} Term Its postings are from a byte to another, or in a file of their own. @property {number} df
 * @property {Uint8Array} bytes @property {number} from @property {number} to @property {string} list
 * @typedef {Map<string, Term>} Shard
 * @typedef {object} Token A word that is looked up, and what stands for it. @property {string} word @property {number} bit
 * @property {[Term, number][]} found With weights. @property {number} df @property {number} idf @property {boolean} isSkipped
 * @property {number[]} titled How much each criterion's title has of it.
 * @typedef {{unit: number, kind: number, slot: number, mask: number, score: number, bit: number, gain: number}} Hit
 * @typedef {{unit: number, best: number, sum: number, hits: Hit[]}} Ranked
 * @typedef {object} Group A page with the entries that were found on it, the best first.
 * @property {Card} card @property {Entry[]} entries @property {string[]} missing Words that it has not.
 * @typedef {object} Result @property {number} entries @property {number} pages
 * @property {boolean} isCounted Whether that many there are; else fewer may pass.
 * @property {Map<string, string>} corrected Misspelt words, and those that were looked for.
 * @property {string[]} unknown Words that are nowhere. @property {string[]} common Words that are everywhere.
 * @property {boolean} isSpread Whether no entry has all words. @property {string[]} marks Words to mark.
 * @property {Record<string, Map<string, number>>} counts How many there are of each kind, verdict and year.
 * @property {(most: number) => Promise<Group[]>} next The groups that come next.
 */
const FORMAT = 1;
const PER_SEGMENT = 512;
const NO_UNIT = 47;
const LEVELS = [0.3, 0.5, 0.75, 1];
/** @type {Record<string, number>} */
const WEIGHTS = { paper: 3, synthesis: 3, page: 3, flag: 1.4, claim: 1.3, reference: 0.5 };
const WEIGHT = { variant: 0.85, beginning: 0.4, title: 0.5, page: 0.2, others: 0.1 };
const COMMON = 0.12;
const MOST = { tokens: 24, expansions: 24, criteria: 4, cards: 60, near: 8, slots: 8192 };
const BYTES = { expansions: 60_000, common: 60_000, list: 400_000 };
const FACETS = ["tag", "venue", "type", "module"];

// ------------------------------------------------------------------------------------------ the files

/** Reads numbers of seven bits a byte, the lowest first. @param {Uint8Array} bytes @param {number} at */
export const reader = (bytes, at) => ({
  at,
  read() {
    let value = 0;
    for (let unit = 1; ; unit *= 128) {
      const byte = bytes[this.at++];
      value += (byte & 127) * unit;
      if (!(byte > 127)) return value;
    }
  },
});

/** The text of bytes. @param {Uint8Array} bytes */
const text = (bytes) => new TextDecoder().decode(bytes);

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
  /** @type {number[]} */
  let word = [];
  const length = source.read();
  for (let place = 0; place < length; place++) {
    const shared = source.read();
    const end = source.read() + source.at;
    word = [...word.slice(0, shared), ...bytes.subarray(source.at, end)];
    source.at = end;
    const df = source.read();
    const size = source.read();
    const list = size % 2 ? `lists/${number}-${place}.bin` : "";
    terms.set(text(new Uint8Array(word)), { df, bytes, from: 0, to: Math.floor(size / 2), list });
  }
  for (const term of terms.values()) {
    if (term.list) continue;
    term.from = source.at;
    source.at = term.to += source.at;
  }
  return terms;
};

/** Tells of each posting of a term. @param {Term} term @param {(kind: number, unit: number, slot: number, level: number) => void} visit */
export const postings = ({ bytes, from, to }, visit) => {
  const source = reader(bytes, from);
  while (source.at < to) {
    const kind = source.read();
    const end = source.read() + source.at;
    for (let unit = 0; source.at < end; ) {
      const step = source.read();
      unit += Math.floor(step / 4);
      visit(kind, unit, source.read(), step % 4);
    }
  }
};

/** Whether texts have words one after the other. @param {string[]} phrase @param {string[]} texts */
const hasPhrase = (phrase, texts) =>
  texts.some((one) => ` ${chains(one).flatMap(({ parts }) => parts).join(" ")} `.includes(` ${phrase.join(" ")} `));

// ----------------------------------------------------------------------------------------- the search

/** @param {Load} load */
export const createSearch = (load) => {
  /** @type {Promise<Root> | null} */
  let opening = null;
  /** @type {Map<string, Promise<any>>} */
  const kept = new Map();

  const open = () => {
    opening ??= load("root.bin").then((bytes) => {
      const root = json(bytes);
      if (root.format !== FORMAT) throw new Error(`the index has the form ${root.format}, and ${FORMAT} is known`);
      return root;
    });
    opening.catch(() => (opening = null));
    return opening;
  };

  /** @template T @param {Root} root @param {string} name @param {(bytes: Uint8Array) => T} make @returns {Promise<T>} */
  const file = (root, name, make) => {
    const found = kept.get(name) ?? load(`${name}?v=${root.v}`).then(make);
    kept.set(name, found);
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
    shards.flatMap((terms) => [...terms].filter(([term]) => term.startsWith(start)))
      .map(([, term]) => term).sort((one, other) => other.df - one.df).slice(0, MOST.expansions);

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
    if (!query.words.length && !Object.keys(filters).length) return null;
    const root = await open();
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
    const titles = criteria.map(([id, title, question]) => [words(`${title} ${id}`), words(question)]);
    const exact = bits(({ word }) => query.words.some(({ isExact, parts }) => isExact && parts.includes(word)));
    /** @type {Map<string, string>} */
    const corrected = new Map();
    await Promise.all(all.map(async (token) => {
      const { word, bit } = token;
      token.titled = titles.map(([near, far]) => (near.some((other) => isMeant(word, other)) ? 1 : far.includes(word) ? 0.5 : 0));
      token.found = standingFor(word, shards, Boolean(exact & bit));
      const other = token.found.length || token.titled.some(Boolean) ? null : await respelt(root, word);
      if (other) {
        corrected.set(word, other.word);
        token.found = standingFor(other.word, other.shards, true);
      }
      token.df = Math.min(root.entries, token.found.reduce((sum, [{ df }]) => sum + df, 0));
      token.idf = Math.log(1 + (root.entries - token.df + 0.5) / (token.df + 0.5));
    }));
    const rarest = Math.min(...all.map(({ df }) => df || Infinity));
    for (const token of all) {
      const isCommon = token.df > COMMON * root.entries && token.df > rarest;
      token.found = token.found.filter(([{ list, to }]) => !list || to <= (isCommon ? BYTES.common : BYTES.list));
      token.isSkipped = isCommon || (token.df > 0 && !token.found.length);
    }
    const verdicts = classes.map(([, verdict]) => bits(({ word }) => words(verdict).includes(word)));
    const ofTitles = criteria.map((_, place) => bits(({ titled }) => titled[place]));
    const named = [...verdicts, ...ofTitles].reduce((sum, mask) => sum | mask, 0);
    const known = bits(({ found }) => found.length) | named;
    const skipped = bits(({ isSkipped }) => isSkipped);
    const included = asked.filter(({ isExcluded }) => !isExcluded);
    const excluded = asked.filter(({ isExcluded }) => isExcluded);
    const isEverywhere = (/** @type {Word} */ { ways }) => ways.every((way) => way & skipped);
    const required = included.filter((word) => isIn(known)(word) && !isEverywhere(word));

    // ---- What is let pass.
    const passes = classes.map(([kind, verdict]) =>
      (filters.kind ?? [kind]).some((value) => kind.startsWith(value.replace(/^red-|e?s$/gu, ""))) && (filters.verdict ?? [verdict]).includes(verdict));
    const isAsked = criteria.map(([id]) => !filters.criterion || filters.criterion.some((value) => id.replace(/_/gu, "-").replace("/", "-").endsWith(value)));
    const size = root.segments * PER_SEGMENT;
    const spans = filters.year?.map(years) ?? [[-Infinity, Infinity]];
    /** @param {number} unit */
    const yearOf = (unit) => (root.years.charCodeAt(unit) > NO_UNIT + 1 ? root.years.charCodeAt(unit) + 1901 : 0);
    const isLet = Uint8Array.from({ length: size }, (_, unit) => Number(root.years.charCodeAt(unit) !== NO_UNIT && spans.some(([from, to]) => yearOf(unit) >= from && yearOf(unit) <= to)));

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

    // ---- The words of each page, and those of its own entry: title, authors, year.
    const isCriterion = classes.map(([kind]) => kind === "criterion");
    const ofPage = new Int32Array(size);
    const own = new Int32Array(size);
    for (const { bit, found } of all) {
      for (const [term] of found) {
        postings(term, (kind, unit, slot) => {
          ofPage[unit] |= bit;
          if (!slot && !isCriterion[kind]) own[unit] |= bit;
        });
      }
    }

    // ---- The entries.
    const slots = root.slots ?? MOST.slots;
    /** @param {number} kind @param {number} unit @param {number} slot */
    const keyOf = (kind, unit, slot) => unit * (slots + criteria.length) + slot + (isCriterion[kind] ? slots : 0);
    /** @type {Set<number>} */
    const out = new Set();
    const outBits = excluded.reduce((whole, { ways }) => whole | ways[0], 0);
    const order = all.filter(({ bit }) => !(bit & outBits)).sort((one, other) => one.df - other.df);
    for (const { bit, found } of all) {
      if (bit & outBits) for (const [term] of found) postings(term, (kind, unit, slot) => out.add(keyOf(kind, unit, slot)));
    }
    /** @param {(unit: number, covered: number, sought: Word[]) => boolean} isFit Whether an entry may be one that is found. */
    const collect = (isFit) => {
      /** @type {Map<number, Hit>} */
      const hits = new Map();
      /** @param {number} kind @param {number} unit @param {number} slot @param {number} bit @param {number} gain @param {Word[]} sought */
      const add = (kind, unit, slot, bit, gain, sought) => {
        if (!isLet[unit] || !passes[kind] || (filters.criterion && !(isCriterion[kind] && isAsked[slot]))) return;
        const key = keyOf(kind, unit, slot);
        let hit = hits.get(key);
        if (!hit) {
          const title = isCriterion[kind] ? ofTitles[slot] : 0;
          const mask = own[unit] | verdicts[kind] | title;
          if (out.has(key) || own[unit] & outBits || !isFit(unit, mask | bit, sought)) return;
          let score = 0;
          for (const token of order) {
            score += token.idf * (title & token.bit ? WEIGHT.title * token.titled[slot] : mask & token.bit ? WEIGHT.page : 0);
          }
          hits.set(key, (hit = { unit, kind, slot, mask, score, bit: 0, gain: 0 }));
        }
        // Of the forms of one word the best counts.
        const before = hit.bit === bit ? hit.gain : 0;
        hit.score += Math.max(0, gain - before);
        hit.gain = Math.max(before, gain);
        hit.bit = bit;
        hit.mask |= bit;
      };
      for (const term of wholeTerms) postings(term, (kind, unit, slot) => add(kind, unit, slot, 0, 0, required));
      let later = bits(() => true);
      for (const { bit, idf, found, isSkipped } of order) {
        // Words that come later in the order may yet be found in an entry.
        const sought = required.filter(({ ways }) => !ways.some((way) => way & later));
        later &= ~bit;
        for (const [term, weight] of found) {
          postings(term, (kind, unit, slot, level) => {
            // What everything has brings nothing in.
            if (isSkipped && !hits.has(keyOf(kind, unit, slot))) return;
            add(kind, unit, slot, bit, idf * weight * LEVELS[level] * (WEIGHTS[classes[kind][0]] ?? 1), sought);
          });
        }
      }
      return [...hits.values()];
    };
    let hits = collect((_, covered, sought) => sought.every(isIn(covered))).filter(({ mask }) => required.every(isIn(mask)));
    const isSpread = !hits.length && required.length > 1;
    if (isSpread) {
      const having = Uint8Array.from(ofPage, (mask, unit) => (isLet[unit] ? required.filter(isIn(mask)).length : 0));
      const most = having.reduce((one, other) => Math.max(one, other), 1);
      hits = collect((unit) => having[unit] === most);
    }

    // ---- The pages that they are on.
    /** @type {Map<number, Ranked>} */
    const pages = new Map();
    /** @type {Record<string, Map<string, number>>} */
    const counts = { kind: new Map(), verdict: new Map(), year: new Map() };
    /** @param {string} name @param {string} value */
    const count = (name, value) => counts[name].set(value, (counts[name].get(value) ?? 0) + 1);
    for (const hit of hits) {
      const page = pages.get(hit.unit) ?? { unit: hit.unit, best: 0, sum: 0, hits: [] };
      pages.set(hit.unit, page);
      page.best = Math.max(page.best, hit.score);
      page.sum += hit.score;
      page.hits.push(hit);
      count("kind", classes[hit.kind][0]);
      count("verdict", classes[hit.kind][1]);
    }
    // Filters alone let whole pages pass; which of their entries do, their cards know.
    const isFilter = !included.length && !wholes.length;
    if (isFilter) isLet.forEach((is, unit) => is && pages.set(unit, { unit, best: 0, sum: 0, hits: [] }));
    const score = (/** @type {Ranked} */ { best, sum: whole }) => best + WEIGHT.others * Math.min(best, whole - best);
    const ranked = [...pages.values()].sort((one, other) => score(other) - score(one) || yearOf(other.unit) - yearOf(one.unit) || one.unit - other.unit);
    for (const { unit } of ranked) count("year", String(yearOf(unit) || ""));

    const places = new Map(criteria.map(([id], place) => [id, place]));
    /** @param {Card} card @param {Ranked} page @returns {Entry[]} */
    const entriesOf = ({ e: entries }, page) => {
      if (!isFilter) {
        return page.hits.sort((one, other) => other.score - one.score || one.slot - other.slot).flatMap(({ kind, slot }) =>
          (isCriterion[kind] ? entries.filter(([type, , , id]) => type === "criterion" && id === criteria[slot][0]) : entries.slice(slot, slot + 1)));
      }
      if (!filters.kind && !filters.verdict && !filters.criterion) return entries.slice(0, 1);
      return entries.filter(([kind, verdict, , title]) =>
        classes.some((one, number) => passes[number] && one[0] === kind && one[1] === verdict) && (!filters.criterion || (kind === "criterion" && isAsked[places.get(title) ?? -1])));
    };

    let place = 0;
    /** @param {number} most */
    const next = async (most) => {
      /** @type {Group[]} */
      const groups = [];
      for (let loaded = 0; groups.length < most && place < ranked.length && loaded < MOST.cards; ) {
        const batch = ranked.slice(place, place + most);
        loaded += batch.length;
        /** @type {Card[]} */
        const cards = await Promise.all(batch.map(({ unit }) => file(root, `cards/${unit}.bin`, json)));
        for (const [number, page] of batch.entries()) {
          if (groups.length === most) break;
          place++;
          /** @type {Entry[]} */
          const titled = entriesOf(cards[number], page).map(([kind, verdict, anchor, title, words]) =>
            [kind, verdict, anchor, (kind === "criterion" && criteria[places.get(title) ?? -1]?.[1]) || title, words]);
          const entries = titled.filter(([, , , ...texts]) => query.phrases.every((phrase) => hasPhrase(phrase, texts)));
          const mask = page.hits.reduce((whole, hit) => whole | hit.mask, ofPage[page.unit]);
          const missing = required.filter((word) => !isIn(mask)(word));
          if (entries.length) groups.push({ card: cards[number], entries, missing: missing.map(({ text: word }) => word) });
        }
      }
      return groups;
    };
    return {
      entries: hits.length, pages: ranked.length, isCounted: !isFilter && !query.phrases.length, isSpread, counts, corrected, next,
      unknown: included.filter((word) => !isIn(known | skipped)(word)).map(({ text: word }) => word),
      common: included.filter((word) => isEverywhere(word) && !isIn(known)(word)).map(({ text: word }) => word),
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
