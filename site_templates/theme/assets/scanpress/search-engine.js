// What the search finds: looks the words of a query up in the index that generator/search/ made, and ranks the entries
// that have them. It knows nothing of a page: it is given a function that loads a file of the index.
//
// @ts-check
import { distance, meaning, parse, variants, years } from "./search-query.js";
import { chains, facet, words } from "./words.js";

/** @import { Asked, Query } from "./search-query.js" */
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
 * @typedef {Asked & {ways: number[]}} Word It is there where all bits of one of its ways are: of its parts, or of them joined.
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
const CRITERION = "criterion";
const PAGES = ["paper", "synthesis", "page"];
const WEIGHT = { variant: 0.85, beginning: 0.25, title: 0.5, page: 0.2, others: 0.1 };
const COMMON = 0.12;
const WHOLE = 1 << 24;
const MOST = { tokens: 24, expansions: 24, criteria: 4, named: 12, cards: 60, near: 8 };
// An entry is a number: its class, and below it the slot, which limits.SEARCH_ENTRIES stays below.
const SLOT = 13;
const SLOTS = (1 << SLOT) - 1;
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

const signs = new TextDecoder("latin1");
/** A term as it stands in a part of the dictionary, by its bytes: none of thousands has to be decoded. @param {string} term */
export const keyOf = (term) => (/[^\0-\x7f]/u.test(term) ? signs.decode(new TextEncoder().encode(term)) : term);

/** @param {Uint8Array} bytes */
const json = (bytes) => JSON.parse(text(bytes));

/** A text whose order by units is that of its code points, in which terms stand: pairs come last. @param {string} term */
export const inOrder = (term) =>
  term.replace(/[\ud800-\uffff]/g, (unit) => String.fromCharCode(unit.charCodeAt(0) + (unit < "\ue000" ? 0x2000 : -0x800)));

/** A part of the dictionary, by the keys of its terms. @param {Uint8Array} bytes @param {number} number @returns {Shard} */
export const shard = (bytes, number) => {
  const source = reader(bytes, 0);
  /** @type {Shard} */
  const terms = new Map();
  const all = signs.decode(bytes);
  let before = "";
  const length = source.read();
  for (let place = 0; place < length; place++) {
    const shared = source.read();
    const rest = source.read();
    before = before.slice(0, shared) + all.slice(source.at, (source.at += rest));
    const df = source.read();
    const size = source.read();
    terms.set(before, { df, bytes, from: 0, to: size >> 1, list: size % 2 ? `lists/${number}-${place}.bin` : "" });
  }
  for (const term of terms.values()) {
    if (term.list) continue;
    term.from = source.at;
    source.at = term.to += source.at;
  }
  return terms;
};

/**
 * Tells of each posting of a term.
 * @param {Term} term @param {(kind: number, unit: number, slot: number, level: number) => void} visit
 */
export const postings = ({ bytes, from, to }, visit) => {
  const source = reader(bytes, from);
  while (source.at < to) {
    const kind = source.read();
    const end = source.read() + source.at;
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

/** The files of the index, each loaded once. @param {Load} load */
const filesOf = (load) => {
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
      if (!found.has(keyOf(root.shards[number]))) throw new Error("the index has changed");
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
  const forget = () => {
    opening = null;
    kept.clear();
  };
  return { open, file, lookUp, fetchLists, respelt, forget };
};

// ---------------------------------------------------------------------------------- what is asked for

/** Whether a word is among those with these bits. @param {number} mask */
const isIn = (mask) => (/** @type {Word} */ { ways }) => ways.some((way) => (mask & way) === way);

/** The bits of those of which something is true. @param {Token[]} tokens @param {(token: Token) => unknown} test */
const bitsOf = (tokens, test) => tokens.reduce((sum, token) => (test(token) ? sum | token.bit : sum), 0);

/** @param {number[]} masks */
const union = (masks) => masks.reduce((sum, mask) => sum | mask, 0);

/**
 * The words of a query, and what is looked up for them.
 * @typedef {ReturnType<typeof wantedOf>} Wanted
 * @param {Query} query
 */
const wantedOf = (query) => {
  /** @type {Map<string, Token>} */
  const known = new Map();
  /** @param {string} word */
  const bitOf = (word) => {
    const token = known.get(word);
    if (token) return token.bit;
    const bit = known.size < MOST.tokens ? 1 << known.size : 0;
    if (bit) known.set(word, { word, bit, found: [], df: 0, idf: 0, isSkipped: false, titled: [] });
    return bit;
  };
  /** @type {Word[]} */
  const asked = query.words
    .map((word) => ({ ...word, ways: [word.joined ? bitOf(word.joined) : 0, union(word.parts.map(bitOf))].filter(Boolean) }))
    .filter(({ ways }) => ways.length);
  const included = asked.filter(({ isExcluded }) => !isExcluded);
  const outs = asked.filter(({ isExcluded }) => isExcluded).map(({ ways }) => ways[0]);
  return {
    tokens: [...known.values()], asked, included,
    outBits: union(outs) & ~union(included.flatMap(({ ways }) => ways)),
    /** Whether all words of something that is not wanted are there. @param {number} mask */
    isOut: (mask) => outs.length > 0 && outs.some((way) => (mask & way) === way),
  };
};

/**
 * Passes over words that nearly all entries have, beside rarer ones, and over lists that take too long to fetch.
 * @param {Wanted} wanted @param {number} entries How many there are.
 */
const skipCommon = ({ tokens, outBits }, entries) => {
  const rarest = Math.min(...tokens.map(({ df, bit }) => (df && !(bit & outBits) ? df : Infinity)));
  for (const token of tokens) {
    const isCommon = token.df > COMMON * entries && token.df > rarest && !(token.bit & outBits);
    token.found = token.found.filter(([{ list, to }]) => !list || to <= (isCommon ? BYTES.common : BYTES.list));
    token.isSkipped = isCommon || (token.df > 0 && !token.found.length);
  }
};

/**
 * Which words are verdicts and stand in titles of criteria.
 * @typedef {{verdicts: number[], ofTitles: number[]}} Titles
 * @param {Index} index @param {Wanted} wanted @returns {Titles}
 */
const titlesOf = ({ root: { classes }, titles, questions }, { tokens, outBits }) => {
  for (const token of tokens) {
    const { word, bit } = token;
    const isMeant = bit & outBits ? (/** @type {string} */ one) => one === word : meaning(word);
    token.titled = titles.map((title, place) => (title.some(isMeant) ? 1 : questions[place].includes(word) ? 0.5 : 0));
  }
  return {
    verdicts: classes.map(([, verdict]) => words(verdict)).map((own) => bitsOf(tokens, ({ word }) => own.includes(word))),
    ofTitles: titles.map((_, place) => bitsOf(tokens, ({ titled }) => titled[place])),
  };
};

/**
 * Which of the words something has to have.
 * @param {Titles} titles @param {Wanted} wanted
 */
const requiredOf = ({ verdicts, ofTitles }, { tokens, included }) => {
  const known = bitsOf(tokens, ({ found }) => found.length) | union(verdicts) | union(ofTitles);
  const skipped = bitsOf(tokens, ({ isSkipped }) => isSkipped);
  const isEverywhere = (/** @type {Word} */ { ways }) => ways.every((way) => way & skipped);
  let required = included.filter((word) => isIn(known)(word) && !isEverywhere(word));
  if (!required.length) {
    // Of what is everywhere, something has to be there.
    required = included.filter(isIn(known));
    for (const token of tokens) token.isSkipped = false;
  }
  return { known, skipped, isEverywhere, required };
};

/**
 * What filters let pass: classes, criteria, and pages by their years.
 * @typedef {ReturnType<typeof sieveOf>} Sieve
 * @param {Index} index @param {Query} query
 */
const sieveOf = ({ root: { classes, criteria }, dates }, { filters, without }) => {
  /** Any value of one filter, and none of what is not wanted. @param {string} name @param {(value: string) => boolean} test */
  const meets = (name, test) => (filters[name]?.some(test) ?? true) && !without[name]?.some(test);
  /** @type {number[]} */
  const ofYears = [];
  /** @param {number} date */
  const isOfYear = (date) => Number(date >= 0 && meets("year", (value) => {
    const [first, last] = years(value);
    // A page without a year is of none.
    return date > 0 && date + YEAR_ZERO >= first && date + YEAR_ZERO <= last;
  }));
  return {
    passes: classes.map(([kind, verdict]) =>
      meets("kind", (value) => kind.startsWith(value.replace(/^red-|e?s$|a$/gu, ""))) && meets("verdict", (value) => value === facet(verdict)) &&
      (kind === CRITERION || !filters.criterion)),
    isAsked: criteria.map(([id]) => meets("criterion", (value) => `-${facet(id.replace(/~.*/u, ""))}`.endsWith(`-${value}`))),
    isLet: new Uint8Array(dates.map((date) => (ofYears[date] ??= isOfYear(date)))),
  };
};

/** The labels that pages have to have, or not to have: any of those of one filter. @param {Query} query */
const labelsOf = ({ filters, without }) =>
  FACETS.flatMap((name) => [filters, without].map((given) => ({
    isWanted: Number(given === filters), terms: (given[name] ?? []).map((value) => `${name}:${value}`),
  }))).filter(({ terms }) => terms.length);

/**
 * Numbers of criteria that are looked up as a whole: by a filter, or because their titles and answers have all words.
 * @param {Query} query @param {Wanted} wanted @param {Titles} titles @param {Sieve} sieve @param {Word[]} required
 */
const wholesOf = ({ filters }, { tokens, included, isOut }, { verdicts, ofTitles }, { isAsked }, required) => {
  const any = union(verdicts);
  /** @param {number} place */
  const isWhole = (place) =>
    filters.criterion ? isAsked[place]
    // What a list leaves out.
    : !included.length ? !isAsked[place] || isOut(ofTitles[place] | any)
    : required.some(isIn(ofTitles[place])) && required.every(isIn(ofTitles[place] | any));
  const sum = (/** @type {number} */ place) => tokens.reduce((whole, { titled }) => whole + titled[place], 0);
  return ofTitles.map((_, place) => place).filter(isWhole).sort((one, other) => sum(other) - sum(one));
};

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
    const term = shards.map((terms) => terms.get(keyOf(form))).find(Boolean);
    if (term) found.set(term, form === word ? 1 : WEIGHT.variant);
  }
  let bytes = 0;
  for (const term of isExact || word.length < 3 ? [] : beginning(word, shards)) {
    if (!found.has(term) && (!term.list || (bytes += term.to) <= BYTES.expansions)) found.set(term, WEIGHT.beginning);
  }
  return [...found];
};

// ------------------------------------------------------------------------------------- what is found

/** Lets pages pass that have one of these labels, or have none. @param {Uint8Array} isLet @param {number} isWanted @param {Term[]} labels */
const keepLabelled = (isLet, isWanted, labels) => {
  const has = new Uint8Array(isLet.length);
  for (const term of labels) postings(term, (_, unit) => (has[unit] = 1));
  for (let unit = 0; unit < has.length; unit++) isLet[unit] &= Number(has[unit] === isWanted);
};

/**
 * What is read, and what each posting of it is worth; words that are rare come first.
 * @param {Root} root @param {Token[]} tokens @param {Term[]} wholes @returns {Source[]}
 */
const sourcesOf = ({ classes }, tokens, wholes) => [
  ...wholes.map((term) => ({ term, bit: WHOLE, gains: [] })),
  ...tokens.sort((one, other) => one.df - other.df).flatMap(({ bit, idf, found }) => found.map(([term, weight]) => ({
    term, bit, gains: classes.map(([kind]) => (PAGES.includes(kind) ? OWN : LEVELS).map((level) => idf * weight * level * (WEIGHTS[kind] ?? 1))),
  }))),
];

/**
 * All postings, those of each page together: so the entries of one page are made at a time.
 * @typedef {{term: Term, bit: number, gains: number[][]}} Source
 * @param {Source[]} sources @param {Uint8Array} isLet
 */
const gather = (sources, isLet) => {
  const room = sources.reduce((whole, { term }) => whole + term.df, 1);
  const [units, unsorted, levels, entryOf, levelOf] = [0, 1, 2, 3, 4].map(() => new Int32Array(room));
  const ends = new Int32Array(isLet.length + 1);
  let length = 0;
  sources.forEach(({ term }, source) => postings(term, (kind, unit, slot, level) => {
    if (!isLet[unit] || length === room) return;
    units[length] = unit;
    unsorted[length] = kind << SLOT | slot;
    levels[length++] = source * LEVELS.length + level;
    ends[unit + 1]++;
  }));
  for (let unit = 0; unit < isLet.length; unit++) ends[unit + 1] += ends[unit];
  const starts = ends.slice();
  for (let posting = 0; posting < length; posting++) {
    const place = starts[units[posting]]++;
    entryOf[place] = unsorted[posting];
    levelOf[place] = levels[posting];
  }
  return { room, ends, entryOf, levelOf };
};

/**
 * Finds the entries, those of one page at a time, and ranks the pages that they are on.
 * @typedef {(unit: number, mask: number) => boolean} IsFound Whether an entry is, by the words in it and around it.
 * @param {Index} index @param {Wanted} wanted @param {Titles} titles @param {Sieve} sieve @param {Source[]} sources
 * @param {boolean} isList Whether all entries are found but for those that are collected.
 */
const finder = ({ root: { classes, criteria }, dates }, { tokens, outBits, isOut }, { verdicts, ofTitles }, { passes, isAsked, isLet }, sources, isList) => {
  const { room, ends, entryOf, levelOf } = gather(sources, isLet);
  const size = dates.length;
  const isOwn = classes.map(([kind]) => PAGES.includes(kind));
  const isCriterion = classes.map(([kind]) => kind === CRITERION);
  const isNamed = bitsOf(tokens, ({ isSkipped }) => !isSkipped) & ~outBits | WHOLE;
  const bits = sources.map(({ bit }) => bit);
  const places = new Int32Array(classes.length << SLOT);
  const [own, ofPage, from, to, ofUnits] = [0, 1, 2, 3, 4].map(() => new Int32Array(size));
  const [hits, has, lasts] = [0, 1, 2].map(() => new Int32Array(room));
  const [scores, gains] = [0, 1].map(() => new Float32Array(room));
  const ofClasses = classes.map(() => 0);
  const ofYears = new Int32Array(YEARS);
  let count = 1;

  /** Adds what a posting is worth to its entry: of the forms of one word, the best counts. @param {number} unit @param {number} place */
  const reckon = (unit, place) => {
    const entry = entryOf[place];
    let hit = places[entry];
    if (hit < from[unit] || hit >= count || hits[hit] !== entry) {
      places[entry] = hit = count++;
      hits[hit] = entry;
      has[hit] = lasts[hit] = scores[hit] = 0;
    }
    const bit = bits[levelOf[place] >> 2];
    const gain = bit === WHOLE ? 0 : sources[levelOf[place] >> 2].gains[entry >> SLOT][levelOf[place] & 3];
    const before = lasts[hit] === bit ? gains[hit] : 0;
    if (gain > before) scores[hit] += gain - before;
    gains[hit] = Math.max(before, gain);
    lasts[hit] = bit;
    has[hit] |= bit;
  };

  /** Whether a hit stays; adds what the words around it are worth. @param {number} unit @param {number} hit @param {IsFound} isFound */
  const isKept = (unit, hit, isFound) => {
    const kind = hits[hit] >> SLOT;
    const slot = hits[hit] & SLOTS;
    const title = isCriterion[kind] ? ofTitles[slot] : 0;
    const near = has[hit] | verdicts[kind] | title;
    if (isList) return isOut(near) || (isCriterion[kind] && !isAsked[slot]);
    const mask = near | own[unit];
    if (!(has[hit] & isNamed) || isOut(near) || !isFound(unit, mask)) return false;
    for (const { bit, idf, titled } of tokens) {
      if (bit & mask) scores[hit] += idf * (bit & title ? WEIGHT.title * titled[slot] : bit & has[hit] ? 0 : WEIGHT.page);
    }
    return true;
  };

  /** How many there are. @param {IsFound} isFound */
  const collect = (isFound) => {
    count = 1;
    for (let unit = 0; unit < size; unit++) {
      for (let place = ends[unit]; place < ends[unit + 1]; place++) {
        const bit = bits[levelOf[place] >> 2];
        ofPage[unit] |= bit;
        if (!(entryOf[place] & SLOTS) && isOwn[entryOf[place] >> SLOT]) own[unit] |= bit;
      }
      let kept = from[unit] = count;
      if (!isOut(own[unit])) {
        for (let place = ends[unit]; place < ends[unit + 1]; place++) {
          const kind = entryOf[place] >> SLOT;
          if (passes[kind] && (isList || !isCriterion[kind] || isAsked[entryOf[place] & SLOTS])) reckon(unit, place);
        }
      }
      for (let hit = kept; hit < count; hit++) {
        if (!isKept(unit, hit, isFound)) continue;
        hits[kept] = hits[hit];
        scores[kept++] = scores[hit];
      }
      to[unit] = count = kept;
    }
    return count > 1;
  };

  /** Counts the entries of each class and page. @param {Term[]} lists Of all entries, where these are found. */
  const reckonUp = (lists) => {
    const add = (/** @type {number} */ kind, /** @type {number} */ unit, /** @type {number} */ number) => {
      ofUnits[unit] += number;
      ofClasses[kind] += number;
    };
    for (const term of lists) postings(term, (kind, unit, number) => passes[kind] && isLet[unit] && !isOut(own[unit]) && add(kind, unit, number));
    // What is collected of a list is what it leaves out.
    for (let unit = 0; unit < size; unit++) for (let hit = from[unit]; hit < to[unit]; hit++) add(hits[hit] >> SLOT, unit, isList ? -1 : 1);
  };

  /** The pages: by their scores, then the newest first, then by their numbers. */
  const rank = () => {
    // All in one number, since those are sorted fastest.
    const ranks = new Float64Array(size);
    let pages = 0;
    for (let unit = 0; unit < size; unit++) {
      if (!ofUnits[unit]) continue;
      let [best, others] = [0, 0];
      for (let hit = from[unit]; hit < to[unit]; hit++) {
        best = Math.max(best, scores[hit]);
        others += scores[hit];
      }
      ranks[pages++] = -((Math.round((best + WEIGHT.others * Math.min(best, others - best)) * SCORE) * YEARS + dates[unit]) * size - unit);
      ofYears[dates[unit]]++;
    }
    return ranks.subarray(0, pages).sort();
  };

  /** How many there are of each kind and verdict, and how many pages of each year. */
  const tally = () => {
    /** @type {Result["counts"]} */
    const counts = { kind: new Map(), verdict: new Map(), year: new Map() };
    /** @param {string} name @param {string | number} value @param {number} number */
    const add = (name, value, number) => number && counts[name].set(`${value}`, (counts[name].get(`${value}`) ?? 0) + number);
    classes.forEach(([kind, verdict], number) => {
      add("kind", kind, ofClasses[number]);
      add("verdict", verdict, ofClasses[number]);
    });
    ofYears.forEach((number, date) => date && add("year", date + YEAR_ZERO, number));
    return counts;
  };

  const kinds = new Map(classes.map((one, number) => [`${one}`, number]));
  const numbers = new Map(criteria.map(([id], number) => [id, number]));
  /** The entries of a card that are found, the best first. @param {Entry[]} all @param {number} unit @returns {Entry[]} */
  const pick = (all, unit) => {
    const codes = all.map(([kind, verdict, , id], place) => (kinds.get(`${[kind, verdict]}`) ?? 0) << SLOT | (kind === CRITERION ? numbers.get(id) ?? SLOTS : place));
    const found = Array.from(hits.subarray(from[unit], to[unit]), (hit, place) => ({ hit, score: scores[from[unit] + place] }))
      .sort((one, other) => other.score - one.score || one.hit - other.hit).map(({ hit }) => hit);
    const picked = isList ? all.filter((_, place) => passes[codes[place] >> SLOT] && !found.includes(codes[place])) : found.map((hit) => all[codes.indexOf(hit)]).filter(Boolean);
    return picked.map(([kind, verdict, anchor, title, words]) => [kind, verdict, anchor, (kind === CRITERION && criteria[numbers.get(title) ?? -1]?.[1]) || title, words]);
  };
  return { collect, reckonUp, ofPage, ofClasses, rank, tally, pick };
};

// ----------------------------------------------------------------------------------------- the search

/** @param {Load} load */
export const createSearch = (load) => {
  const { open, file, lookUp, fetchLists, respelt, forget } = filesOf(load);

  /**
   * Finds what stands for the words, and tells which of them were misspelt.
   * @param {Root} root @param {Query} query @param {Wanted} wanted @param {Shard[]} shards
   */
  const recognise = async (root, query, { tokens, outBits }, shards) => {
    /** @type {Map<string, string>} */
    const corrected = new Map();
    await Promise.all(tokens.map(async (token) => {
      const { word, bit, titled } = token;
      token.found = standingFor(word, shards, query.words.some(({ isExact, parts }) => isExact && parts.includes(word)));
      // Another word than the one that is not wanted may be.
      const other = token.found.length || bit & outBits || titled.some(Boolean) ? null : await respelt(root, word);
      if (other) {
        corrected.set(word, other.word);
        token.found = standingFor(other.word, other.shards, true);
      }
      token.df = Math.min(root.entries, token.found.reduce((sum, [{ df }]) => sum + df, 0));
      token.idf = Math.log(1 + (root.entries - token.df + 0.5) / (token.df + 0.5));
    }));
    return corrected;
  };

  /**
   * Gives the groups that come next of all that is found.
   * @param {Index} index @param {Float64Array} ranks @param {(card: Card, unit: number) => Group} groupOf
   */
  const pager = ({ root, dates: { length: size } }, ranks, groupOf) => {
    let place = 0;
    /** @param {number} most */
    const next = async (most) => {
      /** @type {Group[]} */
      const groups = [];
      for (let loaded = 0; groups.length < most && place < ranks.length && loaded < MOST.cards; ) {
        const batch = Array.from(ranks.subarray(place, place + most), (rank) => ((rank % size) + size) % size);
        loaded += batch.length;
        /** @type {Card[]} */
        const cards = await Promise.all(batch.map((unit) => file(root, `cards/${unit}.bin`, json)));
        for (const [number, unit] of batch.entries()) {
          if (groups.length === most) break;
          place++;
          const group = groupOf(cards[number], unit);
          if (group.entries.length) groups.push(group);
        }
      }
      return groups;
    };
    return { next, isDone: () => place >= ranks.length };
  };

  /** @param {string} typed @returns {Promise<Result | null>} Nothing where nothing is asked. */
  const search = async (typed) => {
    const query = parse(typed);
    const { filters, phrases } = query;
    const wanted = wantedOf(query);
    const { tokens, asked, included, isOut } = wanted;
    if (!included.length && !Object.keys({ ...filters, ...query.without }).length) return null;
    const index = await open();
    const { root } = index;
    const sieve = sieveOf(index, query);
    const labels = labelsOf(query);
    // Without words, all is listed that filters let pass: entries of the kinds that they name, or else whole pages.
    const isList = !included.length && !filters.criterion;
    if (isList && !filters.kind && !filters.verdict) sieve.passes = sieve.passes.map((isPassing, kind) => isPassing && PAGES.includes(root.classes[kind][0]));
    const classes = isList ? root.classes.filter((_, kind) => sieve.passes[kind]).map((one) => `has:${one.join("-")}`) : [];

    const titles = titlesOf(index, wanted);
    /** Terms of criteria that are asked for by all words, or by these. @param {Word[]} some */
    const wholeNames = (some) => wholesOf(query, wanted, titles, sieve, some).map((place) => `criterion:${root.criteria[place][0]}`);
    const most = included.length ? MOST.criteria : MOST.named;

    // Those of criteria are fetched at once with those of words, as most of the time they are needed.
    const shards = await lookUp(root, [
      ...tokens.flatMap(({ word }) => [word, ...variants(word)]), ...labels.flatMap(({ terms }) => terms), ...classes, ...wholeNames(included).slice(0, most),
    ]);
    const corrected = await recognise(root, query, wanted, shards);
    skipCommon(wanted, root.entries);
    const { known, skipped, required, isEverywhere } = requiredOf(titles, wanted);
    if (isList) sieve.passes = sieve.passes.map((isPassing, kind) => isPassing && !isOut(titles.verdicts[kind]));
    const named = wholeNames(required);
    const criteria = named.slice(0, most);
    /** @param {string[]} names @param {Shard[]} within */
    const termsOf = (names, within) => within.flatMap((terms) => names.flatMap((name) => terms.get(keyOf(name)) ?? []));
    const wholes = termsOf(criteria, await lookUp(root, criteria));
    const lists = termsOf(classes, shards);
    const labelled = labels.map(({ isWanted, terms }) => ({ isWanted, found: terms.flatMap((term) => beginning(term, shards)) }));
    await fetchLists(root, [...wholes, ...lists, ...labelled.flatMap(({ found }) => found), ...tokens.flatMap(({ found }) => found.map(([term]) => term))]);
    for (const { isWanted, found } of labelled) keepLabelled(sieve.isLet, isWanted, found);

    const { collect, reckonUp, ofPage, ofClasses, rank, tally, pick } = finder(index, wanted, titles, sieve, sourcesOf(root, tokens, wholes), isList);
    const needs = required.map(({ ways }) => [ways[0], ways.at(-1) ?? 0]);
    const isAsking = required.length + wholes.length > 0;
    const isSpread = !collect((_, mask) => isAsking && needs.every(([one, other]) => (mask & one) === one || (mask & other) === other)) && required.length > 1;
    if (isSpread) {
      const having = Uint8Array.from(ofPage, (mask) => required.filter(isIn(mask)).length);
      const all = having.reduce((one, other) => Math.max(one, other), 1);
      collect((unit) => having[unit] === all);
    }
    reckonUp(lists);
    const ranks = rank();
    /** @param {Word[]} some */
    const typedOf = (some) => some.map(({ text }) => text);
    return {
      entries: ofClasses.reduce((sum, number) => sum + number, 0), pages: ranks.length, isSpread, corrected, counts: tally(),
      isCounted: !phrases.length && (included.length > 0 || named.length <= MOST.named),
      ...pager(index, ranks, (card, unit) => ({
        card, entries: pick(card.e, unit).filter(([, , , ...texts]) => phrases.every((phrase) => hasPhrase(phrase, texts))),
        missing: isSpread ? typedOf(required.filter((word) => !isIn(ofPage[unit])(word))) : [],
      })),
      unknown: typedOf(included.filter((word) => !isIn(known | skipped)(word))),
      common: typedOf(asked.filter((word) => isEverywhere(word) && !isIn(known)(word))),
      marks: included.flatMap(({ parts, joined }) => [...parts, joined]).filter(Boolean).map((word) => corrected.get(word) ?? word),
    };
  };

  return {
    open,
    /** @param {string} typed */
    search: (typed) => search(typed).catch(() => {
      // The site may have been published anew in the meantime, and what was kept belong to the files before.
      forget();
      return search(typed);
    }),
  };
};
