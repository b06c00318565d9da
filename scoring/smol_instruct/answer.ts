import { tagContent } from "../answers/tags.ts";
import { pyStrip } from "../python/text.ts";

const TAGS: readonly string[] = ["MOLFORMULA", "SMILES", "IUPAC"];

/** What stands before an answer without tags, in the order in which it is looked for. */
const LEAD_INS: readonly string[] = [
  "reactants and reagents are:\n```\n",
  "reactants and reagents:\n```\n",
  "Reactants and Reagents:**\n```\n",
  "Reactants and Reagents SMILES:**\n```\n",
  "Reactants and Reagents:**  \n`",
];

/**
 * The answer of a reply, and the answer that a record holds: what stands in the last of the tags
 * `<MOLFORMULA>`, `<SMILES>` and `<IUPAC>` (any of them, whatever was asked), trimmed. Without tags
 * the rest of the line behind the last of a lead-in, or else the whole text, untrimmed.
 *
 * Upstream: `opencompass@a5acc4bb opencompass/datasets/smolinstruct.py:extract_chemical_data`.
 */
export function taggedAnswer(text: string): string {
  const tagged = tagContent(text, { names: TAGS, take: "last" });
  if (tagged !== null) return pyStrip(tagged);
  const leadIn = LEAD_INS.find((candidate) => text.includes(candidate));
  if (leadIn === undefined) return text;
  return text.slice(text.lastIndexOf(leadIn) + leadIn.length).split("\n", 1)[0] ?? "";
}
