// Folds, a filter over the answers of a checklist, and words where an address names what is not there. A page can be read
// without: folds open by themselves where they are clicked and when the page is printed. The controls are made here, so
// that none stands dead without this script.
{
  // What is chosen, by what the classes of entries call it and by what addresses do.
  const ANSWERS = [
    ["all", "All", "all"],
    ["no", "No", "no"],
    ["unclear", "Unclear", "unclear"],
    ["yes", "Yes", "yes"],
    ["na", "Not applicable", "not-applicable"],
  ];
  /** @type {Record<string, string>} */
  const ROLES = { table: "table", thead: "rowgroup", tbody: "rowgroup", tr: "row", td: "cell" };

  /**
   * An element with its attributes, as all our scripts make them; an attribute that is false is none. Parts of tables
   * say their roles, which they lose where a style shows them as blocks.
   * @template {keyof HTMLElementTagNameMap} T
   * @param {T} tag @param {Record<string, string | number | boolean>} attributes @param {...(Node | string)} children
   * @returns {HTMLElementTagNameMap[T]}
   */
  const make = (tag, attributes = {}, ...children) => {
    const element = document.createElement(tag);
    const role = ROLES[tag];
    for (const [name, value] of Object.entries(role ? { role, ...attributes } : attributes)) {
      if (value !== false) element.setAttribute(name, value === true ? "" : String(value));
    }
    element.append(...children);
    return element;
  };

  /**
   * Has a script's part begin on each page that has something for it (.sp-NAME), once. The theme tells of every page that
   * it shows, also of those that navigation.instant puts in place of another.
   * @param {string} name @param {(root: HTMLElement) => void} start
   */
  const begins = (name, start) => {
    const found = () => {
      const root = /** @type {HTMLElement | null} */ (document.querySelector(`main article .sp-${name}`));
      if (!root || root.dataset.begun) return;
      root.dataset.begun = "yes";
      start(root);
    };
    found();
    if (window.document$) document$.subscribe(found);
    else addEventListener("DOMContentLoaded", found);
  };

  // With commas. The browser's own way takes 40 ms the first time.
  const number = (/** @type {number} */ value) => `${value}`.replace(/\B(?=(?:\d{3})+$)/gu, ",");
  const counted = (/** @type {number} */ value, /** @type {string} */ noun) => `${number(value)} ${noun}${value === 1 ? "" : "s"}`;
  globalThis.scanpressPage = { make, begins, number, counted };

  const headingOf = (/** @type {Element} */ fold) => {
    const before = fold.previousElementSibling;
    return before?.matches("h2, h3") ? before : null;
  };
  const foldsOf = (/** @type {ParentNode} */ place) => [
    ...place.querySelectorAll(/** @type {"details"} */ ("article details[class^='sp-']")),
  ];

  // Another script of ours, on pages that it has something to do on.
  const here = /** @type {HTMLScriptElement} */ (document.currentScript).src;
  const load = (/** @type {string} */ name) => {
    const src = new URL(name, here).href;
    if (![...document.scripts].some((script) => script.src === src)) document.head.append(make("script", { src }));
  };

  // What is on the page that is shown; navigation.instant puts others in its place.
  /** @type {Checklist | null} */
  let checklist = null;

  class Checklist {
    /** @param {HTMLDetailsElement[]} domains */
    constructor(domains) {
      this.domains = domains.map((element) => {
        const rows = [...element.querySelectorAll(/** @type {"tr"} */ (".sp-checklist tbody tr"))];
        // A domain may have an answer of its own, and no criteria.
        const own = [...element.querySelectorAll(/** @type {"p"} */ (":scope > p:has(> [class^='sp-'])"))].slice(0, 1);
        /** @type {HTMLElement[]} */
        const entries = rows.length ? rows : own;
        return { element, entries: entries.map((entry) => ({ entry, kind: kindOf(entry) })) };
      });
      this.entries = this.domains.flatMap((domain) => domain.entries);
      this.kind = "all";
      /** @type {Map<HTMLDetailsElement, boolean>} */
      this.opened = new Map();
      this.choices = ANSWERS.filter(([kind]) => kind === "all" || kind === "no" || kind === "yes" || this.count(kind));
      const first = domains[0];
      /** @type {HTMLInputElement[]} */
      this.inputs = [];
      this.button = make("button", { type: "button" }, "Expand all");
      this.status = make("p", { role: "status" });
      (headingOf(first) ?? first).before(this.controls());
    }

    /** @param {string} kind */
    count(kind) {
      return kind === "all" ? this.entries.length : this.entries.filter((entry) => entry.kind === kind).length;
    }

    controls() {
      const labels = this.choices.map(([kind, title]) => {
        const input = make("input", { type: "radio", name: "answers", value: kind, checked: kind === "all" });
        input.addEventListener("change", () => this.choose(kind));
        this.inputs.push(input);
        return make("label", {}, input, `${title} (${this.count(kind)})`);
      });
      this.button.addEventListener("click", () => this.expand());
      const legend = make("legend", {}, "Answers shown");
      return make("div", { class: "sp-controls" }, make("fieldset", {}, legend, ...labels), this.button, this.status);
    }

    /** @param {string} kind */
    choose(kind) {
      this.show(kind);
      this.keepInAddress();
    }

    /** @param {string} kind */
    show(kind) {
      this.kind = kind;
      for (const input of this.inputs) input.checked = input.value === kind;
      for (const { element, entries } of this.domains) {
        let shown = 0;
        for (const item of entries) {
          item.entry.hidden = kind !== "all" && item.kind !== kind;
          shown += Number(!item.entry.hidden);
        }
        element.hidden = kind !== "all" && !shown;
        if (kind === "all") {
          element.open = this.opened.get(element) ?? element.open;
        } else if (shown) {
          if (!this.opened.has(element)) this.opened.set(element, element.open);
          element.open = true;
        }
      }
      if (kind === "all") this.opened.clear();
      const title = ANSWERS.find(([name]) => name === kind)?.[1];
      const whole = this.entries.length;
      this.status.textContent = `${this.count(kind)} of ${whole} criteria shown${kind === "all" ? "" : `: ${title}`}`;
    }

    keepInAddress() {
      const address = new URL(location.href);
      const name = ANSWERS.find(([kind]) => kind === this.kind)?.[2] ?? "all";
      if ((address.searchParams.get("answers") ?? "all") === name) return;
      if (name === "all") address.searchParams.delete("answers");
      else address.searchParams.set("answers", name);
      history.replaceState(history.state, "", address);
    }

    restore() {
      const wanted = new URL(location.href).searchParams.get("answers");
      const found = this.choices.find(([, , name]) => name === wanted);
      if (found && found[0] !== "all") this.show(found[0]);
    }

    expand() {
      const folds = foldsOf(document).filter((fold) => !fold.hidden);
      const open = folds.some((fold) => !fold.open);
      for (const fold of folds) fold.open = open;
    }

    label() {
      const folds = foldsOf(document).filter((fold) => !fold.hidden);
      this.button.textContent = folds.some((fold) => !fold.open) ? "Expand all" : "Collapse all";
    }
  }

  const kindOf = (/** @type {HTMLElement} */ entry) => entry.querySelector("[class^='sp-']")?.className.slice("sp-".length) ?? "";

  // --------------------------------------------------------------------- what the address of the page names

  const wanted = () => {
    const name = location.hash.slice(1);
    try {
      return decodeURIComponent(name);
    } catch {
      // Then it stands there as it is.
      return name;
    }
  };

  // What an address names is opened, and shown where the filter hides it.
  const reveal = () => {
    const name = wanted();
    const target = name ? document.getElementById(name) : null;
    tellMissing(name, target);
    if (!target?.closest("article")) return;
    const below = target.nextElementSibling;
    const first = below?.matches("details") && target === headingOf(below) ? below : target.closest("details");
    let isMoved = Boolean((first ?? target).closest("[hidden]") || target.closest("[hidden]"));
    if (isMoved) checklist?.choose("all");
    for (let fold = /** @type {HTMLDetailsElement | null} */ (first); fold; fold = fold.parentElement?.closest("details") ?? null) {
      isMoved ||= !fold.open;
      fold.open = true;
    }
    checklist?.keepInAddress();
    if (isMoved) target.scrollIntoView();
  };

  // Where on a page all entries stand that have ids of this form.
  /** @type {[RegExp, string, string][]} */
  const KINDS = [
    [/^claim-/u, "page-claims", "All claims"],
    [/^flag-/u, "red-flags", "All red flags"],
    [/^ref-/u, "page-references", "All references"],
    [/^\w+\.[\w.-]+$/u, "page-checklist", "The checklist"],
  ];
  /** @type {[null, string, string]} */
  const EARLIER = [null, "earlier-entries", "Entries of earlier scans"];

  // The words in an id, without what tells its kind and the hash that tells it from others.
  const wordsIn = (/** @type {string} */ name) => {
    const words = name.replace(/^(?:claim|flag|ref|section|page)-/u, "").split(/[-._\s]+/u);
    return words.filter((word) => word && !/^(?=.*\d)[0-9a-f]{4,8}$/u.test(word)).join(" ").slice(0, 80);
  };

  const waysOn = (/** @type {string} */ name) => {
    /** @type {HTMLElement[]} */
    const ways = [EARLIER, ...KINDS.filter(([form]) => form.test(name)).slice(0, 1)]
      .filter(([, id]) => document.getElementById(id))
      .map(([, id, words]) => make("a", { href: `#${id}` }, words));
    const field = document.querySelector(/** @type {"input"} */ ("input.md-search__input"));
    const words = wordsIn(name);
    if (field && words) {
      const button = make("button", { type: "button" }, `Search this site for “${words}”`);
      button.addEventListener("click", () => {
        field.value = words;
        field.focus();
      });
      ways.push(button);
    }
    return ways;
  };

  /** @type {HTMLElement | null} */
  let notice = null;
  const tellMissing = (/** @type {string} */ name, /** @type {HTMLElement | null} */ target) => {
    // What the search found are articles, too.
    const article = document.querySelector("main article");
    // The theme's own begin with underscores, and its scripts make some of them later.
    const isFine = !name || target || name === "top" || name.startsWith("__") || document.getElementsByName(name).length || document.getElementById("__not_found");
    if (isFine || notice?.dataset.name !== name) {
      notice?.remove();
      notice = null;
    }
    if (isFine || notice?.isConnected || !article) return;
    const made = make("div", { class: "admonition warning entry-missing", role: "status", "data-name": name });
    notice = made;
    const title = article.querySelector("h1");
    if (title) title.before(made);
    else article.prepend(made);
    const shown = [...name];
    const short = shown.length > 80 ? `${shown.slice(0, 80).join("")}…` : name;
    const ways = waysOn(name).map((way) => make("li", {}, way));
    // Screen readers tell what appears where they look already.
    setTimeout(() => {
      made.append(
        make("p", { class: "admonition-title" }, `This page has no entry “${short}”`),
        make("p", {}, "It may have been reworded or removed since this link was made."),
        ...(ways.length ? [make("ul", {}, ...ways)] : []),
      );
      made.scrollIntoView({ block: "nearest" });
    }, 50);
  };

  const begin = () => {
    const domains = foldsOf(document).filter((fold) => fold.classList.contains("sp-domain"));
    if (!document.querySelector(".sp-controls")) checklist = domains.length ? new Checklist(domains) : null;
    checklist?.restore();
    reveal();
    if (document.querySelector("main article :is(.sp-cite, .sp-dispute)")) load("sharing.js");
    loadOwn();
  };

  // What pages of one script each have, which it has to fetch much for: so it begins before the theme is ready.
  const loadOwn = () => {
    for (const name of ["explore", "compare"]) if (document.querySelector(`main article .sp-${name}`)) load(`${name}.js`);
  };
  loadOwn();

  // The site's own search is fetched when it is used: its field, one of its keys, or an address of what was searched for.
  /** @type {HTMLFormElement | null} */
  const form = document.querySelector("form[data-search]");
  if (form) {
    const field = /** @type {HTMLInputElement} */ (form.elements.namedItem("q"));
    const module = () => import(new URL("search.js", here).href);
    let isBegun = false;
    const search = () => {
      if (isBegun) return;
      isBegun = true;
      const root = fetch(new URL("../../search/root.bin", here), { cache: "no-cache" });
      // Who searches is told of what fails.
      root.catch(() => {});
      module().then(({ begin }) => begin(form, root), () => (isBegun = false));
    };
    const searched = () => {
      const { searchParams } = new URL(location.href);
      if (searchParams.has("h")) module().then(({ highlight }) => highlight(), () => {});
      const words = searchParams.get("q");
      // The explorer has words of its own there.
      if (!words || document.querySelector("main article .sp-explore")) return;
      field.value = words;
      field.focus();
      search();
    };
    field.addEventListener("focus", search);
    document.getElementById("__search")?.addEventListener("change", ({ target }) => {
      if (/** @type {HTMLInputElement} */ (target).checked) field.focus();
    });
    addEventListener("keydown", (event) => {
      const target = /** @type {HTMLElement} */ (event.target);
      if (!"fs/".includes(event.key) || event.ctrlKey || event.metaKey || event.altKey || target.isContentEditable) return;
      if (target.closest?.("input:not([type=checkbox], [type=radio]), textarea, select, .md-search")) return;
      event.preventDefault();
      field.focus();
      field.select();
    });
    if (window.document$) document$.subscribe(searched);
    else addEventListener("DOMContentLoaded", searched);
  }

  // Browsers that cannot print what is folded by style alone.
  /** @type {HTMLDetailsElement[]} */
  let closed = [];
  addEventListener("beforeprint", () => {
    closed = foldsOf(document).filter((fold) => !fold.open);
    for (const fold of closed) fold.open = true;
  });
  addEventListener("afterprint", () => {
    for (const fold of closed.splice(0)) fold.open = false;
  });
  addEventListener("hashchange", reveal);
  addEventListener("click", (event) => {
    const link = event.target instanceof Element && event.target.closest(/** @type {"a"} */ ("a[href*='#']"));
    // The address is another only afterwards; where it is the same already, nothing else tells of the click.
    if (link && link.hash && link.origin + link.pathname === location.origin + location.pathname) setTimeout(reveal);
  });
  // Folds do not tell those around them that they were opened.
  addEventListener("toggle", () => checklist?.label(), true);
  if (window.document$) document$.subscribe(begin);
  else if (document.readyState === "loading") addEventListener("DOMContentLoaded", begin);
  else begin();
}
