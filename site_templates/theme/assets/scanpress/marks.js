// Marks words that were looked for: in what the search shows, and on a page whose address names them (?h=words).
//
// @ts-check
import { meaning } from "./search-query.js";
import { places } from "./words.js";

const LONGEST_MARKED = 300;
const MOST_MARKED = 1000;

/** @param {string} text @param {string[]} wanted */
export const placesOf = (text, wanted) => {
  const tests = wanted.map(meaning);
  return places(text, (word) => tests.some((isMeant) => isMeant(word)));
};

/** A text with elements around the words that are meant. @param {string} text @param {string[]} wanted @returns {(string | HTMLElement)[]} */
export const marked = (text, wanted) => {
  const pieces = [];
  let at = 0;
  for (const [from, to] of placesOf(text, wanted)) {
    pieces.push(text.slice(at, from), scanpressPage.make("mark", {}, text.slice(from, to)));
    at = to;
  }
  return [...pieces, text.slice(at)];
};

/** Marks the words of the address on the page, but for its answers, and its citation, which sharing.js reads piece by piece. */
export const highlight = () => {
  const wanted = (new URL(location.href).searchParams.get("h") ?? "").slice(0, LONGEST_MARKED).split(/\s+/u).filter(Boolean);
  const article = document.querySelector("main article");
  if (!wanted.length || !article || article.querySelector("mark")) return;
  const walker = document.createTreeWalker(article, NodeFilter.SHOW_TEXT);
  /** @type {Text[]} */
  const nodes = [];
  while (walker.nextNode() && nodes.length < MOST_MARKED) {
    const node = /** @type {Text} */ (walker.currentNode);
    if (!node.parentElement?.closest("script, style, textarea, svg, button, .headerlink, .sp-cite, .sp-no") && !placesOf(node.data, wanted).next().done) nodes.push(node);
  }
  for (const node of nodes) node.replaceWith(...marked(node.data, wanted));
};
