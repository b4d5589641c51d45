import ts from 'typescript';

import { baseOf, type Catalogue } from './catalogue-of.ts';

export interface TextFaults {
  /** Keys that the code asks for and no catalogue has. */
  missing: string[];
  /** Calls whose key is any text at all, so that nobody can say what they ask for. */
  unresolved: string[];
  /** Keys that no code asks for. */
  unused: string[];
  /** What people read and no catalogue has. */
  outside: string[];
}

/** What is the same in every language. */
const names = /\b[Ll]edig\b/g;

/** Attributes of HTML that are read, by eyes or aloud. */
const readAttributes = new Set([
  'alt',
  'aria-description',
  'aria-label',
  'aria-placeholder',
  'aria-roledescription',
  'aria-valuetext',
  'label',
  'placeholder',
  'title',
]);

/** Props of our own components that take any string and show none of it. */
const technicalProps =
  /^(aria-(controls|describedby|keyshortcuts|labelledby)|className|date|id|intent|name|key|to|href|action|src|lang|hrefLang|htmlFor|form|value|defaultValue|rel|scope|target|pattern|autoComplete|inputMode|fieldId|fetcherKey|.*(Id|Name|Class|ClassName|Href|Path))$/;

/** Properties under which the makers of views keep what is read. */
const readProperties = new Set([
  'heading',
  'hint',
  'intro',
  'label',
  'lead',
  'message',
  'note',
  'submit',
  'text',
  'title',
]);

/** Such as `not_found`: what a program tells another. */
const isCode = /^[a-z0-9]+([._][a-z0-9]+)+$/;

/**
 * Reads a program: which texts its code asks for, and which it brings along.
 * @param isOurs the files to look into
 */
export function findTextFaults(
  program: ts.Program,
  isOurs: (fileName: string) => boolean,
  catalogue: Catalogue,
): TextFaults {
  const checker = program.getTypeChecker();
  const known = new Set([...catalogue.keys()].flatMap((key) => [key, baseOf(key, catalogue)]));
  const namespaces = new Set([...catalogue.keys()].map((key) => key.slice(0, key.indexOf(':'))));
  const asked = new Set<string>();
  const faults: TextFaults = { missing: [], unresolved: [], unused: [], outside: [] };

  const at = (node: ts.Node) => {
    const file = node.getSourceFile();
    const { line } = file.getLineAndCharacterOfPosition(node.getStart());
    return `${file.fileName}:${line + 1}`;
  };

  /** The texts that an expression may be; null when it may be any. */
  function literalsOf(expression: ts.Expression): string[] | null {
    if (ts.isStringLiteralLike(expression)) return [expression.text];
    if (ts.isParenthesizedExpression(expression)) return literalsOf(expression.expression);
    if (ts.isConditionalExpression(expression)) {
      return bothOf(literalsOf(expression.whenTrue), literalsOf(expression.whenFalse));
    }
    if (!ts.isTemplateExpression(expression)) return literalsOfType(checker.getTypeAtLocation(expression));
    let texts: string[] = [expression.head.text];
    for (const span of expression.templateSpans) {
      const parts = literalsOf(span.expression);
      if (!parts) return null;
      texts = texts.flatMap((text) => parts.map((part) => text + part + span.literal.text));
    }
    return texts;
  }

  function literalsOfType(type: ts.Type): string[] | null {
    const constraint = checker.getBaseConstraintOfType(type) ?? type;
    const parts = constraint.isUnion() ? constraint.types : [constraint];
    return parts.every((part) => part.isStringLiteral() || part.isNumberLiteral())
      ? parts.map((part) => String(part.value))
      : null;
  }

  /** Whether a call may be one of a `t`, by what it looks like: asking for the type of every call would take a minute. */
  function mayAsk({ expression: callee }: ts.CallExpression): boolean {
    if (ts.isCallExpression(callee)) return true;
    if (ts.isPropertyAccessExpression(callee)) return callee.name.text === 't' || callee.name.text === 'text';
    const declared = ts.isIdentifier(callee) && checker.getSymbolAtLocation(callee)?.valueDeclaration;
    return (
      declared !== undefined &&
      declared !== false &&
      (ts.isBindingElement(declared) || ts.isVariableDeclaration(declared) || ts.isParameter(declared))
    );
  }

  /** The catalogues of a `t`, which its type says: the first is that of keys without a prefix. */
  function namespacesOf(callee: ts.Expression): string[] | null {
    const type = checker.getTypeAtLocation(callee);
    const [names] = type.aliasTypeArguments ?? checker.getTypeArguments(type as ts.TypeReference);
    if (!names) return null;
    const parts = checker.isTupleType(names) ? checker.getTypeArguments(names as ts.TypeReference) : [names];
    const found = parts.flatMap((part) => literalsOfType(part) ?? ['']);
    return found.length > 0 && found.every((name) => namespaces.has(name)) ? found : null;
  }

  function ask(call: ts.CallExpression, prefix: string, keys: string[] | null): void {
    if (!keys) faults.unresolved.push(`${at(call)} ${call.getText()}`);
    for (const key of keys ?? []) {
      const whole = key.includes(':') ? key : prefix + key;
      asked.add(whole);
      if (!known.has(whole)) faults.missing.push(`${at(call)} ${whole}`);
    }
  }

  function readCall(call: ts.CallExpression): void {
    const { expression: callee, arguments: given } = call;
    const [first, second] = given;
    if (!first || !mayAsk(call)) return;
    const type = checker.getTypeAtLocation(callee);
    if (type.aliasSymbol?.name === 'CommonText') return ask(call, 'common:', literalsOf(first));
    if (isMessageText(type) && second) {
      const areas = literalsOf(first);
      const keys = literalsOf(second);
      return ask(
        call,
        'messages:',
        areas && keys && areas.flatMap((area) => keys.map((key) => `${area}.${key}`)),
      );
    }
    const own = namespacesOf(callee)?.[0];
    if (own !== undefined) ask(call, `${own}:`, literalsOf(first));
  }

  /** `text` of MessageTexts: an area, and a key in it. */
  function isMessageText(type: ts.Type): boolean {
    const declared = type.symbol?.declarations?.[0]?.parent;
    return (
      declared !== undefined && ts.isInterfaceDeclaration(declared) && declared.name.text === 'MessageTexts'
    );
  }

  function read(node: ts.Node, texts: readonly string[]): void {
    for (const text of texts) faults.outside.push(`${at(node)} ${text.trim()}`);
  }

  function readAttribute(attribute: ts.JsxAttribute): void {
    const name = attribute.name.getText();
    const { initializer } = attribute;
    const value = initializer && ts.isJsxExpression(initializer) ? initializer.expression : initializer;
    if (!value || !ts.isExpression(value)) return;
    const isHtml = /^[a-z]/.test(attribute.parent.parent.tagName.getText());
    if (isHtml ? !readAttributes.has(name) : technicalProps.test(name)) return;
    const texts = textsIn(value);
    if (texts.length > 0 && (isHtml || takesAnyText(attribute))) read(attribute, texts);
  }

  /** Whether the prop takes more than some words of the code's own, such as `look="secondary"`. */
  function takesAnyText(attribute: ts.JsxAttribute): boolean {
    const props = checker.getContextualType(attribute.parent);
    const prop = props?.getProperty(attribute.name.getText());
    if (!prop) return true;
    const type = checker.getTypeOfSymbolAtLocation(prop, attribute);
    const parts = type.isUnion() ? type.types : [type];
    return parts.some(
      (part) => (part.flags & (ts.TypeFlags.String | ts.TypeFlags.Any | ts.TypeFlags.Unknown)) !== 0,
    );
  }

  function visit(node: ts.Node): void {
    if (ts.isCallExpression(node)) readCall(node);
    else if (ts.isJsxText(node)) read(node, worded([node.text]));
    else if (ts.isJsxAttribute(node)) readAttribute(node);
    else if (ts.isJsxExpression(node) && !ts.isJsxAttribute(node.parent)) {
      if (node.expression) read(node, textsIn(node.expression));
    } else if (ts.isPropertyAssignment(node) && readProperties.has(node.name.getText())) {
      const texts = textsIn(node.initializer).filter((text) => !isCode.test(text));
      if (texts.length > 0 && takesAnyWord(node)) read(node, texts);
    }
    ts.forEachChild(node, visit);
  }

  /** A property of a view, whose type takes any text; a kind such as `action: 'accept'` is one of a few words. */
  function takesAnyWord(node: ts.PropertyAssignment): boolean {
    const wanted = checker.getContextualType(node.initializer);
    return !wanted || literalsOfType(checker.getNonNullableType(wanted)) === null;
  }

  for (const file of program.getSourceFiles()) {
    if (isOurs(file.fileName)) visit(file);
  }
  faults.unused = [...catalogue.keys()].filter(
    (key) => !asked.has(key) && !asked.has(baseOf(key, catalogue)),
  );
  return faults;
}

/** The texts that an expression brings along, whichever way it turns out; what a call gives back is another place's business. */
function textsIn(expression: ts.Expression): string[] {
  if (ts.isStringLiteralLike(expression)) return worded([expression.text]);
  if (ts.isTemplateExpression(expression)) {
    const parts = [expression.head, ...expression.templateSpans.map(({ literal }) => literal)];
    return worded(parts.map(({ text }) => text));
  }
  if (ts.isParenthesizedExpression(expression) || ts.isAsExpression(expression)) {
    return textsIn(expression.expression);
  }
  if (ts.isConditionalExpression(expression)) {
    return [...textsIn(expression.whenTrue), ...textsIn(expression.whenFalse)];
  }
  return ts.isBinaryExpression(expression) && isShowing(expression.operatorToken.kind)
    ? [...textsIn(expression.left), ...textsIn(expression.right)]
    : [];
}

/** Those with a word in them that is not the same in every language. */
function worded(texts: readonly string[]): string[] {
  return texts.filter((text) => /\p{L}/u.test(text.replaceAll(names, '')));
}

function bothOf(left: string[] | null, right: string[] | null): string[] | null {
  return left && right && [...left, ...right];
}

function isShowing(kind: ts.SyntaxKind): boolean {
  return (
    kind === ts.SyntaxKind.PlusToken ||
    kind === ts.SyntaxKind.BarBarToken ||
    kind === ts.SyntaxKind.QuestionQuestionToken ||
    kind === ts.SyntaxKind.AmpersandAmpersandToken
  );
}
