import type { Json } from "../../scoring/json.ts";
import type { Metric, Scorer } from "../../scoring/types.ts";
import {
  CATEGORY,
  judgeMetrics,
  letterMetrics,
  lmEvalMetrics,
  mmluProJudge,
  mmluProLetter,
  type MmluProTarget,
  tigerMetrics,
} from "../../scoring/mmlu_pro/scorers.ts";
import type { JudgeTextMode } from "../../scoring/judges/judge_text.ts";
import type { VerdictParser } from "../../scoring/judges/judging.ts";
import { RecordError, type Source, type Task, task } from "../define.ts";
import { demo, demoExamples } from "./demo.ts";
import { lastLinePrompt, lmEvalPrompt, type Prompt, tigerPrompt } from "./prompts.ts";
import { Example, Row } from "./record.ts";

/** Examples a few-shot prompt shows: the first ones of the question's category. */
const SHOTS = 5;

/** What the modes of a run have in common. */
export interface ModeSetting {
  readonly test: Source;
  readonly validation: Source;
  readonly parser: VerdictParser;
  readonly judgeReads: JudgeTextMode;
  readonly stars: "keep" | "delete";
}

/** A mode: prompt, scorer and numbers belong together and cannot be chosen apart. */
interface Mode {
  readonly id: string;
  readonly title: string;
  readonly prompt: Prompt;
  readonly fewShot: boolean;
  scorer(setting: ModeSetting): Scorer<MmluProTarget>;
  readonly metrics: readonly Metric[];
  readonly primary: string;
  /** The end of a reply that the mode reads. */
  reference(letter: string): string;
  /** Letters that it can read. */
  readonly letters: string;
}

const TO_J = "ABCDEFGHIJ";
const TO_P = "ABCDEFGHIJKLMNOP";
const lastLine = {
  prompt: lastLinePrompt,
  fewShot: false,
  primary: "macro",
  reference: (letter: string) => `ANSWER: ${letter}`,
  letters: TO_P,
};
const tiger = {
  prompt: tigerPrompt,
  fewShot: true,
  metrics: tigerMetrics,
  primary: "accuracy",
  reference: (letter: string) => `The answer is (${letter}).`,
  letters: TO_J,
};

const modes: readonly Mode[] = [
  {
    ...lastLine,
    id: "judge",
    title: "0-shot, judge",
    scorer: ({ parser, judgeReads }) => mmluProJudge({ parser, reads: judgeReads }),
    metrics: judgeMetrics,
  },
  {
    ...lastLine,
    id: "assay",
    title: "0-shot, letter by rule",
    scorer: () => mmluProLetter("assay"),
    metrics: letterMetrics,
  },
  {
    ...tiger,
    id: "tiger_l1",
    title: "5-shot, TIGER level 1",
    scorer: ({ stars }) => mmluProLetter("tiger_l1", { stars }),
  },
  {
    ...tiger,
    id: "tiger_l2",
    title: "5-shot, TIGER level 2",
    scorer: ({ stars }) => mmluProLetter("tiger_l2", { stars }),
  },
  {
    id: "lm_eval",
    title: "5-shot, lm-evaluation-harness",
    prompt: lmEvalPrompt,
    fewShot: true,
    scorer: () => mmluProLetter("lm_eval"),
    metrics: lmEvalMetrics,
    primary: "exact_match",
    reference: (letter) => `the answer is (${letter})`,
    letters: TO_J,
  },
];

/** The modes as tasks; `judge` alone runs by default. */
export function mmluProTasks(setting: ModeSetting): readonly Task[] {
  return modes.map((mode) => modeTask(mode, setting));
}

function modeTask(mode: Mode, setting: ModeSetting): Task {
  const support = { source: setting.validation, record: Example, demo: demoExamples };
  return task<Row, MmluProTarget, Example>({
    id: mode.id,
    title: mode.title,
    byDefault: mode.id === "judge",
    source: setting.test,
    ...(mode.fewShot ? { support } : {}),
    record: Row,
    sample(row, { support }) {
      const { question, options, answer, category } = row;
      return {
        id: String(row.question_id),
        messages: mode.prompt(row, support === undefined ? [] : examplesOf(category, support)),
        target: { question, options, answer },
        groups: { [CATEGORY]: category },
      };
    },
    scorer: mode.scorer(setting),
    metrics: mode.metrics,
    primary: mode.primary,
    reference: ({ answer }) => mode.letters.includes(answer) ? mode.reference(answer) : null,
    demo,
  });
}

function examplesOf(category: string, examples: readonly Example[]): readonly Example[] {
  const shots = examples.filter((example) => example.category === category).slice(0, SHOTS);
  if (shots.length > 0) return shots;
  const found: Json = category;
  throw new RecordError("category", "one that has worked examples", JSON.stringify(found));
}
