const fs = require("node:fs");
const path = require("node:path");

const folder = path.join("content", "scans");

module.exports = () =>
  fs.readdirSync(folder).sort().flatMap((slug) =>
    fs.readdirSync(path.join(folder, slug)).sort().map((file) => ({
      slug,
      file,
      scan: JSON.parse(fs.readFileSync(path.join(folder, slug, file), "utf8")),
    })),
  );
