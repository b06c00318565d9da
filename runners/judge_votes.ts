import { agreement } from "../results/stats/kappa.ts";
import { type JudgeCheck, lastCheckOf } from "../results/judge_check.ts";
import type { CellJudges, KeptVerdict } from "../results/types.ts";
import type { JudgeRecord } from "./judged_score.ts";
import type { JudgeConfig } from "./run_types.ts";

/** What the judges of a cell voted, gathered while its verdicts are read. */
export class JudgeVotes {
  readonly #rows: (readonly JudgeRecord[])[] = [];
  #split = 0;

  /** The same verdicts; what is kept about judges is taken out of their values, as no metric reads it. */
  async *through(verdicts: AsyncIterable<KeptVerdict>): AsyncGenerator<KeptVerdict> {
    for await (const kept of verdicts) {
      if (kept.verdict.kind === "unscored" || kept.verdict.values.judges === undefined) {
        yield kept;
        continue;
      }
      const { judges, ...values } = kept.verdict.values;
      this.#rows.push(
        (judges as unknown as readonly JudgeRecord[]).map(({ judge, vote }) => ({
          judge,
          vote,
          prompt: "",
          raw: [],
        })),
      );
      if (values.panel_split === true) this.#split++;
      yield { ...kept, verdict: { ...kept.verdict, values } };
    }
  }

  /** Votes by judge, and how far those of a panel agree; `null` where no judge was asked. */
  summary(known: readonly JudgeConfig[]): CellJudges | null {
    if (this.#rows.length === 0) return null;
    const labels = [...new Set(this.#rows.flatMap((row) => row.map(({ judge }) => judge)))];
    const panel = labels.map((label) => {
      const votes = this.#rows.flatMap((row) =>
        row.flatMap(({ judge, vote }) => judge === label && vote !== null ? [vote] : [])
      );
      return {
        label,
        model: known.find(({ endpoint }) => endpoint.label === label)?.endpoint.model ?? label,
        judged: votes.length,
        accepted: votes.filter((vote) => vote === "correct").length,
      };
    });
    const complete = this.#rows
      .filter((row) => row.length === labels.length)
      .map((row) => row.flatMap(({ vote }) => vote ?? []))
      .filter((votes) => votes.length === labels.length);
    const agreed = labels.length < 2 ? null : agreement(complete);
    return { panel, split: this.#split, agreement: agreed };
  }
}

/** What a reader must know about the judges of a cell: who they are, their last check, how they agree. */
export function judgeNotes(
  { panel, split, agreement }: CellJudges,
  checks: readonly JudgeCheck[],
  at: string,
): readonly string[] {
  const named = panel.map(({ label, model }) => judgeNote(label, model, checks));
  if (panel.length < 2) return named;
  const agreed = agreement === null
    ? "no reply was judged by all of them"
    : `all of them judged ${agreement.items} replies and agree in ${percent(agreement.share)} ` +
      `(${agreement.method === "cohen" ? "Cohen's" : "Fleiss'"} kappa ${decimal(agreement.kappa)})`;
  return [
    ...named,
    `${at}: decided by the majority of ${panel.length} judges; ${agreed}; ${split} split verdicts`,
  ];
}

function judgeNote(label: string, model: string, checks: readonly JudgeCheck[]): string {
  const who = `Judge "${label}"${label === model ? "" : ` (model "${model}")`}`;
  const last = lastCheckOf(checks, model);
  if (last === null) return `${who}: never checked (assay judge-check measures it)`;
  const { check: { at, pairs }, judge: { accuracy, kappa, simulated } } = last;
  return `${who}: last checked ${at.slice(0, 10)} on ${accuracy.of} pairs (${pairs.source}): ` +
    `accuracy ${percent(accuracy.value)} [${percent(accuracy.low)}, ${percent(accuracy.high)}], ` +
    `kappa ${decimal(kappa)}${simulated ? ", simulated" : ""}`;
}

function percent(share: number | null): string {
  return share === null ? "undefined" : `${(100 * share).toFixed(1)} %`;
}

function decimal(value: number | null): string {
  return value === null ? "undefined" : value.toFixed(2);
}
