import { equal, ok } from "node:assert/strict";
import { detectDialect } from "./detect.ts";

Deno.test("detectDialect() finds each server by what it says", () => {
  const rows: readonly [cards: Record<string, unknown>[], server: string | null, found: string][] =
    [
      [[{ id: "m", owned_by: "vllm" }], "uvicorn", "vllm"],
      [[{ id: "m", owned_by: "sglang" }], "uvicorn", "sglang"],
      [[{ id: "m", owned_by: "lmdeploy" }], null, "lmdeploy"],
      [[{ id: "m", owned_by: "llamacpp" }], "llama.cpp", "llamacpp"],
      [[{ id: "m", owned_by: "library" }], "llama.cpp", "llamacpp"],
      [[{ id: "m" }, { id: "n", owned_by: "vllm" }], null, "vllm"],
      [[{ id: "m", owned_by: "system" }], "cloudflare", "openai"],
      [[{ id: "m", owned_by: 7 }], null, "openai"],
      [[], null, "openai"],
    ];
  for (const [cards, server, found] of rows) {
    const { dialect, why } = detectDialect(cards, server);
    equal(dialect, found, JSON.stringify(cards));
    ok(why.length > 10);
  }
});
