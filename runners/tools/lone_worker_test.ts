import assert from "node:assert/strict";
import { loneWorker } from "./lone_worker.ts";

/** A worker that multiplies what it is told, and counts; `-1` fails, `-2` keeps it busy. */
const url = new URL(
  `data:application/javascript,${
    encodeURIComponent(`
    let factor = 1, asked = 0;
    onmessage = ({ data }) => {
      if (data.factor) { factor = data.factor; return; }
      asked++;
      if (data.value === -1) { postMessage({ error: "broken" }); return; }
      if (data.value === -2) for (;;);
      postMessage({ product: data.value * factor, asked });
    };
  `)
  }`,
);
type Request = { readonly factor: number } | { readonly value: number };
interface Reply {
  readonly product: number;
  readonly asked: number;
}

Deno.test("loneWorker() greets a worker and gives it one request at a time, in order", async () => {
  await using worker = loneWorker<Request, Reply>({ url, wallMs: 20_000, greeting: { factor: 3 } });
  const replies = await Promise.all([1, 2, 3].map((value) => worker.ask({ value })));
  assert.deepEqual(replies, [
    { product: 3, asked: 1 },
    { product: 6, asked: 2 },
    { product: 9, asked: 3 },
  ]);
});

Deno.test("loneWorker() has a fresh worker after one that failed or took too long", async () => {
  await using worker = loneWorker<Request, Reply>({ url, wallMs: 3_000, greeting: { factor: 2 } });
  assert.deepEqual(await worker.ask({ value: 1 }), { product: 2, asked: 1 });
  assert.deepEqual(await worker.ask({ value: -1 }), { error: "broken" });
  assert.deepEqual(await worker.ask({ value: 4 }), { product: 8, asked: 1 });
  assert.deepEqual(await worker.ask({ value: -2 }), { error: "took more than 3000 ms" });
  assert.deepEqual(await worker.ask({ value: 5 }), { product: 10, asked: 1 });
});

Deno.test("loneWorker() ends a worker that has nothing to do", async () => {
  // Nothing disposes of it: the test would find what is left over.
  const worker = loneWorker<Request, Reply>({ url, wallMs: 20_000, idleMs: 10 });
  assert.deepEqual(await worker.ask({ value: 1 }), { product: 1, asked: 1 });
  await new Promise((resolve) => setTimeout(resolve, 200));
  assert.deepEqual(await worker.ask({ value: 1 }), { product: 1, asked: 1 });
  await new Promise((resolve) => setTimeout(resolve, 200));
});

Deno.test("loneWorker() does not work for a signal that is aborted", async () => {
  await using worker = loneWorker<Request, Reply>({ url, wallMs: 20_000 });
  await assert.rejects(worker.ask({ value: 1 }, AbortSignal.abort()), { name: "AbortError" });
  assert.deepEqual(await worker.ask({ value: 2 }), { product: 2, asked: 1 });
});
