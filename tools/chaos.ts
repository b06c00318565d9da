/**
 * `deno task chaos [kills] [seed]`: kills runs at random moments, 200 times by default, and checks
 * that nothing that was kept is asked again and that every table comes out the same; then a tenth
 * as many with conversations.
 */
import { seededDraw } from "../scoring/random.ts";
import { killRuns } from "../tests/e2e/chaos.ts";
import { killConversations } from "../tests/e2e/chaos_conversations.ts";

const kills = Number(Deno.args[0] ?? 200);
const seed = Deno.args[1] ?? String(Date.now());
const started = performance.now();
const single = await killRuns(kills, seededDraw(seed));
// A tenth of the kills, as each costs the turns of conversations.
const talks = await killConversations(Math.ceil(kills / 10), seededDraw(`${seed}/conversations`));
const done = single.kills + talks.kills;
const lost = single.lost + talks.lost;
const seconds = ((performance.now() - started) / 1000).toFixed(0);
Deno.stdout.writeSync(
  new TextEncoder().encode(
    `${done} kills in ${seconds} s (seed ${seed}): every table was the uninterrupted one, ` +
      `no kept reply was asked again, ${lost} replies in flight were lost\n`,
  ),
);
