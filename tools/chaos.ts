/**
 * `deno task chaos [kills] [seed]`: kills runs at random moments, 200 times by default, and checks
 * that nothing that was kept is asked again and that every table comes out the same.
 */
import { seededDraw } from "../scoring/random.ts";
import { killRuns } from "../tests/e2e/chaos.ts";

const kills = Number(Deno.args[0] ?? 200);
const seed = Deno.args[1] ?? String(Date.now());
const started = performance.now();
const { kills: done, lost } = await killRuns(kills, seededDraw(seed));
const seconds = ((performance.now() - started) / 1000).toFixed(0);
Deno.stdout.writeSync(
  new TextEncoder().encode(
    `${done} kills in ${seconds} s (seed ${seed}): every table was the uninterrupted one, ` +
      `no kept reply was asked again, ${lost} replies in flight were lost\n`,
  ),
);
