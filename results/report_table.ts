/**
 * What the report's main table prints: which rows, in which order, under which heading, and the five
 * published columns. Numbers are as printed; nothing here was computed.
 *
 * @module
 */

/** Headings of the main table, in order. */
export type SectionId = "scientific" | "general";

/** Titles of the headings. */
export const sectionTitles: Readonly<Record<SectionId, string>> = {
  scientific: "Scientific",
  general: "General",
};

/** Models whose numbers the report prints, in its order. */
export const publishedModels = [
  "Intern-S1-Pro",
  "Qwen3-VL-235B",
  "Kimi-K2.5",
  "GPT-5.2",
  "Gemini-3-Pro",
] as const;

/** One of {@linkcode publishedModels}. */
export type PublishedModel = typeof publishedModels[number];

/** Where the published columns of the main table come from. */
export const reportSource = "Intern-S1-Pro technical report (arXiv 2603.25040), main table";

/** Decimals of the main table as printed. */
export const reportDecimals = 1;

/** A row of the main table. All of its numbers are percentages, higher is better. */
export interface ReportRow {
  /** Benchmark id. */
  readonly id: string;
  /** The row's name as printed. */
  readonly title: string;
  readonly section: SectionId;
  /** Percent as printed; `null` where the report prints none. */
  readonly published: Readonly<Record<PublishedModel, number | null>>;
  readonly source: string;
}

/** The 20 rows of the main table in the report's order. */
// deno-fmt-ignore
export const reportRows: readonly ReportRow[] = [
  row("scireasoner", "SciReasoner", "scientific", 55.5, 11.9, 15.3, 13.6, 14.7),
  row("sfe", "SFE", "scientific", 52.7, 41.4, 53.7, 47.5, 58.9),
  row("smolinstruct", "SmolInstruct", "scientific", 74.8, 36.6, 53.5, 48.2, 58.3),
  row("matbench", "MatBench", "scientific", 72.8, 49.7, 60, 53.6, 64.9),
  row("mol-instructions", "Mol-Instructions", "scientific", 48.8, 8.9, 20, 12.3, 34.6),
  row("microvqa", "MicroVQA", "scientific", 63.3, 53.8, 55.4, 60.4, 69),
  row("biology-instruction", "Biology-Instruction", "scientific", 52.5, 6.2, 10.7, 10.2, 12),
  row("xlrs-bench", "XLRS-Bench", "scientific", 52.8, 51.2, 46.4, 50.4, 51.8),
  row("msearth-mcq", "MSEarth-MCQ", "scientific", 65.2, 52.7, 61.9, 62.6, 65.8),
  row("mmmu-pro", "MMMU-Pro", "general", 72.8, 69.9, 78.5, 79.5, 81),
  row("mmlu-pro", "MMLU-Pro", "general", 86.6, 83.4, 87.1, 85.9, 89.3),
  row("aime-2025", "AIME-2025", "general", 93.1, 90, 96.1, 100, 95),
  row("imo-answer-bench", "IMO-Answer-Bench", "general", 77.3, 72.3, 81.8, 86.3, 81.3),
  row("refcoco-avg", "RefCOCO-avg", "general", 91.9, 91.1, 87.8, 54.9, 76.2),
  row("ifbench", "IFBench", "general", 71.2, 58.7, 69.7, 75.4, 70.4),
  row("sarena-icon", "SArena (Icon)", "general", 83.5, 76.3, 78.5, null, 82.6),
  row("livecodebench-v6", "LCB V6", "general", 74.3, 72, 85, 87.7, 86.9),
  row("gaia-text", "GAIA (Text-Only)", "general", 77.4, 47.8, 79.9, 71.1, 75.5),
  row("tau2-bench", "τ²-Bench", "general", 80.9, 57.4, 76.8, 76.6, 85.4),
  row("screenspot-v2", "ScreenSpot V2", "general", 93.6, 92.8, 92.4, 49.4, 94.7),
];

function row(
  id: string,
  title: string,
  section: SectionId,
  ...values: readonly [number, number, number, number | null, number]
): ReportRow {
  const [intern, qwen, kimi, gpt, gemini] = values;
  return {
    id,
    title,
    section,
    published: {
      "Intern-S1-Pro": intern,
      "Qwen3-VL-235B": qwen,
      "Kimi-K2.5": kimi,
      "GPT-5.2": gpt,
      "Gemini-3-Pro": gemini,
    },
    source: reportSource,
  };
}
