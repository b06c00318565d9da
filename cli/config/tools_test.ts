import assert from "node:assert/strict";
import { UsageError } from "../errors.ts";
import type { LoadedConfig } from "./load.ts";
import { ConfigSchema } from "./schema.ts";
import { Settings } from "./settings.ts";
import { resolveTools } from "./tools.ts";

const file: LoadedConfig = {
  path: "assay.json",
  config: ConfigSchema.parse({ tools: { "bert-score": "of-file", "rnafold": "of-file" } }),
};

Deno.test("resolveTools() takes flags over file over what a run had", () => {
  const settings = new Settings();
  const files = [{ name: "model.onnx", bytes: 1, sha256: "00" }];
  const before = [
    { name: "bert-score", path: "of-run", files },
    { name: "clip", path: "of-run", files },
  ] as const;
  assert.deepEqual(resolveTools([["bert-score", "of-flag"]], file, before, settings), [
    { name: "bert-score", path: "of-flag", files },
    { name: "clip", path: "of-run", files },
    { name: "rnafold", path: "of-file", files: [] },
  ]);
  assert.deepEqual(settings.all.map(({ name, from }) => [name, from]), [
    ["tools.bert-score", "--tool"],
    ["tools.clip", "run"],
    ["tools.rnafold", "assay.json tools.rnafold"],
  ]);
  assert.deepEqual(resolveTools(undefined, null), []);
});

Deno.test("resolveTools() refuses a tool that there is not", () => {
  assert.throws(
    () => resolveTools([["bertscore", "x"]], null),
    (cause) =>
      cause instanceof UsageError && /no such tool: known are bert-score/.test(cause.message),
  );
  assert.equal(ConfigSchema.safeParse({ tools: { bertscore: "x" } }).success, false);
});
