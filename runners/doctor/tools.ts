import type { Need } from "../../scoring/types.ts";
import { PROCESS_TODO, ToolError } from "../tools/child/tool_process.ts";
import { type GivenTool, NEED_OF, openGivenTools, type ToolName } from "../tools/given.ts";
import type { GivenTools } from "../scoring/remote_tools.ts";
import { checksOf, type DoctorCheck } from "./check.ts";

/** Options of {@linkcode toolChecks}. */
export interface ToolCheckOptions {
  readonly dataDir: string;
  readonly env: (name: string) => string | undefined;
}

/**
 * Looks at each thing that is given to scorers: its files are there, and it answers a question whose
 * answer is known.
 */
export async function* toolChecks(
  given: readonly GivenTool[],
  options: ToolCheckOptions,
): AsyncGenerator<DoctorCheck> {
  for (const tool of given) {
    const { ok, fail } = checksOf(`tool ${tool.name}`);
    try {
      const needs = new Set<Need>([NEED_OF[tool.name]]);
      await using opened = await openGivenTools([tool], { ...options, needs });
      const found = await PROBES[tool.name](opened.tools);
      const files = opened.given.flatMap((each) => each.name === tool.name ? each.files : []);
      const shown = files.map(({ name, sha256 }) => `${name} ${sha256.slice(0, 12)}`).join(", ");
      yield found === null
        ? ok(`"${tool.path}" works (sha256: ${shown})`)
        : fail(`"${tool.path}" answers, but ${found}`, "see docs/models.md for what it must be");
    } catch (cause) {
      if (!(cause instanceof ToolError)) throw cause;
      const todo = cause.message.includes(PROCESS_TODO) ? null : "see docs/models.md";
      yield fail(cause.message, todo);
    }
  }
}

/** Asks something; says in a few words what is wrong with the answer, or `null`. */
type Probe = (tools: GivenTools) => Promise<string | null>;

const near = (value: number | undefined, wanted: number): boolean =>
  Math.abs((value ?? Infinity) - wanted) < 1e-3;

const SEQUENCE = "GGGGGGAAAACCCCCC";

/** Two pictures of one size: all grey. */
const GREY = { width: 448, height: 448, rgb: new Uint8Array(3 * 448 * 448).fill(128) };

const PROBES: Readonly<Record<ToolName, Probe>> = {
  "bert-score": async ({ bertScorer }) => {
    const score = await bertScorer?.score("An acid.", "An acid.");
    return near(score?.f1, 1) ? null : `a text compared with itself must score 1, not ${score?.f1}`;
  },
  "entailment": async ({ entailmentModel }) => {
    const premise = "The cat sleeps on the mat.";
    const logits = await entailmentModel?.entailment(premise, [premise, "Nothing sleeps."]) ?? [];
    const [same = NaN, opposite = NaN] = logits;
    return same > opposite ? null : "a text must entail itself more than its opposite";
  },
  "clip": async ({ imageModels }) => alike(await imageModels?.clip?.(GREY, GREY), 1),
  "dino": async ({ imageModels }) => alike(await imageModels?.dino?.(GREY, GREY), 1),
  "lpips": async ({ imageModels }) => alike(await imageModels?.lpips?.(GREY, GREY), 0),
  "scibert-vocabulary": ({ scibertVocabulary }) =>
    Promise.resolve(
      scibertVocabulary?.has("molecule") === true ? null : `it has no piece "molecule"`,
    ),
  "rnafold": async ({ rnaFolder }) => {
    const fold = await rnaFolder?.fold(SEQUENCE);
    return fold !== undefined && fold.energyKcal < 0
      ? null
      : `a hairpin must have an energy below 0, not ${fold?.energyKcal}`;
  },
};

function alike(value: number | undefined, wanted: number): string | null {
  return near(value, wanted)
    ? null
    : `a picture compared with itself must give ${wanted}, not ${value}`;
}
