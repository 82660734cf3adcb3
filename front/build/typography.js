// French texts in the sources: no-break spaces and typographic apostrophes, in JSX texts and strings.
// node build/typography.js [--check]
import { globSync, readFileSync, writeFileSync } from "node:fs";
import process from "node:process";
import ts from "typescript";

const KINDS = new Set([
  ts.SyntaxKind.JsxText,
  ts.SyntaxKind.StringLiteral,
  ts.SyntaxKind.NoSubstitutionTemplateLiteral,
  ts.SyntaxKind.TemplateHead,
  ts.SyntaxKind.TemplateMiddle,
  ts.SyntaxKind.TemplateTail,
]);

const mend = (text) =>
  text
    .replace(/(?<=[\p{L}\p{N})%»}\]…]) (?=[:;?!»](?:[\s"`)<…]|$|\p{L}))/gu, "\u00a0")
    .replace(/(?<=(?<![=.\p{N}\p{L}-])\p{N}{1,3}) (?=\p{N}{3}(?![\p{N}\p{L}]))/gu, "\u202f")
    .replace(/« (?=\S)/gu, "«\u00a0")
    .replace(/(?<=[\p{N}}]) (?=(?:€|%|km|m²|mois|habitants|kg|h)(?![\p{L}]))/gu, "\u00a0")
    .replace(/(?<=\p{L})'(?=[\p{L}«$])/gu, "’");

function mendFile(path) {
  const text = readFileSync(path, "utf8");
  const source = ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true, ts.ScriptKind.TSX);
  const edits = [];
  const visit = (node) => {
    if (KINDS.has(node.kind)) {
      const start = node.kind === ts.SyntaxKind.JsxText ? node.pos : node.getStart(source);
      edits.push([start, node.end]);
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  let result = text;
  for (const [start, end] of edits.reverse()) {
    const text = result.slice(start, end);
    // A JSX text that begins so goes on after a value: {town} : …
    result = result.slice(0, start) + mend(text).replace(/^ (?=[:;?!»])/u, "\u00a0") + result.slice(end);
  }
  if (result === text) return false;
  if (!process.argv.includes("--check")) writeFileSync(path, result);
  return true;
}

const changed = globSync("src/**/*.{ts,tsx}").filter((path) => !path.endsWith(".d.ts") && mendFile(path));
if (changed.length) console.log(`typography: ${changed.join(", ")}`);
if (changed.length && process.argv.includes("--check")) process.exitCode = 1;
