/**
 * Invented records that every format must give back alike; `testdata/contract.parquet` holds them
 * as pyarrow 26 wrote them (snappy, row groups of 2).
 */
export const CONTRACT_ROWS: readonly Readonly<Record<"id" | "question" | "answer", string>>[] = [
  { id: "inv-1", question: "What is $2+2$?", answer: "4" },
  { id: "inv-2", question: 'He said "no", then\nleft,\ttwice', answer: "" },
  { id: "inv-3", question: "Größe in μm — 𝛼 и 日本語 \u{1f9ea}", answer: "\\frac{1}{2}" },
  { id: "inv-4", question: "  blanks around  ", answer: "null" },
  { id: "inv-5", question: "x".repeat(5_000), answer: "NaN" },
];
