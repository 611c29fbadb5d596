// Two to four scans side by side: /compare/?p=a,b,c/v3. A scan is named by the address of its page, below that of all
// scans, or behind a slash below the site; whole addresses may be pasted.
//
// The scans are read from their own pages. What is taken from there is plain text, the fragments of entries and the
// names of badges; it becomes text nodes and attributes, never markup. The first part knows nothing of a page, so that
// tests can run it anywhere. The page (.sp-compare) has links to the lists; folds.js loads this script there.
// @own differs texts note word short
{
  /**
   * @typedef {object} Entry What a page says: in which table and row, how the row is called, and in which words.
   * @property {string} section @property {string} key @property {string} head @property {string} note
   * @property {string} kind @property {string} word @property {string[]} texts @property {string} href
   * @typedef {{entry: Entry, cells: Entry[][], differs: boolean}} Row
   */

  const C = {
    /** How scans are called that are asked for. @param {string} search @param {string} root The path of the site. @param {string} home That of all scans. */
    read: (search, root, home) =>
      new URLSearchParams(search).getAll("p").join(" ").split(/[\s,]+|(?=https?:)/u).filter(Boolean).map((given) => {
        const paper = given.match(/^(?:arxiv:)?(\d{4}\.\d{4,5})(?:v\d+)?$/iu);
        if (paper) return `/arxiv/${paper[1]}`;
        const path = given.replace(/[?#].*/u, "").replace(/^\w+:\/\/[^/]*/u, "").replace(/(?:\/index\.html|\/)$/u, "");
        if (path === given || !given.includes("://")) return path;
        return path.startsWith(home) ? path.slice(home.length) : path.startsWith(root) ? `/${path.slice(root.length)}` : path;
      }),
    /** The rows of a table, those first that all scans have and in which they differ, those last that are the same. @param {Entry[][]} scans @param {string} section */
    rows: (scans, section) => {
      /** @type {Map<string, Row>} */
      const found = new Map();
      scans.forEach((entries, place) => {
        for (const entry of entries.filter((item) => item.section === section)) {
          const row = found.get(entry.key) ?? { entry, cells: scans.map(() => []), differs: false };
          found.set(entry.key, row);
          row.cells[place].push(entry);
        }
      });
      const rows = [...found.values()];
      // Of two scans, justifications are never the same; where there is nothing else, texts tell.
      const words = (/** @type {Entry[]} */ cell) => cell.map(({ key, word, texts }) => (key ? word : word + texts)).join("\n");
      for (const row of rows) row.differs = row.cells.some((cell) => words(cell) !== words(row.cells[0]));
      const rank = (/** @type {Row} */ row) => (!row.differs ? 2 : Number(row.cells.some((cell) => !cell.length)));
      return rows.sort((one, other) => rank(one) - rank(other));
    },
  };
  globalThis.scanpressCompare = C;

  const line = (/** @type {Node | null | undefined} */ node) => (node?.textContent ?? "").replace(/¶/gu, "").replace(/\s+/gu, " ").trim();

  /** What the page of a scan says. @param {Document} page @param {string} address */
  const said = (page, address) => {
    /** @type {Entry[]} */
    const found = [];
    const all = (/** @type {string} */ selector) => page.querySelectorAll(`article ${selector}`);
    const at = (/** @type {string} */ hash) => page.getElementById(decodeURIComponent(hash.slice(1)));
    const hashIn = (/** @type {Element} */ item) => item.querySelector("a")?.hash ?? "";
    /** @param {string} section @param {string} head @param {Element} words @param {string} hash @param {...(Element | null | undefined)} texts */
    const add = (section, head, words, hash = "", ...texts) => {
      const kind = words.querySelector("span")?.className ?? "";
      /** @type {Entry} */
      // One scan has a tag, and the other tags.
      const entry = { section, key: head.replace(/s$/u, ""), head, note: "", kind, word: line(words), href: hash && address + hash, texts: texts.flatMap((text) => {
        // Who answered is told by itself.
        const small = text?.querySelector(":scope > small");
        small?.remove();
        // A link to other papers says nothing of this one.
        return [text, small?.querySelector("a") ? null : small].map(line).filter(Boolean);
      }) };
      found.push(entry);
      return entry;
    };
    all(".sp-strip li").forEach((item, place) => {
      const entry = add("Figures", ["Criteria met", "Red flags", "Claims", "Scan version"][place], item);
      entry.word = entry.word.replace("% ", "%: ").replace(" scan version", "");
    });
    for (const name of all(".sp-record li > strong")) {
      const item = /** @type {Element} */ (name.parentElement);
      name.remove();
      add("Figures", line(name).replace(/^(Module|Tag)$/u, "$1s"), item);
    }
    for (const { children: [domain, met] } of all(".sp-overview tbody tr")) {
      const hash = hashIn(domain);
      add("Domains", line(domain), met, hash, at(hash)?.nextElementSibling?.querySelector(":scope > p"));
    }
    const links = [...all(".sp-overview td:last-child a"), ...all(".sp-checklist a[id]")];
    for (const hash of new Set(links.map((link) => /** @type {HTMLAnchorElement} */ (link).hash))) {
      const asked = at(hash);
      const [answer, , why] = asked?.closest("tr")?.children ?? [];
      if (why) Object.assign(add("Criteria", line(asked), answer, hash, why), { key: hash, note: line(asked?.nextSibling?.nextSibling) });
    }
    for (const flag of all(".danger")) add("Red flags", "", flag.children[0], hashIn(flag), flag.children[1]);
    for (const row of all(".sp-claims tbody tr")) add("Claims", "", row.children[0], hashIn(row), row.children[1], row.children[2]);
    return found;
  };

  if (typeof document !== "undefined") {
    const { make, begins } = scanpressPage;
    const SECTIONS = ["Figures", "Domains", "Criteria", "Red flags", "Claims"];

    begins("compare", async (root) => {
      const list = root.querySelector("a")?.href ?? "";
      const top = new URL("..", location.href);
      const home = new URL(".", list);
      const names = C.read(location.search, top.pathname, home.pathname);
      const status = make("div", { role: "status" });
      const shown = make("div", { class: "compare" },
        make("form", {}, make("label", {}, "Scans to compare, two to four: the addresses of their pages, or arXiv ids ", make("input", { name: "p", value: names.join(", ") })), make("button", {}, "Compare")),
        status);
      root.before(shown);
      const explorer = root.querySelector("a[href*='/explore']") ? " In the explorer, you can search for papers and tick those to compare." : "";
      const say = (/** @type {string} */ text) => status.append(make("p", {}, text));
      if (!names.length) return say(`Find scans in the lists below.${explorer}`);
      if (names.length > 4) say(`At most four scans can be compared: these are the first four of ${names.length}.`);
      const fetched = async (/** @type {URL} */ url) => {
        const answer = url.href.startsWith(top.href) && (await fetch(url));
        if (!answer || !answer.ok) throw url;
        return new DOMParser().parseFromString(await answer.text(), "text/html");
      };
      const pages = await Promise.all(names.slice(0, 4).map(async (name) => {
        try {
          /** @returns {Promise<[URL, Document]>} */
          const opened = async (/** @type {string} */ place) => {
            let url = new URL(place[0] === "/" ? `.${place}/` : `${home}${place}/`, top);
            if (list.endsWith("l")) url = new URL("index.html", url);
            return [url, await fetched(url)];
          };
          // Addresses are in lower case.
          let [url, page] = await opened(name).catch(() => opened(name.toLowerCase()));
          // The own address of the newest scan leads on, and so does that of an identifier.
          const next = page.querySelector("h1 + p > a[rel=next]");
          if (next) page = await fetched((url = new URL(next.getAttribute("href") ?? "", url)));
          const title = line(page.querySelector("h1"));
          const entries = said(page, url.href);
          return { name, url: url.href, entries, title: `${title} (scan version ${entries[3].word})`, short: `v${entries[3].word} ${title}` };
        } catch {
          say(`There is no scan at “${name}”.${explorer}`);
        }
      }));
      const papers = pages.flatMap((paper, place) => {
        if (!paper) return [];
        if (pages.findIndex((other) => other?.url === paper.url) === place) return [paper];
        say(`“${paper.name}” is named more than once.`);
        return [];
      });
      if (papers.length < 2) return say("Name at least two scans to compare.");
      document.title = `${papers.map(({ title }) => title).join(" | ")} – ${document.title}`;
      const box = make("input", { type: "checkbox" });
      // Where one scan stands below the other, what differs is seen without its reasons first.
      const reasons = make("input", { type: "checkbox", checked: matchMedia("(min-width: 60em)").matches });
      shown.append(make("label", {}, box, " Show what is the same in all"), make("label", {}, reasons, " Show justifications"));
      /** @type {HTMLElement[]} */
      const same = [];
      for (const section of SECTIONS) {
        const rows = C.rows(papers.map(({ entries }) => entries), section);
        const differing = rows.filter(({ differs }) => differs).length;
        const differ = `${differing} of ${rows.length}`;
        if (section === "Criteria") say(`${papers.length} scans; they differ in ${differ} criteria.`);
        shown.append(make("h2", {}, section), make("table", { class: `compare__table compare__${section.toLowerCase()}` }, make("caption", {}, `${section}: ${differ} differ`),
          make("thead", {}, make("tr", {}, make("td"), ...papers.map(({ title, url }) => make("th", { scope: "col" }, make("a", { href: url }, title))))),
          make("tbody", {}, ...rows.map(({ entry, cells, differs }) => {
            const row = make("tr", {}, make("th", { scope: "row", role: "rowheader" }, entry.head || section, make("small", {}, entry.note)),
              ...cells.map((cell, place) => make("td", { "data-title": papers[place].short },
                ...cell.map(({ kind, word, href, texts }) => make("div", {}, href ? make("a", { href }, make("span", { class: kind }, word)) : word, ...texts.map((text) => make("p", {}, text)))),
                cell.length ? "" : make("em", {}, "Not in this scan"))));
            if (!differs) same.push(row);
            return row;
          }))));
      }
      const show = () => {
        for (const row of same) row.hidden = !box.checked;
        shown.classList.toggle("compare--brief", !reasons.checked);
      };
      box.onchange = reasons.onchange = show;
      show();
    });
  }
}
