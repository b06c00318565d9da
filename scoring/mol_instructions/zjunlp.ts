/**
 * The metrics of the authors' own scripts, which have no part in the row: molecules as SELFIES, a
 * number, descriptions, functions of proteins, and texts on biomedicine.
 *
 * BLEU and METEOR of descriptions are there where SciBERT's vocabulary is. Left out, as it needs a
 * learned model: BERTScore of open questions.
 *
 * Upstream: `zjunlp/Mol-Instructions@d08a15f8 evaluation/`.
 *
 * @module
 */
import { bracketedSpans } from "../answers/spans.ts";
import { loadRdkit, type Rdkit } from "../chem/rdkit.ts";
import { decodeSelfies } from "../chem/selfies.ts";
import { similarities } from "../chem/similarity.ts";
import type { JsonObject } from "../json.ts";
import { setF1 } from "../metrics/set_f1.ts";
import { shareOutcome } from "../metrics/share_outcome.ts";
import { pyFloat } from "../python/float.ts";
import { pySplit } from "../python/text.ts";
import { bleuCounts, sentenceBleu } from "../text/bleu.ts";
import { pieceValues } from "../text/caption_pieces.ts";
import { levenshtein } from "../text/levenshtein.ts";
import { rouge } from "../text/rouge.ts";
import { wordRouge1 } from "../text/word_rouge.ts";
import type { Scorer, Tools } from "../types.ts";
import {
  choiceLetter,
  finalNumber,
  firstClause,
  goldLetter,
  untilLastBracket,
  untilLastStop,
} from "./readers.ts";

/** What is answered and how it is measured. */
export type ZjunlpKind =
  | "molecule"
  | "property"
  | "description"
  | "function"
  | "pairs"
  | "entities"
  | "choice"
  | "verdict"
  | "open";

interface Judged {
  readonly values: JsonObject;
  /** Full marks, no marks, or something between. */
  readonly share: number;
}

type Judge = (text: string, gold: string, tools: Tools) => Judged | Promise<Judged>;

/** Rows that cannot be read, on either side, are left out of every number. */
const LEFT_OUT: Judged = { values: { kept: false }, share: 0 };

async function judgeMolecule(text: string, gold: string): Promise<Judged> {
  const reply = untilLastBracket(text);
  const rdkit = await loadRdkit();
  const pred = flatSmiles(rdkit, decodeSelfies(reply));
  const wanted = pred === null ? null : flatSmiles(rdkit, decodeSelfies(gold));
  if (pred === null || wanted === null) return LEFT_OUT;
  using a = rdkit.parse(pred);
  using b = rdkit.parse(wanted);
  if (a === null || b === null) return LEFT_OUT;
  const exact = a.inchi() === b.inchi();
  const counts = bleuCounts({ reference: [...gold], hypothesis: [...reply] });
  return {
    values: {
      kept: true,
      exact,
      bleu: { ...counts },
      levenshtein: levenshtein(pred, wanted),
      ...similarities(rdkit, a, b),
    },
    share: exact ? 1 : 0,
  };
}

/** Canonical SMILES without stereo chemistry; `null` for what is no molecule. */
function flatSmiles(rdkit: Rdkit, smiles: string | null): string | null {
  if (smiles === null) return null;
  using molecule = rdkit.parse(smiles);
  return molecule === null ? null : molecule.smiles(false);
}

function judgeProperty(text: string, gold: string): Judged {
  const [number, wanted] = [finalNumber(text), pyFloat(gold)];
  if (number === null || wanted === null) return LEFT_OUT;
  const error = Math.abs(number - wanted);
  if (!Number.isFinite(error)) return LEFT_OUT;
  return { values: { kept: true, error }, share: error === 0 ? 1 : 0.5 };
}

function rouges(text: string, gold: string): Judged {
  const scores = rouge(gold, text);
  return { values: { ...scores }, share: text === gold ? 1 : scores.rouge1 / 2 };
}

function sets(
  pred: ReadonlySet<string>,
  gold: ReadonlySet<string>,
): Judged {
  const { f1 } = setF1(pred, gold);
  return { values: { f1 }, share: f1 };
}

const pairsOf = (text: string): Set<string> => new Set(bracketedSpans(text.toLowerCase()));
const listed = (text: string): Set<string> => new Set(text.toLowerCase().split(", "));

const JUDGES: Readonly<Record<ZjunlpKind, Judge>> = {
  molecule: judgeMolecule,
  property: judgeProperty,
  description(text, gold, { scibertVocabulary }) {
    const reply = untilLastStop(text);
    const { values, share } = rouges(reply, gold);
    return { values: { ...values, ...pieceValues(reply, gold, scibertVocabulary) }, share };
  },
  function: rouges,
  pairs: (text, gold) => sets(pairsOf(text), pairsOf(gold)),
  entities: (text, gold) => sets(listed(text), listed(gold)),
  choice(text, gold) {
    const correct = choiceLetter(text) === goldLetter(gold);
    return { values: { correct }, share: correct ? 1 : 0 };
  },
  verdict(text, gold) {
    const [pred, label] = [firstClause(text), firstClause(gold)];
    return { values: { pred, label, correct: pred === label }, share: pred === label ? 1 : 0 };
  },
  open(text, gold) {
    const words = (side: string) => pySplit(side.toLowerCase());
    const rouge1 = wordRouge1(gold, text);
    const values = { rouge1, bleu: sentenceBleu(words(gold), words(text)) };
    return { values, share: text === gold ? 1 : rouge1 / 2 };
  },
};

/** Judges a reply against a record's `output`. */
export function zjunlpScorer(kind: ZjunlpKind): Scorer<string> {
  return {
    id: `zjunlp-${kind}`,
    version: 1,
    needs: [],
    async score({ text, target }, tools) {
      const { values, share } = await JUDGES[kind](text, target, tools);
      return { kind: "scored", outcome: shareOutcome(text, share), answer: text, values };
    },
  };
}
