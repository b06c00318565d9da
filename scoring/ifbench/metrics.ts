import type { BreakdownMetric, Item, Metric } from "../types.ts";
import {
  ACCURACIES,
  accuracyByConstraint,
  type AccuracyName,
  ifbenchAccuracies,
  type Labelled,
  type Strictness,
} from "./accuracy.ts";
import { type Profile, profiles } from "./profile.ts";

/**
 * The metrics of IFBench: the five numbers of a profile under their names, those of the other one
 * behind its name (`official/score`), and the first one's constraints one by one
 * (`Inst-level-strict-accuracy/count:numbers`).
 */
export function ifbenchMetrics(profile: Profile): Metric[] {
  return [
    ...accuracies(profile, ""),
    ...profiles.filter((other) => other !== profile)
      .flatMap((other) => accuracies(other, `${other}/`)),
    byConstraint(profile, "strict"),
    byConstraint(profile, "loose"),
  ];
}

/** What the scorer said of an item in a profile. */
function labelled({ values }: Item, profile: Profile): Labelled {
  const { strict, loose } = values[profile] as { strict: boolean[]; loose: boolean[] };
  return { ids: values["ids"] as string[], strict, loose };
}

/** The numbers that are means over replies; the others are ratios of sums. */
const PROMPT_LEVEL: Readonly<Partial<Record<AccuracyName, Strictness>>> = {
  "Prompt-level-strict-accuracy": "strict",
  "Prompt-level-loose-accuracy": "loose",
};

function accuracies(profile: Profile, prefix: string): Metric[] {
  return ACCURACIES.map((name): Metric => {
    const base = { id: prefix + name, unit: "percent", better: "higher" } as const;
    const strictness = PROMPT_LEVEL[name];
    if (strictness !== undefined) {
      return {
        ...base,
        kind: "mean",
        scale: 100,
        range: [0, 1],
        value: (item) => labelled(item, profile)[strictness].every(Boolean) ? 1 : 0,
      };
    }
    return {
      ...base,
      kind: "set",
      range: [0, 100],
      compute: (items) => ifbenchAccuracies(items.map((item) => labelled(item, profile)))[name],
    };
  });
}

function byConstraint(profile: Profile, strictness: Strictness): BreakdownMetric {
  const name = `Inst-level-${strictness}-accuracy`;
  return {
    kind: "breakdown",
    id: `${name}/constraint`,
    unit: "percent",
    compute(items) {
      const samples = items.map((item) => labelled(item, profile));
      return Object.fromEntries(
        Object.entries(accuracyByConstraint(samples, strictness))
          .map(([group, value]) => [`${name}/${group}`, value]),
      );
    },
  };
}
