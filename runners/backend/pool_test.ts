import { deepEqual, equal, ok } from "node:assert/strict";
import fc from "fast-check";
import { Pool, type Server } from "./pool.ts";

const NONE: ReadonlySet<Server> = new Set();

function poolOf(baseUrls: string[], answers: () => boolean = () => false) {
  const notes: string[] = [];
  const probed: string[] = [];
  const pool = new Pool(baseUrls, {
    probe({ baseUrl }) {
      probed.push(baseUrl);
      return Promise.resolve(answers());
    },
    onNote: (kind, text) => notes.push(`${kind}: ${text.split(" ")[0]}`),
  });
  return { pool, notes, probed };
}

/** Lets probes come back. */
const settled = () => new Promise((resolve) => setTimeout(resolve, 0));

Deno.test("Pool.take() spreads requests evenly and gives each to the least loaded", () => {
  const { pool } = poolOf(["a", "b", "c"]);
  const taken = Array.from({ length: 6 }, () => pool.take(NONE, 0));
  deepEqual(taken.map(({ baseUrl }) => baseUrl), ["a", "b", "c", "a", "b", "c"]);
  const b = taken[1];
  ok(b !== undefined);
  pool.give(b, true, 0);
  equal(pool.take(NONE, 0).baseUrl, "b");
});

Deno.test("Pool.take() avoids the server that just failed the request", () => {
  const { pool } = poolOf(["a", "b"]);
  const a = pool.take(NONE, 0);
  equal(pool.take(new Set([a]), 0).baseUrl, "b");
  equal(pool.take(new Set([a]), 0).baseUrl, "b");
  const single = poolOf(["a"]).pool;
  const only = single.take(NONE, 0);
  equal(single.take(new Set([only]), 0), only);
});

Deno.test("Pool sets a dead server aside, looks at it with growing pauses and takes it back", async () => {
  let alive = false;
  const { pool, notes, probed } = poolOf(["a", "b"], () => alive);
  const kill = (now: number) => {
    const except = new Set(pool.servers.filter(({ baseUrl }) => baseUrl === "b"));
    pool.give(pool.take(except, now), false, now);
  };
  for (let i = 0; i < 3; i++) kill(i);
  deepEqual(notes, ["set-aside: a"]);
  for (let i = 0; i < 10; i++) equal(pool.take(NONE, 100).baseUrl, "b");
  deepEqual(probed, []);
  for (const now of [2_100, 2_200, 6_000, 6_200, 6_300, 14_200, 14_400]) {
    pool.take(NONE, now);
    await settled();
  }
  equal(probed.length, 3);
  alive = true;
  pool.take(NONE, 40_000);
  await settled();
  deepEqual(notes, ["set-aside: a", "back: a"]);
  equal(pool.take(NONE, 40_001).baseUrl, "a");
});

Deno.test("Pool forgives failures that are not in a row", () => {
  const { pool, notes } = poolOf(["a", "b"]);
  for (let i = 0; i < 20; i++) pool.give(pool.take(NONE, i), i % 4 > 1, i);
  deepEqual(notes, []);
});

Deno.test("Pool never sets the last server aside", () => {
  const { pool, notes } = poolOf(["a", "b"]);
  for (let i = 0; i < 20; i++) pool.give(pool.take(NONE, i), false, i);
  equal(notes.length, 1);
});

Deno.test("Pool keeps the load even and never loses a request", () => {
  fc.assert(fc.property(
    fc.integer({ min: 1, max: 5 }),
    fc.array(fc.boolean(), { maxLength: 200 }),
    (size, steps) => {
      const { pool } = poolOf(Array.from({ length: size }, (_, i) => `s${i}`));
      const flying: Server[] = [];
      const load = new Map<Server, number>(pool.servers.map((server) => [server, 0]));
      for (const begin of steps) {
        if (begin) {
          const least = Math.min(...load.values());
          const server = pool.take(NONE, 0);
          equal(load.get(server), least);
          load.set(server, least + 1);
          flying.push(server);
        } else {
          const server = flying.shift();
          if (server === undefined) continue;
          pool.give(server, true, 0);
          load.set(server, (load.get(server) ?? 0) - 1);
        }
      }
    },
  ));
});
