import type { CheckedJudge, CheckShare, JudgeCheck } from "../results/judge_check.ts";
import { printableLine } from "./printable.ts";
import { textTable } from "./text_table.ts";

/** Wrong verdicts shown of each judge; `--json` has them all. */
const SHOWN = 10;

/** A check as text: a table for each judge, then how the judges agree. */
export function judgeCheckText(check: JudgeCheck): string {
  const { pairs, contract, agreement } = check;
  const parts = [
    `${pairs.count} pairs (${printableLine(pairs.source, 200)}); prompt ${contract.prompt}, ` +
    `parser ${contract.parser}, quoting ${contract.quoting}, reasoning ${contract.reads}\n`,
    ...check.judges.map(judgeText),
  ];
  if (agreement !== null) {
    const name = agreement.method === "cohen" ? "Cohen's kappa" : "Fleiss' kappa";
    parts.push(
      `The judges agree on ${percent(agreement.share)} of ${agreement.items} pairs; ${name} ` +
        `${decimal(agreement.kappa)}\n`,
    );
  }
  return parts.join("\n");
}

function judgeText(judge: CheckedJudge): string {
  const right = (title: string) => ({ title, align: "right" } as const);
  const row = (
    name: string,
    one: Pick<CheckedJudge, "accuracy" | "falseAccepts" | "falseRejects">,
  ) => [
    name,
    String(one.accuracy.of),
    ...[one.accuracy, one.falseAccepts, one.falseRejects].map(shareText),
  ];
  const table = textTable(
    [
      { title: "category" },
      ...["pairs", "accuracy", "false accepts", "false rejects"].map(right),
    ],
    [
      ...Object.entries(judge.categories).map(([name, one]) => row(name, one)),
      row("all", judge),
      ...judge.padded === null ? [] : [row("all, replies padded", judge.padded)],
      ...judge.reordered === null ? [] : [row("all, order changed", judge.reordered)],
    ],
  );
  return [
    `Judge "${printableLine(judge.label, 60)}" (model ${printableLine(judge.model, 60)})` +
    `${judge.simulated ? ", simulated: this says nothing of a model" : ""}\n`,
    table,
    [
      `kappa with the labels ${decimal(judge.kappa)}`,
      `${judge.unparsable} verdicts unreadable (they count as wrong)`,
      `${judge.failed} pairs without a verdict`,
    ].join("; ") + "\n",
    ...judge.padded === null ? [] : [`padding turns ${shareText(judge.padded.flips)} of verdicts`],
    ...judge.reordered === null
      ? []
      : [`another order turns ${shareText(judge.reordered.flips)} of verdicts\n`],
    ...mistakes(judge),
  ].join("\n");
}

function mistakes({ mistakes }: CheckedJudge): string[] {
  if (mistakes.length === 0) return [];
  const shown = mistakes.slice(0, SHOWN).map(({ id, label, raw }) =>
    `  ${printableLine(id, 80)}: is ${label}, the judge said ${
      JSON.stringify(printableLine(raw, 60))
    }`
  );
  const more = mistakes.length > SHOWN ? [`  … and ${mistakes.length - SHOWN} more (--json)`] : [];
  return ["Wrong verdicts:", ...shown, ...more, ""];
}

/** `97.5 % [92.9, 99.1]`. */
function shareText({ value, low, high }: CheckShare): string {
  if (value === null || low === null || high === null) return "-";
  return `${percent(value)} [${(100 * low).toFixed(1)}, ${(100 * high).toFixed(1)}]`;
}

function percent(share: number): string {
  return `${(100 * share).toFixed(1)} %`;
}

function decimal(value: number | null): string {
  return value === null ? "undefined" : value.toFixed(2);
}
