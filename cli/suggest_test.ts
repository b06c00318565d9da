import assert from "node:assert/strict";
import { nearest } from "./suggest.ts";

const known = [
  "ifbench",
  "aime-2025",
  "imo-answer-bench",
  "mmlu-pro",
  "mmmu-pro",
  "temperature",
  "topP",
];

const cases: readonly (readonly [typed: string, meant: string | null])[] = [
  ["ifbnech", "ifbench"],
  ["IFBench", "ifbench"],
  ["aime", "aime-2025"],
  ["aime2025", "aime-2025"],
  ["imo", "imo-answer-bench"],
  ["temp", "temperature"],
  ["temprature", "temperature"],
  ["mmlupro", "mmlu-pro"],
  ["xyz", null],
  ["", null],
  ["q".repeat(100_000), null],
];

for (const [typed, meant] of cases) {
  Deno.test(`nearest() of "${typed.slice(0, 20)}" is ${meant}`, async () => {
    assert.equal(await nearest(typed, known), meant);
  });
}
