/**
 * What every {@linkcode Store} does, run against each by its own test file.
 *
 * @module
 */
import assert from "node:assert/strict";
import type { KeptVerdict } from "../types.ts";
import { StoreError } from "./errors.ts";
import {
  exampleAsk,
  exampleAttempt,
  examplePlan,
  exampleReply,
  exampleSample,
  exampleVerdict,
} from "./kept_examples.ts";
import type { Store } from "./types.ts";

/** A fresh store under test. */
export interface StoreUnderTest extends AsyncDisposable {
  readonly store: Store;
  /** Closes the store and opens it again. */
  reopen(): Promise<Store>;
}

/** An implementation and the tests in which it may differ. */
export interface StoreContract {
  readonly name: string;
  open(): Promise<StoreUnderTest>;
  readonly skip?: readonly { readonly reason: string; readonly tests: readonly string[] }[];
}

type Case = (store: Store, under: StoreUnderTest) => Promise<void>;

const FILTER = { benchmark: "arithmetic", task: "sums" };

/** Characters that a store made for well-behaved text would lose. */
const HOSTILE = [
  "a\u0000b\u0000",
  "\u0000",
  "\ud800 half a pair, \udc00\ud83d",
  "\u{1f9ea} 試験 \u2028\u2029\ufeff",
  `'; DROP TABLE replies; --"`,
  "",
  "\r\n\t\u0001\u001b[31m",
  '"a JSON text"',
];

const CASES: Readonly<Record<string, Case>> = {
  async "manifest() gives the newest version"(store) {
    assert.equal(await store.manifest(), null);
    await store.keepManifest({ runId: "r", seed: 1, nested: { list: [1, null, "a\u0000"] } });
    await store.keepManifest({ runId: "r", seed: 1, finishedAt: "2026-01-01T00:00:00Z" });
    assert.deepEqual(await store.manifest(), {
      runId: "r",
      seed: 1,
      finishedAt: "2026-01-01T00:00:00Z",
    });
  },

  async "notes() gives notes in the order they were kept"(store) {
    const notes = HOSTILE.map((text, at) => ({ at, kind: "capped", text }));
    await Promise.all(notes.map((note) => store.keepNote(note)));
    assert.deepEqual(await Array.fromAsync(store.notes()), notes);
  },

  async "keepPlan() keeps a plan once and refuses another for the same task"(store) {
    const plans = [examplePlan(), examplePlan({ column: "m" }), examplePlan({ task: "products" })];
    for (const plan of [...plans, ...plans]) await store.keepPlan(plan);
    assert.deepEqual(await store.plans(), plans);
    await assert.rejects(
      store.keepPlan(examplePlan({ planSha256: "plan-1", samples: 4 })),
      problem("conflict", /"arithmetic\/sums" of "m:thinking".*samples: 3 is kept, 4 came/),
    );
    assert.deepEqual(await store.plans(), plans);
  },

  async "keepSample() keeps a sample once"(store) {
    const sample = exampleSample();
    await store.keepSample(sample);
    await store.keepSample(sample);
    assert.deepEqual(await store.sample("arithmetic", "sums", "s0"), sample);
    assert.deepEqual(await Array.fromAsync(store.samples(FILTER)), [sample]);
    assert.equal(await store.sample("arithmetic", "sums", "s1"), null);
    assert.equal(await store.sample("arithmetic", "products", "s0"), null);
  },

  async "keepSample() says what changed when a sample comes again as another one"(store) {
    await store.keepSample(exampleSample());
    const rows: [Parameters<typeof exampleSample>[0], RegExp][] = [
      [{ recordSha256: "other" }, /sample "s0" of "arithmetic\/sums".*record has changed/],
      [{ promptSha256: "other" }, /prompt has changed \(sha256 prompt-s0 is kept, other came\)/],
      [{ recordSha256: "x", promptSha256: "y" }, /record has changed .* and its prompt has/],
    ];
    for (const [over, message] of rows) {
      await assert.rejects(store.keepSample(exampleSample(over)), problem("conflict", message));
    }
    assert.deepEqual(await Array.fromAsync(store.samples(FILTER)), [exampleSample()]);
  },

  async "samples() gives the samples of one task in order of position"(store) {
    const samples = [3, 0, 2, 1].map((position) =>
      exampleSample({ sampleId: `s${position}`, position })
    );
    await Promise.all(samples.map((sample) => store.keepSample(sample)));
    await store.keepSample(exampleSample({ task: "products" }));
    const read = await Array.fromAsync(store.samples(FILTER));
    assert.deepEqual(read.map(({ sampleId }) => sampleId), ["s0", "s1", "s2", "s3"]);
    assert.deepEqual(read[3], samples[0]);
  },

  async "every text comes back as it was, whatever its characters"(store) {
    for (const [index, text] of HOSTILE.entries()) {
      const sampleId = `${index}${text}`;
      const ask = exampleAsk({ sampleId, column: `m${text}` });
      const sample = exampleSample({
        sampleId,
        position: index,
        messages: [{ role: "user", content: text }],
        target: { text, [text]: [text] },
        groups: { [text]: text },
      });
      const reply = exampleReply({
        ask,
        requestKey: `key ${index}${text}`,
        text,
        reasoning: text,
        toolCalls: [{ id: text, name: text, arguments: text }],
        serverModel: text,
      });
      const verdict = exampleVerdict({
        ask,
        verdict: {
          kind: "scored",
          outcome: "wrong",
          answer: text,
          values: { text },
          perSample: text,
        },
      });
      await store.keepSample(sample);
      await store.keepReply(reply);
      await store.keepVerdict(verdict);
      await store.keepAttempts([exampleAttempt({ ask, errorDetail: text, baseUrl: text })]);
      assert.deepEqual(await store.sample("arithmetic", "sums", sampleId), sample);
      assert.deepEqual(await store.reply(reply.requestKey), reply);
      assert.deepEqual(await store.replies(ask), [reply]);
      assert.deepEqual(await Array.fromAsync(store.verdicts(ask.column, FILTER)), [verdict]);
      assert.deepEqual(
        await store.scoredAsks(ask.column, FILTER),
        new Set([`${sampleId}\u0000${0}`]),
      );
    }
  },

  async "a reply of a megabyte comes back whole"(store) {
    const reply = exampleReply({ text: "0123456789abcdé".repeat(70_000) });
    await store.keepReply(reply);
    assert.deepEqual(await store.reply(reply.requestKey), reply);
  },

  async "keepReply() ignores a second reply of the same request and says so"(store) {
    assert.equal(await store.keepReply(exampleReply()), true);
    assert.equal(await store.keepReply(exampleReply({ text: "another", promptTokens: 99 })), false);
    const both = await Promise.all([
      store.keepReply(exampleReply({ requestKey: "key-1", text: "first" })),
      store.keepReply(exampleReply({ requestKey: "key-1", text: "second" })),
    ]);
    assert.deepEqual(both, [true, false]);
    assert.equal((await store.reply("key-0"))?.text, exampleReply().text);
    assert.equal((await store.reply("key-1"))?.text, "first");
    assert.equal(await store.reply("key-2"), null);
  },

  async "attempts() gives the tries of one ask in the order they were made"(store) {
    const tries = [1, 2].map((attempt) => exampleAttempt({ attempt }));
    await store.keepAttempts(tries);
    await store.keepAttempts([exampleAttempt({ ask: exampleAsk({ repeat: 3 }) })]);
    assert.deepEqual(await store.attempts(exampleAsk()), tries);
    assert.deepEqual(await store.attempts(exampleAsk({ sampleId: "none" })), []);
  },

  async "replies() gives the turns of one ask in the order they were kept"(store) {
    const turns = [
      exampleReply({ requestKey: "a", turn: 0 }),
      exampleReply({ requestKey: "b", turn: 0, party: "user" }),
      exampleReply({ requestKey: "c", turn: 1, firstTokenMs: null, serverModel: null }),
      exampleReply({ requestKey: "d", turn: 0, party: "judge", truncated: true }),
    ];
    const others = [
      exampleReply({ requestKey: "e", ask: exampleAsk({ repeat: 1 }) }),
      exampleReply({ requestKey: "f", ask: exampleAsk({ column: "other" }) }),
      exampleReply({ requestKey: "g", ask: exampleAsk({ sampleId: "s00" }) }),
    ];
    for (const [index, turn] of turns.entries()) {
      await store.keepReply(turn);
      if (others[index] !== undefined) await store.keepReply(others[index]);
    }
    assert.deepEqual(await store.replies(exampleAsk()), turns);
    assert.deepEqual(await store.replies(exampleAsk({ sampleId: "none" })), []);
  },

  async "allReplies() gives every reply, or those of one party"(store) {
    const replies = (["model", "judge", "model", "user"] as const).map((party, turn) =>
      exampleReply({ requestKey: `key-${turn}`, party, turn })
    );
    for (const reply of replies) await store.keepReply(reply);
    assert.deepEqual(await Array.fromAsync(store.allReplies()), replies);
    assert.deepEqual(
      await Array.fromAsync(store.allReplies("model")),
      [replies[0], replies[2]],
    );
    assert.deepEqual(await Array.fromAsync(store.allReplies("judge")), [replies[1]]);
  },

  async "verdicts() gives the newest of each ask, in order of position and repeat"(store) {
    for (const position of [1, 0]) {
      await store.keepSample(exampleSample({ sampleId: `s${position}`, position }));
    }
    await store.keepSample(exampleSample({ sampleId: "s2", position: 2 }));
    const verdicts: KeptVerdict[] = [];
    for (const [sampleId, repeat] of [["s1", 1], ["s0", 10], ["s1", 0], ["s0", 2]] as const) {
      const ask = exampleAsk({ sampleId, repeat });
      await store.keepVerdict(exampleVerdict({ ask, scoring: "old@1", at: 1 }));
      verdicts.push(exampleVerdict({ ask, at: 2 }));
    }
    for (const verdict of verdicts) await store.keepVerdict(verdict);
    await store.keepVerdict(exampleVerdict({ ask: exampleAsk({ column: "other" }) }));
    assert.deepEqual(
      await Array.fromAsync(store.verdicts("m:thinking", FILTER)),
      [verdicts[3], verdicts[1], verdicts[2], verdicts[0]],
    );
    const other = { benchmark: "arithmetic", task: "products" };
    assert.deepEqual(await Array.fromAsync(store.verdicts("m:thinking", other)), []);
  },

  async "verdicts() gives every form of verdict back"(store) {
    const flags = {
      truncated: true,
      loop: true,
      reasoningOnly: true,
      empty: true,
      judgeUnparsable: true,
    };
    const scored = { kind: "scored", outcome: "no-answer", answer: null, values: {} } as const;
    const forms: Partial<KeptVerdict>[] = [
      { verdict: scored, flags },
      { verdict: { ...scored, outcome: "partial", answer: "", perSample: null } },
      { verdict: { ...scored, outcome: "refused", perSample: { a: [1, { b: null }] } } },
      { verdict: { kind: "unscored", reason: "judge-failed", detail: "idle: nothing for 60 s" } },
      { verdict: { kind: "unscored", reason: "scorer-failed", detail: "" } },
    ];
    const verdicts = forms.map((form, repeat) =>
      exampleVerdict({ ...form, ask: exampleAsk({ repeat }) })
    );
    await store.keepSample(exampleSample());
    for (const verdict of verdicts) await store.keepVerdict(verdict);
    assert.deepEqual(await Array.fromAsync(store.verdicts("m:thinking", FILTER)), verdicts);
  },

  async "keepVerdict() refuses a verdict of a sample that is not kept, and only that one"(store) {
    await store.keepSample(exampleSample());
    const results = await Promise.allSettled([
      store.keepVerdict(exampleVerdict({ ask: exampleAsk({ repeat: 0 }) })),
      store.keepVerdict(exampleVerdict({ ask: exampleAsk({ sampleId: "gone" }) })),
      store.keepVerdict(exampleVerdict({ ask: exampleAsk({ repeat: 1 }) })),
    ]);
    assert.deepEqual(results.map(({ status }) => status), ["fulfilled", "rejected", "fulfilled"]);
    const [, refused] = results;
    assert.ok(refused?.status === "rejected");
    problem("conflict", /sample "gone" of "arithmetic\/sums"/)(refused.reason);
    assert.equal((await Array.fromAsync(store.verdicts("m:thinking", FILTER))).length, 2);
  },

  async "scoredAsks() goes by the newest verdict"(store) {
    await store.keepSample(exampleSample());
    const failed = { kind: "unscored", reason: "request-failed", detail: "reset" } as const;
    const rows: [number, ("scored" | "failed")[]][] = [
      [0, ["scored"]],
      [1, ["failed"]],
      [2, ["failed", "scored"]],
      [3, ["scored", "failed"]],
    ];
    for (const [repeat, verdicts] of rows) {
      const ask = exampleAsk({ repeat });
      for (const kind of verdicts) {
        const verdict = kind === "failed" ? failed : exampleVerdict().verdict;
        await store.keepVerdict(exampleVerdict({ ask, verdict }));
      }
    }
    assert.deepEqual(
      await store.scoredAsks("m:thinking", FILTER),
      new Set(["s0\u00000", "s0\u00002"]),
    );
    assert.deepEqual(await store.scoredAsks("other", FILTER), new Set());
  },

  async "tokens() sums by column, benchmark and party"(store) {
    assert.deepEqual(await store.tokens(), []);
    const replies = [
      exampleReply({ requestKey: "a" }),
      exampleReply({ requestKey: "b", ask: exampleAsk({ task: "products" }) }),
      exampleReply({ requestKey: "b", promptTokens: 1e6 }),
      exampleReply({ requestKey: "c", party: "judge", promptTokens: 3, completionTokens: 4 }),
      exampleReply({ requestKey: "d", ask: exampleAsk({ column: "a" }), promptTokens: 0 }),
    ];
    for (const reply of replies) await store.keepReply(reply);
    const of = { column: "m:thinking", benchmark: "arithmetic" };
    assert.deepEqual(await store.tokens(), [
      {
        column: "a",
        benchmark: "arithmetic",
        party: "model",
        replies: 1,
        prompt: 0,
        completion: 20,
      },
      { ...of, party: "judge", replies: 1, prompt: 3, completion: 4 },
      { ...of, party: "model", replies: 2, prompt: 20, completion: 40 },
    ]);
  },

  async "what is handed in is kept as it was at that moment"(store) {
    const groups: Record<string, string> = { level: "easy" };
    const keeping = store.keepSample(exampleSample({ groups }));
    groups["level"] = "hard";
    await keeping;
    assert.deepEqual((await store.sample("arithmetic", "sums", "s0"))?.groups, { level: "easy" });
  },

  async "iterating goes on undisturbed while more is kept"(store) {
    const count = 1_500;
    const keep = (from: number, to: number) =>
      Promise.all(Array.from({ length: to - from }, async (_, index) => {
        const position = from + index;
        const sampleId = `s${position}`;
        await store.keepSample(exampleSample({ sampleId, position }));
        // Every third sample has no verdict yet, as in a run that goes on.
        if (position % 3 === 0) return;
        await store.keepVerdict(exampleVerdict({ ask: exampleAsk({ sampleId }) }));
        await store.keepReply(
          exampleReply({ requestKey: sampleId, ask: exampleAsk({ sampleId }) }),
        );
      }));
    await keep(0, count);
    const lists = {
      samples: Array.fromAsync(store.samples(FILTER), ({ position }) => position),
      verdicts: Array.fromAsync(
        store.verdicts("m:thinking", FILTER),
        ({ ask }) => Number(ask.sampleId.slice(1)),
      ),
      replies: Array.fromAsync(
        store.allReplies(),
        ({ ask }) => Number(ask.sampleId.slice(1)),
      ),
    };
    await keep(count, count + 200);
    const all = Array.from({ length: count }, (_, position) => position);
    const asked = all.filter((position) => position % 3 !== 0);
    assert.deepEqual((await lists.samples).slice(0, count), all);
    assert.deepEqual((await lists.verdicts).slice(0, asked.length), asked);
    const replies = await lists.replies;
    assert.equal(new Set(replies).size, replies.length);
    assert.deepEqual(replies.slice(0, asked.length).sort((a, b) => a - b), asked);
  },

  async "an iteration may end early"(store) {
    for (let position = 0; position < 3; position++) {
      await store.keepSample(exampleSample({ sampleId: `s${position}`, position }));
    }
    for await (const { sampleId } of store.samples(FILTER)) {
      assert.equal(sampleId, "s0");
      break;
    }
    await store.keepSample(exampleSample({ sampleId: "s3", position: 3 }));
    assert.equal((await Array.fromAsync(store.samples(FILTER))).length, 4);
  },

  async "flush() waits for everything handed in"(store) {
    let kept = 0;
    for (let index = 0; index < 50; index++) {
      store.keepReply(exampleReply({ requestKey: `key-${index}` })).then(() => kept++);
    }
    await store.flush();
    await Promise.resolve();
    assert.equal(kept, 50);
    await store.flush();
  },

  async "a closed store keeps what was handed in and refuses what comes after"(store, under) {
    const late = store.keepReply(exampleReply());
    await store[Symbol.asyncDispose]();
    assert.equal(await late, true);
    const closed = problem("closed", /closed/);
    await assert.rejects(store.keepReply(exampleReply()), closed);
    await assert.rejects(store.keepNote({ at: 0, kind: "capped", text: "" }), closed);
    await assert.rejects(store.manifest(), closed);
    await assert.rejects(Array.fromAsync(store.samples(FILTER)), closed);
    await assert.rejects(Array.fromAsync(store.verdicts("m", FILTER)), closed);
    await store[Symbol.asyncDispose]();
    await store.flush();
    await under[Symbol.asyncDispose]();
  },

  async "a store that is opened again has everything"(store, under) {
    await store.keepManifest({ runId: "r" });
    await store.keepPlan(examplePlan());
    await store.keepSample(exampleSample());
    await store.keepReply(exampleReply());
    await store.keepVerdict(exampleVerdict());
    const again = await under.reopen();
    assert.deepEqual(await again.manifest(), { runId: "r" });
    assert.deepEqual(await again.plans(), [examplePlan()]);
    assert.deepEqual(await again.sample("arithmetic", "sums", "s0"), exampleSample());
    assert.equal(await again.keepReply(exampleReply()), false);
    assert.deepEqual(await again.replies(exampleAsk()), [exampleReply()]);
    assert.deepEqual(await again.scoredAsks("m:thinking", FILTER), new Set(["s0\u00000"]));
  },
};

/** Checks the kind and the message of a {@linkcode StoreError}. */
export function problem(kind: StoreError["kind"], message: RegExp): (error: unknown) => true {
  return (error) => {
    assert.ok(error instanceof StoreError, String(error));
    assert.equal(error.kind, kind, error.message);
    assert.match(error.message, message);
    assert.doesNotMatch(error.message, /[.\n]$/);
    return true;
  };
}

/** Registers the tests of the contract for one implementation. */
export function testStoreContract(contract: StoreContract): void {
  const skipped = new Map(
    contract.skip?.flatMap(({ reason, tests }) => tests.map((test) => [test, reason] as const)),
  );
  for (const test of skipped.keys()) assert.ok(test in CASES, `no test "${test}" to skip`);
  for (const [name, run] of Object.entries(CASES)) {
    const reason = skipped.get(name);
    Deno.test({
      name: `${contract.name}: ${name}${reason === undefined ? "" : ` (left out: ${reason})`}`,
      ignore: reason !== undefined,
      async fn() {
        await using under = await contract.open();
        await run(under.store, under);
      },
    });
  }
}
