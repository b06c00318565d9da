import assert from "node:assert/strict";
import fc from "fast-check";
import {
  assembleReply,
  type ReasoningMode,
  splitReasoning,
  withoutOpenThinking,
  withoutThinking,
  withoutThinkPairs,
} from "./reasoning.ts";

const TABLE: readonly (readonly [ReasoningMode, string, string, string])[] = [
  ["opencompass", "an unclosed opener stays", "<think>a", "<think>a"],
  ["opencompass", "the last closer counts without an opener", "a</think>b</think> c", "c"],
  [
    "opencompass",
    "nested tags leave a tail",
    "<think>a<think>b</think>c</think>d",
    "c</think>d",
  ],
  [
    "opencompass",
    "an opener anywhere sends it to pairs",
    "a</think>b<think>c</think>d",
    "a</think>bd",
  ],
  ["opencompass", "a stray closer behind a pair stays", "<think>a</think>b</think>c", "b</think>c"],
  ["opencompass", "tags the wrong way round stay", "</think>b<think>", "</think>b<think>"],
  ["opencompass", "every pair goes", "x<think>a</think>y<think>b</think>z", "xyz"],
  ["opencompass", "upper case is no tag", "<THINK>a</THINK>b", "<THINK>a</THINK>b"],
  ["opencompass", "an odd opener is no opener", "<think >a</think>b", "b"],
  ["opencompass", "only thoughts give nothing", "<think>a</think>", ""],
  ["opencompass", "white space is Python's", "k</think>\u001f\u0085a\ufeff\u00a0", "a\ufeff"],
  ["opencompass", "a plain reply is trimmed", " a\n", "a"],
  ["vlmeval-split", "nothing to split is not trimmed", " a\n", " a\n"],
  ["vlmeval-split", "the last closer counts", "<think>a</think>b</think> c ", "c"],
  [
    "interns1-adapter",
    "the first pair goes",
    "p<think>1</think> q<think>2</think>r ",
    " q<think>2</think>r ",
  ],
  ["interns1-adapter", "a closer only before the opener gives nothing", "</think>b<think>", ""],
  [
    "interns1-adapter",
    "the first closer counts without an opener",
    "a</think>b</think>c",
    "b</think>c",
  ],
  ["interns1-adapter", "an unclosed opener stays", "<think>a ", "<think>a "],
  ["none", "nothing is removed", " <think>a</think>b ", " <think>a</think>b "],
];

for (const [mode, title, text, wanted] of TABLE) {
  Deno.test(`splitReasoning() ${mode}: ${title}`, () => {
    assert.equal(splitReasoning(text, mode), wanted);
  });
}

Deno.test("assembleReply() joins reasoning and content without an opening tag", () => {
  assert.equal(assembleReply("r", "c"), "r</think>c");
  assert.equal(assembleReply("r", ""), "r");
  assert.equal(assembleReply("r", "", "empty"), "");
  assert.equal(assembleReply("", "c", "empty"), "c");
  assert.equal(assembleReply("r", "<think>x</think>y"), "r</think><think>x</think>y");
});

Deno.test("splitReasoning() gives back the content of an assembled reply without tags", () => {
  const plain = fc.string().filter((text) => !text.includes("think>"));
  fc.assert(fc.property(plain.filter((text) => text !== ""), plain, (reasoning, content) => {
    if (content === "") return;
    const raw = assembleReply(reasoning, content);
    assert.equal(splitReasoning(raw, "interns1-adapter"), content);
    assert.equal(splitReasoning(raw, "opencompass"), splitReasoning(content, "opencompass"));
  }));
});

Deno.test("splitReasoning() takes out pairs as the regular expression does", () => {
  const piece = fc.constantFrom("<think>", "</think>", "a", " ", "\n", "<", "think>");
  fc.assert(fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => {
    const text = "<think>" + pieces.join("");
    const wanted = text.replace(/<think>[^]*?<\/think>/g, "").trim();
    assert.equal(splitReasoning(text, "opencompass"), wanted);
  }));
});

Deno.test("splitReasoning() stays linear on a megabyte of tags", () => {
  const modes = ["opencompass", "vlmeval-split", "interns1-adapter", "none"] as const;
  const hostile = [
    "<think>",
    "</think>",
    "<think></think>",
    "</think><think>",
    "<think",
    " \u00a0",
  ];
  const started = performance.now();
  for (const piece of hostile) {
    const text = piece.repeat(Math.ceil(1e6 / piece.length));
    for (const mode of modes) splitReasoning(text, mode);
  }
  assert.ok(performance.now() - started < 20_000);
});

Deno.test("withoutThinkPairs() and its two stricter forms differ in what never closes", () => {
  const cases = [
    ["<think>a</think> b", " b", " b", " b"],
    ["a</think>\n b</think>\u3000c ", "a</think>\n b</think>\u3000c ", "c ", null],
    ["<think>a", "<think>a", "<think>a", ""],
    [" plain ", " plain ", " plain ", " plain "],
  ] as const;
  for (const [text, pairs, closed, open] of cases) {
    assert.equal(withoutThinkPairs(text), pairs);
    assert.equal(withoutThinking(text), closed);
    assert.equal(withoutOpenThinking(text), open ?? text);
  }
});
