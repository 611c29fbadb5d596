// The search of the site, in the place and with the look of the theme's. It is fetched when its field is first used; what
// it finds stands in an index of its own (see search-engine.js). All texts become text, never markup.
//
//# allFunctionsCalledOnLoad
// @ts-check
// @own isLast made
import { marked, placesOf } from "./marks.js";
import { createSearch } from "./search-engine.js";
import { filterOf } from "./search-query.js";

export { highlight } from "./marks.js";
export { isNear } from "./search-query.js";

/** @import { Card, Entry, Group, Result } from "./search-engine.js" */

// As many at once, as many again where there is room for them, and those that follow who goes on.
const SHOWN_FIRST = 2;
const SHOWN_NEXT = 6;
const ENTRIES = 3;
const PAUSE = 60;
const AGAIN = 1500;
const SNIPPET = 260;
const SNIPPET_BEFORE = 60;
const FOLDER = new URL("../../", import.meta.url);

const { make, number: written, counted } = scanpressPage;
/** @param {string} kind */
const kindOf = (kind) => (kind === "flag" ? "Red flag" : kind[0].toUpperCase() + kind.slice(1));
/** @param {string} verdict */
const verdictOf = (verdict) => (verdict === "na" ? "not applicable" : verdict.replace(/_/gu, " "));
/** @param {Entry} entry */
const whatIs = ([kind, verdict, , title]) =>
  kind === "criterion" ? `${title}${verdict ? `: ${verdictOf(verdict)}` : ""}` : `${kindOf(kind)}${verdict ? ` · ${verdictOf(verdict)}` : ""}`;

/**
 * @param {HTMLFormElement} form @param {Promise<Response>} [root] The answer to the first request, if it was made already.
 */
export const begin = (form, root) => {
  const box = /** @type {HTMLElement} */ (form.closest(".md-search"));
  const field = /** @type {HTMLInputElement} */ (form.querySelector("input"));
  const toggle = /** @type {HTMLInputElement} */ (document.getElementById("__search"));
  const [meta, chips, list, scroll] = [".md-search-result__meta", ".search-chips", ".md-search-result__list", ".md-search__scrollwrap"].map((name) => /** @type {HTMLElement} */ (box.querySelector(name)));
  const hint = meta.textContent ?? "";
  meta.role = "status";

  /** @param {string} path */
  const load = async (path) => {
    // The first file is the root. Its answer is of use once, and no answer never.
    const early = root;
    root = undefined;
    const answer = await (early ?? fetch(new URL(`search/${path}`, FOLDER), path.includes("?") ? {} : { cache: "no-cache" }));
    if (!answer.ok || !answer.body) throw new Error(`${path}: ${answer.status}`);
    return new Uint8Array(await new Response(answer.body.pipeThrough(new DecompressionStream("deflate-raw"))).arrayBuffer());
  };
  const engine = createSearch(load);
  // A browser is fast once it has done something: the last word is looked up while the first one is typed. What is wrong is
  // told to those who search.
  engine.open().then(({ root }) => field.value ? null : engine.search(`"${root.shards.at(-1)}"`)).catch(() => {});

  // --------------------------------------------------------------------------------------- what is found

  /** @param {Card} card @param {string} anchor @param {string[]} marks */
  const addressOf = (card, anchor, marks) => {
    const address = new URL(card.u, FOLDER);
    if (marks.length) address.searchParams.set("h", [...new Set(marks)].join(" "));
    address.hash = anchor;
    return address.href;
  };
  /** The part of a text in which words first stand. @param {string} text @param {string[]} marks */
  const snippet = (text, marks) => {
    const [first] = placesOf(text, marks).next().value ?? [0];
    const from = Math.max(first - SNIPPET_BEFORE, 0);
    const until = from + SNIPPET;
    // No part of a word stands at an end, where there are spaces.
    const piece = text.slice(from, until).replace(from ? /^\S{0,40}\s/u : "", "").replace(until < text.length ? /\s\S{0,40}$/u : "", "");
    return [from ? "…" : "", ...marked(piece, marks), until < text.length ? "…" : ""];
  };
  /** @param {Card} card @param {string} anchor @param {string[]} marks @param {Node[]} content */
  const link = (card, anchor, marks, ...content) =>
    make("a", { class: "md-search-result__link", href: addressOf(card, anchor, marks), tabindex: "-1" }, make("article", { class: "md-search-result__article md-typeset" }, ...content));
  /** @param {Group} group @param {string[]} marks */
  const itemOf = ({ card, entries, missing }, marks) => {
    const [own] = entries.filter(([, , anchor]) => !anchor);
    const about = [kindOf(card.k), card.a, card.y ? String(card.y) : "", card.v].filter(Boolean).join(" · ");
    const head = link(
      card, "", marks,
      make("div", { class: "md-search-result__icon md-icon" }),
      make("h1", {}, ...marked(card.t, marks)), make("p", { class: "search-about" }, ...marked(about, marks)),
      ...(own?.[4] ? [make("p", {}, ...snippet(own[4], marks))] : []),
      ...(missing.length ? [make("p", { class: "md-search-result__terms" }, `Without: ${missing.join(", ")}`)] : []),
    );
    const others = entries.filter(([, , anchor]) => anchor);
    /** Links to the first of the others. @param {number} most */
    const links = (most) => others.splice(0, most).map((entry) => {
      const [kind, , anchor, title, text] = entry;
      const words = kind === "criterion" ? [] : [" ", ...marked(title, marks)];
      return link(card, anchor, marks, make("h2", {}, make("span", { class: "search-kind" }, whatIs(entry)), ...words), ...(text ? [make("p", {}, ...snippet(text, marks))] : []));
    });
    const item = make("li", { class: "md-search-result__item" }, head, ...links(ENTRIES));
    if (others.length) {
      const more = make("details", { class: "md-search-result__more" }, make("summary", { tabindex: "-1" }, make("div", {}, `${others.length} more on this page`)));
      more.ontoggle = () => more.append(...links(others.length));
      item.append(more);
    }
    return item;
  };

  // --------------------------------------------------------------------------------------------- filters

  /** What is typed, with the values of filters in quotes as one. */
  const pieces = () => [...field.value.matchAll(/-?[a-z]+:"[^"]*"?|\S+/giu)].map(String);
  /** @param {string} filter Such as `kind:claim`. */
  const change = (filter) => {
    const others = pieces().filter((piece) => piece !== filter);
    field.value = [...others, ...(pieces().includes(filter) ? [] : [filter])].join(" ");
    run();
  };
  /** @param {Result} result */
  const offer = async (result) => {
    const { tags } = (await engine.open()).root;
    const typed = pieces();
    /** @type {Map<string, HTMLElement>} */
    const made = new Map();
    /** @param {string} filter @param {string} label @param {number} [number] */
    const add = (filter, label, number) => {
      // What is not wanted is not offered.
      if (made.has(filter) || typed.includes(`-${filter}`)) return;
      const count = number && result.isCounted ? [" ", make("small", {}, written(number))] : [];
      const chip = make("button", { type: "button", class: "search-chip", "aria-pressed": String(typed.includes(filter)) }, label, ...count);
      chip.onclick = () => change(filter);
      made.set(filter, chip);
    };
    const names = new Set();
    for (const piece of typed) {
      const [, minus, name] = /^(-?)([a-z]+):./iu.exec(piece) ?? [];
      const filter = filterOf(name ?? "");
      if (!filter) continue;
      if (!minus) names.add(filter);
      add(piece, piece);
    }
    const counts = [...result.counts].sort(([, one], [, other]) => other - one);
    /** @param {string} name @param {number} most @param {(value: string) => string} label */
    const addAll = (name, most, label) => {
      const found = names.has(name) ? [] : counts.filter(([filter]) => filter.startsWith(`${name}:`));
      for (const [filter, number] of found.slice(0, most)) add(filter, label(filter.slice(name.length + 1)), number);
    };
    addAll("kind", 8, kindOf);
    if (names.has("kind") || names.has("criterion")) addAll("verdict", 6, verdictOf);
    addAll("year", 4, (year) => year);
    if (result.pages && !names.has("tag")) for (const [label, value] of tags.slice(0, 4)) add(`tag:${value}`, label);
    chips.replaceChildren(...made.values());
  };

  // -------------------------------------------------------------------------------------------- the field

  const isExplorer = () => document.querySelector("main article .sp-explore");
  let isLeaving = false;
  const keepInAddress = () => {
    const address = new URL(location.href);
    const typed = toggle.checked ? field.value.trim() : "";
    // The explorer has words of its own there, and the way back from what was found leads to the search.
    if (isLeaving || isExplorer() || (address.searchParams.get("q") ?? "") === typed) return;
    if (typed) address.searchParams.set("q", typed);
    else address.searchParams.delete("q");
    history.replaceState(history.state, "", address);
  };
  /** @param {Result} result @param {number} shown @param {boolean} isLast */
  const say = (result, shown, isLast) => {
    const { entries, pages, isCounted, isSpread, corrected, unknown, common } = result;
    const found = !shown && !isLast ? "Nothing found so far"
      : !shown ? "Nothing found"
      : isCounted ? `${counted(entries, "result")} on ${counted(pages, "page")}`
      : isLast ? counted(shown, "page") : `At least ${counted(shown, "page")}`;
    const said = [
      found,
      ...[...corrected].map(([word, other]) => `“${word}” is on no page, “${other}” is`),
      ...unknown.map((word) => `“${word}” is on no page`),
      ...common.map((word) => `“${word}” is on nearly every page`),
      ...(!shown && isLast && !unknown.length ? ["try fewer words"] : []),
      ...(isSpread && shown ? ["no entry has all words; these have most"] : []),
    ];
    meta.textContent = `${said.join(" · ")}.`;
  };
  /** @param {Result} result @param {number} most */
  const show = async (result, most) => {
    const groups = await result.next(most);
    return { items: groups.map((group) => itemOf(group, result.marks)), isLast: result.isDone() };
  };
  /** Shows what comes next; nothing where there is no more, or while it is fetched. */
  let more = async () => {};
  const observer = new IntersectionObserver((seen) => seen.some(({ isIntersecting }) => isIntersecting) && more(), { root: scroll, rootMargin: "99px" });
  /** Shows more as soon as an item is nearly in sight. @param {HTMLElement} item */
  const watch = (item) => {
    observer.disconnect();
    observer.observe(item);
  };
  /** @param {Result} result */
  const moreOf = (result) => {
    const button = make("button", { type: "button", class: "search-more" }, "More results");
    const item = make("li", { class: "md-search-result__item" }, button);
    let most = SHOWN_FIRST;
    const next = async () => {
      more = async () => {};
      const { items, isLast } = await show(result, most).catch(() => ({ items: [], isLast: false }));
      // Somebody typed on in the meantime, and what is told is of that.
      if (!item.isConnected) return;
      most = SHOWN_NEXT;
      const isFocused = document.activeElement === button;
      item.before(...items);
      if (isFocused) items[0]?.querySelector("a")?.focus();
      say(result, list.children.length - 1, isLast);
      if (isLast) item.remove();
      else {
        more = next;
        watch(item);
      }
    };
    button.onclick = () => more();
    more = next;
    watch(item);
    return item;
  };

  let typed = "";
  let number = 0;
  let waiting = Promise.resolve();
  const run = () => (waiting = search());
  const search = async () => {
    const mine = ++number;
    typed = field.value;
    try {
      const result = await engine.search(typed);
      const { items, isLast } = result ? await show(result, SHOWN_FIRST) : { items: [], isLast: true };
      // Somebody typed on in the meantime.
      if (mine !== number) return;
      // Before there is anything that has to be laid out for it.
      scroll.scrollTo(0, 0);
      list.replaceChildren(...items);
      chips.replaceChildren();
      // Not before the hits are seen: to tell the browser takes as long as to lay them out.
      setTimeout(() => toggle.checked && keepInAddress(), PAUSE);
      meta.textContent = hint;
      if (!result) return;
      if (!isLast) list.append(moreOf(result));
      say(result, items.length, isLast);
      await offer(result);
    } catch {
      if (mine !== number) return;
      list.replaceChildren();
      const isMade = form.dataset.search === "preview";
      meta.textContent = isMade ? "The search is being prepared." : "The search could not be loaded. Type again.";
      if (isMade) setTimeout(() => mine === number && run(), AGAIN);
    }
  };
  let pause = 0;
  let before = 0;
  const look = () => field.value === typed || run();
  // At once, but where letters come faster than that.
  const later = ({ timeStamp = 0 }) => {
    clearTimeout(pause);
    if (timeStamp - before < PAUSE) pause = window.setTimeout(look, PAUSE);
    else look();
    before = timeStamp;
  };

  // ----------------------------------------------------------------------------------------- open and shut

  /** @param {boolean} isOpen */
  const set = (isOpen) => toggle.checked === isOpen || toggle.click();
  const opened = () => {
    set(true);
    if (field.value !== typed) run();
    else keepInAddress();
  };
  field.addEventListener("focus", opened);
  field.addEventListener("input", later);
  toggle.addEventListener("change", () => (toggle.checked ? field.focus() : keepInAddress()));
  form.addEventListener("reset", () => {
    setTimeout(run);
    field.focus();
  });
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    clearTimeout(pause);
    look();
    await waiting;
    keepInAddress();
    list.querySelector("a")?.click();
  });
  list.addEventListener("click", (event) => {
    isLeaving = true;
    if (/** @type {Element} */ (event.target).closest("a")) set(false);
    isLeaving = false;
  });
  box.addEventListener("keydown", (event) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (event.key === "Escape") {
      set(false);
      field.blur();
    }
    if (!step) return;
    event.preventDefault();
    const stops = [field, .../** @type {NodeListOf<HTMLElement>} */ (list.querySelectorAll("li > a, summary, details[open] > a, .search-more"))];
    const place = stops.indexOf(/** @type {HTMLElement} */ (document.activeElement));
    stops[(Math.max(place, 0) + step + stops.length) % stops.length].focus();
  });
  box.addEventListener("focusout", ({ relatedTarget }) => {
    if (relatedTarget instanceof Node && !box.contains(relatedTarget)) set(false);
  });
  // A page that the browser kept as it was left.
  addEventListener("pageshow", ({ persisted }) => {
    if (persisted && new URL(location.href).searchParams.get("q") === field.value && !isExplorer()) opened();
  });
  if (document.activeElement === field || field.value) opened();
};
