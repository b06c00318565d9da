/**
 * Mol-Instructions' questions about texts of biomedicine.
 *
 * Upstream: `opencompass@a5acc4bb opencompass/datasets/SciReasoner/Mol_Instructions/biotext.py`.
 *
 * @module
 */
import { bracketedChoice } from "../answers/bracketed_choice.ts";
import { keywordLabel } from "../answers/keywords.ts";
import { withoutThinking } from "../answers/reasoning.ts";
import { bracketedSpans } from "../answers/spans.ts";
import { countOf, meanPercent, meanValue } from "../metrics/mean.ts";
import { setF1 } from "../metrics/set_f1.ts";
import { goldLetter } from "../mol_instructions/readers.ts";
import { shareOutcome } from "../metrics/share_outcome.ts";
import { PY_WHITESPACE, pyStrip } from "../python/text.ts";
import { sourceIgnoringCase } from "../python/whole_word.ts";
import type { BreakdownMetric, MeanMetric, Scorer } from "../types.ts";
import { type Judged, textScorer, withoutEndMarks } from "./scorer.ts";

function leading(...phrases: readonly string[]): RegExp {
  return new RegExp(`^(?:${phrases.map(sourceIgnoringCase).join("|")})[${PY_WHITESPACE}]*`, "u");
}

const LABEL = leading("Response:", "Answer:");
const OPINION = leading("I would say that", "I would like to say that");

/** The answer of a reply or of a gold text. */
export function biotextAnswer(text: string): string {
  const unmarked = withoutEndMarks(pyStrip(text)).replace(LABEL, "");
  return pyStrip(withoutThinking(unmarked).replace(OPINION, ""));
}

function scorer(
  id: string,
  judge: (prediction: string, reference: string) => Pick<Judged, "outcome" | "values">,
): Scorer<string> {
  return textScorer(id, (text, target) => {
    const prediction = biotextAnswer(text);
    const reference = biotextAnswer(target);
    return {
      ...judge(prediction, reference),
      answer: prediction === "" ? null : prediction,
      perSample: { prediction, reference },
    };
  });
}

function setScorer(
  id: string,
  sets: (prediction: string, reference: string) => readonly [Iterable<string>, Iterable<string>],
): Scorer<string> {
  return scorer(id, (prediction, reference) => {
    const [pred, gold] = sets(prediction.toLowerCase(), reference.toLowerCase());
    const { f1 } = setF1(new Set(pred), new Set(gold));
    return { outcome: shareOutcome(prediction, f1), values: { f1 } };
  });
}

/** Pairs in brackets as a set of texts; a reply without any is one pair. The target is the gold text. */
export const interactions: Scorer<string> = setScorer("interactions", (prediction, reference) => {
  const found = bracketedSpans(prediction);
  return [
    found.length > 0 ? found : bracketedSpans(`(${prediction})`),
    bracketedSpans(reference),
  ];
});

/** Names divided by a comma and one blank as a set; an empty reply is a set of one empty name. */
export const entities: Scorer<string> = setScorer(
  "entities",
  (prediction, reference) => [prediction.split(", "), reference.split(", ")],
);

/** Mean F1 of the rows, 0..1. */
export const meanF1: MeanMetric = meanValue("f1", "f1", {
  unit: "fraction",
  better: "higher",
  range: [0, 1],
});

/** The letter in a gold answer: between its first opening and the next closing bracket. */
export function goldChoice(output: string): string | null {
  return goldLetter(biotextAnswer(output));
}

/** One of four letters in brackets or between blanks, or nothing but the letter. */
export const multipleChoice: Scorer<string> = textScorer("multiple-choice", (text, target) => {
  const prediction = biotextAnswer(text);
  const reference = biotextAnswer(target);
  const correct = (bracketedChoice(prediction) ?? prediction) === goldChoice(target);
  return {
    outcome: shareOutcome(prediction, correct ? 1 : 0),
    answer: bracketedChoice(prediction) ?? prediction,
    values: { correct },
    perSample: { prediction, reference },
  };
});

const VERDICTS = [
  { label: "yes", words: ["yes"] },
  { label: "no", words: ["no"] },
  { label: "maybe", words: ["maybe", "may be", "might"] },
];

/** Yes, no or maybe, wherever the words stand ("know" is no), against the text before the first comma. */
export const trueOrFalse: Scorer<string> = scorer("true-or-false", (prediction, reference) => {
  const said = keywordLabel(prediction, VERDICTS, { match: "anywhere", letters: "lower" });
  const gold = pyStrip(reference.toLowerCase().split(",", 1)[0] ?? "");
  const correct = (said ?? "other") === gold;
  return {
    outcome: said === null ? "no-answer" : correct ? "correct" : "wrong",
    values: { correct, other: said === null },
  };
});

/** Replies that say none of the three. */
export const otherAnswers: BreakdownMetric = {
  kind: "breakdown",
  id: "answers",
  unit: "count",
  compute: (items) => ({ other_answers: countOf(items, "other") }),
};

/** Share of right answers in percent. */
export const accuracy: MeanMetric = meanPercent("accuracy", "correct");

/**
 * An answer in words, compared by BERTScore: values `f1`, `precision` and `recall`. Without the model it
 * is kept and has no score.
 */
export const openQuestion: Scorer<string> = {
  id: "scireasoner-open-question",
  version: 2,
  needs: ["bert-score"],
  async score({ text, target }, { bertScorer }, signal) {
    if (bertScorer === undefined) {
      return {
        kind: "unscored",
        reason: "scorer-failed",
        detail: "needs BERTScore with roberta-large, which is not here: give --tool " +
          "bert-score=FOLDER and score the run again",
      };
    }
    const prediction = biotextAnswer(text);
    const reference = biotextAnswer(target);
    const { f1, precision, recall } = await bertScorer.score(prediction, reference, signal);
    return {
      kind: "scored",
      outcome: prediction === "" ? "no-answer" : prediction === reference ? "correct" : "partial",
      answer: prediction === "" ? null : prediction,
      values: { f1, precision, recall },
      perSample: { prediction, reference },
    };
  },
};

/** Mean BERTScore F1 of the rows, 0..1. */
export const bertScore: MeanMetric = meanValue("bert_score", "f1", {
  unit: "fraction",
  better: "higher",
  range: [0, 1],
});
