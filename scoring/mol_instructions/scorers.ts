/**
 * How Mol-Instructions judges one reply, by kind of answer.
 *
 * Upstream: `opencompass@a5acc4bb opencompass/datasets/mol_instructions_chem.py`.
 *
 * @module
 */
import { taggedNumber } from "../answers/tagged_number.ts";
import { tagContent } from "../answers/tags.ts";
import { loadRdkit } from "../chem/rdkit.ts";
import { decodeSelfies } from "../chem/selfies.ts";
import { morganSimilarity } from "../chem/similarity.ts";
import { MAX_ERROR } from "../metrics/error_points.ts";
import { shareOutcome } from "../metrics/share_outcome.ts";
import { pyStrip } from "../python/text.ts";
import { judgeDescription } from "../text/description.ts";
import type { Scorer } from "../types.ts";

/** What stands in the last `<SELFIES>` tags, trimmed; `null` where there are none or nothing is in them. */
export function taggedSelfies(text: string): string | null {
  const content = tagContent(text, { names: ["SELFIES"], take: "last" });
  return content === null ? null : pyStrip(content) || null;
}

/**
 * The two SMILES that are compared. A reply in tags is decoded, and the gold answer with it. One
 * without is taken for SMILES as a whole, and then the gold SELFIES too, undecoded: right answers
 * in SMILES have nothing in common with it.
 *
 * @returns `null` where one of the two cannot be decoded
 */
export function comparedSmiles(reply: string, gold: string): readonly [string, string] | null {
  const tagged = taggedSelfies(reply);
  const answer = taggedSelfies(gold) ?? gold;
  if (tagged === null) return [reply, answer];
  const [pred, wanted] = [decodeSelfies(tagged), decodeSelfies(answer)];
  return pred === null || wanted === null ? null : [pred, wanted];
}

/** Similarity of Morgan fingerprints in percent; 0, and not valid, where a side is no molecule. */
export const moleculeSimilarity: Scorer<string> = {
  id: "mol-instructions-similarity",
  version: 1,
  needs: [],
  async score({ text, target }) {
    const compared = comparedSmiles(text, target);
    const share = compared === null ? null : morganSimilarity(await loadRdkit(), ...compared);
    const tagged = taggedSelfies(text);
    return {
      kind: "scored",
      outcome: shareOutcome(text, share ?? 0),
      answer: tagged ?? text,
      values: { score: 100 * (share ?? 0), valid: share !== null, tagged: tagged !== null },
      perSample: 100 * (share ?? 0),
    };
  },
};

/** How far the last number in a box or in tags is from the gold one; a missing one is 0. */
export const propertyError: Scorer<number> = {
  id: "mol-instructions-number",
  version: 1,
  needs: [],
  score({ text, target }) {
    const read = taggedNumber(text, "last");
    const number = Math.max(-MAX_ERROR, Math.min(read ?? 0, MAX_ERROR));
    const error = Math.abs(number - target);
    return {
      kind: "scored",
      outcome: read === null ? "no-answer" : error === 0 ? "correct" : "partial",
      answer: read === null ? null : String(read),
      values: { error },
      perSample: { number, error },
    };
  },
};

/** METEOR between words divided by white space, punctuation and all. */
export const description: Scorer<string> = {
  id: "mol-instructions-description",
  version: 1,
  needs: [],
  score({ text, target }) {
    const { score, outcome } = judgeDescription(text, target);
    return {
      kind: "scored",
      outcome,
      answer: text,
      values: { score },
      perSample: score,
    };
  },
};
