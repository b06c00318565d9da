/**
 * How many replies a second the scorer gets through, both profiles, strict and loose.
 *
 * @module
 */
import { seededDraw } from "../random.ts";
import { profiles } from "./profile.ts";
import { scoreIfbench } from "./score.ts";
import { benchReplies } from "./bench_replies.ts";

const replies = benchReplies(300, 3000, seededDraw("ifbench bench"));

Deno.bench({ name: "ifbench: 300 replies of 3 kB, both profiles", n: 10, warmup: 3 }, () => {
  let followed = 0;
  for (const { record, text } of replies) {
    for (const profile of profiles) {
      followed += scoreIfbench(record, text, profile).loose.filter(Boolean).length;
    }
  }
  if (followed === 0) throw new Error("Cannot bench as no constraint is followed");
});
