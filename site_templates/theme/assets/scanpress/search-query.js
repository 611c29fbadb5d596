// What a reader asks: the words, phrases and filters of a query, and what else a word may have been meant for.
//
// @ts-check
// @own words phrases isExact isExcluded
import { chains, facet } from "./words.js";

/**
 * @typedef {{text: string, parts: string[], joined: string, isExact: boolean, isExcluded: boolean}} Asked A word as typed.
 * @typedef {object} Query @property {Asked[]} words @property {string[][]} phrases
 * @property {Record<string, string[]>} filters What each filter lets pass, by its name; of none, everything.
 * @property {Record<string, string[]>} without What filters with a minus do not let pass.
 */
const LONGEST_QUERY = 300;
/** Filters by labels that pages have. */
export const LABELS = ["tag", "venue", "type", "module"];
const FILTERS = ["kind", "verdict", "criterion", "year", ...LABELS];
// Signs and names of filters stand at the beginning of what is typed together; quotes stand anywhere in it.
const TOKEN = /(?:(?<!\S)(-?)(?:([a-z]+):)?)?(?:"([^"]*)"?|([^\s"]+))/giu;

/** Identifiers as they stand in the index, whether pasted as an address, with a version or with their names. @param {string} text */
export const identifiers = (text) =>
  text
    .replace(/(?:https?:\/\/)?(?:www\.|export\.)?arxiv\.org\/(?:abs|pdf|html)\/([^\s"?#]+)[^\s"]*/giu, (_, id) => id.replace(/\.pdf$/iu, ""))
    .replace(/(?:https?:\/\/)?(?:dx\.|www\.)?doi\.org\/|doi:\s?(?=10\.)/giu, "")
    .replace(/10\.48550\/(?=arxiv\.)/giu, "")
    .replace(/arxiv[:.]\s?(?=\d{4}\.|[a-z.-]+\/\d{7})/giu, "")
    .replace(/\b(\d{4}\.\d{4,5}|\/\d{7})v\d{1,3}\b/gu, "$1");

/** The filter that is meant, if any. @param {string} name */
export const filterOf = (name) => FILTERS.find((filter) => filter === name.toLowerCase().replace(/^answer$/u, "verdict"));

/** @param {string} typed @returns {Query} */
export const parse = (typed) => {
  /** @type {Query} */
  const query = { words: [], phrases: [], filters: {}, without: {} };
  const text = identifiers(typed.slice(0, LONGEST_QUERY).replace(/[“”„«»]/gu, '"'));
  for (const [token, minus, name = "", quoted, plain = ""] of text.matchAll(TOKEN)) {
    // Its value is still to be typed.
    if (plain.endsWith(":") && filterOf(plain.slice(0, -1))) continue;
    const filter = filterOf(name);
    if (filter) {
      (query[minus ? "without" : "filters"][filter] ??= []).push(filter === "year" ? (quoted ?? plain) : facet(quoted ?? plain));
      continue;
    }
    const isExact = quoted !== undefined || Boolean(minus);
    let found = chains(token);
    // What is not wanted are these words together, and not each of them.
    if (minus && quoted) found = [{ parts: found.flatMap(({ parts }) => parts), joined: "" }];
    for (const { parts, joined } of found) {
      const text = found.length === 1 ? (quoted ?? plain) : parts.join("-");
      query.words.push({ text, parts, joined: quoted === undefined ? joined : "", isExact, isExcluded: Boolean(minus) });
    }
    const phrase = found.flatMap(({ parts }) => parts);
    if (quoted !== undefined && !minus && phrase.length > 1) query.phrases.push(phrase);
  }
  return query;
};

/** From which year to which: 2024, 2023-2025, 2023.., >=2024, <2020. @param {string} value @returns {[number, number]} */
export const years = (value) => {
  const [, sign = "", first, dash, last] = /^([<>]?=?)(\d{4})?(-|\.\.)?(\d{4})?$/u.exec(value) ?? [];
  const from = Number(first ?? 0);
  if (!first && !last) return [Infinity, 0];
  if (dash) return [from, Number(last ?? Infinity)];
  if (sign.startsWith(">")) return [from + Number(sign === ">"), Infinity];
  return [sign.startsWith("<") ? 0 : from, from - Number(sign === "<")];
};

/** Other forms of an English word, by the endings that plurals and verbs have. @param {string} word @returns {string[]} */
export const variants = (word) => {
  if (!/^[a-z]{4,}$/u.test(word)) return [];
  const bases = [word];
  if (/[^s]s$/u.test(word)) bases.push(word.slice(0, -1));
  if (word.endsWith("es")) bases.push(word.slice(0, -2));
  if (word.endsWith("ies")) bases.push(`${word.slice(0, -3)}y`);
  const verb = /^(.{3,}?)(?:ing|ed)$/u.exec(word)?.[1];
  if (verb) bases.push(verb, `${verb}e`, verb.replace(/(.)\1$/u, "$1"));
  const forms = bases.flatMap((base) => {
    const short = base.replace(/e$/u, "");
    return [base, `${base}s`, `${base}es`, base.replace(/y$/u, "ies"), `${short}ed`, `${short}ing`];
  });
  return [...new Set(forms)].filter((form) => form !== word);
};

/**
 * Whether one word becomes another in so many steps: a letter more, less, another, or two that change places (optimal
 * string alignment, after Damerau and Levenshtein). The explorer asks the same.
 * @param {string} one @param {string} other @param {number} most @returns {boolean}
 */
export const isNear = (one, other, most) => {
  if (Math.abs(one.length - other.length) > most) return false;
  let same = 0;
  while (same < one.length && one[same] === other[same]) same++;
  const [a, b] = [one.slice(same), other.slice(same)];
  const without = (/** @type {number} */ ofOne, /** @type {number} */ ofOther) => isNear(a.slice(ofOne), b.slice(ofOther), most - 1);
  return a === b || (most > 0 && (without(1, 0) || without(0, 1) || without(1, 1) || (a[0] === b[1] && a[1] === b[0] && without(2, 2))));
};

/** Tells whether a word stands for the one that was asked for, as a form of it or by beginning so. @param {string} asked */
export const meaning = (asked) => {
  const forms = new Set([asked, ...variants(asked)]);
  return (/** @type {string} */ word) => forms.has(word) || (asked.length > 2 && word.startsWith(asked));
};
