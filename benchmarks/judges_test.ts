import assert from "node:assert/strict";
import { seededDraw } from "../scoring/random.ts";
import type { JudgeReply, ScoreStep } from "../scoring/types.ts";
import { benchmarks } from "./mod.ts";

/** Ends of a judge's reply that one contract or another reads. */
const VERDICTS = ["A", "B", "7", "True", "\\boxed{Correct}"];
const THOUGHTS = "Both are B? 3 of them agree, and C is Correct. All in all: ABCDE, False, 9.";

/** MatBench's official vectors hold judges that think aloud, and are read as they came. */
const AS_IT_CAME = ["matbench"];

for (const benchmark of benchmarks) {
  const options = AS_IT_CAME.includes(benchmark.id) ? { judgeReasoning: "strip" } : {};
  const judged = benchmark.tasks(benchmark.options.parse(options))
    .filter(({ needs, demo }) => needs.includes("judge") && demo.length > 0);
  for (const task of judged) {
    Deno.test(`${benchmark.id}/${task.id} reads its judge without the judge's thinking`, async () => {
      const { target } = task.sample(task.demo[0], {
        index: 0,
        draw: seededDraw("judges"),
        ...(task.support === undefined ? {} : { support: task.support.demo }),
      });
      const input = { text: "hm, who knows", raw: "hm, who knows", truncated: false, target };
      const scored = async (reply: JudgeReply): Promise<ScoreStep> =>
        await task.score({ ...input, judged: Array<JudgeReply>(4).fill(reply) }, {});
      assert.equal((await task.score({ ...input, judged: [] }, {})).kind, "judge");
      for (const text of VERDICTS) {
        const plain = await scored({ text, reasoning: "" });
        assert.equal(plain.kind, "scored");
        assert.deepEqual(await scored({ text, reasoning: THOUGHTS }), plain, "kept apart");
        const inline = `<think>${THOUGHTS}</think>\n${text}`;
        assert.deepEqual(await scored({ text: inline, reasoning: "" }), plain, "inside the text");
      }
    });
  }
}
