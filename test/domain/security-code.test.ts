import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import ts from "typescript";
import { describe, expect, test } from "vitest";
import { root } from "#workers/local/build.ts";

/** Every file that a worker runs, as the compiler reads it. */
const FILES = globSync(["app/**/*.{ts,tsx}", "db/**/*.ts", "workers/{web,alerts}/**/*.ts"], { cwd: root })
  .filter((path) => !path.startsWith("app/enhance/") && !path.endsWith(".d.ts"))
  .map((path) => [path, parse(path, readFileSync(join(root, path), "utf8"))] as const);

test("11.5.1: nothing on the server is drawn by Math.random", () => {
  expect(found((node) => node.getText() === "Math.random" && ts.isPropertyAccessExpression(node))).toEqual([]);
  expect(foundIn(parse("x.ts", "const a = Math.random();"), (node) => node.getText() === "Math.random")).toHaveLength(
    1,
  );
});

describe("1.2.4: text of users is bound, never written into SQL", () => {
  /** `prepare(…)` of anything but a literal, or the one place that gives it what drizzle compiled. */
  const unbound = (node: ts.Node) =>
    ts.isCallExpression(node) &&
    ts.isPropertyAccessExpression(node.expression) &&
    ["prepare", "exec"].includes(node.expression.name.text) &&
    !(node.arguments[0] && ts.isStringLiteralLike(node.arguments[0]));

  test("statements are prepared from literals, or by drizzle", () => {
    const others = found(unbound).filter(
      (place) => !/^db\/(?:batch|d1\/retrying-database)\.ts: |RegExp|\.exec\(/.test(place),
    );
    expect(others).toEqual([]);
    expect(foundIn(parse("x.ts", 'db.prepare("SELECT " + a)'), unbound)).toHaveLength(1);
  });

  test("what goes raw into SQL is named by us: a column, a table, a constant, never what a request holds", () => {
    const raw = (node: ts.Node) => ts.isCallExpression(node) && node.expression.getText() === "sql.raw";
    const places = found(raw);
    expect(places.length).toBeGreaterThan(0);
    for (const place of places) expect(place).not.toMatch(/request|fields|params|formData/i);
    // All of them stand on the floor of the databases, which knows no request.
    for (const place of places) expect(place).toMatch(/^db\//);
  });
});

describe("1.2.9, 1.3.12: text of users enters no regular expression, and none takes for ever", () => {
  test("regular expressions are made of what we wrote", () => {
    const made = (node: ts.Node) =>
      (ts.isNewExpression(node) || ts.isCallExpression(node)) && node.expression.getText() === "RegExp";
    const dynamic = found(made).filter((place) => !isOfOurs(place));
    expect(dynamic).toEqual([]);
  });

  test("each one, given 2,000 characters of what it is made of and an end that it cannot take, does not explode", () => {
    const literals = FILES.flatMap(([, source]) =>
      collect(source, ts.isRegularExpressionLiteral).map((node) => node.getText()),
    );
    expect(literals.length).toBeGreaterThan(50);
    for (const literal of new Set(literals)) {
      const [, body = "", flags = ""] = /^\/(.*)\/([a-z]*)$/s.exec(literal) ?? [];
      const expression = new RegExp(body, flags.replace("g", ""));
      for (const hostile of hostileTo(body)) expression.test(hostile);
    }
  }, 20_000);

  /** Long runs of each character that a pattern may be hungry for, and an end that it cannot take. */
  function hostileTo(pattern: string): string[] {
    const letters = new Set([
      "a",
      " ",
      "\n",
      "1",
      "-",
      ".",
      "@",
      "<",
      "/",
      "é",
      ...pattern.replace(/\\[a-zA-Z]|[()[\]{}*+?|^$]/g, ""),
    ]);
    return [...letters].flatMap((letter) => [`${letter.repeat(2_000)}\u0000`, `${`${letter}a`.repeat(1_000)}\u0000`]);
  }
});

test("6.3.3: why candidates have no second factor stands in a decision", () => {
  const decision = readFileSync(join(root, "docs/decisions/0009-no-second-factor-for-candidates.md"), "utf8");
  expect(decision).toContain("6.3.3");
  for (const part of ["## Context", "## Decision", "## Consequences"]) expect(decision).toContain(part);
});

function parse(path: string, text: string): ts.SourceFile {
  return ts.createSourceFile(path, text, ts.ScriptTarget.ESNext, true);
}

function collect<Node extends ts.Node>(source: ts.Node, is: (node: ts.Node) => node is Node): Node[] {
  const nodes: Node[] = [];
  const visit = (node: ts.Node) => {
    if (is(node)) nodes.push(node);
    ts.forEachChild(node, visit);
  };
  visit(source);
  return nodes;
}

function foundIn(source: ts.SourceFile, is: (node: ts.Node) => boolean): string[] {
  return collect(source, (node): node is ts.Node => is(node)).map(
    (node) => `${source.fileName}: ${node.getText().replace(/\s+/g, " ").slice(0, 120)}`,
  );
}

function found(is: (node: ts.Node) => boolean): string[] {
  return FILES.flatMap(([, source]) => foundIn(source, is));
}

/** Made of nothing but our own constants. */
function isOfOurs(place: string): boolean {
  const parts = [...place.matchAll(/\$\{([^}]*)\}/g)].map(([, part = ""]) => part);
  return (
    /RegExp\(\s*(?:[`"]|[A-Z_]+(?:\.join\("\|"\))?\))/.test(place) && parts.every((part) => /^[A-Z_]+$/.test(part))
  );
}
