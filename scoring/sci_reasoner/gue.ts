/**
 * GUE's yes/no questions about DNA: a fixed sentence, else keywords, negatives first.
 *
 * Upstream: `opencompass@a5acc4bb opencompass/datasets/SciReasoner/GUE.py`.
 *
 * @module
 */
import { type KeywordClass, keywordLabel } from "../answers/keywords.ts";
import { withoutOpenThinking } from "../answers/reasoning.ts";
import { binaryMetric, matthews } from "../metrics/binary.ts";
import { countOf } from "../metrics/mean.ts";
import { PY_WHITESPACE, pyStrip } from "../python/text.ts";
import { isWordBoundary } from "../python/word_boundary.ts";
import type { BreakdownMetric, Scorer, SetMetric } from "../types.ts";
import { textScorer } from "./scorer.ts";

const I = "[i\u0131\u0130]";
const SENTENCE = new RegExp(
  `The pred${I}ct${I}on result ${I}s[${PY_WHITESPACE}]+(pos${I}t${I}ve|negat${I}ve)`,
  "giu",
);

// deno-fmt-ignore
const CLASSES: readonly KeywordClass[] = [
  {
    label: "negative",
    words: ["negative", "no", "absence", "not", "cannot", "fails", "absent", "lacks"],
  },
  {
    label: "positive",
    words: [
      "positive", "positively", "presence", "detected", "identified", "identifiable", "found",
      "yes", "located", "detectable", "observable", "evident", "absolutely", "affirmative", "can",
      "affirm", "confirm", "confirms", "reveals", "existence", "certainly", "consistent",
      "recognizable", "shows core", "shows promoter", "shows characteristic", "evidenced by",
      "seeing characteristic patterns", "includes", "contains sequences", "exhibits clear",
      "contains transcription", "exhibits sequences", "clearly contains", "recognized",
      "exhibits features", "contains regulatory", "shows clear", "displays", "definitely has",
      "exhibits patterns", "clear evidence", "contains a", "yep", "contains sites",
      "shows sequences",
    ],
  },
];

/** `positive`, `negative`, or `""` for a text that says neither. */
export function gueLabel(text: string): string {
  const rest = withoutOpenThinking(pyStrip(text));
  for (const match of rest.matchAll(SENTENCE)) {
    const end = match.index + match[0].length;
    if (isWordBoundary(rest, match.index) && isWordBoundary(rest, end)) {
      return (match[1] ?? "").toLowerCase();
    }
  }
  return keywordLabel(rest, CLASSES, { match: "whole-word", letters: "ignore" }) ?? "";
}

/** Yes or no; the target is the gold text. What says neither counts as no, and is counted. */
export const gueScorer: Scorer<string> = textScorer("gue", (text, target) => {
  const prediction = gueLabel(text);
  const reference = gueLabel(target);
  const readable = prediction !== "" && reference !== "";
  return {
    outcome: prediction === "" ? "no-answer" : prediction === reference ? "correct" : "wrong",
    answer: prediction === "" ? null : prediction,
    values: { gold: reference === "positive", pred: prediction === "positive", readable },
    perSample: { prediction, reference },
  };
});

/** Matthews correlation in percent; what says neither counts as no. */
export const gueMatthews: SetMetric = binaryMetric("matthews_correlation_all", matthews, {
  range: [-1, 1],
});

/** The same over the rows that say one or the other, and how many do not. */
export const gueOthers: BreakdownMetric = {
  kind: "breakdown",
  id: "gue",
  unit: "value",
  compute: (items) => ({
    matthews_correlation_filtered: gueMatthews.compute(
      items.filter(({ values }) => values.readable === true),
    ),
    non_pos_neg_count: items.length - countOf(items, "readable"),
    total_count: items.length,
  }),
};
