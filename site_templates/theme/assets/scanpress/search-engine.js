// What the search finds: looks the words of a query up in the index that generator/search/ made, and ranks the entries
// that have them. It knows nothing of a page: it is given a function that loads a file of the index.
//
// @ts-check
// @own word bit found df idf titled ways isSkipped tokens asked included outBits isList isOut verdicts ofTitles known isEverywhere
// @own passes isAsked isLet isWanted terms term worth collect reckonUp ofPage ofClasses rank tally pick lookUp fetchLists respelt forget
// @own titleWords skips needed questions dates missing isSpread corrected common marks isCounted isDone pages score hit
import { LABELS, isNear, meaning, parse, variants, years } from "./search-query.js";
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
 * @typedef {{root: Root, titleWords: string[][], questions: string[][], dates: Int16Array}} Index The root, and what follows:
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
 * @property {Map<string, number>} counts How many there are of each kind, verdict and year, by their filters.
 * @property {(most: number) => Promise<Group[]>} next The groups that come next; none also where a look at more pages is due.
 * @property {() => boolean} isDone Whether no page is left to look at.
 */
const FORMAT = 1;
const NO_YEAR = 48;
const YEAR_ZERO = 1949;
const LEVELS = [0.3, 0.5, 0.75, 1];
// Of a page's own entry: the last is that of words in its title.
const OWN = [0.5, 0.7, 0.9, 3];
/** @type {Record<string, number>} */
// Why something is not asked is seldom what somebody looks for.
const WEIGHTS = { flag: 1.4, claim: 1.3, reference: 0.5, na: 0.5 };
const CRITERION = "criterion";
const PAGES = ["paper", "synthesis", "page"];
const OF_VARIANT = 0.85;
const OF_BEGINNING = 0.25;
// In parts of 256.
const OF_TITLE = 128;
const OF_QUESTION = 64;
const OF_PAGE = 51;
const OF_OTHERS = 0.1;
const COMMON = 0.12;
const WHOLE = 1 << 24;
const MOST_TOKENS = 24;
const MOST_EXPANSIONS = 24;
const MOST_CRITERIA = 4;
const MOST_NAMED = 12;
const MOST_CARDS = 60;
// Where a phrase is looked for, most of them have it not.
const LEAST_CARDS = 12;
const MOST_NEAR = 8;
// An entry is a number: its class, and below it the slot, which limits.SEARCH_ENTRIES stays below.
const SLOT = 13;
const SLOTS = (1 << SLOT) - 1;
const BYTES_EXPANSIONS = 60_000;
const BYTES_COMMON = 60_000;
const BYTES_LIST = 400_000;
// Scores are whole numbers, with which a browser is fast from the first on.
const SCORE = 1024;
const YEARS = 1024;

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

/** The text of bytes. @param {Uint8Array} bytes */
const text = (bytes) => new TextDecoder().decode(bytes);

const signs = new TextDecoder("latin1");
/** A term as it stands in a part of the dictionary, by its bytes: none of thousands has to be decoded. @param {string} term */
export const keyOf = (term) => signs.decode(new TextEncoder().encode(term));

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

// Postings are numbers in a row, read by plain loops: a browser runs all else slowly at first.
const UNIT = 1;
const PLACE = 2;
const LEVEL = 3;
const PARTS = 4;
/** The postings of a term: of each its class, unit, slot and level. @param {Term} term */
export const postings = ({ df, bytes, from, to }) => {
  const found = new Int32Array(df * PARTS);
  const source = reader(bytes, from);
  for (let at = 0; source.at < to; ) {
    const kind = source.read();
    const end = source.read() + source.at;
    for (let unit = 0; source.at < end; at += PARTS) {
      const step = source.read();
      unit += step >> 2;
      found[at] = kind;
      found[at + UNIT] = unit;
      found[at + PLACE] = source.read();
      found[at + LEVEL] = step & 3;
    }
  }
  return found;
};

/** Whether texts have words one after the other. @param {string[]} phrase @param {string[]} texts */
const hasPhrase = (phrase, texts) =>
  texts.some((one) => ` ${chains(one).flatMap(({ parts }) => parts).join(" ")} `.includes(` ${phrase.join(" ")} `));

/** The files of the index, each loaded once. @param {Load} load */
const filesOf = (load) => {
  /** @type {Map<string, Promise<any>>} */
  const kept = new Map();

  /** @template T @param {string} name @param {(bytes: Uint8Array) => T} make @param {Root} [root] Of which it is, if not itself. @returns {Promise<T>} */
  const file = (name, make, root) => {
    const found = kept.get(name) ?? load(root ? `${name}?v=${root.v}` : name).then(make);
    kept.set(name, found);
    // What could not be loaded is asked for again.
    found.catch(() => kept.delete(name));
    return found;
  };

  /** @returns {Promise<Index>} */
  const open = () => file("root.bin", (bytes) => {
    /** @type {Root} */
    const root = json(bytes);
    if (root.format !== FORMAT) throw new Error(`an index of form ${root.format}`);
    return {
      root,
      titleWords: root.criteria.map(([id, title]) => words(`${title} ${id}`)),
      questions: root.criteria.map(([, , question]) => words(question)),
      dates: new Int16Array(root.years.length).map((_, place) => root.years.charCodeAt(place) - NO_YEAR),
    };
  });

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
      const found = await file(`terms/${number}.bin`, (bytes) => shard(bytes, number), root);
      if (!found.has(keyOf(root.shards[number]))) throw new Error("the index has changed");
      return found;
    }));
  };

  /** @param {Root} root @param {Term[]} terms */
  const fetchLists = (root, terms) =>
    Promise.all(terms.map(async (term) => {
      if (!term.list) return;
      const bytes = await file(term.list, (all) => all, root);
      Object.assign(term, { bytes, from: 0, to: bytes.length, list: "" });
    }));

  /** The word that a misspelt one may be meant for. @param {Root} root @param {string} word */
  const respelt = async (root, word) => {
    if (!root.spelling || !/^[a-z]{6,}$/u.test(word)) return null;
    const known = await file("spelling.bin", (bytes) => text(bytes).split("\n"), root);
    for (let most = 1; most <= (word.length < 9 ? 1 : 2); most++) {
      const near = known.filter((other) => isNear(word, other, most)).slice(0, MOST_NEAR);
      const shards = await lookUp(root, near);
      const often = (/** @type {string} */ other) => Math.max(...shards.map((terms) => terms.get(other)?.df ?? 0));
      if (near.length) return { word: near.sort((one, other) => often(other) - often(one))[0], shards };
    }
    return null;
  };
  return { open, file, lookUp, fetchLists, respelt, forget: () => kept.clear() };
};

// ---------------------------------------------------------------------------------- what is asked for

/** Whether a word is among those with these bits. @param {number} mask */
const isIn = (mask) => (/** @type {Word} */ { ways }) => ways.some((way) => (mask & way) === way);

/** The bits of those of which something is true. @param {Token[]} tokens @param {(token: Token) => unknown} test */
const bitsOf = (tokens, test) => tokens.reduce((sum, token) => (test(token) ? sum | token.bit : sum), 0);

/** @param {number[]} masks */
const union = (masks) => masks.reduce((sum, mask) => sum | mask, 0);

/**
 * The words of a query, what is looked up for them, and which of that stands in verdicts and in titles of criteria.
 * @typedef {ReturnType<typeof wantedOf>} Wanted
 * @param {Index} index @param {Query} query
 */
const wantedOf = ({ root: { classes }, titleWords, questions }, query) => {
  /** @type {Map<string, Token>} */
  const known = new Map();
  /** @param {string} word */
  const bitOf = (word) => {
    const token = known.get(word);
    if (token) return token.bit;
    const bit = known.size < MOST_TOKENS ? 1 << known.size : 0;
    if (bit) known.set(word, /** @type {Token} */ ({ word, bit }));
    return bit;
  };
  /** @type {Word[]} */
  const asked = query.words
    .map((word) => ({ ...word, ways: [word.joined ? bitOf(word.joined) : 0, union(word.parts.map(bitOf))].filter(Boolean) }))
    .filter(({ ways }) => ways.length);
  const included = asked.filter(({ isExcluded }) => !isExcluded);
  const outs = asked.filter(({ isExcluded }) => isExcluded).map(({ ways }) => ways[0]);
  const outBits = union(outs) & ~union(included.flatMap(({ ways }) => ways));
  const tokens = [...known.values()];
  for (const token of tokens) {
    const { word, bit } = token;
    const isMeant = bit & outBits ? (/** @type {string} */ one) => one === word : meaning(word);
    token.titled = titleWords.map((title, place) => (title.some(isMeant) ? OF_TITLE : questions[place].includes(word) ? OF_QUESTION : 0));
  }
  return {
    tokens, asked, included, outBits,
    // Without words, all is listed that filters let pass.
    isList: !included.length && !query.filters.criterion,
    verdicts: classes.map(([, verdict]) => words(verdict)).map((own) => bitsOf(tokens, ({ word }) => own.includes(word))),
    ofTitles: titleWords.map((_, place) => bitsOf(tokens, ({ titled }) => titled[place])),
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
    token.found = token.found.filter(([{ list, to }]) => !list || to <= (isCommon ? BYTES_COMMON : BYTES_LIST));
    token.isSkipped = isCommon || (token.df > 0 && !token.found.length);
  }
};

/** Which of the words something has to have. @param {Wanted} wanted */
const requiredOf = ({ tokens, included, verdicts, ofTitles }) => {
  const known = bitsOf(tokens, ({ found }) => found.length) | union(verdicts) | union(ofTitles);
  const skips = bitsOf(tokens, ({ isSkipped }) => isSkipped);
  const isEverywhere = (/** @type {Word} */ { ways }) => ways.every((way) => way & skips);
  let needed = included.filter((word) => isIn(known)(word) && !isEverywhere(word));
  if (!needed.length) {
    // Of what is everywhere, something has to be there.
    needed = included.filter(isIn(known));
    for (const token of tokens) token.isSkipped = false;
  }
  return { known, skips, isEverywhere, needed };
};

/**
 * What filters let pass: classes, criteria, and pages by their years.
 * @typedef {ReturnType<typeof sieveOf>} Sieve
 * @param {Index} index @param {Query} query @param {Wanted} wanted
 */
const sieveOf = ({ root: { classes, criteria }, dates }, { filters, without }, { isList, isOut, verdicts }) => {
  /** Any value of one filter, and none of what is not wanted. @param {string} name @param {(value: string) => boolean} test */
  const meets = (name, test) => (filters[name]?.some(test) ?? true) && !without[name]?.some(test);
  /** From -1 on. @type {number[]} */
  const ofYears = [];
  /** @param {number} date */
  const isOfYear = (date) => Number(date >= 0 && meets("year", (value) => {
    const [first, last] = years(value);
    // A page without a year is of none.
    return date > 0 && date + YEAR_ZERO >= first && date + YEAR_ZERO <= last;
  }));
  return {
    // What is listed are entries of the kinds that are named, or else whole pages.
    passes: classes.map(([kind, verdict], number) =>
      meets("kind", (value) => kind.startsWith(value.replace(/^red-|e?s$|a$/gu, ""))) && meets("verdict", (value) => value === facet(verdict)) &&
      (isList ? !isOut(verdicts[number]) && (filters.kind || filters.verdict || PAGES.includes(kind)) : kind === CRITERION || !filters.criterion)),
    isAsked: criteria.map(([id]) => meets("criterion", (value) => `-${facet(id.replace(/~.*/u, ""))}`.endsWith(`-${value}`))),
    isLet: new Uint8Array(dates.map((date) => (ofYears[date + 1] ??= isOfYear(date)))),
  };
};

/** The labels that pages have to have, or not to have: any of those of one filter. @param {Query} query */
const labelsOf = ({ filters, without }) =>
  LABELS.flatMap((name) => [filters, without].map((given) => ({
    isWanted: Number(given === filters), terms: (given[name] ?? []).map((value) => `${name}:${value}`),
  }))).filter(({ terms }) => terms.length);

/**
 * Numbers of criteria that are looked up as a whole: by a filter, or because their titles and answers have all words.
 * @param {Query} query @param {Wanted} wanted @param {Sieve} sieve @param {Word[]} required
 */
const wholesOf = ({ filters }, { tokens, included, isOut, verdicts, ofTitles }, { isAsked }, required) => {
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
  }).sort((one, other) => other.df - one.df).slice(0, MOST_EXPANSIONS);

/** What stands for a word. @param {string} word @param {Shard[]} shards @param {boolean} isExact */
const standingFor = (word, shards, isExact) => {
  /** @type {Map<Term, number>} */
  const found = new Map();
  for (const form of [word, ...(isExact ? [] : variants(word))]) {
    const term = shards.map((terms) => terms.get(keyOf(form))).find(Boolean);
    if (term) found.set(term, form === word ? 1 : OF_VARIANT);
  }
  let bytes = 0;
  for (const term of isExact || word.length < 3 ? [] : beginning(word, shards)) {
    if (!found.has(term) && (!term.list || (bytes += term.to) <= BYTES_EXPANSIONS)) found.set(term, OF_BEGINNING);
  }
  return [...found];
};

// ------------------------------------------------------------------------------------- what is found

/** Lets pages pass that have one of these labels, or have none. @param {Uint8Array} isLet @param {number} isWanted @param {Term[]} labels */
const keepLabelled = (isLet, isWanted, labels) => {
  const has = new Uint8Array(isLet.length);
  for (const list of labels.map(postings)) for (let at = UNIT; at < list.length; at += PARTS) has[list[at]] = 1;
  for (let unit = 0; unit < has.length; unit++) isLet[unit] &= Number(has[unit] === isWanted);
};

/**
 * What is read, and what each posting of it is worth; words that are rare come last.
 * @typedef {{term: Term, bit: number, worth: number}} Source
 * @param {Token[]} tokens @param {Term[]} wholes @returns {Source[]}
 */
const sourcesOf = (tokens, wholes) => [
  ...tokens.sort((one, other) => other.df - one.df).flatMap(({ bit, idf, found }) => found.map(([term, weight]) => ({ term, bit, worth: idf * weight }))),
  ...wholes.map((term) => ({ term, bit: WHOLE, worth: 0 })),
];

/**
 * Finds the entries, those of one page at a time, and ranks the pages that they are on.
 * @typedef {(unit: number, mask: number) => boolean} IsFound Whether an entry is, by the words in it and around it.
 * @param {Index} index @param {Wanted} wanted @param {Sieve} sieve @param {Source[]} sources
 */
const finder = ({ root: { classes, criteria }, dates }, { tokens, outBits, isList, isOut, verdicts, ofTitles }, { passes, isAsked, isLet }, sources) => {
  const room = sources.reduce((whole, { term }) => whole + term.df, 1);
  const size = dates.length;
  const isCriterion = classes.map(([kind]) => kind === CRITERION);
  const isOwn = classes.map(([kind]) => PAGES.includes(kind));
  const weights = classes.flatMap(([kind, verdict], number) => (isOwn[number] ? OWN : LEVELS).map((level) => level * (WEIGHTS[verdict] ?? WEIGHTS[kind] ?? 1)));
  const isNamed = bitsOf(tokens, ({ isSkipped }) => !isSkipped) & ~outBits | WHOLE;
  const places = new Int32Array(classes.length << SLOT);
  // Of each page the words on it, those in its own entry, its last posting, and its hits.
  const [ofPage, own, latest, from, to, ofUnits] = [0, 1, 2, 3, 4, 5].map(() => new Int32Array(size));
  // Of each posting its entry, its word and the one before it on the page; of each hit its entry, its words and the last of them.
  const [entryOf, bitOf, worthOf, previous, hits, has, lasts, scores, gains] = [0, 1, 2, 3, 4, 5, 6, 7, 8].map(() => new Int32Array(room));
  const ofClasses = new Int32Array(classes.length);
  const ofYears = new Int32Array(YEARS);
  // What is collected of a list is what it leaves out.
  const sign = isList ? -1 : 1;
  const anywhere = union(verdicts) | union(ofTitles);
  let count = 1;
  let length = 1;

  for (const { term, bit, worth } of sources) {
    const list = postings(term);
    const worths = Int32Array.from(weights, (weight) => weight * worth);
    for (let at = 0; at < list.length; at += PARTS) {
      const unit = list[at + UNIT];
      if (!isLet[unit]) continue;
      const kind = list[at];
      const slot = list[at + PLACE];
      ofPage[unit] |= bit;
      if (!slot && isOwn[kind]) own[unit] |= bit;
      if (!passes[kind] || !(isList || !isCriterion[kind] || isAsked[slot])) continue;
      entryOf[length] = kind << SLOT | slot;
      bitOf[length] = bit;
      worthOf[length] = worths[kind << 2 | list[at + LEVEL]];
      previous[length] = latest[unit];
      latest[unit] = length++;
    }
  }

  /** Collects the hits; of the forms of one word, the best counts. @param {IsFound} isFound */
  const collect = (isFound) => {
    count = 1;
    ofClasses.fill(0);
    for (let unit = 0; unit < size; unit++) {
      let kept = from[unit] = count;
      // Most pages have not all words.
      const isOn = latest[unit] && !isOut(own[unit]) && (isList || isFound(unit, ofPage[unit] | anywhere));
      for (let posting = isOn ? latest[unit] : 0; posting; posting = previous[posting]) {
        const entry = entryOf[posting];
        const bit = bitOf[posting];
        let hit = places[entry];
        if (hit < kept || hit >= count || hits[hit] !== entry) {
          places[entry] = hit = count++;
          hits[hit] = entry;
          has[hit] = lasts[hit] = scores[hit] = 0;
        }
        const before = lasts[hit] === bit ? gains[hit] : 0;
        gains[hit] = Math.max(before, worthOf[posting]);
        scores[hit] += gains[hit] - before;
        lasts[hit] = bit;
        has[hit] |= bit;
      }
      for (let hit = kept; hit < count; hit++) {
        const kind = hits[hit] >> SLOT;
        const slot = hits[hit] & SLOTS;
        const title = isCriterion[kind] ? ofTitles[slot] : 0;
        const near = has[hit] | verdicts[kind] | title;
        const mask = near | own[unit];
        // Of a list, all is found but for what is collected.
        if (isList ? !isOut(near) && (!isCriterion[kind] || isAsked[slot]) : !(has[hit] & isNamed) || isOut(near) || !isFound(unit, mask)) continue;
        // What the words around it are worth.
        for (let place = 0; place < tokens.length; place++) {
          const { bit, idf, titled } = tokens[place];
          if (bit & mask) scores[hit] += (bit & title ? idf * titled[slot] : bit & has[hit] ? 0 : idf * OF_PAGE) >> 8;
        }
        ofClasses[kind] += sign;
        hits[kept] = hits[hit];
        scores[kept++] = scores[hit];
      }
      to[unit] = count = kept;
      ofUnits[unit] = sign * (kept - from[unit]);
    }
    return count > 1;
  };

  /** Counts the entries of each class and page that a list has. @param {Term[]} lists Of all entries, where these are found. */
  const reckonUp = (lists) => {
    for (const list of lists.map(postings)) {
      for (let at = 0; at < list.length; at += PARTS) {
        const unit = list[at + UNIT];
        const number = passes[list[at]] && isLet[unit] && !isOut(own[unit]) ? list[at + PLACE] : 0;
        ofUnits[unit] += number;
        ofClasses[list[at]] += number;
      }
    }
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
      ranks[pages++] = -((Math.round(best + OF_OTHERS * Math.min(best, others - best)) * YEARS + dates[unit]) * size - unit);
      ofYears[dates[unit]]++;
    }
    return ranks.subarray(0, pages).sort();
  };

  /** How many there are of each kind and verdict, and how many pages of each year. */
  const tally = () => {
    /** @type {Result["counts"]} */
    const counts = new Map();
    /** @param {string} filter @param {number} number */
    const add = (filter, number) => number && counts.set(filter, (counts.get(filter) ?? 0) + number);
    classes.forEach(([kind, verdict], number) => {
      add(`kind:${kind}`, ofClasses[number]);
      if (verdict) add(`verdict:${verdict}`, ofClasses[number]);
    });
    ofYears.forEach((number, date) => date && add(`year:${date + YEAR_ZERO}`, number));
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
      token.idf = Math.round(SCORE * Math.log(1 + (root.entries - token.df + 0.5) / (token.df + 0.5)));
    }));
    return corrected;
  };

  /**
   * Gives the groups that come next of all that is found.
   * @param {Index} index @param {Float64Array} ranks @param {number} least How many pages are looked at together.
   * @param {(card: Card, unit: number) => Group} groupOf
   */
  const pager = ({ root, dates: { length: size } }, ranks, least, groupOf) => {
    let place = 0;
    /** @param {number} most */
    const next = async (most) => {
      /** @type {Group[]} */
      const groups = [];
      for (let loaded = 0; groups.length < most && place < ranks.length && loaded < MOST_CARDS; ) {
        const batch = Array.from(ranks.subarray(place, place + Math.max(most, least)), (rank) => ((rank % size) + size) % size);
        loaded += batch.length;
        /** @type {Card[]} */
        const cards = await Promise.all(batch.map((unit) => file(`cards/${unit}.bin`, json, root)));
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
    const index = await open();
    const { root } = index;
    const wanted = wantedOf(index, query);
    const { tokens, asked, included, isList } = wanted;
    if (!included.length && !Object.keys({ ...filters, ...query.without }).length) return null;
    const sieve = sieveOf(index, query, wanted);
    const labels = labelsOf(query);
    const classes = isList ? root.classes.filter((_, kind) => sieve.passes[kind]).map((one) => `has:${one.join("-")}`) : [];

    /** Terms of criteria that are asked for by all words, or by these. @param {Word[]} some */
    const wholeNames = (some) => wholesOf(query, wanted, sieve, some).map((place) => `criterion:${root.criteria[place][0]}`);
    const most = included.length ? MOST_CRITERIA : MOST_NAMED;

    // Those of criteria are fetched at once with those of words, as most of the time they are needed.
    const shards = await lookUp(root, [
      ...tokens.flatMap(({ word }) => [word, ...variants(word)]), ...labels.flatMap(({ terms }) => terms), ...classes, ...wholeNames(included).slice(0, most),
    ]);
    const corrected = await recognise(root, query, wanted, shards);
    skipCommon(wanted, root.entries);
    const { known, skips, needed, isEverywhere } = requiredOf(wanted);
    const named = wholeNames(needed);
    const criteria = named.slice(0, most);
    /** @param {string[]} names @param {Shard[]} within */
    const termsOf = (names, within) => within.flatMap((terms) => names.flatMap((name) => terms.get(keyOf(name)) ?? []));
    const wholes = termsOf(criteria, await lookUp(root, criteria));
    const lists = termsOf(classes, shards);
    const labelled = labels.map(({ isWanted, terms }) => ({ isWanted, found: terms.flatMap((term) => beginning(term, shards)) }));
    await fetchLists(root, [...wholes, ...lists, ...labelled.flatMap(({ found }) => found), ...tokens.flatMap(({ found }) => found.map(([term]) => term))]);
    for (const { isWanted, found } of labelled) keepLabelled(sieve.isLet, isWanted, found);

    const { collect, reckonUp, ofPage, ofClasses, rank, tally, pick } = finder(index, wanted, sieve, sourcesOf(tokens, wholes));
    const needs = needed.flatMap(({ ways }) => [ways[0], ways.at(-1) ?? 0]);
    const isAsking = needed.length + wholes.length > 0;
    const isSpread = !collect((_, mask) => {
      for (let place = 0; place < needs.length; place += 2) {
        if ((mask & needs[place]) !== needs[place] && (mask & needs[place + 1]) !== needs[place + 1]) return false;
      }
      return isAsking;
    }) && needed.length > 1;
    if (isSpread) {
      const having = Uint8Array.from(ofPage, (mask) => needed.filter(isIn(mask)).length);
      const all = having.reduce((one, other) => Math.max(one, other), 1);
      collect((unit) => having[unit] === all);
    }
    reckonUp(lists);
    const ranks = rank();
    /** @param {Word[]} some */
    const typedOf = (some) => some.map(({ text }) => text);
    return {
      entries: ofClasses.reduce((sum, number) => sum + number, 0), pages: ranks.length, isSpread, corrected, counts: tally(),
      isCounted: !phrases.length && (included.length > 0 || named.length <= MOST_NAMED),
      ...pager(index, ranks, phrases.length && LEAST_CARDS, (card, unit) => ({
        card, entries: pick(card.e, unit).filter(([, , , ...texts]) => phrases.every((phrase) => hasPhrase(phrase, texts))),
        missing: isSpread ? typedOf(needed.filter((word) => !isIn(ofPage[unit])(word))) : [],
      })),
      unknown: typedOf(included.filter((word) => !isIn(known | skips)(word))),
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
