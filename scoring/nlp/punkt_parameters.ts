import packed from "./data/punkt_english.json" with { type: "json" };
import { lazy } from "../lazy.ts";
import { unpackText } from "./packed.ts";

/** What Punkt learned about English: NLTK's `punkt_tab/english`. */
export interface PunktParameters {
  /** Abbreviations, lower case, without their last period. */
  readonly abbreviations: ReadonlySet<string>;
  /** Pairs of types that belong together although a period stands between: `type\u0000next`. */
  readonly collocations: ReadonlySet<string>;
  /** Lower-case words that often begin a sentence. */
  readonly starters: ReadonlySet<string>;
  /** How each type was seen: a sum of {@linkcode Seen} flags. */
  readonly seen: ReadonlyMap<string, number>;
}

/** Where, and with which case of its first letter, a type was seen in training. */
export const Seen = {
  internalUpper: 4,
  /** Upper case anywhere: initial 2, internal 4, unknown 8. */
  upper: 2 | 4 | 8,
  initialLower: 16,
  /** Lower case anywhere: initial 16, internal 32, unknown 64. */
  lower: 16 | 32 | 64,
} as const;

interface PunktFile {
  readonly abbrev_types: readonly string[];
  readonly collocations: readonly (readonly [string, string])[];
  readonly sent_starters: readonly string[];
  readonly ortho_context: Readonly<Record<string, number>>;
}

/** The English parameters, unpacked on first use. */
export const punktEnglish: () => PunktParameters = lazy(() => {
  const file = JSON.parse(unpackText(packed)) as PunktFile;
  return {
    abbreviations: new Set(file.abbrev_types),
    collocations: new Set(file.collocations.map(([type, next]) => `${type}\u0000${next}`)),
    starters: new Set(file.sent_starters),
    seen: new Map(Object.entries(file.ortho_context)),
  };
});
