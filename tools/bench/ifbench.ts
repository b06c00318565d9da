/**
 * `ifbench_replies_per_s`: replies of 3 kB scored a second on one thread, strict and loose, both
 * profiles, after warm-up.
 *
 * @module
 */
import { seededDraw } from "../../scoring/random.ts";
import { benchReplies } from "../../scoring/ifbench/bench_replies.ts";
import { profiles } from "../../scoring/ifbench/profile.ts";
import { scoreIfbench } from "../../scoring/ifbench/score.ts";
import { report } from "./figures.ts";

const ROUNDS = 5;
const replies = benchReplies(300, 3_000, seededDraw("ifbench bench"));

function round(): number {
  const started = performance.now();
  let followed = 0;
  for (const { record, text } of replies) {
    for (const profile of profiles) {
      followed += scoreIfbench(record, text, profile).loose.filter(Boolean).length;
    }
  }
  if (followed === 0) throw new Error("Cannot bench as no constraint is followed");
  return replies.length / (performance.now() - started) * 1000;
}

round();
const rates = Array.from({ length: ROUNDS }, round).sort((a, b) => a - b);
report([{
  name: "ifbench_replies_per_s",
  value: rates[Math.floor(ROUNDS / 2)] as number,
  unit: "replies/s",
  target: null,
}]);
