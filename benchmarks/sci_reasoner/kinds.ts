/**
 * The kinds of sub-tasks: how a record becomes a question, how a reply is scored, which metric stands
 * for it and how many points it is worth in its group.
 *
 * @module
 */
import { z } from "zod";
import { cascadeCounts, cascadeShares } from "../../scoring/judges/cascade_metrics.ts";
import type { Json } from "../../scoring/json.ts";
import { meanPercent } from "../../scoring/metrics/mean.ts";
import { plainDecimal, pyFloat } from "../../scoring/python/float.ts";
import {
  anyMolecule,
  moleculeUniqueness,
  moleculeValidity,
} from "../../scoring/sci_reasoner/any_molecule.ts";
import {
  anyProtein,
  proteinOthers,
  proteinValidRate,
} from "../../scoring/sci_reasoner/any_protein.ts";
import { anyRna, averageEnergy, rnaCounts } from "../../scoring/sci_reasoner/any_rna.ts";
import {
  bioModifications,
  bioNumber,
  bioNumberList,
  bioYesNo,
} from "../../scoring/sci_reasoner/bio_instruction.ts";
import * as bio from "../../scoring/sci_reasoner/bio_metrics.ts";
import * as biotext from "../../scoring/sci_reasoner/biotext.ts";
import { gueLabel, gueMatthews, gueOthers, gueScorer } from "../../scoring/sci_reasoner/gue.ts";
import {
  deviationRatio,
  labelAuc,
  propertyErrors,
  propertyLabel,
  propertyNumber,
  propertyValue,
} from "../../scoring/sci_reasoner/llm4mat.ts";
import * as material from "../../scoring/sci_reasoner/material.ts";
import * as molecules from "../../scoring/sci_reasoner/mol_molecule.ts";
import * as moleculeMetrics from "../../scoring/sci_reasoner/mol_molecule_metrics.ts";
import {
  bestDesign,
  designOthers,
  proteinDesign,
  proteinMetrics,
  proteinText,
} from "../../scoring/sci_reasoner/mol_protein.ts";
import * as opi from "../../scoring/sci_reasoner/opi.ts";
import {
  peerAnswer,
  peerScorer,
  peerTotals,
  stabilityAnswer,
  stabilityOthers,
  stabilityScorer,
} from "../../scoring/sci_reasoner/peer.ts";
import { smolAnswer, smolScorer } from "../../scoring/sci_reasoner/smol.ts";
import { smolMetric, smolOthers } from "../../scoring/sci_reasoner/smol_metrics.ts";
import { usptoAccuracy, usptoOthers, usptoScorer } from "../../scoring/sci_reasoner/uspto.ts";
import type { Llm4chemTask } from "../../scoring/smol_instruct/llm4chem.ts";
import type { Metric, Scorer } from "../../scoring/types.ts";
import type { SciReasonerOptions } from "./options.ts";
import type { Points } from "./points.ts";
import type { SubsetRow } from "./rows.ts";

/** What tasks of one kind share. */
export interface KindSpec<Row extends { readonly input: string }, Target extends Json> {
  readonly record: z.ZodType<Row>;
  /** What a reply is judged against. */
  readonly target: (row: Row, subset: SubsetRow) => Target;
  readonly scorer: (subset: SubsetRow, options: SciReasonerOptions) => Scorer<Target>;
  /** The first one stands for the sub-task. */
  readonly metrics: (options: SciReasonerOptions) => readonly [Metric, ...Metric[]];
  readonly points: Points;
  /** A reply with full marks; `null` where a record has none. A text says why there is none at all. */
  readonly reference: ((row: Row, subset: SubsetRow) => string | null) | string;
}

/** The columns that all data has; others pass. */
const Text = z.object({ input: z.string("a text"), output: z.string("a text") });
type Text = z.output<typeof Text>;

const outputOf = ({ output }: Text): string => output;

/** A kind whose gold answer is the whole output, which is a reply with full marks too. */
function textKind(
  scorer: Scorer<string>,
  metrics: readonly [Metric, ...Metric[]],
  points: Points,
  more: Partial<Pick<KindSpec<Text, string>, "record" | "reference">> = {},
): KindSpec<Text, string> {
  return {
    record: Text,
    target: outputOf,
    scorer: () => scorer,
    metrics: () => metrics,
    points,
    reference: outputOf,
    ...more,
  };
}

/** The output where it is an answer to its own scorer. */
function whereRead(read: (output: string) => boolean): KindSpec<Text, string>["reference"] {
  return ({ output }) => read(output) ? output : null;
}

function smol(task: Llm4chemTask, points: Points): KindSpec<Text, string> {
  return textKind(smolScorer(task), [smolMetric[task], smolOthers(task)], points, {
    reference: whereRead((output) => smolAnswer(task, output) !== ""),
  });
}

const Gue = Text.extend({ meta_data: z.object({ label: z.string("a text") }) });

/** GUE's loader writes the label behind every gold answer. */
function gueGold({ output, meta_data: { label } }: z.output<typeof Gue>): string {
  return `${output} The prediction result is ${label}.`;
}

/** A number, or a text that Python's `float()` takes. */
const numeric = z.union([z.number(), z.string()]).transform((written, context) => {
  const number = typeof written === "number" ? written : pyFloat(written);
  if (number !== null && Number.isFinite(number)) return number;
  context.addIssue({ code: "custom", message: "a number" });
  return z.NEVER;
});

function labelled<Label extends Json>(label: z.ZodType<Label>) {
  return Text.extend({ label: label.nullable() });
}

function bioKind<Label extends Json>(
  label: z.ZodType<Label>,
  scorer: Scorer<Label | null>,
  metrics: readonly [Metric, ...Metric[]],
  reference: (label: Label) => string | null,
): KindSpec<Text & { label: Label | null }, Label | null> {
  return {
    record: labelled(label) as unknown as z.ZodType<Text & { label: Label | null }>,
    target: ({ label }) => label,
    scorer: () => scorer,
    metrics: () => [...metrics, bio.bioCounts] as [Metric, ...Metric[]],
    points: "as-is",
    reference: ({ label }) => label === null ? null : reference(label),
  };
}

function numberKind(metric: Metric, most = Infinity) {
  return bioKind(
    numeric,
    bioNumber(most),
    [metric],
    (label) => label > most ? null : plainDecimal(label),
  );
}

function listKind(names: readonly string[], metrics: readonly [Metric, ...Metric[]]) {
  const shape = Object.fromEntries(names.map((name) => [name, numeric]));
  return bioKind(
    z.object(shape) as unknown as z.ZodType<Record<string, number>>,
    bioNumberList(names),
    metrics,
    (label) => names.map((name) => `${name}: ${plainDecimal(label[name] ?? 0)}`).join(", "),
  );
}

function materialKind(
  scorer: Scorer<material.MaterialTarget>,
  metrics: readonly [Metric, ...Metric[]],
): KindSpec<Text, material.MaterialTarget> {
  return {
    record: Text,
    target: ({ input, output }) => ({ input, output }),
    scorer: () => scorer,
    metrics: () => metrics,
    points: "as-is",
    // Nothing checks that it is what was asked for.
    reference: () => "<material> Na Cl <sg> <sg225> </material>",
  };
}

const accuracy = meanPercent("accuracy", "correct");

/** The kinds by name. */
export const kinds = {
  "gue": {
    record: Gue,
    target: gueGold,
    scorer: () => gueScorer,
    metrics: () => [gueMatthews, gueOthers],
    points: "as-is",
    reference: (row) => gueLabel(gueGold(row)) === "" ? null : gueGold(row),
  } satisfies KindSpec<z.output<typeof Gue>, string>,
  "bio-yes-no": bioKind(
    z.string("a text"),
    bioYesNo,
    [bio.bioMatthews],
    (label) => label === "positive" ? "Yes." : "No.",
  ),
  "bio-spearman": numberKind(bio.bioSpearman),
  "bio-r2": numberKind(bio.bioRSquared),
  "bio-isoform": numberKind(bio.bioRSquared, 80),
  "bio-mixed": numberKind(bio.bioMixed),
  "bio-enhancer": listKind(["hk", "dev"], [bio.bioPearson, bio.bioSeriesPearson(["hk", "dev"])]),
  "bio-switches": listKind(["ON", "OFF", "ON_OFF"], [bio.bioRSquared]),
  "bio-modifications": bioKind(
    z.string("a text"),
    bioModifications,
    [bio.bioModificationAuc],
    (label) => label,
  ),
  "opi-label": textKind(opi.exactLabel, [opi.labelAccuracy], "hundredfold"),
  "opi-function": textKind(opi.functionText, [opi.functionRougeL], "hundredfold"),
  "opi-labels": textKind(opi.labelSet, [opi.labelF1, opi.labelShares], "hundredfold"),
  "peer": {
    record: Text,
    target: outputOf,
    scorer: (_, { peerJudge }) => peerScorer(peerJudge),
    metrics: () => [accuracy, cascadeCounts, cascadeShares, peerTotals],
    points: "as-is",
    reference: whereRead((output) => peerAnswer(output) !== ""),
  } satisfies KindSpec<Text, string>,
  "peer-stability": textKind(stabilityScorer, [accuracy, stabilityOthers], "as-is", {
    reference: whereRead((output) => stabilityAnswer(output) !== ""),
  }),
  "smol-smiles": smol("smiles", "as-is"),
  "smol-smiles-set": smol("smiles-set", "as-is"),
  "smol-formula": smol("formula", "as-is"),
  "smol-iupac": smol("iupac", "as-is"),
  "smol-esol": smol("number", { limit: 4 }),
  "smol-lipo": smol("number", { limit: 2 }),
  "smol-yes-no": smol("yes-no", "as-is"),
  "smol-caption": smol("caption", "hundredfold"),
  "uspto": textKind(usptoScorer, [usptoAccuracy, usptoOthers], "as-is"),
  "mol-pairs": textKind(biotext.interactions, [biotext.meanF1], "hundredfold"),
  "mol-pairs-left-out": textKind(biotext.interactions, [biotext.meanF1], "nothing"),
  "mol-entities": textKind(biotext.entities, [biotext.meanF1], "hundredfold"),
  "mol-choice": textKind(biotext.multipleChoice, [biotext.accuracy], "as-is", {
    record: Text.refine(({ output }) => biotext.goldChoice(output) !== null, {
      path: ["output"],
      error: "a text with a letter in brackets",
    }),
    reference: ({ output }) => `(${biotext.goldChoice(output) ?? ""})`,
  }),
  "mol-open": textKind(biotext.openQuestion, [biotext.bertScore], "hundredfold", {
    reference: "a learned model compares the answer with the gold one",
  }),
  "mol-verdict": textKind(biotext.trueOrFalse, [biotext.accuracy, biotext.otherAnswers], "as-is", {
    reference: ({ output }) => /^\s*(yes|no|maybe)\s*(,|$)/i.exec(output)?.[1] ?? null,
  }),
  "mol-property": textKind(molecules.property, [moleculeMetrics.propertyMae], { limit: 10 }),
  "mol-molecule": textKind(
    molecules.molecule,
    [moleculeMetrics.exactMatch, moleculeMetrics.moleculeOthers],
    "hundredfold",
  ),
  "mol-description": textKind(
    molecules.description,
    [moleculeMetrics.descriptionRougeL, moleculeMetrics.descriptionOthers],
    "hundredfold",
  ),
  "mol-protein": {
    record: Text,
    target: outputOf,
    scorer: () => proteinText,
    metrics: ({ proteinRouge }) => proteinMetrics(proteinRouge) as [Metric, ...Metric[]],
    points: "as-is",
    reference: outputOf,
  } satisfies KindSpec<Text, string>,
  "mol-design": textKind(proteinDesign, [bestDesign, designOthers], "as-is"),
  "property-number": {
    record: Text,
    target: outputOf,
    scorer: ({ property = "" }) => propertyNumber(property),
    metrics: () => [deviationRatio, propertyErrors],
    points: "as-is",
    reference: ({ output }, { property = "" }) =>
      typeof propertyValue(output, property) === "number" ? output : null,
  } satisfies KindSpec<Text, string>,
  "property-label": {
    record: Text,
    target: outputOf,
    scorer: ({ property = "" }) => propertyLabel(property),
    metrics: () => [labelAuc],
    points: "hundredfold",
    reference: ({ output }, { property = "" }) =>
      propertyValue(output, property) === "" ? null : output,
  } satisfies KindSpec<Text, string>,
  "composition": materialKind(material.composition, [
    material.validRatio("smact_validity_ratio_in_all_%"),
    material.compositionOthers,
  ]),
  "bulk-modulus": materialKind(material.bulkModulus, [
    material.validRatio("smact_validity_ratio_in_all_%"),
    material.bulkModulusOthers,
  ]),
  "any-material": materialKind(material.anyMaterial, [
    material.validRatio("smact_validity_ratio_in_all"),
    material.anyMaterialOthers,
  ]),
  "any-rna": textKind(anyRna, [averageEnergy, rnaCounts], "energy", {
    reference: "the lower the energy, the better: there is no best",
  }),
  "any-protein": textKind(anyProtein, [proteinValidRate, proteinOthers], "hundredfold", {
    reference: () => "<protein>MKTAYIAKQRQI</protein>",
  }),
  "any-molecule": textKind(anyMolecule, [moleculeValidity, moleculeUniqueness], "hundredfold", {
    reference: () => "<SMILES> CCO </SMILES>",
  }),
} as const;

/** Name of a kind. */
export type KindName = keyof typeof kinds;
