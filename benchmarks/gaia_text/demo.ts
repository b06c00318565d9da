import type { z } from "zod";
import type { DemoCall } from "../web_tools.ts";
import type { GaiaRecord } from "./record.ts";

/** Invented questions about places that do not exist, with the pages that answer them. */
const ENTRIES = [
  {
    level: "1",
    question:
      "How many bridges of Quarrelbury opened before 1900, according to the town's web page?",
    answer: "3",
    url: "https://quarrelbury.example/bridges",
    title: "Bridges of Quarrelbury",
    text: "Old Bridge | 1742\nMill Bridge | 1811\nStation Bridge | 1893\nRing Road Bridge | 1964",
  },
  {
    level: "2",
    question:
      "Which two rivers meet at the mill in the novel that the library of Freedonia lists as lost?",
    answer: "Arrow, Brindle",
    url: "https://library.freedonia.example/lost",
    title: "Lost novels",
    text:
      "The Miller's Ledger. Its mill stands where the Arrow runs into the Brindle. Lost in 1903.",
  },
  {
    level: "3",
    question:
      "Whose portrait hung beside that of the first warden of Sylvania's lighthouse at the fair of 1921?",
    answer: "Odalys Wren",
    url: "https://fairs.sylvania.example/1921.pdf",
    title: "Catalogue of the fair of 1921",
    text: "[page 1]\nHall 2: the first warden, and to his right the painter Odalys Wren.",
  },
] as const;

/** Self-written rows. */
export const GAIA_DEMO: readonly z.input<typeof GaiaRecord>[] = ENTRIES.map((
  { level, question, answer },
  index,
) => ({
  task_id: `00000000-0000-4000-8000-00000000000${index + 1}`,
  Question: question,
  Level: level,
  "Final answer": answer,
  file_name: "",
}));

/** A search for each question and its page; the first engine's list also has a mirror of the data. */
export const GAIA_DEMO_CALLS: readonly DemoCall[] = ENTRIES.flatMap((
  { question, url, title, text },
  index,
): DemoCall[] => [
  {
    call: { tool: "search", query: question, count: 10 },
    result: [
      { title, url, snippet: `${title}: what is known.`, date: null },
      ...(index === 0
        ? [{
          title: "A mirror",
          url: "https://mirror.example/gaia-benchmark/rows",
          snippet: "",
          date: null,
        }]
        : []),
    ],
  },
  { call: { tool: "visit", url }, result: { url, title, text, cut: null } },
]);
