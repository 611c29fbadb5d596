// Asks the search: an index's folder and queries come as JSON through standard input, and what is found goes back.
import { readFileSync } from "node:fs";
import { inflateRawSync } from "node:zlib";
import { createSearch } from "../../site_templates/theme/assets/scanpress/search-engine.js";

const { folder, queries } = JSON.parse(readFileSync(0, "utf8"));
const found = [];
for (const { typed, most } of queries) {
  const loaded = [];
  const { search } = createSearch(async (path) => {
    const data = readFileSync(`${folder}/${path.replace(/\?.*$/u, "")}`);
    loaded.push([path.replace(/\?.*$/u, ""), data.length]);
    return inflateRawSync(data);
  });
  const start = performance.now();
  const result = await search(typed);
  const groups = result ? await result.next(most) : [];
  found.push({
    ...result, corrected: [...(result?.corrected ?? [])], counts: Object.fromEntries(result?.counts ?? []),
    groups: groups.map(({ card, entries, missing }) => ({ address: card.u, title: card.t, entries, missing })),
    isDone: result?.isDone(), loaded, ms: performance.now() - start,
  });
}
process.stdout.write(JSON.stringify(found));
