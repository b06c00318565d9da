import assert from "node:assert/strict";
import fc from "fast-check";
import { betweenFirstTags, tagContent, type TagOptions } from "./tags.ts";

const last: TagOptions = { names: ["A"], take: "last" };
const first: TagOptions = { names: ["A"], take: "first" };

const CASES: readonly (readonly [string, TagOptions, string | null, string])[] = [
  ["<A> x </A> <A>y</A>", last, "y", "last"],
  ["<A> x </A> <A>y</A>", first, " x ", "first, untrimmed"],
  ["<A>x <A>y</A>", last, "x <A>y", "an unclosed one joins the next"],
  ["</A> <A>x</A>", first, "x", "a stray closing tag"],
  ["<A>x\ny</A>", first, "x\ny", "over lines"],
  ["<A>x\ny</A> <A>z</A>", { ...first, lines: false }, "z", "on one line"],
  ["<A>\n<A>z</A>", { ...first, lines: false }, "z", "on one line behind an unclosed one"],
  ["<a>x</A>", { ...first, ignoreCase: true }, "x", "any case"],
  ["<a>x</a>", first, null, "case matters"],
  ["<A>x</B></A>", { names: ["A", "B"], take: "last" }, "x</B>", "closes with its own name"],
  ["<A>1</A><B>2</B>", { names: ["A", "B"], take: "last" }, "2", "any of several names"],
  ["<A></A>", first, "", "empty"],
  ["<A>x", first, null, "unclosed"],
];

for (const [text, options, wanted, why] of CASES) {
  Deno.test(`tagContent() of ${JSON.stringify(text)}: ${why}`, () => {
    assert.equal(tagContent(text, options), wanted);
  });
}

Deno.test("tagContent() finds what the official expressions find", () => {
  const part = fc.constantFrom("<A>", "</A>", "<B>", "</B>", "<a>", "</a>", "x", "\n");
  fc.assert(fc.property(fc.array(part, { maxLength: 14 }), fc.boolean(), fc.boolean(), (
    parts,
    lines,
    ignoreCase,
  ) => {
    const text = parts.join("");
    const pattern = new RegExp(
      "<(A|B)>(.*?)</\\1>",
      `g${lines ? "s" : ""}${ignoreCase ? "i" : ""}`,
    );
    const found = [...text.matchAll(pattern)].map((match) => match[2] ?? "");
    const options = { names: ["A", "B"], lines, ignoreCase };
    assert.equal(tagContent(text, { ...options, take: "first" }), found[0] ?? null);
    assert.equal(tagContent(text, { ...options, take: "last" }), found.at(-1) ?? null);
  }));
});

Deno.test("betweenFirstTags() takes the first of each kind", () => {
  assert.equal(betweenFirstTags("a <A> x </A> <A>y</A>", "<A>", "</A>"), " x ");
  assert.equal(betweenFirstTags("</A> <A>x</A>", "<A>", "</A>"), null);
  assert.equal(betweenFirstTags("<A>x", "<A>", "</A>"), null);
  assert.equal(betweenFirstTags("", "<A>", "</A>"), null);
});

Deno.test("tagContent() takes linear time", () => {
  const started = performance.now();
  for (const part of ["<A>", "</A>", "<A></A>", "<A>\n", "<A><B>", "<", "x"]) {
    const text = part.repeat(50_000);
    for (const lines of [true, false]) tagContent(text, { names: ["A", "B"], take: "last", lines });
    tagContent(`${text}\n</A>`, { names: ["A"], take: "last", lines: false });
  }
  assert.ok(performance.now() - started < 20_000);
});
