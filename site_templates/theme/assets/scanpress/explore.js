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
 * @property {Uint8Array | Uint16Array} [codes] @property {Uint32Array} [starts] @property {Uint16Array} [list]
 * @property {Uint32Array} counts How many of the papers have each value that match all other filters.
 * @typedef {object} State What is chosen: the values of each facet, by their keys, words, the order and the page.
 * @property {Map<string, Set<string>>} chosen @property {string} text @property {string} sort @property {number} page
 * @typedef {ReturnType<typeof prepare>} Model
 */
globalThis.scanpressExplore = (() => {
  const FORMAT = 1;
  const NONE = { small: 255, large: 65535 };
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

  /** @param {number} values @param {number} number @returns {Uint8Array | Uint16Array} */
  const codesFor = (values, number) =>
    values < NONE.small ? new Uint8Array(number).fill(NONE.small) : new Uint16Array(number).fill(NONE.large);

  /** @param {string} key @param {string} title @param {Value[]} values @param {number} number @param {(paper: number) => number} of */
  const single = (key, title, values, number, of) => {
    const codes = codesFor(values.length, number);
    for (let paper = 0; paper < number; paper++) {
      const value = of(paper);
      if (value >= 0) codes[paper] = value;
    }
    return { key, title, values, codes, counts: new Uint32Array(values.length) };
  };

  /** @param {string} key @param {string} title @param {Value[]} values @param {number[][]} of @returns {Facet} */
  const several = (key, title, values, of) => {
    const starts = new Uint32Array(of.length + 1);
    for (let paper = 0; paper < of.length; paper++) starts[paper + 1] = starts[paper] + of[paper].length;
    const list = new Uint16Array(starts[of.length]);
    of.forEach((found, paper) => list.set(found, starts[paper]));
    return { key, title, values, starts, list, counts: new Uint32Array(values.length) };
  };

  /** @param {string} line @returns {number[]} */
  const numbers = (line) => (line ? line.split(" ").map(Number) : []);
  const pairs = (/** @type {string[][]} */ values) => values.map(([key, title]) => ({ key, title }));

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
    const letters = lines(file.answers);
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
      return {
        criteria: stretches.flatMap(([, criteria]) => criteria),
        domains: stretches.map(([domain, criteria]) => [domain, end, (end += criteria.length)]),
      };
    });
    const kinds = new Uint8Array(128).fill(NONE.small);
    ANSWERS.forEach(([letter], kind) => (kinds[letter.charCodeAt(0)] = kind));
    const all = new Uint8Array(number * file.criteria.length).fill(NONE.small);
    const met = new Uint16Array(number);
    const applicable = new Uint16Array(number);
    for (let paper = 0; paper < number; paper++) {
      const own = letters[paper];
      const { criteria } = shapes[outline[paper]];
      let yes = 0;
      let no = 0;
      for (let place = 0; place < own.length; place++) {
        const kind = kinds[own.charCodeAt(place)];
        if (kind === 0) yes++;
        else if (kind === 1) no++;
        const cell = criteria[place] * number + paper;
        // One that is asked twice has its first answer.
        if (criteria[place] >= 0 && all[cell] === NONE.small) all[cell] = kind;
      }
      met[paper] = yes;
      applicable[paper] = yes + no;
    }
    const values = ANSWERS.map(([, key, title]) => ({ key, title }));
    const domains = file.domains.map(([, title]) => ({ title, criteria: [] }));
    const asked = file.criteria.map((/** @type {any[]} */ [domain, key, title], /** @type {number} */ place) => {
      const facet = {
        key: `answer.${file.domains[domain][0]}.${key}`, title, values,
        codes: all.subarray(place * number, (place + 1) * number), counts: new Uint32Array(values.length),
      };
      domains[domain].criteria.push(facet);
      return facet;
    });

    const stated = [...new Set(years)].sort((a, b) => (b ?? -1) - (a ?? -1));
    const yearPlaces = new Map(stated.map((year, place) => [year, place]));
    const newest = versions.map(([version]) => version);
    const known = [...new Set(newest)].sort((a, b) => b.localeCompare(a, "en", { numeric: true }));
    const versionPlaces = new Map(known.map((version, place) => [version, place]));
    const shareOf = (/** @type {number} */ paper) => {
      const share = percent(met[paper], applicable[paper]);
      return share < 0 ? SHARES.length : SHARES.findIndex(([low]) => share >= low);
    };
    const ofLevels = claims.map((counts) => counts.flatMap((count, level) => (count ? [level] : [])));
    const first = (/** @type {string} */ name) => (/** @type {number} */ paper) => of[name][paper][0] ?? -1;
    /** @type {Facet[]} */
    const facets = [
      single("year", "Year", stated.map((year) => (year === null ? { key: "not-stated", title: "Not stated" } : { key: String(year), title: String(year) })), number, (paper) => yearPlaces.get(years[paper]) ?? -1),
      single("venue", "Venue", pairs(file.venues.values), number, first("venues")),
      single("type", "Type", pairs(file.types.values), number, first("types")),
      several("tag", "Tag", pairs(file.tags.values), of.tags.slice(0, number)),
      several("module", "Module", pairs(file.modules.values), of.modules.slice(0, number)),
      single("share", "Share met", [...SHARES.map(([low, high]) => ({ key: `${low}-${high}`, title: `${low} to ${high} %` })), { key: "none", title: "None applicable" }], number, shareOf),
      single("flags", "Red flags", FLAGS.map(([key, title]) => ({ key: String(key), title: String(title) })), number, (paper) => FLAGS.findIndex(([, , most]) => flags[paper] <= Number(most))),
      several("flag", "Kind of red flag", pairs(file.families.values), of.families.slice(0, number)),
      several("claims", "Has claims that are", pairs(file.levels), ofLevels.slice(0, number)),
      single("version", "Version of the scan", known.map((key) => ({ key, title: key || "Not stated" })), number, (paper) => versionPlaces.get(newest[paper]) ?? -1),
    ];
    const byKey = new Map([...facets, ...asked].reverse().map((facet) => [facet.key, facet]));
    return {
      number, titles, years, arxiv, dois: lines(file.doi), flags, claims, versions, met, applicable, letters, outline,
      shapes, domains, facets, asked, byKey, of, levels: pairs(file.levels),
      venues: pairs(file.venues.values), types: pairs(file.types.values), tags: pairs(file.tags.values), modules: pairs(file.modules.values),
      domainTitles: file.domains.map(([, title]) => title),
      /** The address of a paper's page, relative to that of the explorer. @param {number} paper */
      address: (paper) => {
        const place = wholePlace(places[paper], titles[paper]);
        return `${place.startsWith("/") ? `..${place}` : file.base + place}${file.end}`;
      },
      /** @type {string[][] | null} The authors come later. */
      authors: null,
      /** @type {string[] | null} */
      words: null,
    };
  };

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
      model.words ??= model.titles.map((title, paper) =>
        folded([title, model.arxiv[paper], model.dois[paper], ...(model.authors?.[paper] ?? [])].join("\n")),
      );
      for (let paper = 0; paper < number; paper++) {
        const all = model.words[paper];
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
    ["scans", "Scans", -1],
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
    ANSWERS, COLUMNS, SINCE, bibtex, bibtexText, byDomain, csv, csvCell, filter, folded, lines, named, percent, prepare, read,
    sorted, wholePlace, written,
  };
})();
