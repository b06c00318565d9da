import { deepEqual, equal, ok } from "node:assert/strict";
import { serverMessage } from "../server_message.ts";
import { dialects } from "./mod.ts";
import { readOverflow, tokensLeft } from "./overflow.ts";

function read(text: string) {
  return readOverflow(serverMessage(JSON.stringify({ error: { message: text } })));
}

const EXPECTED: Readonly<Record<string, readonly Record<string, unknown>[]>> = {
  openai: [
    { context: 8192, prompt: 5000 },
    { context: 8192, prompt: 9000 },
    { context: 272000, prompt: 300000 },
    { most: 16384 },
    { context: 8192 },
  ],
  vllm: [
    { context: 8192, prompt: 4097, promptAtLeast: true },
    { context: 8192, prompt: 4097, promptAtLeast: true },
    { context: 8192 },
    { context: 4096, prompt: 2778 },
    { context: 32768 },
    { context: 8192, prompt: 9000 },
  ],
  sglang: [{ context: 8192, prompt: 5000 }, { context: 8192, prompt: 9000 }],
  lmdeploy: [{ context: 8192, prompt: 9000 }, {}],
  llamacpp: [{ context: 4096, prompt: 10010 }, {}],
};

for (const { name, overflow } of dialects) {
  Deno.test(`readOverflow() reads the numbers in every wording of ${name}`, () => {
    const nothing = { context: null, prompt: null, promptAtLeast: false, most: null };
    const expected = EXPECTED[name] ?? [];
    equal(overflow.length, expected.length);
    for (const [i, { example, pattern }] of overflow.entries()) {
      ok(pattern.test(example), example);
      deepEqual(read(example), { ...nothing, ...expected[i] }, example);
    }
  });
}

Deno.test("readOverflow() reads codes, thousands and leaves other messages alone", () => {
  const coded = serverMessage(
    JSON.stringify({ error: { message: "Too much", code: "context_length_exceeded" } }),
  );
  deepEqual(readOverflow(coded)?.context, null);
  equal(
    read(
      "Input tokens exceed the configured limit of 272,000 tokens. Your messages resulted in " +
        "1,300,000 tokens.",
    )?.prompt,
    1_300_000,
  );
  for (const text of ["Unsupported parameter: 'top_k'", "max_tokens must be positive", ""]) {
    equal(read(text), null);
  }
});

Deno.test("readOverflow() is quick on hostile text", () => {
  for (const word of ["maximum context length is 1 tokens ", "passed 1 input tokens ", "1,111"]) {
    const began = performance.now();
    readOverflow({
      text: word.repeat(4096 / word.length),
      code: "",
      param: "",
      status: 1,
      fields: [],
    });
    ok(performance.now() - began < 20_000);
  }
});

Deno.test("tokensLeft() leaves what the numbers say, or half of what was too much", () => {
  const rows: readonly [
    why: string,
    text: string,
    sent: number,
    known: number | null,
    left: number,
  ][] = [
    ["both numbers", EXAMPLE.sglang, 4000, null, 8192 - 5000 - 1],
    ["nothing left", EXAMPLE.llamacpp, 4000, null, 4096 - 10010 - 1],
    ["the reply alone is bounded", EXAMPLE.most, 65536, null, 16384],
    ["a prompt of unknown length", EXAMPLE.atLeast, 4096, null, 8192 - 4400 - 1],
    [
      "context known from elsewhere",
      "The request exceeds the model context length.",
      8000,
      8192,
      8192 - 4400 - 1,
    ],
    ["context not known at all", "The request exceeds the model context length.", 8000, null, 0],
    ["numbers that explain nothing", EXAMPLE.sglang, 100, null, 50],
  ];
  for (const [why, text, sent, knownContext, left] of rows) {
    const overflow = read(text);
    ok(overflow !== null, why);
    equal(tokensLeft(overflow, { sent, knownContext, ceiling: 4400 }), left, why);
  }
  const atLeast = read(EXAMPLE.atLeast);
  ok(atLeast !== null);
  equal(
    tokensLeft(atLeast, { sent: 4096, knownContext: null, ceiling: 9000 }),
    Math.floor((8192 - 4097) / 2),
    "a ceiling above the context",
  );
  equal(
    tokensLeft(atLeast, { sent: 4096, knownContext: null, ceiling: 3000 }),
    Math.floor((8192 - 4097) / 2),
    "a ceiling below what was counted",
  );
});

const EXAMPLE = {
  sglang: dialects.find(({ name }) => name === "sglang")?.overflow[0]?.example ?? "",
  llamacpp: dialects.find(({ name }) => name === "llamacpp")?.overflow[0]?.example ?? "",
  most: dialects.find(({ name }) => name === "openai")?.overflow[3]?.example ?? "",
  atLeast: dialects.find(({ name }) => name === "vllm")?.overflow[0]?.example ?? "",
};
