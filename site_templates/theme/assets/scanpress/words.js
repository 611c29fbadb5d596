// The words of a text, as generator/search/words.py has them, sign by sign: what stands in the index is what is looked for.
//
// @ts-check
// @own parts joined

const LONGEST_WORD = 40;
const LONGEST_FACET = 60;
const MOST_JOINED = 6;
// By code points and not by properties: browsers and Pythons know different Unicodes.
const DROPPED = /[\xAD\u0300-\u036F\u200C\u200D\u2060\u3099\u309A\uFE00-\uFE0F\uFEFF]/gu;
const NO_SIGNS =
  /[\0-&(-,/:-@[-^`{-\xA9\xAB-\xB4\xB6-\xB9\xBB-\xBF\xD7\xF7\u2000-\u2BFF\u2E00-\u2E7F\u3000-\u3004\u3008-\u3020\u3030\u30FB\uD800-\uF8FF\uFE10-\uFE6F\uFF00-\uFF0F\uFF1A-\uFF20\uFF3B-\uFF40\uFF5B-\uFF65\uFFF0-\uFFFF\u{E0000}-\u{10FFFF}]/gu;
const PAIRED = /([\u3040-\u30FF\u3400-\u4DBF\u4E00-\u9FFF\uAC00-\uD7AF]+)/u;
const CHUNK = /[^ ]+/gu;
const CHAIN = /[^ \-_.']+(?:[-_.'][^ \-_.']+)*/gu;
const JOINERS = /[-_.']/u;
const SPELLED = new Map(["‐-", "‑-", "’'", "ʼ'", "ßss", "ςσ", "æae", "œoe", "øo", "łl", "ıi"].map(([sign, ...letters]) => [sign, letters.join("")]));

// What stands for one sign beyond ASCII. Syllables of Hangul are kept whole, as people type and read them.
const plain = (/** @type {string} */ sign) => {
  if (/[\uAC00-\uD7A3]/u.test(sign)) return sign;
  const parts = sign.replace(DROPPED, "").normalize("NFKD").toLowerCase().replace(DROPPED, "");
  return [...parts].map((part) => SPELLED.get(part) ?? part).join("");
};

/** Without accents and capitals, and with spaces for all that is in no word. @param {string} text */
export const fold = (text) => text.replace(/[^\0-\x7F]/gu, plain).toLowerCase().replace(NO_SIGNS, " ");

/** @param {string} text @param {number} most */
const cut = (text, most) => (text.length > most ? [...text].slice(0, most).join("") : text);

const pairsOf = (/** @type {string} */ run) => (run.length < 2 ? [run] : [...run].slice(1).map((sign, place) => run[place] + sign));

/**
 * The words of what stands together, such as `vl` and `rewardbench`, and all of it as one word, if it is of few.
 * @typedef {{parts: string[], joined: string}} Chain
 * @param {string} text @returns {Chain}
 */
const chain = (text) => {
  const parts = text.split(JOINERS).map((part) => cut(part, LONGEST_WORD));
  if (text.search(PAIRED) < 0) return { parts, joined: parts.length > 1 && parts.length <= MOST_JOINED ? cut(parts.join(""), LONGEST_WORD) : "" };
  return { parts: parts.flatMap((part) => part.split(PAIRED).flatMap((run, place) => (place % 2 ? pairsOf(run) : run || []))), joined: "" };
};

/** @param {string} text @returns {Chain[]} */
export const chains = (text) => (fold(text).match(CHAIN) ?? []).map(chain);

/** All words of a text, joined ones after their parts. @param {string} text @returns {string[]} */
export const words = (text) => chains(text).flatMap(({ parts, joined }) => (joined ? [...parts, joined] : parts));

/** The value of a filter: the parts of a label with hyphens between them. @param {string} label */
export const facet = (label) =>
  cut((fold(label).match(CHUNK) ?? []).flatMap((chunk) => chunk.split(JOINERS)).filter(Boolean).join("-"), LONGEST_FACET);

// Signs of words before they are folded, as near as is needed to mark them.
const SIGNS = `[^\\0-/:-@[-\`{-\\xA9\u2000-\u2BFF\u3000-\u30FF\u3400-\u4DBF\u4E00-\u9FFF\uAC00-\uD7AF]+`;
const PART = new RegExp(SIGNS, "gu");
const SIGNS_CHAIN = new RegExp(`${PAIRED.source.replace("+", "")}|${SIGNS}(?:[-_.'‐‑’ʼ]${SIGNS})*`, "gu");

/**
 * Where in a text the words stand for which `isMeant` says so: from and to, one after the other.
 * @param {string} text @param {(word: string) => boolean} isMeant @returns {Generator<[number, number]>}
 */
export function* places(text, isMeant) {
  for (const { 0: run, 1: sign, index } of text.matchAll(SIGNS_CHAIN)) {
    if (sign) {
      const near = [text.slice(index - 1, index + 1), text.slice(index, index + 2), sign];
      if (near.some((pair) => words(pair).some(isMeant))) yield [index, index + 1];
    } else if (words(run).some(isMeant)) {
      if (chains(run).some(({ joined }) => joined && isMeant(joined))) yield [index, index + run.length];
      else {
        for (const { 0: part, index: from } of run.matchAll(PART)) {
          if (words(part).some(isMeant)) yield [index + from, index + from + part.length];
        }
      }
    }
  }
}
