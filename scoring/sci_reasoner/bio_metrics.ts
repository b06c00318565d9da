/**
 * The metrics of bio_instruction, in percent with three decimals. Rows without a label do not count.
 *
 * @module
 */
import { macroAucMetric } from "../metrics/auc.ts";
import { binaryMetric, matthews } from "../metrics/binary.ts";
import { pearson, pearsonSquared, spearman } from "../metrics/correlation.ts";
import { fromJsonNumber } from "../metrics/json_number.ts";
import { countOf } from "../metrics/mean.ts";
import { mixedScore } from "../metrics/mixed_score.ts";
import { validShareMetric } from "../metrics/valid_share.ts";
import { pyRound } from "../python/round.ts";
import type { BreakdownMetric, Item, SetMetric } from "../types.ts";
import { BIO_MODIFICATIONS } from "./bio_instruction.ts";

/** The metric over the rows that count, rounded as upstream rounds it. */
function rounded(metric: SetMetric): SetMetric {
  return {
    ...metric,
    compute: (items) => {
      const counted = labelled(items);
      const value = counted.length === 0 ? null : metric.compute(counted);
      return value === null ? null : pyRound(value, 3);
    },
    gap: () => "undefined for these replies",
  };
}

function labelled(items: readonly Item[]): readonly Item[] {
  return items.filter(({ values }) => values.dropped !== true);
}

/** Matthews correlation of yes and no. */
export const bioMatthews: SetMetric = rounded(
  binaryMetric("MCC", matthews, { range: [-1, 1] }),
);

/** Predictions above it stay out of the rank correlation, free of charge. */
const CEILING = 300;

/** Spearman's rho times the readable share. */
export const bioSpearman: SetMetric = rounded(
  validShareMetric("spearman", spearman, [-100, 100], { ceiling: CEILING }),
);

/** Pearson's r squared times the readable share; of several series their mean. */
export const bioRSquared: SetMetric = rounded(validShareMetric("R2", pearsonSquared, [0, 100]));

/** Pearson's r times the readable share, mean over the series; none where no reply can be read. */
export const bioPearson: SetMetric = seriesPearson("PCC", null);

/** {@linkcode bioPearson} of each series on its own. */
export function bioSeriesPearson(names: readonly string[]): BreakdownMetric {
  const metrics = names.map((name) => seriesPearson(`${name}_PCC`, name));
  return {
    kind: "breakdown",
    id: "series",
    unit: "percent",
    compute: (items) =>
      Object.fromEntries(metrics.map((metric) => [metric.id, metric.compute(items)])),
  };
}

function seriesPearson(id: string, only: string | null): SetMetric {
  const metric = validShareMetric(id, pearson, [-100, 100]);
  return rounded({
    ...metric,
    compute: (items) => {
      const chosen = items.map((item) => ({
        ...item,
        values: {
          series: Object.fromEntries(
            Object.entries(seriesOf(item)).filter(([name]) => only === null || name === only),
          ),
        },
      }));
      return chosen.some(readable) ? metric.compute(chosen) : null;
    },
  });
}

type Pairs = { readonly [name: string]: readonly [number, number | string] };

function seriesOf({ values }: Item): Pairs {
  return values.series as Pairs;
}

function readable(item: Item): boolean {
  return Object.values(seriesOf(item)).some(([, pred]) => Number.isFinite(fromJsonNumber(pred)));
}

/** The score of siRNA efficiency; what cannot be read scores 0. */
export const bioMixed: SetMetric = rounded({
  kind: "set",
  id: "mixed_score",
  unit: "percent",
  better: "higher",
  range: [0, 100],
  compute: (items) => {
    const pairs = items.map((item) => seriesOf(item).value ?? [NaN, NaN]);
    return 100 * mixedScore(
      pairs.map(([gold]) => gold),
      pairs.map(([, pred]) => fromJsonNumber(pred)),
    );
  },
});

/** Mean over the modifications; none where all or no gold labels have one of them. */
export const bioModificationAuc: SetMetric = rounded(
  macroAucMetric("AUC", BIO_MODIFICATIONS, "undefined"),
);

/** Replies that upstream hands to a classifier, and rows that do not count. */
export const bioCounts: BreakdownMetric = {
  kind: "breakdown",
  id: "bio",
  unit: "count",
  compute: (items) => ({
    "without a keyword, counted as wrong": countOf(items, "unread"),
    "without a keyword, classified": countOf(items, "classified"),
    "without a label": countOf(items, "dropped"),
  }),
};
