// The texts that readers take away from an entry, made of plain text alone: whatever an input says stays text. Nothing
// here looks at the page; sharing.js does.
//
{
  /**
   * @typedef {{name: string, verdict: string, question: string, says: string, reason: string}} Entry Each plain text and
   *   perhaps empty: what it is called, what was answered, what was asked or else what it says itself, and why.
   * @typedef {{title: string, words: string, address: string}} Source The title, the words and the address of the page
   *   that it stands on.
   */


  const LONGEST = { reason: 600, sentence: 300 };
  const LONGEST_ADDRESS = 2000; // characters; above it code hosts and mail programs have trouble

  const line = (/** @type {string} */ text) => text.replace(/\p{Cs}/gu, "\ufffd").replace(/\s+/gu, " ").trim();
  const signs = (/** @type {string} */ text) => [...text];
  const cut = (/** @type {string} */ text, /** @type {number} */ most) => {
    const all = signs(text);
    return all.length <= most ? text : `${all.slice(0, most).join("").trimEnd()} …`;
  };

  // As generator/excerpts.py does it.
  const END = /[.!?](?=\s+[A-Z("“'‘[])|[。！？]/gu;
  const NOT_THE_END =
    /(?:^|[\s(])(?:[A-Z]|e\.g|i\.e|cf|vs|al|etc|Figs?|Eqs?|Sec|Tab|App|Nos?|pp?|approx|resp|Dr|Prof)$/u;
  const firstSentence = (/** @type {string} */ text) => {
    const whole = line(text);
    for (const match of whole.matchAll(END)) {
      const end = match.index + match[0].length;
      if (!NOT_THE_END.test(whole.slice(Math.max(0, match.index - 12), match.index)))
        return cut(whole.slice(0, end), LONGEST.sentence);
    }
    return cut(whole, LONGEST.sentence);
  };

  // Plain text as CommonMark, in GitHub's and GitLab's dialects too. A joiner that nobody sees keeps names behind "@" from
  // being called, and what stands behind "#", "!", "%", GH- and GL- from being linked: a backslash does not.
  const escaped = (/** @type {string} */ text) =>
    line(text)
      .replace(/[\\`*_[\]<>&~|$]/gu, "\\$&")
      .replace(/:(?=\/\/)/gu, "\\:")
      .replace(/(www)\./giu, "$1\\.")
      .replace(/@(?=[\p{L}\p{N}\\])|[#!](?=\p{N})|\bG[HL]-(?=\d)|(?<![\p{L}\p{N}])%(?=[\p{L}\p{N}"])/gu, "$&\u2060")
      .replace(/^[-+=#:]/u, "\\$&")
      .replace(/^(\d{1,9})(?=[.)])/u, "$1\\");

  const target = (/** @type {string} */ address) =>
    address
      .replace(/[<>\\\s]/gu, (sign) => encodeURIComponent(sign))
      .replace(/[()]/gu, (sign) => (sign === "(" ? "%28" : "%29"));

  /** @param {Omit<Entry, "reason">} entry */
  const heading = ({ name, verdict, question, says }) => {
    const told = question || says;
    return `**${escaped(name)}${verdict ? `: ${escaped(verdict)}` : ""}**${told ? ` – ${escaped(told)}` : ""}`;
  };

  /** @param {Entry} entry @param {Source} source */
  const markdown = (entry, source) => {
    const reason = firstSentence(entry.reason);
    return [
      heading(entry),
      // Whoever reads the quote shall know that there is more.
      ...(reason ? [`> ${escaped(reason)}${reason.length < line(entry.reason).length && !reason.endsWith("…") ? " …" : ""}`] : []),
      `[${escaped(source.words)}](${target(source.address)})`,
    ].join("\n\n");
  };

  const ended = (/** @type {string} */ text) => (!text || /[.!?…。！？]["”’)]?$/u.test(text) ? text : `${text}.`);

  /** @param {Entry} entry @param {Source} source */
  const citation = ({ name, verdict, says }, source) => {
    const told = says ? `${name}${verdict ? ` (${verdict})` : ""}: ${says}` : verdict ? `${name}: ${verdict}` : name;
    return [ended(cut(line(told), LONGEST.reason)), ended(line(source.words)), source.address].filter(Boolean).join(" ");
  };

  // The address of a form for a new issue. `form` is the page's own link to it: its first parameter is the title, its
  // second the text. What is too long is shortened, the justification first.
  /** @param {string} form @param {Entry} entry @param {Source} source */
  const issue = (form, entry, source) => {
    const { origin, pathname, searchParams } = new URL(form);
    const [title, body] = [...searchParams.keys()].map(encodeURIComponent);
    const made = (/** @type {Record<string, string>} */ { reason, question, says, about }) => {
      const text = [
        source.address,
        heading({ ...entry, question, says }),
        ...(reason ? [`> ${escaped(reason)}`] : []),
        "What is wrong, and why:",
        "",
      ].join("\n\n");
      const head = ["Dispute", line(entry.name), about].filter(Boolean).join(": ");
      return `${origin}${pathname}?${title}=${encodeURIComponent(head)}&${body}=${encodeURIComponent(text)}`;
    };
    /** @type {Record<string, string>} */
    const parts = {
      reason: cut(line(entry.reason), LONGEST.reason),
      question: line(entry.question),
      says: line(entry.says),
      about: line(source.title),
    };
    for (const part of Object.keys(parts)) {
      if (made(parts).length <= LONGEST_ADDRESS) break;
      const all = signs(parts[part]);
      const first = (/** @type {number} */ number) => (number ? `${all.slice(0, number).join("").trimEnd()}…` : "");
      let fits = 0;
      let most = all.length;
      while (fits < most) {
        const tried = Math.ceil((fits + most) / 2);
        if (made({ ...parts, [part]: first(tried) }).length <= LONGEST_ADDRESS) fits = tried;
        else most = tried - 1;
      }
      parts[part] = first(fits);
    }
    return made(parts);
  };

  globalThis.scanpressPhrases = { citation, escaped, firstSentence, issue, line, markdown };
}
