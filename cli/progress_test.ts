import assert from "node:assert/strict";
import { stripVTControlCharacters } from "node:util";
import type { Progress, ProgressRow } from "../runners/run_types.ts";
import type { Io } from "./io.ts";
import { money, progressLine, progressLines, span } from "./progress.ts";
import { progressDisplay } from "./progress_display.ts";

function row(benchmark: string, scored: number, more: Partial<ProgressRow> = {}): ProgressRow {
  return {
    column: "qwen3",
    benchmark,
    planned: 300,
    scored,
    unscored: 0,
    inFlight: 0,
    turns: null,
    ...more,
  };
}

function progress(rows: readonly ProgressRow[], more: Partial<Progress> = {}): Progress {
  return {
    rows,
    planned: 900,
    scored: 449,
    unscored: 2,
    inFlight: 16,
    kept: 0,
    completionTokens: 1_000_000,
    tokensPerSecond: 1_234.4,
    cost: 0.41237,
    elapsedMs: 65_000,
    etaMs: 11_400_000,
    ...more,
  };
}

const style = { columns: 100, rows: 24, color: false, currency: "USD" };

Deno.test("progressLines() counts turns apart from conversations", () => {
  const [line, total] = progressLines(
    progress([row("tau2-bench", 30, { turns: 1_234 })]),
    style,
  );
  assert.match(line ?? "", /30\/300 10 % {2}1,234 turns/);
  assert.match(total ?? "", /1,234 turns/);
});

Deno.test("progressLines() shows a line for each row and a total", () => {
  const lines = progressLines(
    progress([row("ifbench", 128, { unscored: 2, inFlight: 16 }), row("aime-2025", 0)]),
    style,
  );
  assert.deepEqual(
    lines,
    [
      `ifbench · qwen3    ${"█".repeat(10)}${"░".repeat(14)}  130/300 43 %  2 failed  16 in flight`,
      `aime-2025 · qwen3  ${"░".repeat(24)}  0/300 0 %`,
      "total  451/900 50 %  2 failed  16 in flight  1,234 tokens/s  0.4124 USD  1 min 5 s  3 h 10 min left",
    ].map((line) => line),
  );
});

Deno.test("progressLines() colours nothing but what it shows", () => {
  const state = progress([row("ifbench", 128, { unscored: 2, inFlight: 16 })]);
  const coloured = progressLines(state, { ...style, color: true });
  assert.notDeepEqual(coloured, progressLines(state, style));
  assert.deepEqual(
    coloured.map((line) => stripVTControlCharacters(line)),
    progressLines(state, style),
  );
});

Deno.test("progressLines() keeps to the height: what moves comes first", () => {
  const rows = [
    ...Array.from({ length: 30 }, (_, i) => row(`done-${i}`, 300)),
    row("moving", 10, { inFlight: 3 }),
    row("waiting", 0),
  ];
  const lines = progressLines(progress(rows), { ...style, rows: 8 });
  assert.equal(lines.length, 7);
  assert.ok(lines.some((line) => line.startsWith("moving")));
  assert.ok(lines.some((line) => line.startsWith("waiting")));
  assert.equal(lines.at(-2), "… and 27 more");
});

Deno.test("progressLines() drops the bar where there is no room", () => {
  const [line] = progressLines(progress([row("ifbench", 1)]), { ...style, columns: 50 });
  assert.equal(line, "ifbench · qwen3  1/300 0 %");
});

Deno.test("progressLines() rounds down, so that 100 % means done", () => {
  const [line] = progressLines(progress([row("ifbench", 299)]), { ...style, columns: 50 });
  assert.match(line ?? "", /299\/300 99 %$/);
});

Deno.test("progressLines() takes control characters out of names", () => {
  const [line] = progressLines(progress([row("x\x1b[2J", 1)]), { ...style, columns: 50 });
  assert.ok(line?.includes("x[2J") && !line.includes("\x1b"));
});

Deno.test("progressLine() says the total on one line", () => {
  assert.equal(
    progressLine(progress([], { cost: null, etaMs: null, unscored: 0, scored: 451 }), null),
    "451/900 50 %, 16 in flight, 1,234 tokens/s, 1 min 5 s",
  );
});

for (
  const [ms, text] of [
    [0, "0 s"],
    [499, "0 s"],
    [1_000, "1 s"],
    [60_000, "1 min"],
    [61_000, "1 min 1 s"],
    [3_600_000, "1 h"],
    [90_061_000, "1 d 1 h"],
    [-5, "0 s"],
  ] as const
) {
  Deno.test(`span() shows ${ms} ms as "${text}"`, () => assert.equal(span(ms), text));
}

Deno.test("money() shows small amounts with four decimals", () => {
  assert.equal(money(0.00123, "EUR"), "0.0012 EUR");
  assert.equal(money(123.456, null), "123.46");
});

function recorder(stderrIsTerminal: boolean): { io: Io; text(): string; tick(ms: number): void } {
  let text = "";
  let now = 0;
  const io: Io = {
    out: () => assert.fail("progress must not touch standard output"),
    err: (part) => text += part,
    exit: () => {},
    env: () => undefined,
    now: () => now,
    signal: new AbortController().signal,
    stdinIsTerminal: false,
    stdoutIsTerminal: false,
    stderrIsTerminal,
    color: { out: false, err: false },
    size: () => ({ columns: 100, rows: 24 }),
  };
  return { io, text: () => text, tick: (ms) => now += ms };
}

Deno.test("progressDisplay() writes a plain line every 30 s where there is no terminal", () => {
  const { io, text, tick } = recorder(false);
  using display = progressDisplay(io, null);
  for (let second = 0; second < 70; second++) {
    display.show(progress([row("ifbench", second)]));
    tick(1_000);
  }
  assert.equal(text().split("\n").length - 1, 2);
  assert.ok(!text().includes("\x1b"));
});

Deno.test("progressDisplay() redraws in place on a terminal and says notes above", () => {
  const { io, text } = recorder(true);
  {
    using display = progressDisplay(io, null);
    display.show(progress([row("ifbench", 1)]));
    display.show(progress([row("ifbench", 2)]));
    display.say("dropped \x1b[31mtop_k");
  }
  assert.ok(text().includes("\x1b[2A\r\x1b[J"));
  assert.ok(text().endsWith("dropped [31mtop_k\n"));
});
