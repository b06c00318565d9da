import type { ToolCall } from "../../scoring/messages.ts";
import { seededDraw } from "../../scoring/random.ts";
import { probeMessages } from "../media/probe.ts";
import { assertionVerdict } from "./assertion_verdict.ts";
import type { SimRequest } from "./chat_request.ts";
import { filler } from "./filler.ts";
import { readGraderPrompt, UNPARSABLE_VERDICT, verdictText } from "./judge.ts";
import type { Knowledge } from "./knowledge.ts";
import { lastUserText } from "./known_samples.ts";
import { drawLength, drawPace, type Pace } from "./laws.ts";
import type { SimSettings } from "./options.ts";
import { nextMove } from "./talk.ts";
import { firstTokens, TOKEN_CHARS, tokenCount } from "./tokens.ts";
import { webMove } from "./web_agent.ts";
import { mangled, NO_ANSWER } from "./wrong_answer.ts";

/** Longest reasoning of a verdict or a move, in tokens: who thinks for an hour helps no test. */
const SHORT_REASONING_TOKENS = 200;

/** Why a reply ended, in the words of the wire. */
export type SimFinish = "stop" | "length" | "content_filter" | "tool_calls";

/** A reply before it is put into the form of a dialect. */
export interface SimReply {
  readonly reasoning: string;
  readonly content: string;
  readonly toolCalls: readonly ToolCall[];
  readonly finish: SimFinish;
  readonly promptTokens: number;
  readonly reasoningTokens: number;
  readonly completionTokens: number;
  readonly pace: Pace;
  /** How the content came about, for the counts. */
  readonly origin: "right" | "wrong" | "verdict" | "filler";
}

/** Whether the model thinks about this request. */
export function thinks(settings: SimSettings, request: SimRequest): boolean {
  switch (settings.thinking) {
    case "always":
      return true;
    case "never":
      return false;
    case "on-request":
      return request.thinking ?? true;
    case "off-by-default":
      return request.thinking ?? false;
  }
}

/**
 * The reply to a request: a function of the settings, of what is asked, and of `repeat` alone.
 * Sampling values other than `seed` and the number of tokens change nothing.
 *
 * @param repeat 0, or how often the same was answered before (`repeatBy: "arrival"`)
 * @param asked how often the same was asked before: a judge asked again may become clear
 * @param budget most completion tokens
 */
export function composeReply(
  request: SimRequest,
  { settings, known, repeat, asked, budget }: {
    settings: SimSettings;
    known: Knowledge;
    repeat: number;
    asked: number;
    budget: number;
  },
): SimReply {
  const thinking = thinks(settings, request);
  const mode = thinking ? "thinking" : "non-thinking";
  const draw = seededDraw(`${settings.seed}/${mode}/${repeat}/${request.askKey}`);
  const pace = drawPace(settings.latency, draw);
  const length = drawLength(settings.length[mode], draw);
  const answer = answerTo(request, { settings, known, mode, draw, asked });
  const content = padded(answer?.text ?? "", answer === null ? length : 0, settings, draw);
  const toolCalls = answer?.toolCalls ?? [];
  const contentTokens = tokenCount(content) +
    toolCalls.reduce((sum, call) => sum + tokenCount(call.name + call.arguments), 0);
  const reasoningTokens = !thinking
    ? 0
    : answer?.short === true
    ? Math.min(SHORT_REASONING_TOKENS, length)
    : Math.max(1, length - contentTokens);
  const reasoning = filler(reasoningTokens * TOKEN_CHARS, draw());
  return cutTo(budget, {
    reasoning,
    content,
    toolCalls,
    finish: toolCalls.length === 0 ? "stop" : "tool_calls",
    promptTokens: Math.max(1, tokenCount(request.text)),
    reasoningTokens,
    completionTokens: reasoningTokens + contentTokens,
    pace,
    origin: answer?.origin ?? "filler",
  });
}

interface Found {
  readonly text: string;
  readonly toolCalls?: readonly ToolCall[];
  readonly origin: SimReply["origin"];
  /** Given after little thought. */
  readonly short?: boolean;
}

/** What is asked to find out whether pictures and series are seen. */
const PROBE_ANSWERS: ReadonlyMap<string, string> = new Map(
  (["image", "series"] as const).flatMap((kind) =>
    probeMessages(kind).map(({ messages, answer }) => [lastUserText(messages), answer] as const)
  ),
);
/** Who sees nothing says the same about everything. */
const BLIND_ANSWER = "red, and the values rise";

/** A verdict, a right or a wrong answer; `null` for a prompt nothing is known about. */
function answerTo(
  request: SimRequest,
  { settings, known, mode, draw, asked }: {
    settings: SimSettings;
    known: Knowledge;
    mode: "thinking" | "non-thinking";
    draw: () => number;
    asked: number;
  },
): Found | null {
  const verdict = assertionVerdict(request.prompt, true);
  if (verdict !== null) {
    const text = draw() < settings.judge.skill ? verdict : assertionVerdict(request.prompt, false);
    return { text: text ?? verdict, origin: "verdict", short: true };
  }
  const grader = readGraderPrompt(request.prompt);
  if (grader !== null) {
    const right = draw() < settings.judge.skill;
    const clear = seededDraw(`${settings.seed}/verdict/${asked}/${request.askKey}`);
    return {
      text: clear() < settings.judge.unparsable ? UNPARSABLE_VERDICT : verdictText(grader, right),
      origin: "verdict",
      short: true,
    };
  }
  const probed = PROBE_ANSWERS.get(request.prompt);
  if (probed !== undefined) {
    return { text: settings.blind ? BLIND_ANSWER : probed, origin: "right" };
  }
  const move = known.size === 0 ? null : talked(request, { settings, known, mode });
  if (move !== null) return move;
  const web = known.size === 0 ? null : webMove(request.body, known);
  if (web !== null && web.toolCalls.length > 0) {
    return { text: "", toolCalls: web.toolCalls, origin: "right", short: true };
  }
  const entry = known.size === 0 ? null : known.find(web?.question ?? request.prompt);
  if (entry === null) return null;
  if (draw() < skillOf(settings.skill, entry.benchmark, mode)) {
    return { text: entry.reference, origin: "right" };
  }
  return { text: wrongAnswer(entry, { settings, known, draw }), origin: "wrong" };
}

/** A move of agent or user; whether the agent is right is drawn once for a conversation. */
function talked(
  request: SimRequest,
  { settings, known, mode }: {
    settings: SimSettings;
    known: Knowledge;
    mode: "thinking" | "non-thinking";
  },
): Found | null {
  const move = nextMove(request.body.messages, known, (benchmark, number) => {
    const seed = request.body.seed ?? null;
    const draw = seededDraw(`${settings.seed}/${mode}/${request.model}/${seed}/${number}`);
    return draw() < skillOf(settings.skill, benchmark, mode);
  });
  return move === null ? null : { ...move, origin: move.right ? "right" : "wrong", short: true };
}

/** The chance of a right answer for a benchmark in a mode. */
export function skillOf(
  skill: SimSettings["skill"],
  benchmark: string,
  mode: "thinking" | "non-thinking",
): number {
  if (typeof skill === "number") return skill;
  if (isByMode(skill)) return skill[mode];
  const found = skill[benchmark] ?? skill["*"] ?? DEFAULT_SKILL;
  return typeof found === "number" ? found : found[mode];
}

/** Skill in benchmarks that a list of skills does not name. */
const DEFAULT_SKILL = 0.7;

type ByMode = { readonly thinking: number; readonly "non-thinking": number };

function isByMode(skill: Exclude<SimSettings["skill"], number>): skill is ByMode {
  return "thinking" in skill && "non-thinking" in skill;
}

function wrongAnswer(
  entry: { benchmark: string; reference: string },
  { settings, known, draw }: { settings: SimSettings; known: Knowledge; draw: () => number },
): string {
  const { other, mangled: changed, none } = settings.wrong;
  const at = draw() * (other + changed + none);
  if (at < other) {
    const found = known.other(entry.benchmark, entry.reference, draw);
    if (found !== null) return found;
  }
  return at < other + changed || none === 0 ? mangled(entry.reference, draw) : NO_ANSWER;
}

/** The answer, with filler before it: `tokens` of it, or up to `replyBytes`. */
function padded(
  answer: string,
  tokens: number,
  settings: SimSettings,
  draw: () => number,
): string {
  if (settings.replyBytes === null) {
    return tokens === 0 ? answer : filler(tokens * TOKEN_CHARS, draw());
  }
  const own = answer === "" ? 0 : new TextEncoder().encode(answer).length + 1;
  const room = settings.replyBytes - own;
  if (room <= 0) return answer;
  return answer === "" ? filler(room, draw()) : `${filler(room, draw())}\n${answer}`;
}

/** The part of a reply that fits: reasoning first, then content. */
export function cutTo(budget: number, reply: SimReply): SimReply {
  if (reply.completionTokens <= budget) return reply;
  const reasoningTokens = Math.min(reply.reasoningTokens, budget);
  return {
    ...reply,
    reasoning: firstTokens(reply.reasoning, reasoningTokens),
    content: firstTokens(reply.content, budget - reasoningTokens),
    finish: "length",
    reasoningTokens,
    completionTokens: budget,
  };
}
