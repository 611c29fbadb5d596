// On the page for addresses that lead nowhere: leads on where the address is almost one of the site's, by its case, a
// version behind an identifier (2502.10391v2) or a file's name at its end. Else it names the nearest page above, and those
// below that one whose addresses are nearly the one that was asked for; the site's map (sitemap.xml) has them all.
{
  const place = document.getElementById("__not_found");
  const base = (place?.dataset.base ?? "").replace(/\/?$/, "/");
  const exists = async (/** @type {string} */ address) => {
    try {
      return (await fetch(address, { method: "HEAD" })).ok;
    } catch {
      return false;
    }
  };
  const addressed = () => {
    let path = location.pathname;
    try {
      path = decodeURIComponent(path);
    } catch {
      // Then it stands there as it is.
    }
    return path.startsWith(base) ? path.slice(base.length) : path.slice(1);
  };
  const variants = (/** @type {string} */ given) => {
    const plain = given.toLowerCase().replace(/\/{2,}/g, "/").replace(/^\/|\/$/g, "");
    const page = plain.replace(/(?:(?:^|\/)index)?\.html?$/, "");
    const known = page.replace(/^(arxiv|doi)\/(?:arxiv|doi):/, "$1/");
    const whole = /^(?:arxiv|doi\/10\.48550)\//.test(known) ? known.replace(/v\d{1,3}$/, "") : known;
    const found = [plain, `${plain}/`, `${page}/`, `${whole}/`];
    return [...new Set(found)].filter((address) => address !== given && address !== "/");
  };
  const toAddress = (/** @type {string} */ path) => base + path.split("/").map(encodeURIComponent).join("/");
  const parts = (/** @type {string} */ name) => new Set(name.split(/[^\p{L}\p{N}]+/u).filter(Boolean));
  // How much of two names is the same, from 0 to 1: of their words, or of their signs (Levenshtein) if that is more.
  const likeness = (/** @type {string} */ one, /** @type {string} */ other) => {
    const [a, b] = [parts(one), parts(other)];
    const words = (2 * [...a].filter((part) => b.has(part)).length) / (a.size + b.size || 1);
    const longest = Math.max(one.length, other.length);
    if (Math.abs(one.length - other.length) > longest / 2) return words;
    let last = [...`${other} `].map((_, place) => place);
    for (let i = 0; i < one.length; i++) {
      const row = [i + 1];
      for (let j = 0; j < other.length; j++) row.push(Math.min(last[j + 1] + 1, row[j] + 1, last[j] + Number(one[i] !== other[j])));
      last = row;
    }
    return Math.max(words, 1 - last[other.length] / longest);
  };
  /** Addresses of at most three pages right below a page that are called nearly as what was asked for. @param {string} above @param {string} name */
  const nearest = async (above, name) => {
    const map = await fetch(`${base}sitemap.xml`).then((answer) => (answer.ok ? answer.text() : ""), () => "");
    const found = [];
    for (const [, url] of map.matchAll(/<loc>([^<]+)/gu)) {
      let path = "";
      try {
        path = decodeURIComponent(new URL(url).pathname);
      } catch {
        continue;
      }
      const own = path.startsWith(base + above) && path.slice((base + above).length).replace(/\/?(?:index)?(?:\.html)?$/u, "");
      if (own && !own.includes("/")) found.push({ path: path.slice(base.length), name: own, like: likeness(name.slice(0, 200), own) });
    }
    return found.filter(({ like }) => like >= 0.5).sort((a, b) => b.like - a.like || (a.name < b.name ? -1 : 1)).slice(0, 3);
  };
  const linked = (/** @type {string} */ path, /** @type {string} */ text) =>
    Object.assign(document.createElement("a"), { href: toAddress(path), textContent: text });
  const lead = async () => {
    const given = addressed();
    // A host that answers every address would lead in a circle.
    if (await exists(`${base}no-such-page-${Date.now()}/`)) return;
    for (const variant of variants(given)) {
      if (await exists(toAddress(variant))) {
        location.replace(toAddress(variant) + location.search + location.hash);
        return;
      }
    }
    // Screen readers tell what appears where they look already.
    const said = document.createElement("div");
    said.setAttribute("role", "status");
    place?.nextElementSibling?.after(said);
    const say = (/** @type {(Node | string)[]} */ ...words) => {
      const made = document.createElement("p");
      made.append(...words);
      said.append(made);
    };
    const steps = given.toLowerCase().split("/").filter(Boolean).slice(0, 8);
    while (steps.length > 1) {
      const name = steps.pop() ?? "";
      const above = `${steps.join("/")}/`;
      if (!(await exists(toAddress(above)))) continue;
      const near = await nearest(above, name);
      if (near.length) say("Did you mean ", ...near.flatMap((item, number) => [number ? " or " : "", linked(item.path, item.name)]), "?");
      say("The nearest page above this address is ", linked(above, above), ".");
      return;
    }
  };
  lead();
}
