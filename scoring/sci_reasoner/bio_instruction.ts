/**
 * How bio_instruction judges one reply, by kind of answer. The target is the record's label; a row
 * whose label is `null` is asked and does not count.
 *
 * About a reply without any keyword upstream asks a classifier (`facebook/bart-large-mnli`). Where nobody
 * gave one the row is wrong, and counted.
 *
 * Upstream: `opencompass@a5acc4bb opencompass/datasets/SciReasoner/bio_instruction.py`.
 *
 * @module
 */
import { hasWholeWord } from "../answers/keywords.ts";
import type { Json } from "../json.ts";
import { toJsonNumber } from "../metrics/json_number.ts";
import { toSignificant } from "../python/significant.ts";
import { pyStrip } from "../python/text.ts";
import type { EntailmentModel } from "../text/text_models.ts";
import type { Scorer } from "../types.ts";
import {
  behindLast,
  behindSummary,
  behindThinking,
  bioKeyword,
  bioNumbers,
  stillThinks,
} from "./bio_text.ts";
import { bioSentiment } from "./bio_sentiment.ts";
import { type Judged, textScorer } from "./scorer.ts";

/** A row that does not count. */
const DROPPED: Judged = { outcome: "no-answer", answer: null, values: { dropped: true } };

function scorer<Label extends Json>(
  id: string,
  judge: (
    text: string,
    label: Label,
    model?: EntailmentModel,
    signal?: AbortSignal,
  ) => Judged | Promise<Judged>,
): Scorer<Label | null> {
  return textScorer<Label | null>(
    id,
    (text, label, { entailmentModel }, signal) =>
      label === null ? DROPPED : judge(text, label, entailmentModel, signal),
  );
}

/** Gold and predicted numbers by name; what cannot be read is infinite. */
function series(gold: Readonly<Record<string, number>>, numbers: readonly number[]): Judged {
  const names = Object.keys(gold);
  const read = numbers.length === names.length;
  const pairs = names.map((name, at): [string, Json] => [
    name,
    [gold[name] ?? 0, toJsonNumber(read ? numbers[at] ?? Infinity : Infinity)],
  ]);
  // Replies are read with six digits.
  const right = read &&
    names.every((name, at) => toSignificant(gold[name] ?? 0, 6) === numbers[at]);
  return {
    outcome: !read ? "no-answer" : right ? "correct" : "partial",
    answer: read ? numbers.join(", ") : null,
    values: { series: Object.fromEntries(pairs) },
  };
}

/**
 * The one number of a reply; with several or none there is none. A reply that never stops thinking has
 * none either.
 *
 * @param most A first number above it makes the reply unreadable (Isoform: 80). Default: none
 */
export function bioNumber(most = Infinity): Scorer<number | null> {
  return scorer<number>("bio-number", (text, label) => {
    const answer = behindLast(text, "<summary>");
    const numbers = stillThinks(answer) ? [] : bioNumbers(behindThinking(answer));
    return series({ value: label }, (numbers[0] ?? 0) > most ? [] : numbers);
  });
}

/** As many numbers as the label has, in its order, behind the thinking part only. */
export function bioNumberList(names: readonly string[]): Scorer<Record<string, number> | null> {
  return scorer<Record<string, number>>("bio-number-list", (text, label) => {
    const gold = Object.fromEntries(names.map((name) => [name, label[name] ?? 0]));
    return series(gold, bioNumbers(behindThinking(text)));
  });
}

/**
 * Yes or no by keywords, negatives first. "I don't know" and an empty answer are the opposite of the
 * gold label. An answer without keywords is `classified` by the model; without one it is `unread` and
 * the opposite too.
 */
export const bioYesNo: Scorer<string | null> = {
  ...scorer<string>("bio-yes-no", async (text, label, model, signal) => {
    const answer = behindSummary(text);
    const gold = label === "positive";
    const keyword = bioKeyword(answer);
    const open = keyword === null && pyStrip(answer) !== "";
    const classified = open && model !== undefined
      ? await bioSentiment(answer, model, signal)
      : null;
    const said = keyword ?? classified;
    const pred = said === "yes" || said === "no" ? said === "yes" : !gold;
    return {
      outcome: said !== "yes" && said !== "no" ? "no-answer" : pred === gold ? "correct" : "wrong",
      answer: said,
      values: { gold, pred, unread: open && classified === null, ...told(classified) },
    };
  }),
  version: 2,
  needs: ["entailment"],
};

function told(classified: string | null): { readonly classified?: true } {
  return classified === null ? {} : { classified: true };
}

/** The RNA modifications, `none` among them. */
export const BIO_MODIFICATIONS: readonly string[] = [
  ...["AtoI", "m6Am", "m1A", "m5C", "m5U", "m6A", "m7G", "Psi", "Am", "Cm", "Gm", "Um", "none"],
];

/**
 * Names of modifications that stand alone in a reply, in their own case. Without any, a no by keywords,
 * or else by the model, is `none`; anything else names nothing.
 */
export const bioModifications: Scorer<string | null> = {
  ...scorer<string>("bio-modifications", async (text, label, model, signal) => {
    const answer = behindSummary(text);
    const named = BIO_MODIFICATIONS.filter((name) => hasWholeWord(answer, name));
    const keyword = named.length > 0 || pyStrip(answer) === "" ? "yes" : bioKeyword(answer);
    const classified = keyword === null && model !== undefined
      ? await bioSentiment(answer, model, signal)
      : null;
    const said = keyword ?? classified;
    const pred = said === "no" ? ["none"] : named;
    const golds = label.split(",");
    const gold = BIO_MODIFICATIONS.filter((name) => golds.includes(name));
    const common = pred.filter((name) => golds.includes(name)).length;
    const exact = common === pred.length && common === gold.length && common > 0;
    return {
      outcome: pred.length === 0
        ? "no-answer"
        : exact
        ? "correct"
        : common > 0
        ? "partial"
        : "wrong",
      answer: pred.length === 0 ? null : pred.join(","),
      values: { gold, pred, unread: said === null, ...told(classified) },
    };
  }),
  version: 2,
  needs: ["entailment"],
};
