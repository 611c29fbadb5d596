// The explorer: all papers in one table, to sort, to filter by what is counted beside it, and to take away. What is
// chosen stands in the address, and what stands in an address is chosen: ?answer.artifacts.code_released=yes&year=2024..
//
// The page has links to its two files and to the lists that show the same without this script (.sp-explore); folds.js
// loads it there. Texts of papers become text nodes and attributes, never markup. The first part of the file knows nothing
// of a page, so that tests can run it anywhere.
//
// @ts-check
// @own sums row lacking ticked ANSWERS COLUMNS FACETS SINCE folded named nearest sorted taken prepare near chosen byDomain texts asked byKey orders dois
// @own countAnswers tallies placeOf haveAuthors say fold
/**
 * @typedef {{key: string, title: string}} Value What papers can have, such as a year, by its name in the address.
 * @typedef {object} Facet What can be asked of papers.
 * @property {string} key @property {string} title @property {Value[]} values
 * @property {(paper: number) => number[]} of The numbers of the values that a paper has.
 * @property {Uint32Array} sums How many of the papers have each value that match all other filters.
 * @typedef {object} State What is chosen: the values of each facet, by their keys, words, the order and the page.
 * @property {Map<string, Set<string>>} chosen @property {string} text @property {string} sort @property {number} page
 * @property {string[]} ticked The names of papers that are to be taken away or compared.
 */
{
const X = (globalThis.scanpressExplore = (() => {
  const FORMAT = 2;
  const MOST_CONDITIONS = 200;
  const ANSWERS = [
    ["y", "yes", "Yes"],
    ["n", "no", "No"],
    ["a", "not-applicable", "Not applicable"],
    ["u", "unclear", "Unclear"],
  ];
  const FACETS = ["year", "venue", "type", "tag", "module", "share", "flags", "flag", "claims", "version", "cited", "syntheses"];
  const NOT_STATED = "not-stated";
  const SINCE = /^(\d+)\.\.$/u;

  // ------------------------------------------------------------------------------------------ the address

  /** @param {string} search What stands behind the question mark. @returns {State} */
  const read = (search) => {
    /** @type {State} */
    const state = { chosen: new Map(), text: "", sort: "", page: 1, ticked: [] };
    let number = 0;
    for (const [key, value] of new URLSearchParams(search)) {
      if (key === "q") state.text = value.slice(0, 300);
      else if (key === "sort") state.sort = value;
      else if (key === "p") state.ticked.push(value);
      else if (key === "page") state.page = Math.max(1, parseInt(value) || 1);
      else if ((FACETS.includes(key) || key.startsWith("answer.")) && number++ < MOST_CONDITIONS) {
        state.chosen.set(key, (state.chosen.get(key) ?? new Set()).add(value));
      }
    }
    return state;
  };

  /** @param {State} state @returns {string} The same state gives the same text, whatever was chosen first. */
  const written = ({ chosen, text, sort, page, ticked }) => {
    const pairs = text ? [["q", text]] : [];
    const place = (/** @type {string} */ key) => FACETS.indexOf(key) + 1 || FACETS.length + 1;
    const keys = [...chosen].sort(([a], [b]) => place(a) - place(b) || (a < b ? -1 : 1));
    for (const [key, values] of keys) for (const value of [...values].sort()) pairs.push([key, value]);
    if (sort) pairs.push(["sort", sort]);
    if (page > 1) pairs.push(["page", String(page)]);
    for (const name of ticked) pairs.push(["p", name]);
    // As generator/addresses.py writes it: a space, a star and a tilde are other signs here than a browser takes.
    return String(new URLSearchParams(pairs)).replace(/\+/gu, "%20").replace(/\*/gu, "%2A").replace(/%7E/gu, "~");
  };

  // -------------------------------------------------------------------------------------------- the papers

  /** Many lines are the same. @type {Map<string, number[]>} */
  const split = new Map([["", []]]);
  const numbers = (/** @type {string} */ line) => {
    const found = split.get(line) ?? line.split(" ").map(Number);
    split.set(line, found);
    return found;
  };
  /** @param {readonly any[][]} values @returns {Value[]} */
  const pairs = (values) => values.map(([key, title]) => ({ key, title }));

  /** The place of a paper's page, as pages/explore_data.py shortens it. @param {string} place @param {string} title */
  const wholePlace = (place, title) => {
    const [start, number, rest] = place.split(",");
    if (number === undefined) return place;
    const words = title.match(/[A-Za-z0-9]+/gu)?.slice(Number(start), Number(start) + Number(number)).join("-").toLowerCase();
    return words + (rest && `-${rest}`);
  };

  /** Met of applicable in per cent, rounded half up. @param {number} met @param {number} of */
  const percent = (met, of) => Math.floor((200 * met + of) / (2 * of));

  const UNKNOWN = ANSWERS.length;
  const KINDS = new Uint8Array(128).fill(UNKNOWN);
  ANSWERS.forEach(([letter], kind) => (KINDS[letter.charCodeAt(0)] = kind));
  const ONE = [...ANSWERS.map((_, kind) => [kind]), []];

  /** The file of papers, ready to be asked. @param {any} file @param {number} [most] How many papers of it, if not all. */
  const prepare = (file, most) => {
    if (file.format !== FORMAT) throw new Error(`data of form ${file.format}`);
    const lines = (/** @type {string} */ column) => column.split("\n", most);
    const titles = lines(file.titles);
    const number = file.outlines.length ? titles.length : 0;
    const places = lines(file.places);
    const [months, ids] = file.arxiv.map(lines);
    const outline = lines(file.outline).map(Number);

    // Which criteria a checklist asks, one after the other, and to which domains they belong. Those that cannot be asked for
    // are counted where nobody looks, as is a second answer to one that is asked twice.
    const nowhere = file.criteria.length;
    const shapes = file.outlines.map((/** @type {[number, number[]][]} */ stretches) => {
      const criteria = stretches.flatMap(([, criteria]) => criteria);
      return {
        domains: stretches.flatMap(([domain, criteria]) => criteria.map(() => domain)),
        tallies: Uint32Array.from(criteria, (criterion, place) => (criteria.indexOf(criterion) < place || criterion < 0 ? nowhere : criterion) * ONE.length),
        placeOf: file.criteria.map((/** @type {unknown} */ _, /** @type {number} */ criterion) => criteria.indexOf(criterion)),
      };
    });
    // The answers of all papers, and where those of each begin.
    const letters = new TextEncoder().encode(file.answers);
    const starts = new Uint32Array(number + 1);
    // Where each answer is counted.
    const cells = new Uint32Array(letters.length);
    for (let paper = 0, at = 0; paper < number; paper++) {
      const { tallies } = shapes[outline[paper]];
      for (let answer = 0; answer < tallies.length; answer++, at++) cells[at] = tallies[answer] + KINDS[letters[at]];
      starts[paper + 1] = ++at;
    }
    const all = new Uint32Array((nowhere + 1) * ONE.length);
    const values = pairs(ANSWERS.map(([, ...named]) => named));
    /** @type {{title: string, criteria: Facet[]}[]} */
    const domains = file.domains.map((/** @type {string[]} */ [, title]) => ({ title, criteria: [] }));
    /** @type {Facet[]} */
    const asked = file.criteria.map((/** @type {any[]} */ [domain, key, title], /** @type {number} */ criterion) => {
      const first = criterion * ONE.length;
      const facet = {
        key: `answer.${file.domains[domain][0]}.${key}`, title, values,
        of: (/** @type {number} */ paper) => {
          const place = shapes[outline[paper]].placeOf[criterion];
          return ONE[place < 0 ? UNKNOWN : KINDS[letters[starts[paper] + place]]];
        },
        sums: all.subarray(first, first + UNKNOWN),
      };
      domains[domain].criteria.push(facet);
      return facet;
    });
    /** @type {Facet[]} */
    const facets = file.facets.map((/** @type {any[]} */ [key, title, values, column]) => {
      const of = lines(column).map(numbers);
      return { key, title, values: pairs(values), of: (/** @type {number} */ paper) => of[paper], sums: new Uint32Array(values.length) };
    });
    /** How a paper is called where scans are compared. @param {number} paper */
    const name = (paper) => wholePlace(places[paper], titles[paper]);
    return {
      number, titles, facets, asked, domains, name,
      /** @type {Map<string, Facet>} */
      // Addresses of before have dots in the keys of domains, too.
      byKey: new Map(["~1", "."].flatMap((dot) => [...facets, ...asked].reverse().map((facet) => [facet.key.replaceAll(dot, "."), facet]))),
      arxiv: months.map((/** @type {string} */ month, /** @type {number} */ paper) => (ids[paper] ? `${month}.${ids[paper]}` : month)),
      dois: lines(file.doi),
      flags: lines(file.flags).map(Number),
      claims: lines(file.claims).map(numbers),
      levels: pairs(file.levels),
      versions: lines(file.versions),
      /** Where scans are compared; empty where they are not. @type {string} */
      compare: file.compare,
      /** Where the tables of all papers are, by their endings. @type {Record<string, string>} */
      files: file.files,
      /** The address of a paper's page, relative to that of the explorer. @param {number} paper */
      address: (paper) => (name(paper).startsWith("/") ? `..${name(paper)}` : file.base + name(paper)) + file.end,
      /** What a paper is called in the tables: its own name where it stands right below all scans. @param {number} paper */
      row: (paper) => (/^\/|^[^/]*$/u.test(name(paper)) ? name(paper).replace("/", "") : file.base.slice(3) + name(paper)),
      /** What a paper meets of each domain: its title, met, applicable. @param {number} paper */
      byDomain: (paper) => {
        /** @type {Map<number, [string, number, number]>} */
        const found = new Map();
        let at = starts[paper];
        for (const domain of shapes[outline[paper]].domains) {
          const entry = found.get(domain) ?? [domains[domain].title, 0, 0];
          const kind = KINDS[letters[at++]];
          if (!kind) entry[1]++;
          if (kind < 2) entry[2]++;
          found.set(domain, entry);
        }
        return [...found.values()];
      },
      /** Counts the answers of some papers to all criteria. @param {number[]} papers */
      countAnswers: (papers) => {
        all.fill(0);
        for (let place = 0; place < papers.length; place++) {
          const end = starts[papers[place] + 1] - 1;
          for (let at = starts[papers[place]]; at < end; at++) all[cells[at]]++;
        }
      },
      /** The authors come later: a line for each paper, parted by tabs. @type {string[]} */
      authors: [],
      /** What words are looked for in. @type {string[] | null} */
      texts: null,
      /** What columns are sorted by. @type {Record<string, (string | number | null)[]>} */
      orders: {},
    };
  };

  /** @typedef {ReturnType<typeof prepare>} Model What is made of the file of papers. */

  /** The values that a paper has of a facet, in words; nothing where it states none. @param {Model} model @param {string} key @param {number} paper */
  const named = ({ byKey }, key, paper) => {
    const facet = byKey.get(key);
    const values = facet?.of(paper).map((value) => facet.values[value]) ?? [];
    return values.filter((value) => value.key !== NOT_STATED).map((value) => value.title).join(", ");
  };

  /** What a paper meets of all domains, and how much is applicable. @param {Model} model @param {number} paper */
  const share = (model, paper) => model.byDomain(paper).reduce(([sum, all], [, met, of]) => [sum + met, all + of], [0, 0]);

  // ------------------------------------------------------------------------------------------- the filters

  const folded = (/** @type {string} */ text) =>
    text.normalize("NFKD").replace(/[\p{M}\u2010-\u2015-]/gu, "").toLowerCase();
  /** The same, of all lines at once. @param {string[]} lines */
  const foldedLines = (lines) => folded(lines.join("\n")).split("\n");
  const IDENTIFIER = /(?:https?:\/\/)?(?:(?:dx\.)?doi\.org\/|(?:www\.)?arxiv\.org\/(?:abs|pdf)\/|arxiv:\s*|doi:\s*)/giu;

  /** The words that are looked for; those in quotes stand together. @param {string} text */
  const wordsOf = (text) =>
    folded(text.replace(IDENTIFIER, "").replace(/(\d{4}\.\d{4,5})v\d+/gu, "$1")).split(/"([^"]+)"|\s+/u).filter(Boolean);

  /** A tab stands before each name of an author and after it: so links ask for a whole name. @param {Model} model */
  const textsOf = (model) =>
    (model.texts ??= foldedLines(model.titles.map((title, paper) => [title, model.arxiv[paper], model.dois[paper], model.authors[paper], ""].join("\t"))));

  /** Which values of a facet are chosen. @param {Facet} facet @param {Set<string>} chosen */
  const allowed = ({ key, values }, chosen) => {
    const since = key === "year" ? [...chosen].map((value) => Number(SINCE.exec(value)?.[1])) : [];
    return values.map((value) => chosen.has(value.key) || since.some((year) => Number(value.key) >= year));
  };

  // Plain loops: a browser runs all others slowly at first.
  /** Counts the values of a facet over some papers. @param {Facet} facet @param {number[]} papers */
  const count = ({ of, sums }, papers) => {
    sums.fill(0);
    for (let place = 0; place < papers.length; place++) {
      const values = of(papers[place]);
      for (let item = 0; item < values.length; item++) sums[values[item]]++;
    }
  };

  /**
   * The papers that match all filters, in the order of the file; the counts of all facets are brought up to date. Those
   * of one that is filtered by are of the papers that match all others: how many there were, were it chosen as well.
   * @param {Model} model @param {State} state
   */
  const filter = (model, { chosen, text }) => {
    const { number, facets, byKey } = model;
    // How many filters a paper does not pass, and the last of those.
    const missed = new Uint8Array(number);
    const last = new Uint8Array(number);
    const active = [...chosen.keys()];
    active.forEach((key, place) => {
      const facet = byKey.get(key);
      const passes = facet ? allowed(facet, chosen.get(key) ?? new Set()) : [];
      for (let paper = 0; paper < number; paper++) {
        if (facet?.of(paper).some((value) => passes[value])) continue;
        missed[paper]++;
        last[paper] = place;
      }
    });
    const words = wordsOf(text);
    // No facet leaves words out of account.
    if (words.length) textsOf(model).forEach((all, paper) => words.every((word) => all.includes(word)) || (missed[paper] = 255));
    const passing = (/** @type {number} */ place) => {
      const found = [];
      for (let paper = 0; paper < number; paper++) if (!missed[paper] || (missed[paper] === 1 && last[paper] === place)) found.push(paper);
      return found;
    };
    const matches = passing(-1);
    model.countAnswers(matches);
    for (const facet of new Set([...facets, ...active.flatMap((key) => byKey.get(key) ?? [])])) {
      count(facet, chosen.has(facet.key) ? passing(active.indexOf(facet.key)) : matches);
    }
    return matches;
  };

  /**
   * Which of the words that are looked for no paper has, and the same words with the nearest ones in their place that
   * find papers, as the search tells what is near; empty where there are none.
   * @param {Model} model @param {string} text
   */
  const nearest = (model, text) => {
    const texts = textsOf(model);
    const words = wordsOf(text);
    const lacking = words.filter((word) => !texts.some((all) => all.includes(word)));
    const near = (/** @type {typeof import("./search-query.js").isNear} */ isNear) => {
      /** @type {Map<string, number>} */
      const known = new Map();
      for (const word of texts.join("\n").match(/\p{L}{4,}/gu) ?? []) known.set(word, (known.get(word) ?? 0) + 1);
      const found = words.map((word) => {
        const most = word.length < 5 || !lacking.includes(word) ? 0 : word.length < 8 ? 1 : 2;
        for (let differences = 1; differences <= most; differences++) {
          const all = [...known].filter(([other]) => isNear(word, other, differences));
          // Of words that are as near, the one that is used most.
          if (all.length) return all.sort(([, one], [, other]) => other - one)[0][0];
        }
        return word;
      });
      return texts.some((all) => found.every((word) => all.includes(word))) ? found.join(" ") : "";
    };
    return { lacking, near };
  };

  // --------------------------------------------------------------------------------------------- the order

  const COLUMNS = /** @type {const} */ ([
    ["title", "Paper", 1],
    ["year", "Year", -1],
    ["venue", "Venue", 1],
    ["type", "Type", 1],
    ["tags", "Tags", 1],
    ["share", "Met", -1],
    ["domains", "Domains", -1],
    ["flags", "Red flags", -1],
    ["claims", "Claims", -1],
    ["scans", "Versions", -1],
  ]);

  /** What a column is sorted by, null for papers that come last whatever the order. @param {Model} model @param {string} column */
  const sortedBy = (model, column) => {
    const words = (/** @type {string} */ key) => () =>
      foldedLines(model.titles.map((title, paper) => (key ? named(model, key, paper) : title))).map((text) => text.replace(/^[^\p{L}\p{N}]+/u, "") || null);
    const each = (/** @type {(paper: number) => number | null} */ of) => () => model.titles.map((_, paper) => of(paper));
    /** @type {Record<string, () => (string | number | null)[]>} */
    const keys = {
      title: words(""),
      year: each((paper) => Number(named(model, "year", paper)) || null),
      venue: words("venue"),
      type: words("type"),
      tags: words("tag"),
      share: each((paper) => {
        const [met, of] = share(model, paper);
        return of ? met / of : null;
      }),
      // Domains of which two thirds are met.
      domains: each((paper) => model.byDomain(paper).filter(([, met, of]) => of && 3 * met >= 2 * of).length),
      flags: each((paper) => model.flags[paper]),
      claims: each((paper) => model.claims[paper].reduce((sum, one) => sum + one, 0)),
      scans: each((paper) => model.versions[paper].split("\t").length),
    };
    return (model.orders[column] ??= keys[column]());
  };

  /** The papers in the order that is chosen: `year` or `-year`. @param {Model} model @param {number[]} papers @param {string} sort */
  const sorted = (model, papers, sort) => {
    const column = sort.replace("-", "");
    if (!COLUMNS.some(([key]) => key === column)) return papers;
    const by = sortedBy(model, column);
    const sign = sort === column ? 1 : -1;
    return papers.sort((a, b) => {
      const [one, other] = [by[a], by[b]];
      if (one === other) return a - b;
      if (one === null) return 1;
      if (other === null) return -1;
      return one < other ? -sign : sign;
    });
  };

  // ------------------------------------------------------------------------------------ what is taken away

  /** Of a table (CSV, or BibTeX) of all papers that which is of some, in their order. @param {string} table @param {string[]} rows What they are called there. */
  const taken = (table, rows) => {
    const isCsv = table.startsWith("paper,");
    const parts = table.split(isCsv ? /(?<=\n)/u : /\n(?=@)/u);
    const byRow = new Map(parts.map((part) => [/^(?:@\w+\{)?([^,]*)/u.exec(part)?.[1], part]));
    return (isCsv ? parts[0] : "") + rows.map((row) => byRow.get(row)).join(isCsv ? "" : "\n");
  };

  return { ANSWERS, COLUMNS, FACETS, SINCE, filter, folded, named, nearest, percent, prepare, read, share, sorted, taken, written };
})());

/** @typedef {ReturnType<typeof X.prepare>} Model */

if (typeof document !== "undefined") {
  const { make, begins, number, counted } = scanpressPage;
  const PAGE = 50; // rows
  const FIRST = 15; // rows that are shown at once, with the counts; the others follow in the next frame
  const LISTED = 8; // values of a facet that stand open
  const MOST_LISTED = 300; // values of a facet that are shown at all; words find the papers of others
  const AUTHORS = 6; // names in a row
  const DRAWN = 24; // domains in a row
  const YEARS = 10;
  const LEGEND = [
    ["high", "▇", "two thirds or more, "],
    ["middle", "▅", "a third or more, "],
    ["low", "▂", "less, "],
    ["nothing", "▁", "none applicable"],
  ];

  /** @param {string} kind @param {() => unknown} act @param {...(Node | string)} children */
  const button = (kind, act, ...children) => {
    const made = make("button", { type: "button", class: `explore__${kind}` }, ...children);
    made.onclick = () => void act();
    return made;
  };
  const counter = () => make("span", { class: "explore__count" });
  /** What comes after the next frame. @param {(done: unknown) => void} act */
  const afterwards = (act) => requestAnimationFrame(() => setTimeout(act));

  const drawn = (/** @type {string} */ tag, /** @type {Record<string, string | number>} */ attributes, /** @type {(Node | string)[]} */ ...children) => {
    const element = document.createElementNS("http://www.w3.org/2000/svg", tag);
    for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, String(value));
    element.append(...children);
    return element;
  };

  /** A bar for each domain, as high as the share that is met; one of which nothing is applicable is a line. @param {[string, number, number][]} every */
  const strip = (every) => {
    const domains = every.slice(0, DRAWN);
    /** @type {Record<string, string>} */
    const paths = {};
    domains.forEach(([, met, of], place) => {
      const kind = !of ? "nothing" : 3 * met >= 2 * of ? "high" : 3 * met >= of ? "middle" : "low";
      const height = of ? Math.max(2, Math.round((14 * met) / of)) : 1;
      paths[kind] = `${paths[kind] ?? ""}M${place * 6} 15v-${height}h5v${height}z`;
    });
    const words = domains.map(([title, met, of]) => `${title} ${of ? `${met} of ${of}` : "not applicable"}`).join("; ");
    const width = domains.length * 6;
    return drawn("svg", { class: "explore__strip", width, height: 15, viewBox: `0 0 ${width} 15`, preserveAspectRatio: "none", role: "img" },
      drawn("title", {}, words || "None"), ...Object.entries(paths).map(([kind, d]) => drawn("path", { class: `explore__${kind}`, d })));
  };

  /**
   * Shows the first papers at once, where nothing else is asked for; `complete` does the rest.
   * @param {HTMLElement} root @param {Model} first The first papers. @param {number} total How many there are. @param {URL} base
   */
  const explore = (root, first, total, base) => {
    let pages = 1;
    let drawing = {};
    let timer = 0;
    let model = first;
    let isWhole = false;
    /** @type {State} */
    const state = X.read(location.search);
    let papers = first.titles.map((_, paper) => paper).slice(0, first.number);
    /** @type {(() => void)[]} Bring counts, and whether what they belong to is chosen, up to date. */
    const counters = [];
    /** @type {Set<number>} The papers to take away or to compare; without any, all that are found are taken. */
    const ticked = new Set();
    const field = make("input", { type: "search", placeholder: "Title, author, arXiv id, DOI", "aria-label": "Words in title, authors or identifiers", value: state.text, maxlength: 300 });
    field.oninput = () => {
      clearTimeout(timer);
      timer = setTimeout(() => change(() => (state.text = field.value)), 150);
    };
    const select = make("select", {}, make("option", { value: "" }, "Newest first"),
      ...X.COLUMNS.flatMap(([key, title, first]) => [first, -first].map((sign) =>
        make("option", { value: sign > 0 ? key : `-${key}` }, `${title}, ${sign > 0 ? "ascending" : "descending"}`))));
    select.onchange = () => change(() => (state.sort = select.value));
    const status = make("p", { role: "status", class: "explore__status" });
    const chipList = make("ul", { class: "explore__chips", "aria-label": "Active filters", hidden: true });
    const said = make("span", { role: "status" });
    const legend = make("p", { class: "explore__legend" }, "Domains: a bar for each, as high as the share of its criteria that are met. ",
      ...LEGEND.flatMap(([kind, sign, words]) => [make("span", { class: `explore__${kind}`, "aria-hidden": "true" }, sign), ` ${words}`]));
    const which = make("span", { id: "explore-which" });
    const comparison = make("a", { class: "explore__button" });
    const untick = button("button", () => {
      ticked.clear();
      for (const box of body.querySelectorAll("input")) box.checked = false;
      tick();
      app.querySelector(/** @type {"button"} */ (".explore__take button"))?.focus();
    }, "Untick all");
    const body = make("tbody");
    const heads = X.COLUMNS.map(([key, title, first]) => make("th", { scope: "col" }, button("sort", () => change(() => {
      const [one, other] = first > 0 ? [key, `-${key}`] : [`-${key}`, key];
      state.sort = state.sort === one ? other : state.sort === other ? "" : one;
    }), title)));
    const table = make("table", { class: "explore__table", "aria-label": "Papers" }, make("caption", {}, "Papers"), make("thead", {}, make("tr", {}, ...heads)), body);
    const pager = make("nav", { class: "explore__pager", "aria-label": "Pages of the table" });
    const filters = make("section", { class: "explore__filters", "aria-label": "Filters" });
    const app = make("div", { class: "explore" },
      make("div", { class: "explore__bar" }, field, make("label", { class: "explore__order" }, "Sorted by ", select)),
      filters,
      make("div", { class: "explore__main" }, chipList, status, make("div", { class: "explore__take", role: "group", "aria-labelledby": "explore-which" }, which,
        button("button", () => take("csv"), "CSV"),
        button("button", () => take("bib"), "BibTeX"),
        button("button", () => take("txt"), "Links"),
        comparison, untick, button("button", () => copy(), "Copy this page’s address"), said),
      legend, table, pager));
    root.after(app);
    root.hidden = true;
    /** @param {Model} all */
    const complete = (all) => {
      model = all;
      isWhole = true;
      // What an address of before says, as it is said now.
      const { chosen } = state;
      state.chosen = new Map();
      for (const [key, values] of chosen) {
        const known = model.byKey.get(key)?.key ?? key;
        state.chosen.set(known, new Set([...values, ...(state.chosen.get(known) ?? [])]));
      }
      // Which answers there are at all.
      papers = X.filter(model, X.read(""));
      const names = new Set(state.ticked);
      for (const paper of names.size ? papers : []) if (names.has(model.name(paper))) ticked.add(paper);
      filters.append(...filterControls());
      if (X.written(state)) update();
      else {
        countAll();
        rest();
      }
    };

    // ------------------------------------------------------------------------------------------ what stands there

    const filterControls = () => {
      const find = make("input", { type: "search", placeholder: "Find a filter", "aria-label": "Find a filter by its name", value: new URLSearchParams(location.search).get("find") ?? "" });
      const groups = [
        ...model.facets.filter(({ values }) => values.length).map((facet) => facetGroup(facet)),
        ...model.domains.filter(({ criteria }) => criteria.length).map(({ title, criteria }) => domainGroup(title, criteria)),
      ];
      const look = () => {
        const wanted = X.folded(find.value).trim();
        for (const { element, title, rows, fold } of groups) {
          const isNamed = X.folded(title).includes(wanted);
          let shown = 0;
          for (const row of rows()) {
            row.hidden = !isNamed && !X.folded(row.dataset.name ?? "").includes(wanted);
            if (!row.hidden) shown++;
          }
          element.hidden = !isNamed && !shown;
          if (wanted && shown) fold(true);
        }
      };
      find.oninput = look;
      const inner = make("div", { class: "explore__facets", id: "explore-filters" }, find, ...groups.map(({ element }) => element));
      const toggle = button("toggle", () => (toggle.ariaExpanded = String(inner.classList.toggle("explore__facets--open"))), "Filters");
      toggle.setAttribute("aria-controls", inner.id);
      toggle.ariaExpanded = "false";
      if (find.value) {
        look();
        toggle.click();
      }
      const skip = button("skip", () => app.querySelector(/** @type {"button"} */ (".explore__main button"))?.focus(), "Skip the filters");
      return [skip, toggle, inner];
    };

    /** A group that can be folded. @param {string} title @param {boolean} isOpen @param {HTMLElement} body @param {() => HTMLElement[]} rows */
    const group = (title, isOpen, body, rows) => {
      const fold = (/** @type {boolean} */ open) => {
        body.hidden = !open;
        head.ariaExpanded = String(open);
      };
      const head = button("head", () => fold(body.hidden === true), title);
      fold(isOpen);
      return { element: make("div", { class: "explore__facet", role: "group", "aria-label": title }, head, body), title, rows, fold };
    };

    /** Has what stands for a value told how many papers have it, and whether it is chosen. @param {Facet} facet @param {number} value @param {HTMLElement} count @param {HTMLElement} row @param {(isChosen: boolean) => void} tell */
    const tellCount = ({ key, values, sums }, value, count, row, tell) => {
      counters.push(() => {
        const text = number(sums[value]);
        if (count.textContent !== text) {
          count.textContent = text;
          row.classList.toggle("explore__none", text === "0");
        }
        tell(isChosen(key, values[value].key));
      });
    };

    /** @param {Facet} facet */
    const facetGroup = (facet) => {
      const { key, title, values } = facet;
      const body = make("div", { class: "explore__values" });
      /** @type {HTMLElement[]} */
      const rows = [];
      const add = (/** @type {number} */ place) => {
        const value = values[place];
        const control = make("input", { type: "checkbox" });
        control.onchange = () => toggle(key, value.key);
        const count = counter();
        const row = make("div", { class: "explore__value", "data-name": value.title }, make("label", {}, control, make("span", {}, value.title), " ", count));
        if (key === "year" && place && Number(value.key)) {
          const since = `${value.key}..`;
          const later = button("later", () => {
            // Years from one on take the place of other such.
            const chosen = state.chosen.get(key);
            for (const other of chosen ?? []) if (X.SINCE.test(other) && other !== since) chosen?.delete(other);
            toggle(key, since);
          }, "or later");
          later.ariaLabel = `${value.key} or later`;
          row.append(later);
          counters.push(() => (later.ariaPressed = String(isChosen(key, since))));
        }
        tellCount(facet, place, count, row, (isChosen) => (control.checked = isChosen));
        rows.push(row);
        body.append(row);
      };
      const open = key === "year" ? YEARS : LISTED;
      const most = Math.min(values.length, MOST_LISTED);
      const later = values.map((_, place) => place).filter((place) => place < most || isChosen(key, values[place].key));
      const shown = later.filter((place) => place < open || isChosen(key, values[place].key));
      shown.forEach(add);
      const whole = () => {
        more.remove();
        later.splice(0).filter((place) => !shown.includes(place)).forEach(add);
        countAll();
        return rows;
      };
      const more = button("more", () => whole()[shown.length].querySelector("input")?.focus(),
        values.length > most ? `Show the first ${most} of ${number(values.length)}` : `Show all ${number(most)}`);
      if (shown.length < later.length) body.append(more);
      // Few stand open, so that the criteria below them are seen.
      return group(title, key === "year" || state.chosen.has(key), body, whole);
    };

    /** @param {string} title @param {Facet[]} criteria */
    const domainGroup = (title, criteria) => {
      const rows = criteria.map((facet) => make("div", { class: "explore__criterion", role: "group", "aria-label": facet.title, "data-name": facet.title + facet.key.slice(6).replace(/\W|_/gu, " ") }, make("span", {}, facet.title),
        ...X.ANSWERS.flatMap(([letter, key, word], value) => {
          // An answer that nobody gave is nothing to ask for, but for the plain ones.
          if (value > 1 && !facet.sums[value]) return [];
          const count = counter();
          const control = button("answer", () => toggle(facet.key, key), letter === "a" ? "n/a " : `${word} `, count);
          tellCount(facet, value, count, control, (isChosen) => (control.ariaPressed = String(isChosen)));
          return control;
        })));
      return group(title, true, make("div", { class: "explore__values" }, ...rows), () => rows);
    };

    // -------------------------------------------------------------------------------------------- what is chosen

    /** @param {string} key @param {string} value */
    const isChosen = (key, value) => state.chosen.get(key)?.has(value) ?? false;

    /** @param {string} key @param {string} value */
    const toggle = (key, value) => {
      change(({ chosen }) => {
        const values = chosen.get(key) ?? new Set();
        if (!values.delete(value)) values.add(value);
        chosen.set(key, values);
        if (!values.size) chosen.delete(key);
      });
    };

    /** @param {(state: State) => void} how */
    const change = (how) => {
      how(state);
      state.page = 1;
      // Before all papers are there, what is asked for waits for them.
      if (isWhole) update(true);
    };

    /** @param {boolean} [isChange] Whether the address has to follow. */
    const update = (isChange) => {
      papers = X.sorted(model, X.filter(model, state), state.sort);
      countAll();
      chip();
      show(isChange);
    };

    const keep = () => {
      const address = new URL(location.href);
      address.search = X.written(state);
      address.hash = "";
      history.replaceState(history.state, "", address);
    };

    // --------------------------------------------------------------------------------------------- what is shown

    const countAll = () => {
      for (const act of counters) act();
    };

    const chip = () => {
      const remove = (/** @type {string} */ title, /** @type {() => void} */ act, label = `Remove ${title}`) => {
        const made = button("chip", () => {
          act();
          // What had the focus is gone.
          (chipList.querySelector("button") ?? field).focus();
        }, title);
        made.ariaLabel = label;
        return make("li", {}, made);
      };
      const noWords = () => (field.value = state.text = "");
      const words = state.text.trim();
      const chips = words ? [remove(`Words: ${words}`, () => change(noWords))] : [];
      for (const [key, chosen] of state.chosen) {
        const facet = model.byKey.get(key);
        for (const value of chosen) {
          const since = key === "year" && X.SINCE.exec(value);
          const title = since ? `${since[1]} or later` : facet?.values.find((item) => item.key === value)?.title ?? value;
          chips.push(remove(`${facet?.title ?? key}: ${title}`, () => toggle(key, value)));
        }
      }
      if (chips.length > 1) {
        chips.push(remove("All filters", () => change(() => {
          state.chosen.clear();
          noWords();
        }), "Remove all filters"));
      }
      chipList.replaceChildren(...chips);
      chipList.hidden = !chips.length;
    };

    const matching = () => (isWhole ? papers.length : total);

    /** The papers of the page that is shown. */
    const shownPapers = () => {
      const first = (state.page - 1) * PAGE;
      return papers.slice(first, first + PAGE);
    };

    /** Shows the other rows of the page in the next frame. @param {boolean} [isChange] */
    const rest = (isChange) => {
      const own = (drawing = {});
      afterwards(() => {
        if (drawing !== own) return;
        body.append(...shownPapers().slice(FIRST).map((paper) => row(paper)));
        // A browser lays the page out first when it is given another address.
        if (isChange) keep();
      });
    };

    /** @param {boolean} [isChange] Whether the address has to follow. */
    const show = (isChange) => {
      const found = matching();
      pages = Math.max(1, Math.ceil(found / PAGE));
      const page = (state.page = Math.min(state.page, pages));
      const shown = shownPapers();
      body.replaceChildren(...shown.slice(0, FIRST).map((paper) => row(paper)));
      if (isWhole) rest(isChange);
      X.COLUMNS.forEach(([key], place) => {
        heads[place].ariaSort = { [key]: "ascending", [`-${key}`]: "descending" }[state.sort] ?? null;
      });
      select.value = state.sort;
      const first = (page - 1) * PAGE;
      const which = found > PAGE ? `; rows ${number(first + 1)} to ${number(first + shown.length)} are shown` : "";
      status.textContent = `${found === total ? "" : `${number(found)} of `}${counted(total, "paper")}${which}`;
      if (!found && total) tellNothing();
      tellTicked();
      table.hidden = legend.hidden = !found;
      const step = (/** @type {string} */ title, /** @type {number} */ to) => {
        const made = button("button", () => turn(to, title), title);
        made.disabled = to < 1 || to > pages || to === page;
        return made;
      };
      pager.replaceChildren(step("First", 1), step("Previous", page - 1), `Page ${number(page)} of ${number(pages)}`, step("Next", page + 1), step("Last", pages));
      pager.hidden = pages === 1;
    };

    /** Says why nothing is found, and what is near. */
    const tellNothing = async () => {
      const { lacking, near } = X.nearest(model, state.text);
      // It is on no page any more once something else is told.
      const more = make("span");
      status.append(lacking.length ? `. No title, author or identifier has ${lacking.map((word) => `“${word}”`).join(" or ")}${document.querySelector(".search") ? "; the search looks in all texts" : ""}. ` : ". Remove a filter to see more.", more);
      if (!lacking.length) return;
      const meant = await import("./search.js").then(({ isNear }) => near(isNear), () => "");
      if (meant) {
        more.append(button("chip", () => {
          change(() => (field.value = state.text = meant));
          field.focus();
        }, `Did you mean “${meant}”?`));
      }
    };

    /** @param {number} page @param {string} title */
    const turn = (page, title) => {
      state.page = page;
      if (!isWhole) return;
      show(true);
      status.scrollIntoView({ block: "start" });
      const again = [...pager.querySelectorAll("button")].filter((item) => !item.disabled);
      (again.find((item) => item.textContent === title) ?? again[0])?.focus({ preventScroll: true });
    };

    /** @param {number} paper */
    const row = (paper) => {
      const [met, of] = X.share(model, paper);
      // No line break parts a number from what it counts.
      const claims = model.claims[paper].flatMap((count, level) => (count ? `${count}\xa0${model.levels[level].title}` : []));
      const title = model.titles[paper] || "–";
      const box = make("input", { type: "checkbox", "aria-label": `Tick ${title}`, checked: ticked.has(paper) });
      box.onchange = () => {
        if (!ticked.delete(paper)) ticked.add(paper);
        tick();
        const { size } = ticked;
        say(`${counted(size, "paper")} ticked${model.compare && size > 4 ? "; at most four can be compared" : ""}`);
      };
      // What a paper does not state is an empty cell, where a card shows nothing and the table a dash.
      const words = (/** @type {string} */ key) => [X.named(model, key, paper)].filter(Boolean);
      /** @type {(Node | string)[][]} */
      const cells = [
        [box, make("a", { href: address(paper) }, title), " ", make("small", {}, names(paper))],
        Number(X.named(model, "year", paper)) ? words("year") : [],
        words("venue"),
        words("type"),
        words("tag"),
        of ? [`${X.percent(met, of)}% `, make("small", {}, `${met} of ${of}`)] : ["none applicable"],
        [strip(model.byDomain(paper))],
        [String(model.flags[paper])],
        [claims.join(", ") || "none"],
        [model.versions[paper].split("\t").map((version) => version || "–").join(", ")],
      ];
      return make("tr", {}, ...cells.map((children, place) => make("td", { "data-title": X.COLUMNS[place][1] }, ...children)));
    };

    const tick = () => {
      tellTicked();
      keep();
    };

    /** Says which papers are taken away, and leads to their comparison. */
    const tellTicked = () => {
      const { size } = ticked;
      const found = matching();
      state.ticked = [...ticked].map(model.name);
      which.textContent = `Export the ${size ? `${number(size)} ticked` : `${number(found)} found`}:`;
      /** @type {HTMLElement} */ (which.parentElement).hidden = !size && !found;
      untick.hidden = !size;
      comparison.hidden = !model.compare || size < 2 || size > 4;
      comparison.textContent = `Compare ${size}`;
      if (size) comparison.href = new URL(`../${model.compare}?p=${state.ticked}`, base).href;
    };

    /** @param {number} paper */
    const names = (paper) => {
      const names = (model.authors[paper] ?? "").split("\t");
      const more = names.splice(AUTHORS).length;
      return names.join(", ") + (more ? ` and ${more} more` : "");
    };

    /** The authors come after the table. @param {string} authors */
    const haveAuthors = (authors) => {
      model.authors = authors.split("\n");
      model.texts = null;
      if (state.text.trim()) return update();
      const shown = shownPapers();
      body.querySelectorAll("td:first-child small").forEach((place, number) => (place.textContent = names(shown[number])));
    };

    // --------------------------------------------------------------------------------------- what is taken away

    /** The whole address of a paper's page. @param {number} paper */
    const address = (paper) => new URL(model.address(paper), base).href;

    /** @param {string} ending */
    const take = async (ending) => {
      while (!isWhole) await new Promise(afterwards);
      const chosen = ticked.size ? [...ticked].sort((a, b) => a - b) : papers;
      let text = chosen.map((paper) => `${address(paper)}\n`).join("");
      const table = model.files[ending];
      if (table) {
        say("Fetching …");
        try {
          text = X.taken(await fetched(new URL(table, base), "text"), chosen.map(model.row));
        } catch {
          return say("The table of all papers could not be loaded");
        }
      }
      const url = URL.createObjectURL(new Blob([text], { type: `text/${ending === "csv" ? ending : "plain"};charset=utf-8` }));
      make("a", { href: url, download: `papers.${ending}` }).click();
      setTimeout(() => URL.revokeObjectURL(url), 10_000);
      say(`${counted(chosen.length, "paper")} downloaded`);
    };

    const copy = async () => {
      keep();
      try {
        await navigator.clipboard.writeText(location.href);
        say("Address copied");
      } catch {
        say("It can be copied from the browser’s address bar");
      }
    };

    /** @param {string} text */
    const say = (text) => {
      said.textContent = text;
      setTimeout(() => said.textContent === text && (said.textContent = ""), 5_000);
    };

    if (!X.written(state)) show();
    return { complete, haveAuthors, say };
  };

  /** @param {string | URL} url @param {"json" | "text"} how */
  const fetched = async (url, how = "json") => {
    const answer = await fetch(url);
    if (!answer.ok) throw new Error(String(url));
    return answer[how]();
  };

  // The papers are fetched while the theme still sets up its own.
  begins("explore", async (root) => {
    const [papers, authors] = [...root.querySelectorAll("a[href$='.json']")].map((link) => /** @type {HTMLAnchorElement} */ (link).href);
    const said = make("p", { role: "status" }, "The table is loading …");
    root.before(said);
    try {
      const file = await fetched(papers);
      const explorer = explore(root, X.prepare(file, PAGE), file.outlines.length ? file.titles.split("\n").length : 0, new URL(papers));
      said.remove();
      await new Promise(afterwards);
      explorer.complete(X.prepare(file));
      performance.mark("explore-ready");
      fetched(authors).then((file) => explorer.haveAuthors(file.authors), () => explorer.say("The authors could not be loaded"));
    } catch (error) {
      said.textContent = "The table could not be loaded. Load the page again, or take one of these lists:";
      console.warn(error);
    }
  });
}
}
