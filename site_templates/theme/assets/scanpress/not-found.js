// On the page for addresses that lead nowhere: leads on where the address is almost one of the site's, by its case, a
// version behind an identifier (2502.10391v2) or a file's name at its end. Else it names the nearest page above.
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
    const steps = given.toLowerCase().split("/").filter(Boolean).slice(0, 8);
    while (steps.length > 1) {
      steps.pop();
      const above = `${steps.join("/")}/`;
      if (await exists(toAddress(above))) {
        const link = Object.assign(document.createElement("a"), { href: toAddress(above), textContent: above });
        const words = document.createElement("p");
        words.append("The nearest page above this address is ", link, ".");
        words.setAttribute("role", "status");
        place?.nextElementSibling?.after(words);
        return;
      }
    }
  };
  lead();
}
