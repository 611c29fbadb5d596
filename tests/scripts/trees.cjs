// Prints what the scripts that are named mean to TypeScript's parser: for each the kinds of its nodes, in order and nested,
// with the words of the last ones. Comments and white space are none. The first argument is where TypeScript is.
const { readFileSync } = require("node:fs");
const ts = require(process.argv[2]);

const treeOf = (/** @type {string} */ path) => {
  const source = ts.createSourceFile(path, readFileSync(path, "utf-8"), ts.ScriptTarget.Latest, true, ts.ScriptKind.JS);
  if (source.parseDiagnostics.length) throw new Error(`${path}: ${source.parseDiagnostics[0].messageText}`);
  /** @type {string[]} */
  const found = [];
  const visit = (/** @type {any} */ node) => {
    const children = node.getChildren(source).filter((/** @type {any} */ child) => !ts.isJSDoc(child));
    found.push(`${ts.SyntaxKind[node.kind]} ${children.length || node.kind === ts.SyntaxKind.SyntaxList ? "" : node.getText(source)}`);
    children.forEach(visit);
    found.push("end");
  };
  visit(source);
  return found;
};
process.stdout.write(JSON.stringify(process.argv.slice(3).map(treeOf)));
