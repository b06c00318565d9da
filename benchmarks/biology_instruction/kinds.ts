import { z } from "zod";
import {
  enzymeFmax,
  labelAccuracy,
  mcc,
  mixed,
  modificationAuc,
  pcc,
  rSquared,
  spearmanRho,
} from "../../scoring/biology/metrics.ts";
import { lastBoxedText } from "../../scoring/answers/boxed_text.ts";
import {
  boxedLabel,
  boxedYesNo,
  ecIndices,
  efficiency,
  enzymes,
  isLabel,
  modifications,
  numbers,
  type SeriesTarget,
  yesNo,
} from "../../scoring/biology/scorers.ts";
import type { Json } from "../../scoring/json.ts";
import { plainDecimal, pyFloat } from "../../scoring/python/float.ts";
import type { Metric, Scorer } from "../../scoring/types.ts";
import type { Kind } from "./tasks.ts";

/** Everything that tasks of one kind share. */
export interface KindSpec<Gold extends Json> {
  /** Schema of a record's gold answer. */
  readonly gold: z.ZodType<Gold>;
  readonly scorer: Scorer<Gold>;
  readonly metric: Exclude<Metric, { kind: "breakdown" }>;
  /** A reply that gets full marks; `null` where the scorer can give none. */
  readonly reference: (gold: Gold) => string | null;
}

const boxed = (text: string): string => `\\boxed{${text}}`;

const yesNoGold = z.string().refine((gold) => yesNo(gold) !== null, {
  error: 'one of "positive", "negative", "yes", "no"',
});

/** A number, or a text that Python's `float()` takes, as upstream reads values of a dict. */
const value = z.union([z.number(), z.string()]).transform((written, context) => {
  const number = typeof written === "number" ? written : pyFloat(written);
  if (number !== null && Number.isFinite(number)) return number;
  context.addIssue({ code: "custom", message: "a number" });
  return z.NEVER;
});

const seriesGold: z.ZodType<SeriesTarget> = z.union([
  z.number(),
  z.record(z.string(), value).refine((gold) => Object.keys(gold).length > 0, {
    error: "an object with at least one value",
  }),
]);

function seriesReference(gold: SeriesTarget): string {
  return boxed(typeof gold === "number" ? plainDecimal(gold) : JSON.stringify(gold));
}

function series(metric: KindSpec<SeriesTarget>["metric"]): KindSpec<SeriesTarget> {
  return { gold: seriesGold, scorer: numbers, metric, reference: seriesReference };
}

const label: KindSpec<string> = {
  gold: z.string(),
  scorer: boxedLabel,
  metric: labelAccuracy,
  // No reply matches a gold label such as "Positive", which is not taken for "yes" while answers are.
  reference: (gold) => isLabel(lastBoxedText(boxed(gold)), gold) ? boxed(gold) : null,
};

/** The kinds of answers. */
export const kinds = {
  "yes-no": {
    gold: yesNoGold,
    scorer: boxedYesNo,
    metric: mcc,
    reference: (gold: string) => boxed(yesNo(gold) === true ? "yes" : "no"),
  },
  "pcc": series(pcc),
  "spearman": series(spearmanRho),
  "r2": series(rSquared),
  "modifications": {
    gold: z.string(),
    scorer: modifications,
    metric: modificationAuc,
    reference: boxed,
  },
  "label": label,
  "family": label,
  "enzymes": {
    gold: z.string(),
    scorer: enzymes,
    metric: enzymeFmax,
    reference: (gold: string) => ecIndices(gold).length === 0 ? null : boxed(gold),
  },
  "mixed": {
    gold: z.number(),
    scorer: efficiency,
    metric: mixed,
    reference: (gold: number) => boxed(plainDecimal(gold)),
  },
} as const satisfies Readonly<Record<Kind, unknown>>;
