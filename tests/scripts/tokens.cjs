// Prints the tokens of the scripts that are named, each with whether a line ends before it; comments are none.
const { readFileSync } = require("node:fs");
const ts = require(process.argv[2]);

const tokensOf = (/** @type {string} */ path) => {
  const source = ts.createSourceFile(path, readFileSync(path, "utf-8"), ts.ScriptTarget.Latest, true, ts.ScriptKind.JS);
  /** @type {[string, boolean][]} */
  const found = [];
  let end = 0;
  const visit = (/** @type {any} */ node) => {
    if (ts.isJSDoc?.(node)) return;
    const children = node.getChildren(source).filter((/** @type {any} */ child) => !ts.isJSDoc(child));
    if (children.length || node.kind === ts.SyntaxKind.SyntaxList) return children.forEach(visit);
    const start = node.getStart(source);
    found.push([node.getText(source), end > 0 && source.text.slice(end, start).includes("\n")]);
    end = node.getEnd();
  };
  visit(source);
  return found;
};
process.stdout.write(JSON.stringify(process.argv.slice(3).map(tokensOf)));
