import assert from "node:assert/strict";
import { UsageError } from "../errors.ts";
import { loadConfig, parseConfig } from "./load.ts";

const model = { label: "a", baseUrl: "http://x/v1" };

const refused: readonly (readonly [what: string, value: unknown, sentence: string])[] = [
  ["an unknown key", { modles: [] }, `"modles" is not a known key (did you mean "models"?)`],
  [
    "an unknown key inside",
    { models: [{ ...model, sampling: { thinking: { temprature: 1 } } }] },
    `"temprature" in "models[0].sampling.thinking" is not a known key (did you mean "temperature"?)`,
  ],
  [
    "an unknown key of a benchmark",
    { benchmarks: { ifbench: { limt: 3 } } },
    `"limt" in "benchmarks.ifbench" is not a known key (did you mean "limit"?)`,
  ],
  ["a number too small", { limit: 0 }, `"limit" must be at least 1: current value is 0`],
  ["a fraction", { seed: 1.5 }, `"seed" must be a whole number: current value is 1.5`],
  ["a text for a number", { repeats: "x" }, `"repeats" must be a number: current value is "x"`],
  [
    "a word that is none of those",
    { output: { format: "xml" } },
    `"output.format" must be one of "table", "md", "json", "csv": current value is "xml"`,
  ],
  ["a list at the top", [], `it must be an object: current value is an empty list`],
  [
    "a missing label",
    { models: [{ baseUrl: "http://x/v1" }] },
    `"models[0].label" must be a text: current value is missing`,
  ],
  [
    "an address that is a number",
    { models: [{ ...model, baseUrl: 3 }] },
    `"models[0].baseUrl" must be a text or a list: current value is 3`,
  ],
  [
    "an address without a scheme",
    { models: [{ ...model, baseUrl: "x" }] },
    `"models[0].baseUrl" must be an address such as "http://127.0.0.1:8000/v1"`,
  ],
  [
    "an address of an endpoint",
    { models: [{ ...model, baseUrl: "http://x/v1/chat/completions" }] },
    `"models[0].baseUrl" must end before "/chat/completions"`,
  ],
  ["a label twice", { models: [model, model] }, `"models[1].label" must be unique`],
];

for (const [what, value, sentence] of refused) {
  Deno.test(`parseConfig() refuses ${what} in a sentence`, async () => {
    await assert.rejects(
      parseConfig(JSON.stringify(value), "assay.json"),
      new UsageError(`Cannot use "assay.json" as ${sentence}`),
    );
  });
}

const KEY = "sk-canary0123456789abcdef";
const secrets: readonly (readonly [what: string, value: unknown])[] = [
  ["a header", { models: [{ ...model, headers: { Authorization: `Bearer ${KEY}` } }] }],
  ["a header of any form", { models: [{ ...model, headers: { "x-api-key": "letmein" } }] }],
  ["apiKeyEnv", { models: [{ ...model, apiKeyEnv: KEY }] }],
  ["an address", { models: [{ ...model, baseUrl: `https://me:${KEY}@x/v1` }] }],
  ["a query", { models: [{ ...model, baseUrl: `https://x/v1?key=${KEY}` }] }],
  ["the extra body", { models: [{ ...model, extraBody: { deep: { key: KEY } } }] }],
  ["a field of another kind", { models: [{ ...model, dialect: KEY }] }],
];

for (const [what, value] of secrets) {
  Deno.test(`parseConfig() refuses a key in ${what} without printing it`, async () => {
    await assert.rejects(parseConfig(JSON.stringify(value), "assay.json"), (error) => {
      assert.ok(error instanceof UsageError);
      assert.doesNotMatch(error.message, /canary|letmein/);
      return true;
    });
  });
}

Deno.test("parseConfig() does not quote a file that is not JSON", async () => {
  await assert.rejects(parseConfig(`{"key": ${KEY}}`, "assay.json"), (error) => {
    assert.ok(error instanceof UsageError);
    assert.match(error.message, /^Cannot read "assay.json": it is not JSON/);
    assert.doesNotMatch(error.message, /canary/);
    return true;
  });
});

Deno.test("parseConfig() takes headers that name environment variables", async () => {
  const headers = { Authorization: "Bearer $TOKEN", "x-api-key": "$KEY", "x-team": "blue" };
  const config = await parseConfig(JSON.stringify({ models: [{ ...model, headers }] }), "a.json");
  assert.deepEqual(config.models?.[0]?.headers, headers);
});

Deno.test("parseConfig() names several problems at once, and how many more there are", async () => {
  const value = Object.fromEntries(Array.from({ length: 9 }, (_, i) => [`key${i}`, 1]));
  await assert.rejects(
    parseConfig(JSON.stringify(value), "assay.json"),
    /"key4" is not a known key; \(and 4 more\)$/,
  );
});

Deno.test("loadConfig() is null where no file is named and there is none", async () => {
  assert.equal(await loadConfig(undefined), null);
});

Deno.test("loadConfig() says that a named file does not exist", async () => {
  await assert.rejects(
    loadConfig("no-such.json"),
    new UsageError(`Cannot read "no-such.json": there is no such file`),
  );
});
