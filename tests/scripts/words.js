// The words and the filter's value of each text, as the script has them; nothing where this node's Unicode is too old.
import { readFileSync } from "node:fs";
import { facet, words } from "../../site_templates/theme/assets/scanpress/words.js";

const texts = JSON.parse(readFileSync(0, "utf8"));
process.stdout.write(JSON.stringify(texts.map((text) => (/\p{Cn}/u.test(text) ? null : [words(text), facet(text)]))));
