import type { DryRun } from "../runners/run_types.ts";
import { money, number, span } from "./progress.ts";
import { printable, printableLine } from "./printable.ts";
import { textTable } from "./text_table.ts";

/** What a run would send, for a person. */
export function dryRunText(estimate: DryRun): string {
  const right = (title: string) => ({ title, align: "right" } as const);
  const { currency } = estimate;
  const table = textTable(
    [
      { title: "column" },
      { title: "task" },
      ...["samples", "repeats", "requests", "judge", "tokens in", "tokens out", "cost"].map(right),
    ],
    estimate.rows.map((row) => [
      row.column,
      `${row.benchmark}/${row.task}`,
      number(row.samples),
      number(row.repeats),
      number(row.requests),
      number(row.judgeRequests),
      number(row.promptTokens),
      number(row.completionTokens),
      row.cost === null ? "-" : money(row.cost, currency),
    ]),
  );
  const remarks = new Set(estimate.rows.flatMap(({ benchmark, task, problems, expectation }) => [
    `Expected: ${expectation}`,
    ...problems.map((problem) => `${benchmark}/${task} ${problem}`),
  ]));
  const examples = estimate.examples.map(({ task, body }) =>
    `First request of ${printableLine(task, 100)}:\n${excerpt(JSON.stringify(body, null, 2))}\n`
  );
  return [
    table,
    `${dryRunTotals(estimate)}\n`,
    ...[...remarks].map((remark) => `${printableLine(remark)}\n`),
    ...examples,
  ].join("\n").replaceAll(/\n{3,}/g, "\n\n");
}

/** The totals in a sentence. */
export function dryRunTotals(estimate: DryRun): string {
  const cost = estimate.cost === null
    ? "cost unknown (no prices)"
    : `about ${money(estimate.cost, estimate.currency)}`;
  return `${number(estimate.requests)} requests, ${
    number(estimate.promptTokens)
  } tokens in, about ` +
    `${number(estimate.completionTokens)} tokens out, ${cost}, about ${span(estimate.timeMs)}`;
}

/** Longest request shown, in characters. */
const EXCERPT = 2_000;

function excerpt(text: string): string {
  return printable(text.length > EXCERPT ? `${text.slice(0, EXCERPT)}…` : text);
}
