import { equal, ok, rejects, throws } from "node:assert/strict";
import { AskScope } from "./ask_scope.ts";

function scopeOf(totalMs: number, signal?: AbortSignal): AskScope {
  return new AskScope({ signal, open: new Set(), totalMs });
}

function aborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => signal.addEventListener("abort", () => resolve()));
}

Deno.test("AskScope.attempt() tells which clock ran out", async () => {
  const rows = [
    { attemptMs: 20, totalMs: 9e9, idleMs: null, clock: "attempt" },
    { attemptMs: 9e9, totalMs: 20, idleMs: 9e9, clock: "total" },
    { attemptMs: 9e9, totalMs: 9e9, idleMs: 20, clock: "idle" },
  ] as const;
  for (const { attemptMs, totalMs, idleMs, clock } of rows) {
    using scope = scopeOf(totalMs);
    using attempt = scope.attempt({ attemptMs, idleMs });
    await aborted(attempt.signal);
    equal(attempt.expired, clock);
  }
});

Deno.test("AttemptClock.touch() puts the idle clock off", async () => {
  using scope = scopeOf(9e9);
  using attempt = scope.attempt({ attemptMs: 9e9, idleMs: 60 });
  const began = performance.now();
  const beat = setInterval(() => attempt.touch(), 10);
  setTimeout(() => clearInterval(beat), 120);
  await aborted(attempt.signal);
  ok(performance.now() - began >= 150);
});

Deno.test("AskScope.end() interrupts a try and a pause with its reason", async () => {
  const reason = new Error("the user went home");
  {
    using scope = scopeOf(9e9);
    using attempt = scope.attempt({ attemptMs: 9e9, idleMs: null });
    scope.end(reason);
    equal(attempt.signal.reason, reason);
    equal(attempt.expired, null);
  }
  using scope = scopeOf(9e9);
  setTimeout(() => scope.end(reason), 5);
  await rejects(scope.sleep(9e9), reason);
  throws(() => scope.throwIfEnded(), reason);
  throws(() => scope.attempt({ attemptMs: 1, idleMs: 1 }), reason);
});

Deno.test("AskScope listens to a shared signal only while it lives", () => {
  const controller = new AbortController();
  let listeners = 0;
  const { signal } = controller;
  const add = signal.addEventListener.bind(signal);
  const remove = signal.removeEventListener.bind(signal);
  signal.addEventListener = (...args: Parameters<typeof add>) => (listeners++, add(...args));
  signal.removeEventListener = (...args: Parameters<typeof remove>) => {
    listeners--;
    remove(...args);
  };
  const open = new Set<AskScope>();
  {
    using first = new AskScope({ signal, open, totalMs: 1000 });
    using _second = new AskScope({ signal, open, totalMs: 1000 });
    equal(listeners, 2);
    equal(open.size, 2);
    controller.abort(new Error("stop"));
    throws(() => first.throwIfEnded(), /stop/);
  }
  equal(listeners, 0);
  equal(open.size, 0);
});

Deno.test("AskScope refuses to begin under a signal that is aborted already", () => {
  using scope = scopeOf(1000, AbortSignal.abort(new Error("too late")));
  throws(() => scope.throwIfEnded(), /too late/);
});
