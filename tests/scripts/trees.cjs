// Prints what the scripts that are named mean to TypeScript: for each the kinds of its nodes, in order and nested, with
// the words of the last ones; a name that the script declares is the number of its declaration, as TypeScript resolves
// it, unless others may know the name. Comments and white space are none, and whether what is never assigned to is
// declared so makes no difference, nor do parentheses around a single parameter, a whole value, what a function gives or nothing that something new is made
// of, and commas before what closes; and what is true is !0. The first argument is where TypeScript is.
const { readFileSync } = require("node:fs");
const ts = require(process.argv[2]);

/** @param {string} path @param {any} source */
const programOf = (path, source) =>
  ts.createProgram({
    rootNames: [path],
    options: { allowJs: true, checkJs: true, noLib: true, noResolve: true, target: ts.ScriptTarget.Latest, types: [] },
    host: {
      getSourceFile: (/** @type {string} */ name) => (name === path ? source : undefined),
      getDefaultLibFileName: () => "", writeFile: () => {}, getCurrentDirectory: () => "", getCanonicalFileName: (/** @type {string} */ name) => name,
      useCaseSensitiveFileNames: () => true, getNewLine: () => "\n", fileExists: (/** @type {string} */ name) => name === path, readFile: () => undefined,
    },
  });

const treeOf = (/** @type {string} */ path) => {
  const source = ts.createSourceFile(path, readFileSync(path, "utf-8"), ts.ScriptTarget.Latest, true, ts.ScriptKind.JS);
  if (source.parseDiagnostics.length) throw new Error(`${path}: ${source.parseDiagnostics[0].messageText}`);
  const program = programOf(path, source);
  const checker = program.getTypeChecker();
  const twice = program.getSemanticDiagnostics(source).find((/** @type {any} */ { code }) => [2300, 2451, 2588].includes(code));
  if (twice) throw new Error(`${path}: ${ts.flattenDiagnosticMessageText(twice.messageText, " ")}`);
  const isModule = ts.isExternalModule(source);
  const exported = new Set(isModule ? checker.getExportsOfModule(checker.getSymbolAtLocation(source)).map((/** @type {any} */ { name }) => name) : []);

  /** Names that are no properties. @param {any} node */
  const declarationOf = (node) => {
    const { parent } = node;
    const isProperty =
      (ts.isPropertyAccessExpression(parent) || ts.isPropertyAssignment(parent) || ts.isMethodDeclaration(parent) || ts.isPropertyDeclaration(parent) ||
        ts.isGetAccessor(parent) || ts.isSetAccessor(parent) || ts.isMetaProperty(parent)) && parent.name === node;
    if (isProperty || parent.propertyName === node) return undefined;
    const symbol = ts.isShorthandPropertyAssignment(parent) ? checker.getShorthandAssignmentValueSymbol(parent)
      : ts.isExportSpecifier(parent) ? checker.getExportSpecifierLocalTargetSymbol(parent)
      : checker.getSymbolAtLocation(node);
    return symbol?.declarations?.find((/** @type {any} */ one) =>
      [ts.isVariableDeclaration, ts.isParameter, ts.isBindingElement, ts.isFunctionDeclaration, ts.isClassDeclaration].some((is) => is(one)));
  };
  /** Whether others may know a name by its declaration. @param {any} node @param {string} name */
  const isKnown = (node, name) => {
    let around = node.parent;
    while (!ts.isSourceFile(around) && !ts.isBlock(around) && !ts.isFunctionLike(around) && !ts.isForOfStatement(around) && !ts.isForStatement(around) && !ts.isCatchClause(around)) around = around.parent;
    return ts.isSourceFile(around) && (!isModule || exported.has(name));
  };
  /** @type {Map<any, number>} */
  const numbers = new Map();
  /** Whether something stands for a number, and nothing else. @param {any} one */
  const isNumber = (one) =>
    ts.isVariableDeclaration(one) && /^[A-Z][A-Z_]+$/u.test(one.name.getText(source)) && one.parent.flags & ts.NodeFlags.Const && ts.isIdentifier(one.name) && one.initializer && ts.isNumericLiteral(one.initializer) && !isKnown(one, one.name.text);
  const nameOf = (/** @type {any} */ node) => {
    const text = node.getText(source);
    const declaration = declarationOf(node);
    if (declaration && isNumber(declaration)) return declaration.initializer.getText(source);
    if (!declaration || isKnown(declaration, text)) return text;
    if (!numbers.has(declaration)) numbers.set(declaration, numbers.size);
    return `#${numbers.get(declaration)}`;
  };
  /** @type {string[]} */
  const found = [];
  const isDeclaring = (/** @type {any} */ node) => node && ts.isVariableStatement(node) && !node.modifiers;
  /** Whether parentheses are around all of a value that has nothing beside it, or that a function gives. @param {any} node */
  const isWhole = (node, { parent, expression } = node) =>
    !(ts.isBinaryExpression(expression) && expression.operatorToken.kind === ts.SyntaxKind.CommaToken) &&
    (ts.isParenthesizedExpression(parent) || ts.isArrayLiteralExpression(parent) || parent.initializer === node || parent.arguments?.includes(node) || parent.argumentExpression === node ||
      (ts.isArrowFunction(parent) && parent.body === node) ||
      (ts.isBinaryExpression(parent) && parent.right === node && parent.operatorToken.kind === ts.SyntaxKind.EqualsToken));
  const visit = (/** @type {any} */ node, place = 0, /** @type {any[]} */ around = []) => {
    if (ts.isPrefixUnaryExpression(node) && /^![01]$/u.test(node.getText(source))) {
      found.push(node.operand.text === "0" ? "TrueKeyword true" : "FalseKeyword false", "end");
      return;
    }
    if (ts.isParenthesizedExpression(node) && isWhole(node)) {
      visit(node.expression);
      return;
    }
    if (isDeclaring(node)) {
      // What is declared in a row is so at once.
      if (!isDeclaring(around[place - 1])) found.push("Declarations");
      for (const one of node.declarationList.declarations) if (!isNumber(one)) visit(one);
      if (!isDeclaring(around[place + 1])) found.push("end");
      return;
    }
    // { a } is { a: a }.
    if (ts.isShorthandPropertyAssignment(node) || (ts.isBindingElement(node) && !node.propertyName && !node.dotDotDotToken && ts.isObjectBindingPattern(node.parent))) {
      found.push(ts.isBindingElement(node) ? "BindingElement" : "PropertyAssignment", `Identifier ${node.name.getText(source)}`, "end", "ColonToken :", "end");
    } else {
      const name = node.kind === ts.SyntaxKind.Identifier && nameOf(node);
      if (node.kind === ts.SyntaxKind.ConstKeyword) node.kind = ts.SyntaxKind.LetKeyword;
      const kind = /^\d/u.test(name) ? ts.SyntaxKind.NumericLiteral : node.kind;
      found.push(`${ts.SyntaxKind[kind]} ${name ? name : node.getChildCount(source) || node.kind === ts.SyntaxKind.SyntaxList ? "" : kind === ts.SyntaxKind.LetKeyword ? "let" : node.getText(source)}`.trim());
    }
    // Parentheses around one plain parameter, and a comma after which nothing comes.
    const isBare = ts.isArrowFunction(node) && node.parameters.length === 1 && node.parameters[0].getText(source) === node.parameters[0].name.text;
    const isOfNothing = ts.isNewExpression(node) && !node.arguments?.length;
    const isLeftOut = (/** @type {any} */ child) =>
      isOfNothing ? child.pos >= node.expression.end
        : isBare ? child.kind === ts.SyntaxKind.OpenParenToken || child.kind === ts.SyntaxKind.CloseParenToken
        : node.kind === ts.SyntaxKind.SyntaxList && child.kind === ts.SyntaxKind.CommaToken && child.end === node.end && node.getChildren(source).at(-2).kind !== ts.SyntaxKind.OmittedExpression;
    // What only says of which number a name is, says nothing more.
    const isSaying = (/** @type {any} */ child) => !isLeftOut(child) && !ts.isJSDoc(child) && (child.kind !== ts.SyntaxKind.SemicolonToken || ts.isForStatement(node)) && !(isDeclaring(child) && child.declarationList.declarations.every(isNumber));
    node.getChildren(source).filter(isSaying).forEach((/** @type {any} */ child, /** @type {number} */ place, /** @type {any[]} */ all) => visit(child, place, all));
    found.push("end");
  };
  visit(source);
  return found;
};
process.stdout.write(JSON.stringify(process.argv.slice(3).map(treeOf)));
