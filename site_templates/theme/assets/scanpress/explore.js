// The explorer: all papers in one table, to sort, to filter by what is counted beside it, and to take away. What is
// chosen stands in the address, and what stands in an address is chosen: ?answer.artifacts.code_released=yes&year=2024..
//
// The page has links to its two files and to the lists that show the same without this script (.sp-explore); folds.js
// loads it there. Texts of papers become text nodes and attributes, never markup. The first part of the file knows nothing
// of a page, so that tests can run it anywhere.
//
// @ts-check
/**
 * @typedef {{key: string, title: string}} Value What papers can have, such as a year, by its name in the address.
 * @typedef {object} Facet What can be asked of papers. One value at most stands in `codes`; where there may be several,
 *   those of paper i stand in `list` from `starts[i]` to `starts[i + 1]`.
 * @property {string} key @property {string} title @property {Value[]} values
 * @property {Uint8Array} [codes] @property {Uint32Array} [starts] @property {Uint16Array} [list]
 * @property {Uint32Array} counts How many of the papers have each value that match all other filters.
 * @typedef {object} State What is chosen: the values of each facet, by their keys, words, the order and the page.
 * @property {Map<string, Set<string>>} chosen @property {string} text @property {string} sort @property {number} page
 */
{
const X = (globalThis.scanpressExplore = (() => {
  const FORMAT = 1;
  const NONE = 255;
  const MOST_CONDITIONS = 200;
  const ANSWERS = [
    ["y", "yes", "Yes"],
    ["n", "no", "No"],
    ["a", "not-applicable", "Not applicable"],
    ["u", "unclear", "Unclear"],
  ];
  const SHARES = [[80, 100], [60, 79], [40, 59], [20, 39], [0, 19]];
  const FLAGS = [
    ["0", "None", 0],
    ["1", "1", 1],
    ["2", "2", 2],
    ["3-5", "3 to 5", 5],
    ["6..", "6 or more", Infinity],
  ];
  const FACETS = ["year", "venue", "type", "tag", "module", "share", "flags", "flag", "claims", "version"];
  const SINCE = /^(\d{1,4})\.\.$/u;

  // ------------------------------------------------------------------------------------------ the address

  /** @param {string} search What stands behind the question mark. @returns {State} */
  const read = (search) => {
    /** @type {State} */
    const state = { chosen: new Map(), text: "", sort: "", page: 1 };
    let number = 0;
    for (const [key, value] of new URLSearchParams(search)) {
      if (key === "q") state.text = value.slice(0, 300);
      else if (key === "sort") state.sort = value;
      else if (key === "page") state.page = Math.max(1, Math.min(1e6, Number.parseInt(value, 10) || 1));
      else if ((FACETS.includes(key) || key.startsWith("answer.")) && number++ < MOST_CONDITIONS) {
        if (!state.chosen.has(key)) state.chosen.set(key, new Set());
        state.chosen.get(key)?.add(value);
      }
    }
    return state;
  };

  // As few signs are quoted as can be, so that an address reads well; none that ends one in running text stands there bare.
  const quoted = (/** @type {string} */ text) =>
    encodeURIComponent(text.replace(/\p{Cs}/gu, "\ufffd")).replace(/[!'()*]/gu, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`);

  /** @param {State} state @returns {string} The same state gives the same text, whatever was chosen first. */
  const written = (state) => {
    const pairs = state.text ? [["q", state.text]] : [];
    const place = (/** @type {string} */ key) => (FACETS.indexOf(key) + 1 || FACETS.length + 1);
    const keys = [...state.chosen.keys()].sort((a, b) => place(a) - place(b) || (a < b ? -1 : 1));
    for (const key of keys) for (const value of [...(state.chosen.get(key) ?? [])].sort()) pairs.push([key, value]);
    if (state.sort) pairs.push(["sort", state.sort]);
    if (state.page > 1) pairs.push(["page", String(state.page)]);
    return pairs.map(([key, value]) => `${quoted(key)}=${quoted(value)}`).join("&");
  };

  // -------------------------------------------------------------------------------------------- the papers

  /** @param {string} column @returns {string[]} */
  const lines = (column) => column.split("\n");

  /** Many lines are the same. @type {Map<string, number[]>} */
  const split = new Map([["", []]]);
  const numbers = (/** @type {string} */ line) => {
    const found = split.get(line) ?? line.split(" ").map(Number);
    split.set(line, found);
    return found;
  };
  /** @param {readonly any[][]} values @returns {Value[]} */
  const pairs = (values) => values.map(([key, title]) => ({ key, title }));

  /** Different values in an order, and which of them each paper has. @template T @param {T[]} column @param {(a: T, b: T) => number} order */
  const distinct = (column, order) => {
    const values = [...new Set(column)].sort(order);
    const places = new Map(values.map((value, place) => [value, place]));
    return { values, of: (/** @type {number} */ paper) => [places.get(column[paper]) ?? 0] };
  };

  /** The place of a paper's page, as pages/explore_data.py shortens it. @param {string} place @param {string} title */
  const wholePlace = (place, title) => {
    const [start, number, rest] = place.split(",");
    if (number === undefined) return place;
    const words = title.match(/[A-Za-z0-9]+/gu)?.slice(Number(start), Number(start) + Number(number)) ?? [];
    return [...words.map((word) => word.toLowerCase()), ...(rest ? [rest] : [])].join("-");
  };

  /** Met of applicable in per cent, rounded half up, -1 where nothing is applicable. @param {number} met @param {number} of */
  const percent = (met, of) => (of ? Math.floor((200 * met + of) / (2 * of)) : -1);

  /** The file of all papers, ready to be asked. @param {any} file */
  const prepare = (file) => {
    if (file.format !== FORMAT) throw new Error(`papers.json has the form ${file.format}, and ${FORMAT} is known`);
    /** @type {string} */
    const answers = file.answers;
    const letters = lines(answers);
    const number = file.outlines.length ? letters.length : 0;
    const titles = lines(file.titles);
    const places = lines(file.places);
    const years = lines(file.years).map((year) => (year ? Number(year) : null));
    const [months, ids] = file.arxiv.map(lines);
    const arxiv = months.map((/** @type {string} */ month, /** @type {number} */ paper) => (ids[paper] ? `${month}.${ids[paper]}` : month));
    const outline = lines(file.outline).map(Number);
    const flags = lines(file.flags).map(Number);
    const claims = lines(file.claims).map(numbers);
    const versions = lines(file.versions).map((line) => line.split("\t"));
    const of = Object.fromEntries(
      ["venues", "types", "tags", "modules", "families"].map((name) => [name, lines(file[name].of).map(numbers)]),
    );

    // Which criteria a checklist asks, one after the other, and from where to where each of its domains stands.
    const shapes = file.outlines.map((/** @type {any[]} */ stretches) => {
      let end = 0;
      const criteria = stretches.flatMap(([, criteria]) => criteria);
      return {
        // From where on the answers to each criterion stand; one that is asked twice has its first answer.
        columns: Int32Array.from(criteria, (criterion, place) => (criteria.indexOf(criterion) < place ? -1 : criterion * number)),
        domains: stretches.map(([domain, criteria]) => [domain, end, (end += criteria.length)]),
      };
    });
    const kinds = new Uint8Array(128).fill(NONE);
    ANSWERS.forEach(([letter], kind) => (kinds[letter.charCodeAt(0)] = kind));
    const all = new Uint8Array(number * file.criteria.length).fill(NONE);
    const met = new Uint16Array(number);
    const applicable = new Uint16Array(number);
    let at = 0;
    for (let paper = 0; paper < number; paper++, at++) {
      const { columns } = shapes[outline[paper]];
      let yes = 0;
      let no = 0;
      for (let place = 0; place < columns.length; place++) {
        const kind = kinds[answers.charCodeAt(at++)];
        if (kind === 0) yes++;
        else if (kind === 1) no++;
        if (columns[place] >= 0) all[columns[place] + paper] = kind;
      }
      met[paper] = yes;
      applicable[paper] = yes + no;
    }
    const values = pairs(ANSWERS.map(([, ...named]) => named));
    /** @type {{title: string, criteria: Facet[]}[]} */
    const domains = file.domains.map((/** @type {string[]} */ [, title]) => ({ title, criteria: [] }));
    /** @type {Facet[]} */
    const asked = file.criteria.map((/** @type {any[]} */ [domain, key, title], /** @type {number} */ place) => {
      const facet = {
        key: `answer.${file.domains[domain][0]}.${key}`, title, values,
        codes: all.subarray(place * number, (place + 1) * number), counts: new Uint32Array(values.length),
      };
      domains[domain].criteria.push(facet);
      return facet;
    });

    /** @param {string} key @param {string} title @param {readonly any[][]} values @param {(paper: number) => number[]} of @returns {Facet} */
    const facet = (key, title, values, of) => {
      const starts = new Uint32Array(number + 1);
      /** @type {number[]} */
      const list = [];
      for (let paper = 0; paper < number; paper++) starts[paper + 1] = list.push(...of(paper));
      return { key, title, values: pairs(values), starts, list: Uint16Array.from(list), counts: new Uint32Array(values.length) };
    };
    const group = (/** @type {string} */ key, /** @type {string} */ title, /** @type {string} */ name) => facet(key, title, file[name].values, (paper) => of[name][paper]);
    const stated = distinct(years, (a, b) => (b ?? -1) - (a ?? -1));
    const newest = distinct(versions.map(([version]) => version), (a, b) => (Number.parseFloat(b) || 0) - (Number.parseFloat(a) || 0) || (a < b ? 1 : -1));
    /** How a paper is called where scans are compared. @param {number} paper */
    const name = (paper) => wholePlace(places[paper], titles[paper]);
    const facets = [
      facet("year", "Year", stated.values.map((year) => (year === null ? ["not-stated", "Not stated"] : [String(year), String(year)])), stated.of),
      group("venue", "Venue", "venues"),
      group("type", "Type", "types"),
      group("tag", "Tag", "tags"),
      group("module", "Module", "modules"),
      facet("share", "Share met", [...SHARES.map(([low, high]) => [`${low}-${high}`, `${low} to ${high} %`]), ["none", "None applicable"]], (paper) => {
        const share = percent(met[paper], applicable[paper]);
        return [share < 0 ? SHARES.length : SHARES.findIndex(([low]) => share >= low)];
      }),
      facet("flags", "Red flags", FLAGS, (paper) => [FLAGS.findIndex(([, , most]) => flags[paper] <= Number(most))]),
      group("flag", "Kind of red flag", "families"),
      facet("claims", "Has claims that are", file.levels, (paper) => claims[paper].flatMap((count, level) => (count ? [level] : []))),
      facet("version", "Version of the scan", newest.values.map((key) => [key, key || "Not stated"]), newest.of),
    ];
    const [, { values: venues }, { values: types }, { values: tags }, { values: modules }] = facets;
    const byKey = new Map([...facets, ...asked].reverse().map((facet) => [facet.key, facet]));
    return {
      number, titles, years, arxiv, dois: lines(file.doi), flags, claims, versions, met, applicable, letters, outline,
      shapes, domains, facets, asked, byKey, of, levels: pairs(file.levels), venues, types, tags, modules,
      domainTitles: domains.map(({ title }) => title),
      /** Where scans are compared; empty where they are not. @type {string} */
      compare: file.compare,
      name,
      /** The address of a paper's page, relative to that of the explorer. @param {number} paper */
      address: (paper) => (name(paper).startsWith("/") ? `..${name(paper)}` : file.base + name(paper)) + file.end,
      /** @type {string[][] | null} The authors come later. */
      authors: null,
      /** @type {string[] | null} */
      words: null,
    };
  };

  /** The file of the first papers alone. @param {any} file @param {number} most */
  const beginning = (file, most) => {
    const cut = (/** @type {string} */ column) => {
      let end = -1;
      for (let line = 0; line < most; line++) {
        end = column.indexOf("\n", end + 1);
        if (end < 0) return column;
      }
      return column.slice(0, end);
    };
    const cutIn = (/** @type {any} */ value) => (typeof value?.of === "string" ? { ...value, of: cut(value.of) } : value);
    const found = Object.fromEntries(Object.entries(file).map(([name, value]) => [name, cutIn(value)]));
    for (const name of ["titles", "places", "years", "doi", "flags", "claims", "versions", "outline", "answers"]) found[name] = cut(file[name]);
    return { ...found, arxiv: file.arxiv.map(cut) };
  };

  /** @typedef {ReturnType<typeof prepare>} Model What is made of the file of papers. */

  /** What a paper meets of each domain. @param {Model} model @param {number} paper @returns {[string, number, number][]} */
  const byDomain = (model, paper) => {
    /** @type {Map<number, [string, number, number]>} */
    const found = new Map();
    const own = model.letters[paper];
    for (const [domain, start, end] of model.shapes[model.outline[paper]]?.domains ?? []) {
      const entry = found.get(domain) ?? [model.domainTitles[domain], 0, 0];
      for (let place = start; place < end; place++) {
        entry[1] += Number(own[place] === "y");
        entry[2] += Number(own[place] === "y" || own[place] === "n");
      }
      found.set(domain, entry);
    }
    return [...found.values()];
  };

  // ------------------------------------------------------------------------------------------- the filters

  const folded = (/** @type {string} */ text) =>
    text.normalize("NFKD").replace(/[\p{M}\u2010-\u2015-]/gu, "").toLowerCase();
  const IDENTIFIER = /(?:https?:\/\/)?(?:(?:dx\.)?doi\.org\/|(?:www\.)?arxiv\.org\/(?:abs|pdf)\/|arxiv:\s*|doi:\s*)/giu;

  /** The words that are looked for. @param {string} text */
  const wordsOf = (text) =>
    folded(text.replace(IDENTIFIER, "").replace(/(\d{4}\.\d{4,5})v\d+/gu, "$1")).split(/\s+/u).filter(Boolean);

  /** Which values of a facet are chosen. @param {Facet} facet @param {Set<string>} chosen */
  const allowed = (facet, chosen) => {
    const found = new Uint8Array(facet.values.length);
    const since = [...chosen].flatMap((key) => SINCE.exec(key)?.[1] ?? []).map(Number);
    facet.values.forEach(({ key }, place) => {
      const isLater = facet.key === "year" && /^\d+$/u.test(key) && since.some((year) => Number(key) >= year);
      found[place] = Number(chosen.has(key) || isLater);
    });
    return found;
  };

  /** Counts the values of a facet over some papers. @param {Facet} facet @param {Uint32Array} papers @param {number} length */
  const count = ({ codes, starts, list, counts }, papers, length) => {
    counts.fill(0);
    if (codes) {
      const most = counts.length;
      for (let place = 0; place < length; place++) {
        const code = codes[papers[place]];
        if (code < most) counts[code]++;
      }
    } else if (starts && list) {
      for (let place = 0; place < length; place++) {
        const end = starts[papers[place] + 1];
        for (let item = starts[papers[place]]; item < end; item++) counts[list[item]]++;
      }
    }
  };

  /**
   * The papers that match all filters, in the order of the file; the counts of all facets are brought up to date. Those
   * of one that is filtered by are of the papers that match all others: how many there were, were it chosen as well.
   * @param {Model} model @param {State} state @returns {Uint32Array}
   */
  const filter = (model, state) => {
    const { number } = model;
    const active = [...state.chosen].filter(([, chosen]) => chosen.size);
    // How many filters a paper does not pass, and the last of those.
    const missed = new Uint8Array(number);
    const last = new Uint8Array(number);
    const miss = (/** @type {number} */ paper, /** @type {number} */ filterNumber) => {
      if (missed[paper] < 2) missed[paper]++;
      last[paper] = filterNumber;
    };
    active.forEach(([key, chosen], place) => {
      const facet = model.byKey.get(key);
      const passes = facet ? allowed(facet, chosen) : new Uint8Array(0);
      const { codes, starts, list } = facet ?? {};
      for (let paper = 0; paper < number; paper++) {
        let passed = false;
        if (codes) passed = passes[codes[paper]] === 1;
        else if (starts && list) for (let item = starts[paper]; item < starts[paper + 1]; item++) passed ||= passes[list[item]] === 1;
        if (!passed) miss(paper, place);
      }
    });
    const words = wordsOf(state.text);
    if (words.length) {
      const texts = (model.words ??= model.titles.map((title, paper) =>
        folded([title, model.arxiv[paper], model.dois[paper], ...(model.authors?.[paper] ?? [])].join("\n")),
      ));
      for (let paper = 0; paper < number; paper++) {
        const all = texts[paper];
        // No facet leaves words out of account.
        if (!words.every((word) => all.includes(word))) missed[paper] = 2;
      }
    }
    const matches = new Uint32Array(number);
    const others = new Uint32Array(number);
    let length = 0;
    for (let paper = 0; paper < number; paper++) if (!missed[paper]) matches[length++] = paper;
    const places = new Map(active.map(([key], place) => [key, place]));
    for (const facet of [...model.facets, ...model.asked]) {
      const place = places.get(facet.key);
      if (place === undefined) {
        count(facet, matches, length);
        continue;
      }
      let own = 0;
      for (let paper = 0; paper < number; paper++) {
        if (!missed[paper] || (missed[paper] === 1 && last[paper] === place)) others[own++] = paper;
      }
      count(facet, others, own);
    }
    return matches.subarray(0, length);
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
  /** @type {WeakMap<object, Map<string, (string | number | null)[]>>} */
  const remembered = new WeakMap();

  const named = (/** @type {Value[]} */ values, /** @type {number[]} */ of) => of.map((place) => values[place].title).join(", ");

  /** What a column is sorted by, null for papers that come last whatever the order. @param {Model} model @param {string} column */
  const sortedBy = (model, column) => {
    const known = remembered.get(model) ?? new Map();
    remembered.set(model, known);
    if (!known.has(column)) {
      /** @type {Record<string, (paper: number) => string | number | null>} */
      const keys = {
        title: (paper) => folded(model.titles[paper]).replace(/^[^\p{L}\p{N}]+/u, "") || null,
        year: (paper) => model.years[paper],
        venue: (paper) => folded(named(model.venues, model.of.venues[paper])) || null,
        type: (paper) => folded(named(model.types, model.of.types[paper])) || null,
        tags: (paper) => folded(named(model.tags, model.of.tags[paper])) || null,
        share: (paper) => (model.applicable[paper] ? model.met[paper] / model.applicable[paper] : null),
        // Domains of which two thirds are met.
        domains: (paper) => byDomain(model, paper).filter(([, met, of]) => of && 3 * met >= 2 * of).length,
        flags: (paper) => model.flags[paper],
        claims: (paper) => model.claims[paper].reduce((sum, one) => sum + one, 0),
        scans: (paper) => model.versions[paper].length,
      };
      known.set(column, Array.from({ length: model.number }, (_, paper) => keys[column](paper)));
    }
    return known.get(column) ?? [];
  };

  /** The papers in the order that is chosen: `year` or `-year`. @param {Model} model @param {Uint32Array} papers @param {string} sort */
  const sorted = (model, papers, sort) => {
    const column = sort.replace(/^-/u, "");
    if (!COLUMNS.some(([key]) => key === column)) return papers;
    const by = sortedBy(model, column);
    const sign = sort.startsWith("-") ? -1 : 1;
    return papers.slice().sort((a, b) => {
      const [one, other] = [by[a], by[b]];
      if (one === other) return a - b;
      if (one === null) return 1;
      if (other === null) return -1;
      return one < other ? -sign : sign;
    });
  };

  // ------------------------------------------------------------------------------------ what is taken away

  const LINE = /[\s\u0000-\u001f]+/gu;
  const line = (/** @type {string} */ text) => text.replace(LINE, " ").trim();
  // Spreadsheets run a cell that starts with one of these, also behind a semicolon: as in formats/table.py.
  const FORMULA = /^[=+\-@＝＋－＠]/u;
  const LATER_FORMULA = /;(?=[\s"]*[=+\-@＝＋－＠])/gu;

  /** @param {string | number} cell */
  const csvCell = (cell) => {
    if (typeof cell === "number") return String(cell);
    const text = line(cell).replace(LATER_FORMULA, ";'");
    const safe = FORMULA.test(text) ? `'${text}` : text;
    return /[",]/u.test(safe) ? `"${safe.replace(/"/gu, '""')}"` : safe;
  };

  /** @param {Model} model @param {Iterable<number>} papers @param {(paper: number) => string} address */
  const csv = (model, papers, address) => {
    const rows = [
      ["title", "authors", "year", "venue", "arxiv", "doi", "type", "tags", "modules", "met", "applicable", "red_flags",
       ...model.levels.map(({ key }) => `claims_${key}`), "scans", "scan_version", "page"],
    ];
    for (const paper of papers) {
      const of = (/** @type {string} */ name, /** @type {Value[]} */ values) => model.of[name][paper].map((place) => values[place].title).join("; ");
      rows.push([
        model.titles[paper], (model.authors?.[paper] ?? []).join("; "), model.years[paper] ?? "", of("venues", model.venues),
        model.arxiv[paper], model.dois[paper], of("types", model.types), of("tags", model.tags), of("modules", model.modules),
        model.met[paper], model.applicable[paper], model.flags[paper],
        ...model.levels.map((_, level) => model.claims[paper][level] ?? 0), model.versions[paper].length,
        model.versions[paper][0], address(paper),
      ]);
    }
    return rows.map((row) => `${row.map(csvCell).join(",")}\r\n`).join("");
  };

  /** @type {Record<string, string>} */
  const COMMANDS = {
    "\\": "\\textbackslash{}", "{": "\\textbraceleft{}", "}": "\\textbraceright{}", $: "\\$", "&": "\\&", "#": "\\#",
    _: "\\_", "%": "\\%", "~": "\\textasciitilde{}", "^": "\\textasciicircum{}", "<": "\\textless{}",
    ">": "\\textgreater{}", "|": "\\textbar{}", "`": "\\textasciigrave{}",
  };

  /** A text as BibTeX and LaTeX show it, as in formats/bibtex.py. @param {string} text */
  const bibtexText = (text) =>
    line(text).replace(/[\\{}$&#_%~^<>|`]|--+|''+/gu, (found) => {
      if (found.length === 1) return COMMANDS[found];
      return found[0] === "-" ? "{-}".repeat(found.length) : [...found].join("{}");
    });
  const encodedUrl = (/** @type {string} */ url) => url.replace(/[{}\\%\s"^`|<>]/gu, (sign) => (sign === "%" ? "\\%" : encodeURIComponent(sign)));

  /** @param {Model} model @param {Iterable<number>} papers @param {(paper: number) => string} address */
  const bibtex = (model, papers, address) => {
    const entries = [];
    for (const paper of papers) {
      const venue = bibtexText(named(model.venues, model.of.venues[paper]));
      // A name of several words is parted by BibTeX; one with a comma or an "and" of its own would be parted wrongly.
      const authors = (model.authors?.[paper] ?? []).map(bibtexText).filter(Boolean)
        .map((name) => (/,|(?:^|\s)and(?:\s|$)/iu.test(name) ? `{${name}}` : name));
      const fields = [
        ["title", `{${bibtexText(model.titles[paper])}}`],
        ["author", authors.join(" and ")],
        ["year", String(model.years[paper] ?? "")],
        ["journal", venue],
        ["doi", encodedUrl(model.dois[paper])],
        ["eprint", encodedUrl(model.arxiv[paper])],
        ["archiveprefix", model.arxiv[paper] ? "arXiv" : ""],
        ["note", `Scan: ${encodedUrl(address(paper))}`],
      ].filter(([, value]) => value);
      const name = wholeName(address(paper));
      entries.push(`@${venue ? "article" : "misc"}{${name},\n${fields.map(([key, value]) => `  ${key} = {${value}},\n`).join("")}}\n`);
    }
    return entries.join("\n");
  };
  const wholeName = (/** @type {string} */ address) =>
    address.replace(/(?:\/index\.html|\/)$/u, "").replace(/^.*\//u, "").replace(/[^\w.-]/gu, "-");

  return {
    ANSWERS, COLUMNS, SINCE, beginning, bibtex, bibtexText, byDomain, csv, csvCell, filter, folded, lines, named, percent, prepare, read,
    sorted, wholePlace, written,
  };
})());

/** @typedef {ReturnType<typeof X.prepare>} Model */

if (typeof document !== "undefined") {
  const { make, begins } = scanpressPage;
  const PAGE = 50; // rows
  const FIRST = 15; // rows that are shown at once, with the counts; the others follow in the next frame
  const LISTED = 8; // values of a facet that stand open
  const MOST_LISTED = 300; // values of a facet that are shown at all; words find the papers of others
  const AUTHORS = 6; // names in a row
  const DRAWN = 24; // domains in a row
  const YEARS = 10;

  /** @param {string} kind @param {() => unknown} act @param {...(Node | string)} children */
  const button = (kind, act, ...children) => {
    const made = make("button", { type: "button", class: `explore__${kind}` }, ...children);
    made.onclick = () => void act();
    return made;
  };
  // The browser's own way takes 40 ms the first time.
  const number = (/** @type {number} */ value) => String(value).replace(/\B(?=(?:\d{3})+$)/gu, ",");
  const counted = (/** @type {number} */ value, /** @type {string} */ noun) => `${number(value)} ${noun}${value === 1 ? "" : "s"}`;

  const SVG = "http://www.w3.org/2000/svg";
  const drawn = (/** @type {string} */ tag, /** @type {Record<string, string | number>} */ attributes) => {
    const element = document.createElementNS(SVG, tag);
    for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, String(value));
    return element;
  };

  /** A bar for each domain, as high as the share that is met; one of which nothing is applicable is a line. @param {[string, number, number][]} every */
  const strip = (every) => {
    const domains = every.slice(0, DRAWN);
    const paths = { high: "", middle: "", low: "", nothing: "" };
    domains.forEach(([, met, of], place) => {
      const kind = !of ? "nothing" : 3 * met >= 2 * of ? "high" : 3 * met >= of ? "middle" : "low";
      const height = of ? Math.max(2, Math.round((14 * met) / of)) : 1;
      paths[kind] += `M${place * 6} ${15 - height}h5v${height}h-5z`;
    });
    const words = domains.map(([title, met, of]) => `${title} ${of ? `${met} of ${of}` : "not applicable"}`).join("; ");
    const width = domains.length * 6;
    const picture = drawn("svg", {
      class: "explore__strip", width, height: 15, viewBox: `0 0 ${width} 15`, preserveAspectRatio: "none", role: "img", "aria-label": words || "None",
    });
    for (const [kind, d] of Object.entries(paths)) if (d) picture.append(drawn("path", { class: `explore__${kind}`, d }));
    return picture;
  };

  class Explorer {
    pages = 1;
    drawing = {};
    timer = 0;

    /**
     * Shows the first papers at once, where nothing else is asked for; `complete` does the rest.
     * @param {HTMLElement} root @param {Model} first The first papers. @param {number} total How many there are. @param {URL} base
     */
    constructor(root, first, total, base) {
      this.model = first;
      this.total = total;
      this.isWhole = false;
      this.base = base;
      /** @type {State} */
      this.state = X.read(location.search);
      /** @type {Uint32Array} */
      this.papers = new Uint32Array(0);
      /** @type {(value?: unknown) => void} */
      this.arrived = () => {};
      /** @type {Promise<unknown>} What is taken away waits for all papers and their authors. */
      this.authors = new Promise((done) => (this.arrived = done));
      /** @type {{facet: Facet, value: number, control: HTMLElement, count: Text, row: HTMLElement}[]} */
      this.controls = [];
      /** @type {Set<number>} The papers to compare. */
      this.compared = new Set();
      this.words = make("input", { type: "search", placeholder: "Title, author, arXiv id, DOI", "aria-label": "Words in title, authors or identifiers", value: this.state.text, maxlength: 300 });
      this.words.oninput = () => {
        clearTimeout(this.timer);
        this.timer = setTimeout(() => this.change(() => (this.state.text = this.words.value)), 150);
      };
      this.order = make("select", {}, make("option", { value: "" }, "Newest first"),
        ...X.COLUMNS.flatMap(([key, title, first]) => [first, -first].map((sign) =>
          make("option", { value: sign > 0 ? key : `-${key}` }, `${title}, ${sign > 0 ? "ascending" : "descending"}`))));
      this.order.onchange = () => this.change(() => (this.state.sort = this.order.value));
      this.status = make("p", { role: "status", class: "explore__status" });
      this.chips = make("ul", { class: "explore__chips", "aria-label": "Active filters" });
      this.said = make("span", { role: "status" });
      this.comparison = make("a", { class: "explore__button", hidden: true });
      this.body = make("tbody");
      this.heads = X.COLUMNS.map(([key, title, first]) => make("th", { scope: "col" }, button("sort", () => this.change(() => {
        const [one, other] = first > 0 ? [key, `-${key}`] : [`-${key}`, key];
        this.state.sort = this.state.sort === one ? other : this.state.sort === other ? "" : one;
      }), title)));
      this.table = make("table", { class: "explore__table", "aria-label": "Papers" }, make("caption", {}, "Papers"), make("thead", {}, make("tr", {}, ...this.heads)), this.body);
      this.pager = make("nav", { class: "explore__pager", "aria-label": "Pages of the table" });
      this.filters = make("section", { class: "explore__filters", "aria-label": "Filters" });
      this.app = make("div", { class: "explore" },
        make("div", { class: "explore__bar" }, this.words, make("label", { class: "explore__order" }, "Sorted by ", this.order)),
        this.filters,
        make("div", { class: "explore__main" }, this.chips, this.status, make("p", { class: "explore__take" },
          button("button", () => this.take("csv"), "Download CSV"),
          button("button", () => this.take("bib"), "BibTeX"),
          button("button", () => this.take("txt"), "List of links"),
          button("button", () => this.copy(), "Copy address"),
          this.comparison, this.said), this.table, this.pager));
      root.after(this.app);
      root.hidden = true;
      if (X.written(this.state) === "") {
        this.papers = Uint32Array.from({ length: first.number }, (_, paper) => paper);
        this.show(false);
      }
    }

    /** @param {Model} model */
    complete(model) {
      this.model = model;
      this.isWhole = true;
      this.filters.append(...this.filterControls());
      this.update(false);
    }

    // ------------------------------------------------------------------------------------------ what stands there

    filterControls() {
      const find = make("input", { type: "search", placeholder: "Find a filter", "aria-label": "Find a filter by its name" });
      const groups = [
        ...this.model.facets.filter(({ values }) => values.length > 0).map((facet) => this.facet(facet)),
        ...this.model.domains.filter(({ criteria }) => criteria.length).map(({ title, criteria }) => this.domain(title, criteria)),
      ];
      find.oninput = () => {
        const wanted = X.folded(find.value).trim();
        for (const { element, title, rows, fold } of groups) {
          const isNamed = X.folded(title).includes(wanted);
          let shown = 0;
          for (const row of rows()) {
            row.hidden = Boolean(wanted) && !isNamed && !X.folded(row.dataset.name ?? "").includes(wanted);
            shown += Number(!row.hidden);
          }
          element.hidden = Boolean(wanted) && !isNamed && !shown;
          if (wanted && shown) fold(true);
        }
      };
      const inner = make("div", { class: "explore__facets", id: "explore-filters" }, find, ...groups.map(({ element }) => element));
      const toggle = button("toggle", () => (toggle.ariaExpanded = String(inner.classList.toggle("explore__facets--open"))), "Filters");
      toggle.setAttribute("aria-controls", "explore-filters");
      toggle.ariaExpanded = "false";
      const skip = button("skip", () => this.app.querySelector(/** @type {"button"} */ (".explore__main button"))?.focus(), "Skip the filters");
      return [skip, toggle, inner];
    }

    /** A group that can be folded. @param {string} title @param {boolean} isOpen @param {HTMLElement} body @param {() => HTMLElement[]} rows */
    group(title, isOpen, body, rows) {
      const fold = (/** @type {boolean} */ open) => {
        body.hidden = !open;
        head.ariaExpanded = String(open);
      };
      const head = button("head", () => fold(body.hidden === true), title);
      fold(isOpen);
      return { element: make("div", { class: "explore__facet", role: "group", "aria-label": title }, head, body), title, rows, fold };
    }

    /** @param {Facet} facet */
    facet(facet) {
      const body = make("div", { class: "explore__values" });
      const chosen = this.state.chosen.get(facet.key) ?? new Set();
      const open = facet.key === "year" ? YEARS : LISTED;
      /** @type {HTMLElement[]} */
      const rows = [];
      const add = (/** @type {number} */ value) => {
        const { key, title } = facet.values[value];
        const control = make("input", { type: "checkbox" });
        control.onchange = () => this.toggle(facet.key, key);
        const count = document.createTextNode("");
        const row = make("div", { class: "explore__value" }, make("label", {}, control, make("span", {}, title), " ", make("span", { class: "explore__count" }, count)));
        row.dataset.name = title;
        if (facet.key === "year" && /^\d+$/u.test(key) && value > 0) {
          const later = button("later", () => this.since(key), "or later");
          later.ariaLabel = `${key} or later`;
          row.append(later);
          this.controls.push({ facet, value: -1 - value, control: later, count: document.createTextNode(""), row: later });
        }
        this.controls.push({ facet, value, control, count, row });
        rows.push(row);
        body.append(row);
      };
      const shown = new Set(facet.values.flatMap(({ key }, value) => (value < open || chosen.has(key) ? [value] : [])));
      for (const value of shown) add(value);
      const most = Math.min(facet.values.length, MOST_LISTED);
      let isWhole = shown.size >= most;
      const whole = () => {
        if (isWhole) return;
        isWhole = true;
        more.remove();
        for (let value = 0; value < most; value++) if (!shown.has(value)) add(value);
        this.count();
      };
      const more = button("more", () => {
        const first = rows.length;
        whole();
        rows[first]?.querySelector("input")?.focus();
      }, facet.values.length > most ? `Show the first ${most} of ${number(facet.values.length)}` : `Show all ${number(facet.values.length)}`);
      if (!isWhole) body.append(more);
      const isOpen = ["year", "share", "type"].includes(facet.key) || chosen.size > 0;
      return this.group(facet.title, isOpen, body, () => (whole(), rows));
    }

    /** @param {string} title @param {Facet[]} criteria */
    domain(title, criteria) {
      const rows = criteria.map((facet) => {
        const row = make("div", { class: "explore__criterion", role: "group", "aria-label": facet.title }, make("span", {}, facet.title));
        row.dataset.name = facet.title;
        X.ANSWERS.forEach(([letter, key, word], value) => {
          // An answer that nobody gave is nothing to ask for, but for the plain ones.
          if (value > 1 && !facet.codes?.includes(value)) return;
          const count = document.createTextNode("");
          const control = button("answer", () => this.toggle(facet.key, key), letter === "a" ? "n/a " : `${word} `, make("span", { class: "explore__count" }, count));
          this.controls.push({ facet, value, control, count, row: control });
          row.append(control);
        });
        return row;
      });
      return this.group(title, true, make("div", { class: "explore__values" }, ...rows), () => rows);
    }

    // -------------------------------------------------------------------------------------------- what is chosen

    /** @param {string} key @param {string} value */
    toggle(key, value) {
      this.change(() => {
        const chosen = this.state.chosen.get(key) ?? new Set();
        if (!chosen.delete(value)) chosen.add(value);
        if (chosen.size) this.state.chosen.set(key, chosen);
        else this.state.chosen.delete(key);
      });
    }

    /** Years from one on take the place of other such. @param {string} year */
    since(year) {
      const chosen = this.state.chosen.get("year") ?? new Set();
      for (const key of chosen) if (X.SINCE.test(key) && key !== `${year}..`) chosen.delete(key);
      this.toggle("year", `${year}..`);
    }

    /** @param {() => void} how */
    change(how) {
      how();
      this.state.page = 1;
      // Before all papers are there, what is asked for waits for them.
      if (this.isWhole) this.update(true);
    }

    /** @param {boolean} isChange */
    update(isChange) {
      this.papers = X.sorted(this.model, X.filter(this.model, this.state), this.state.sort);
      this.count();
      this.chip();
      this.show(isChange);
    }

    keep() {
      const address = new URL(location.href);
      address.search = X.written(this.state);
      address.hash = "";
      history.replaceState(history.state, "", address);
    }

    // --------------------------------------------------------------------------------------------- what is shown

    count() {
      const { chosen } = this.state;
      for (const { facet, value, control, count, row } of this.controls) {
        const own = chosen.get(facet.key);
        if (value < 0) {
          control.ariaPressed = String(own?.has(`${facet.values[-1 - value].key}..`) ?? false);
          continue;
        }
        const text = number(facet.counts[value]);
        const isChosen = own?.has(facet.values[value].key) ?? false;
        if (count.data !== text) {
          count.data = text;
          row.classList.toggle("explore__none", text === "0");
        }
        if (control instanceof HTMLInputElement) control.checked = isChosen;
        else if (control.ariaPressed !== String(isChosen)) control.ariaPressed = String(isChosen);
      }
    }

    chip() {
      const remove = (/** @type {string} */ title, /** @type {() => void} */ act) => {
        const made = button("chip", () => {
          act();
          // What had the focus is gone.
          (this.chips.querySelector("button") ?? this.words).focus();
        }, title, make("span", { "aria-hidden": "true" }, " ×"));
        made.ariaLabel = `Remove ${title}`;
        return make("li", {}, made);
      };
      const chips = this.state.text.trim() ? [remove(`Words: ${this.state.text.trim()}`, () => this.change(() => (this.words.value = this.state.text = "")))] : [];
      for (const [key, chosen] of this.state.chosen) {
        const facet = this.model.byKey.get(key);
        for (const value of chosen) {
          const since = key === "year" && X.SINCE.exec(value);
          const title = since ? `${since[1]} or later` : facet?.values.find((item) => item.key === value)?.title ?? value;
          chips.push(remove(`${facet?.title ?? key}: ${title}`, () => this.toggle(key, value)));
        }
      }
      if (chips.length > 1) {
        chips.push(remove("All filters", () => this.change(() => {
          this.state.chosen.clear();
          this.words.value = this.state.text = "";
        })));
      }
      this.chips.replaceChildren(...chips);
      this.chips.hidden = !chips.length;
    }

    /** @param {boolean} isChange Whether the address has to follow. */
    show(isChange) {
      const { sort } = this.state;
      const matching = this.isWhole ? this.papers.length : this.total;
      this.pages = Math.max(1, Math.ceil(matching / PAGE));
      const page = (this.state.page = Math.min(this.state.page, this.pages));
      const first = (page - 1) * PAGE;
      const shown = this.papers.subarray(first, first + PAGE);
      const rows = (/** @type {number} */ from, /** @type {number} */ to) => Array.from(shown.subarray(from, to), (paper) => this.row(paper));
      this.body.replaceChildren(...rows(0, FIRST));
      const drawing = (this.drawing = {});
      requestAnimationFrame(() => setTimeout(() => {
        if (this.drawing !== drawing) return;
        this.body.append(...rows(FIRST, PAGE));
        // A browser lays the page out first when it is given another address.
        if (isChange) this.keep();
      }));
      X.COLUMNS.forEach(([key], place) => {
        const order = sort === key ? "ascending" : sort === `-${key}` ? "descending" : "";
        if (order) this.heads[place].setAttribute("aria-sort", order);
        else this.heads[place].removeAttribute("aria-sort");
      });
      this.order.value = sort;
      const which = matching > PAGE ? `; rows ${number(first + 1)} to ${number(first + shown.length)} are shown` : "";
      this.status.textContent = matching === this.total
        ? `${counted(this.total, "paper")}${which}`
        : `${number(matching)} of ${counted(this.total, "paper")}${matching ? which : ": take a filter away to see more"}`;
      this.table.hidden = !shown.length;
      const step = (/** @type {string} */ title, /** @type {number} */ to) => {
        const made = button("button", () => this.turn(to, title), title);
        made.disabled = to < 1 || to > this.pages || to === page;
        return made;
      };
      this.pager.replaceChildren(step("First", 1), step("Previous", page - 1), `Page ${number(page)} of ${number(this.pages)}`, step("Next", page + 1), step("Last", this.pages));
      this.pager.hidden = this.pages === 1;
    }

    /** @param {number} page @param {string} title */
    turn(page, title) {
      this.state.page = page;
      if (!this.isWhole) return;
      this.show(true);
      this.status.scrollIntoView({ block: "start" });
      const again = [...this.pager.querySelectorAll("button")].filter((item) => !item.disabled);
      (again.find((item) => item.textContent === title) ?? again[0])?.focus({ preventScroll: true });
    }

    /** @param {number} paper */
    row(paper) {
      const { model } = this;
      const { of } = model;
      const share = model.applicable[paper] ? `${X.percent(model.met[paper], model.applicable[paper])} %` : "none applicable";
      const claims = model.claims[paper].flatMap((count, level) => (count ? [`${count} ${model.levels[level].title.toLowerCase()}`] : []));
      const title = model.titles[paper] || "–";
      const box = make("input", { type: "checkbox", "aria-label": `Compare ${title}`, checked: this.compared.has(paper) });
      box.onchange = () => this.compare(paper, box);
      const cells = [
        [...(model.compare ? [box] : []), make("a", { href: this.address(paper) }, title), " ", make("small", {}, this.names(paper))],
        [String(model.years[paper] ?? "–")],
        [X.named(model.venues, of.venues[paper]) || "–"],
        [X.named(model.types, of.types[paper]) || "–"],
        [X.named(model.tags, of.tags[paper]) || "–"],
        [share, " ", make("small", {}, model.applicable[paper] ? `${model.met[paper]} of ${model.applicable[paper]}` : "")],
        [strip(X.byDomain(model, paper))],
        [String(model.flags[paper])],
        [claims.join(", ") || "none"],
        [model.versions[paper].map((version) => version || "–").join(", ")],
      ];
      return make("tr", {}, ...cells.map((children, place) => make("td", { "data-title": X.COLUMNS[place][1] }, ...children)));
    }

    /** @param {number} paper @param {HTMLInputElement} box */
    compare(paper, box) {
      const { compared, comparison, model } = this;
      if (box.checked && compared.size < 4) compared.add(paper);
      else compared.delete(paper);
      this.say(box.checked && !compared.has(paper) ? "At most four can be compared" : `${counted(compared.size, "paper")} to compare`);
      box.checked = compared.has(paper);
      comparison.hidden = compared.size < 2;
      comparison.textContent = `Compare ${compared.size}`;
      comparison.href = new URL(`../${model.compare}?p=${[...compared].map(model.name)}`, this.base).href;
    }

    /** @param {number} paper */
    names(paper) {
      const names = this.model.authors?.[paper] ?? [];
      return names.slice(0, AUTHORS).join(", ") + (names.length > AUTHORS ? ` and ${names.length - AUTHORS} more` : "");
    }

    /** Puts the authors where they lack: they come after the table. */
    name() {
      [...this.body.querySelectorAll("td:first-child small")].forEach((place, number) => {
        place.textContent = this.names(this.papers[(this.state.page - 1) * PAGE + number]);
      });
    }

    // --------------------------------------------------------------------------------------- what is taken away

    /** The whole address of a paper's page. @param {number} paper */
    address(paper) {
      return new URL(this.model.address(paper), this.base).href;
    }

    /** @param {string} ending */
    async take(ending) {
      await this.authors;
      const address = (/** @type {number} */ paper) => this.address(paper);
      const text = ending === "csv" ? X.csv(this.model, this.papers, address)
        : ending === "bib" ? X.bibtex(this.model, this.papers, address)
        : [...this.papers].map((paper) => `${address(paper)}\n`).join("");
      const kind = ending === "csv" ? "text/csv" : "text/plain";
      const url = URL.createObjectURL(new Blob([text], { type: `${kind};charset=utf-8` }));
      make("a", { href: url, download: `papers.${ending}` }).click();
      setTimeout(() => URL.revokeObjectURL(url), 10_000);
      this.say(`${counted(this.papers.length, "paper")} downloaded`);
    }

    async copy() {
      this.keep();
      try {
        await navigator.clipboard.writeText(location.href);
        this.say("Address copied");
      } catch {
        const field = make("input", { readonly: true, value: location.href, "aria-label": "Address to copy" });
        this.said.replaceChildren(field);
        field.select();
      }
    }

    /** @param {string} text */
    say(text) {
      this.said.textContent = text;
      setTimeout(() => this.said.textContent === text && (this.said.textContent = ""), 5_000);
    }
  }

  const fetched = async (/** @type {string} */ url) => {
    const answer = await fetch(url);
    if (!answer.ok) throw new Error(`${url}: ${answer.status}`);
    return answer.json();
  };

  // The papers are fetched while the theme still sets up its own.
  begins("explore", async (root) => {
    const [papers, authors] = [...root.querySelectorAll("a[href$='.json']")].map((link) => /** @type {HTMLAnchorElement} */ (link).href);
    const said = make("p", { role: "status" }, "The table is loading …");
    root.before(said);
    try {
      const file = await fetched(papers);
      const explorer = new Explorer(root, X.prepare(X.beginning(file, PAGE)), file.outlines.length ? X.lines(file.titles).length : 0, new URL(papers));
      said.remove();
      performance.mark("explore-titles");
      await new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
      explorer.complete(X.prepare(file));
      performance.mark("explore-ready");
      fetched(authors).then((file) => {
        explorer.model.authors = X.lines(file.authors).map((line) => (line ? line.split("\t") : []));
        explorer.model.words = null;
        if (explorer.state.text.trim()) explorer.update(false);
        else explorer.name();
      }).catch(() => explorer.say("The authors could not be loaded")).finally(() => explorer.arrived());
    } catch (error) {
      said.textContent = "The table could not be loaded. Load the page again, or take one of these lists:";
      console.warn(error);
    }
  });
}
}
