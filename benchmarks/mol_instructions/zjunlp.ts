import { z } from "zod";
import { bracketedSpans } from "../../scoring/answers/spans.ts";
import { goldLetter } from "../../scoring/mol_instructions/readers.ts";
import { type ZjunlpKind, zjunlpScorer } from "../../scoring/mol_instructions/zjunlp.ts";
import { zjunlpMetrics } from "../../scoring/mol_instructions/zjunlp_metrics.ts";
import { plainDecimal, pyFloat } from "../../scoring/python/float.ts";
import { hub, type Task, task, user } from "../define.ts";
import { zjunlpDemo } from "./demo.ts";
import { zjunlpLimits, type ZjunlpRow } from "./tasks.ts";

const Row = z.object({
  instruction: z.string("a text"),
  input: z.string("a text"),
  output: z.string("a text"),
});
type Row = z.output<typeof Row>;

const Split = z.object({ metadata: z.object({ split: z.string() }) });

/** Places of the test rows, the first ones where the authors' scripts stop early. */
export function testPlaces(records: readonly unknown[], limit: number): number[] {
  return records.flatMap((record, place) => {
    const split = Split.safeParse(record);
    return !split.success || split.data.metadata.split === "test" ? [place] : [];
  }).slice(0, limit);
}

/** A reply that gets full marks; `null` where there is none for the gold answer. */
function reference(kind: ZjunlpKind, gold: string): string | null {
  switch (kind) {
    case "property": {
      const number = pyFloat(gold);
      return number === null || !Number.isFinite(number) ? null : plainDecimal(number);
    }
    case "description":
      // Replies are cut behind their last full stop.
      return gold.endsWith(".") ? gold : null;
    case "pairs":
      return bracketedSpans(gold).length === 0 ? null : gold;
    case "choice": {
      const letter = goldLetter(gold);
      return letter === null ? null : `(${letter})`;
    }
    default:
      return gold;
  }
}

/** A task of the authors' own evaluation, on the original data. Runs only when it is named. */
export function zjunlpTask({ name, archive, kind }: ZjunlpRow): Task {
  const metrics = zjunlpMetrics[kind];
  return task<Row, string>({
    id: `zjunlp-${name}`,
    title: `${name} (zjunlp)`,
    byDefault: false,
    source: hub({
      repo: "zjunlp/Mol-Instructions",
      revision: "main",
      path: `data/${archive}.zip`,
      entry: `${archive}/${name}.json`,
      format: "json",
      licence: "CC-BY-4.0",
      choose: (records) => testPlaces(records, zjunlpLimits[archive]),
    }),
    record: Row,
    sample: ({ instruction, input, output }, { index }) => ({
      id: String(index).padStart(6, "0"),
      messages: user(`${instruction}\n${input}`),
      target: output,
    }),
    // The authors' scripts take replies as they are.
    reasoning: "none",
    scorer: zjunlpScorer(kind),
    metrics,
    primary: metrics[0].id,
    reference: ({ output }) => reference(kind, output),
    demo: zjunlpDemo(kind),
  });
}
