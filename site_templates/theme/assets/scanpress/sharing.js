// What can be taken away from an entry (a criterion, a claim, a red flag, a reference): its link, its words, and the form
// to dispute it. One button stands behind the link of the entry that is pointed at or focused, and opens a menu; a tap on
// the link does the same. It reads the page as plain text and makes nothing that the page says into markup.
//
// What there is to offer stands on the page itself: a citation (.sp-cite), and a link to the form for a new issue
// (.sp-dispute). A page without either is left as it is; folds.js loads this script on the first that has one.
{
  const line = (/** @type {string} */ text) => text.replace(/\s+/gu, " ").trim();
  const { make } = scanpressPage;

  // The words to take away are made by another script, which those who take nothing need not load.
  const PHRASES = new URL("phrases.js", /** @type {HTMLScriptElement} */ (document.currentScript).src).href;
  /** @type {Promise<any> | null} */
  let loading = null;
  const phrases = () =>
    (loading ??= new Promise((done) => {
      const script = make("script", { src: PHRASES });
      script.addEventListener("load", () => done(globalThis.scanpressPhrases));
      script.addEventListener("error", () => {
        loading = null;
        done(null);
      });
      document.head.append(script);
    }));

  // ------------------------------------------------------------------------------- what stands on the page

  // What the search found are articles, too.
  const find = (/** @type {string} */ selector) => document.querySelector(`main article ${selector}`);

  // The words of a cell, without what we put there, up to its first line break or remark.
  const wordsOf = (/** @type {Element | null} */ element, end = "br, small, details") => {
    if (!element) return "";
    const copy = /** @type {Element} */ (element.cloneNode(true));
    for (const other of copy.querySelectorAll(".entry-menu, .headerlink, a[aria-label]")) other.remove();
    const last = copy.querySelector(end);
    if (last) {
      while (last.nextSibling) last.nextSibling.remove();
      last.remove();
    }
    return line(copy.textContent);
  };

  // A badge is a sign and a word.
  const verdictIn = (/** @type {Element} */ cell) => line(cell.querySelector("span[class^='sp-']")?.textContent ?? "").replace(/^\S+ /u, "");

  const askedIn = (/** @type {Element} */ cell) => {
    const first = cell.querySelector("br");
    let text = "";
    for (let node = first?.nextSibling ?? null; node; node = node.nextSibling) text += node.textContent;
    return line(text);
  };

  /** @type {Record<string, (name: string, cells: HTMLElement[]) => object>} */
  const READ = {
    "sp-checklist": (name, [answer, asked, why]) => ({
      name, verdict: verdictIn(answer), question: askedIn(asked), reason: wordsOf(why),
    }),
    "sp-claims": (name, [support, claim, evidence]) => ({
      name: "Claim", verdict: verdictIn(support), says: wordsOf(claim), reason: wordsOf(evidence),
    }),
    "sp-verdicts": (name, [verified, claim]) => ({
      name: "Claim", verdict: verdictIn(verified), says: wordsOf(claim),
    }),
    "sp-references": (name, [work, , why]) => ({
      name: "Reference",
      says: [name || wordsOf(work), line(work.querySelector("small")?.textContent ?? "")].filter(Boolean).join(", "),
      reason: wordsOf(why),
    }),
    "sp-gone": (name, [entry, now]) => ({ name: "Entry of an earlier scan", says: wordsOf(entry), reason: wordsOf(now) }),
    "sp-engagement": (name, [, score, why]) => ({ name, verdict: wordsOf(score), reason: wordsOf(why) }),
    "sp-dimensions": (name, [, level, , basis]) => ({ name, verdict: wordsOf(level), reason: wordsOf(basis) }),
  };

  const entryOf = (/** @type {HTMLElement} */ link) => {
    const box = /** @type {HTMLElement & {cells?: HTMLCollectionOf<HTMLElement>}} */ (link.closest("tr, .admonition"));
    const name = link.hasAttribute("aria-label") ? "" : line(link.textContent);
    const read = READ[box.closest("figure")?.className ?? ""];
    /** @type {{name?: string, verdict?: string, question?: string, says?: string, reason?: string}} */
    let found;
    if (read && box.cells) found = read(name, [...box.cells]);
    else if (box.cells) found = { name: "Entry", says: name || wordsOf(box.cells[0]) };
    else found = { name: "Red flag", says: name, reason: wordsOf(box.querySelector(":scope > p:not(.admonition-title)")) };
    return { name: "", verdict: "", question: "", says: "", reason: "", ...found };
  };

  const here = (/** @type {string} */ id) => `${location.origin}${location.pathname}${id ? `#${id}` : ""}`;

  // The page as it is cited: where there is a version's own address, that one.
  const sourceOf = (/** @type {string} */ id) => {
    const title = wordsOf(find("h1"));
    const cited = find(".sp-cite p");
    const stated = line(cited?.querySelector("br")?.nextSibling?.textContent ?? "");
    const address = stated ? `${stated}${id ? `#${id}` : ""}` : here(id);
    return { title, words: cited ? wordsOf(cited, "br, button") : title, address };
  };

  // -------------------------------------------------------------------------------------------- copying

  const said = make("div", { class: "entry-said", role: "status" });
  let silence = 0;
  const say = (/** @type {(Node | string)[]} */ ...words) => {
    if (!said.isConnected) document.body.append(said);
    // The same words a second time are told only where they were gone in between.
    said.replaceChildren();
    clearTimeout(silence);
    setTimeout(() => said.append(...words), 60);
    silence = setTimeout(() => said.contains(document.activeElement) || said.replaceChildren(), 6000);
  };

  const area = (/** @type {string} */ text) =>
    Object.assign(make("textarea", { readonly: "", "aria-label": "Text to copy" }), { value: text });

  // On plain http there is no clipboard but this.
  const copiedByCommand = (/** @type {string} */ text) => {
    const focused = document.activeElement;
    const field = area(text);
    field.className = "entry-copied";
    document.body.append(field);
    field.select();
    let isDone = false;
    try {
      isDone = document.execCommand("copy");
    } catch {
      // Then it is not.
    }
    field.remove();
    if (focused instanceof HTMLElement) focused.focus({ preventScroll: true });
    return isDone;
  };

  const copied = async (/** @type {string} */ text) => {
    if (window.isSecureContext && navigator.clipboard) {
      try {
        await navigator.clipboard.writeText(text);
        return true;
      } catch {
        // Some browsers have it, and forbid it here.
      }
    }
    return copiedByCommand(text);
  };

  const copy = async (/** @type {string} */ text, /** @type {string} */ words) => {
    if (await copied(text)) {
      say(words);
    } else {
      const field = area(text);
      say("This browser does not allow copying. Copy the text yourself:", field);
      setTimeout(() => field.select(), 100);
    }
  };

  // ------------------------------------------------------------------------------------------- the menu

  const button = make("button", {
    type: "button", class: "entry-menu__button", "aria-haspopup": "menu", "aria-expanded": "false",
  }, "⋯");  // prettier-ignore
  const menu = make("div", { class: "entry-menu__items", role: "menu", hidden: "" });
  const holder = make("div", { class: "entry-menu" }, button, menu);
  /** @type {HTMLElement | null} */
  let shown = null;

  /** @typedef {[string, string | (() => void)]} Choice What can be done, in words, and how: by an address or by a function. */

  const choices = (/** @type {HTMLElement} */ link, /** @type {any} */ { citation, issue, markdown }) => {
    const { id } = link;
    const entry = entryOf(link);
    /** @type {Choice[]} */
    const found = [];
    if (find(".sp-cite")) {
      found.push(
        ["Copy link", () => copy(here(id), "Link copied")],
        ["Copy as Markdown", () => copy(markdown(entry, sourceOf(id)), "Markdown copied")],
        ["Copy citation", () => copy(citation(entry, sourceOf(id)), "Citation copied")],
      );
    }
    const form = /** @type {HTMLAnchorElement | null} */ (find(".sp-dispute a"));
    if (form) found.push(["Dispute this …", issue(form.href, entry, sourceOf(id))]);
    return found;
  };

  const itemOf = (/** @type {Choice} */ [words, does]) => {
    if (typeof does === "string") {
      const link = make("a", { role: "menuitem", tabindex: "-1", href: does, rel: "nofollow noopener" }, words);
      link.addEventListener("click", () => close());
      return link;
    }
    const item = make("button", { role: "menuitem", tabindex: "-1", type: "button" }, words);
    item.addEventListener("click", () => {
      close(true);
      does();
    });
    return item;
  };

  const isOpen = () => !menu.hidden;

  const close = (comesBack = false) => {
    if (!isOpen()) return;
    menu.hidden = true;
    button.setAttribute("aria-expanded", "false");
    if (comesBack) button.focus({ preventScroll: true });
    menu.replaceChildren();
  };

  // Nothing reaches beyond the right or the lower edge of what is seen.
  const fit = (/** @type {HTMLElement} */ element, /** @type {number} */ edge) => {
    element.style.marginLeft = "";
    const over = element.getBoundingClientRect().right - edge;
    if (over > 0) element.style.marginLeft = `${-Math.ceil(over)}px`;
  };

  const open = async (last = false) => {
    const link = shown;
    if (!link) return;
    const made = await phrases();
    if (!made) say("The site cannot be reached; try again later");
    if (!made || link !== shown || isOpen()) return;
    menu.replaceChildren(...choices(link, made).map(itemOf));
    menu.hidden = false;
    button.setAttribute("aria-expanded", "true");
    menu.classList.remove("entry-menu__items--above");
    menu.classList.toggle("entry-menu__items--above", menu.getBoundingClientRect().bottom > innerHeight);
    fit(menu, document.documentElement.clientWidth - 8);
    /** @type {HTMLElement} */ (last ? menu.lastChild : menu.firstChild).focus({ preventScroll: true });
  };

  const isOffered = () => Boolean(find(".sp-cite") ?? find(".sp-dispute a"));

  const linkOf = (/** @type {EventTarget | null} */ target) => {
    const box = target instanceof Element && target.closest("main article :is(.admonition, figure[class^='sp-'] tr)");
    const own = /** @type {"a"} */ (":scope > td a[id][href*='#'], :scope > .admonition-title a[id][href*='#']");
    return (box && box.querySelector(own)) || null;
  };

  const attach = (/** @type {HTMLElement | null} */ link) => {
    if (!link || (link === shown && holder.isConnected) || !isOffered()) return;
    close();
    phrases();
    shown = link;
    link.after(holder);
    const { name, says } = entryOf(link);
    const does = find(".sp-dispute a") ? (find(".sp-cite") ? "Copy or dispute" : "Dispute") : "Copy";
    button.setAttribute("aria-label", `${does}: ${[...[name, says].filter(Boolean).join(": ")].slice(0, 120).join("")}`);
    fit(holder, link.parentElement?.getBoundingClientRect().right ?? innerWidth);
  };

  const move = (/** @type {KeyboardEvent} */ event) => {
    const items = /** @type {HTMLElement[]} */ ([...menu.children]);
    const place = items.indexOf(/** @type {HTMLElement} */ (document.activeElement));
    const to = (/** @type {number} */ number) => items[(number + items.length) % items.length].focus();
    // The theme has keys of its own for the whole page.
    event.stopPropagation();
    if (event.key === "ArrowDown") to(place + 1);
    else if (event.key === "ArrowUp") to(place - 1);
    else if (event.key === "Home") to(0);
    else if (event.key === "End") to(-1);
    else if (event.key === "Escape") close(true);
    else if (event.key === "Tab") return close(true);
    else if (event.key.length === 1 && event.key !== " " && !event.ctrlKey && !event.metaKey && !event.altKey) {
      const starts = (/** @type {HTMLElement} */ item) => (item.textContent ?? "").toLowerCase().startsWith(event.key.toLowerCase());
      const next = [...items.slice(place + 1), ...items.slice(0, place + 1)].find(starts);
      next?.focus();
    } else return;
    event.preventDefault();
  };

  menu.addEventListener("keydown", move);
  button.addEventListener("click", () => (isOpen() ? close(true) : open()));
  button.addEventListener("keydown", (event) => {
    if (event.key !== "ArrowDown" && event.key !== "ArrowUp") return;
    event.preventDefault();
    open(event.key === "ArrowUp");
  });

  let pointer = "";
  addEventListener("pointerdown", (event) => {
    pointer = event.pointerType;
    if (!(event.target instanceof Node && holder.contains(event.target))) close();
  }, true);  // prettier-ignore
  // Where the pointer rests and the page moves below it, the entry is another one though nobody pointed at it.
  let resting = "";
  addEventListener("pointermove", (event) => {
    const place = `${event.screenX} ${event.screenY}`;
    const isMoved = place !== resting;
    resting = place;
    // What has the focus or is open stays where it is.
    if (!isMoved || event.pointerType === "touch" || isOpen() || document.activeElement === button) return;
    attach(linkOf(event.target));
  });
  addEventListener("focusin", (event) => {
    if (!(event.target instanceof Node && holder.contains(event.target))) {
      close();
      attach(linkOf(event.target));
    }
  });
  // Where nothing can be pointed with, the entry's own link opens the menu.
  addEventListener("click", (event) => {
    const link = event.target instanceof Element && event.target.closest(/** @type {"a"} */ ("a[id]"));
    if (pointer !== "touch" || !event.detail || !link || linkOf(link) !== link || !isOffered()) return;
    event.preventDefault();
    event.stopPropagation();
    attach(link);
    open();
  }, true);  // prettier-ignore

  // ------------------------------------------------------------------------------- the page's own citation

  const copyButton = (/** @type {string} */ words, /** @type {() => void} */ does) => {
    const made = make("button", { type: "button" }, words);
    made.addEventListener("click", does);
    return made;
  };

  const begin = () => {
    if (!holder.isConnected) close();
    // What an address names has the focus before this script is there.
    attach(linkOf(document.activeElement));
    const cited = find(".sp-cite p");
    if (!cited || cited.querySelector("button")) return;
    cited.append(" ", copyButton("Copy citation", () => {
      const { words, address } = sourceOf("");
      copy(`${words} ${address}`, "Citation copied");
    }));  // prettier-ignore
    const file = /** @type {HTMLAnchorElement | null} */ (find(".sp-cite a[href$='.bib']"));
    file?.after(" ", copyButton("Copy BibTeX", async () => {
      try {
        const answer = await fetch(file.href);
        if (!answer.ok) throw new Error(answer.statusText);
        copy(await answer.text(), "BibTeX copied");
      } catch {
        say("The file with the BibTeX cannot be read; open its link instead");
      }
    }));  // prettier-ignore
  };
  // The page is there already; navigation.instant puts others in its place.
  if (window.document$) document$.subscribe(begin);
  else begin();
}
