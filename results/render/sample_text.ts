import type { SampleView, Shape, StoryLine, ViewMessage, ViewTurn } from "../sample_view.ts";
import { visible } from "./visible.ts";

/** Longest text that is shown of one part before it is cut, in characters. */
const MOST_CHARS = 4_000;

/**
 * One sample as text for a terminal: as it was asked, the reply, what the scorer read out of it, the
 * verdict. Texts of models and data sets are made printable by `clean`.
 *
 * @param full shows long texts whole
 */
export function renderSampleText(
  view: SampleView,
  { clean, full = false }: {
    readonly clean: (text: string) => string;
    readonly full?: boolean;
  },
): string {
  const show = (text: string) => indent(clean(full ? text : cut(text)));
  const { column } = view;
  return [
    heading(view),
    field("run", `${view.runId}, ${column.id}: ${column.model}, ${column.mode}`) +
    (column.simulated ? " (simulated)" : ""),
    field("place", `record ${view.position + 1} of the data, repeat ${view.repeat + 1}`),
    ...(Object.keys(view.groups).length === 0 ? [] : [
      field("groups", Object.entries(view.groups).map(([k, v]) => `${k}: ${v}`).join(", ")),
    ]),
    field("hashes", `record ${short(view.recordSha256)}, prompt ${short(view.promptSha256)}`),
    "",
    "ASKED",
    ...view.messages.flatMap((message) => messageLines(message, show)),
    ...(view.failures.length === 0
      ? []
      : ["", "FAILED TRIES", ...view.failures.map((line) => `  ${visible(line, 500)}`)]),
    ...view.turns.flatMap((turn) => ["", ...turnLines(turn, show)]),
    ...(view.turns.length === 0 ? ["", "No reply is kept."] : []),
    ...(view.scoredText === null ? [] : ["", "SCORED TEXT", show(view.scoredText)]),
    ...(view.story.length === 0
      ? []
      : ["", "RETOLD", ...view.story.flatMap((line) => storyLines(line, show))]),
    ...view.drawings.map(({ label, picture }) =>
      `\nDRAWING ${visible(label)}: ${picture === null ? "cannot be drawn" : "see --html"}`
    ),
    "",
    "WANTED",
    show(view.target),
    "",
    ...verdictLines(view, show),
  ].join("\n") + "\n";
}

function heading({ benchmark, task, sampleId }: SampleView): string {
  return `${visible(benchmark)}/${visible(task)} ${visible(sampleId, 200)}`;
}

function field(name: string, text: string): string {
  return `  ${name.padEnd(8)}${visible(text, 300)}`;
}

function messageLines(
  { role, parts, toolCalls }: ViewMessage,
  show: (text: string) => string,
): string[] {
  return [
    `[${visible(role)}]`,
    ...parts.flatMap((part) =>
      part.type === "text"
        ? [show(part.text)]
        : [`  <${part.type}: ${visible(part.label, 300)}>`, ...part.shapes.map(shapeLine)]
    ),
    ...toolCalls.map(({ name, arguments: given }) =>
      `  calls ${visible(name)} ${visible(given, 300)}`
    ),
  ];
}

function shapeLine(shape: Shape): string {
  const at = [shape.x, shape.y].map((value) => value.toFixed(1)).join(", ");
  const size = shape.kind === "box"
    ? `, ${shape.width.toFixed(1)} x ${shape.height.toFixed(1)}`
    : "";
  return `    ${shape.of} ${shape.kind} ${visible(shape.label)} at (${at})${size}`;
}

function turnLines(turn: ViewTurn, show: (text: string) => string): string[] {
  const first = turn.firstTokenMs === null ? "" : `, first token after ${ms(turn.firstTokenMs)}`;
  return [
    `REPLY ${
      turn.turn + 1
    } of the ${turn.party}: ${turn.promptTokens} + ${turn.completionTokens} ` +
    `tokens of at most ${turn.sentMaxTokens}, ${ms(turn.totalMs)}${first}, ended by ` +
    `"${visible(turn.finish)}"` +
    (turn.serverModel === null ? "" : `, served as ${visible(turn.serverModel)}`),
    ...turn.asked.flatMap((message) => messageLines(message, show)),
    ...(turn.reasoning === "" ? [] : ["  reasoning:", show(turn.reasoning)]),
    ...(turn.text === "" ? [] : ["  content:", show(turn.text)]),
    ...turn.toolCalls.map(({ name, arguments: given }) =>
      `  calls ${visible(name)} ${visible(given, 300)}`
    ),
  ];
}

function storyLines({ head, detail, mark }: StoryLine, show: (text: string) => string): string[] {
  const sign = { good: "+", bad: "-", plain: " " }[mark];
  return [`${sign} ${visible(head, 300)}`, ...(detail === "" ? [] : [show(detail)])];
}

function verdictLines(view: SampleView, show: (text: string) => string): string[] {
  const { verdict, flags, scoring } = view;
  if (verdict === null) return ["VERDICT none yet"];
  if (verdict.kind === "unscored") {
    return [`VERDICT unscored, ${verdict.reason}: ${visible(verdict.detail, 500)}`];
  }
  const raised = Object.entries(flags ?? {}).filter(([, up]) => up).map(([name]) => name);
  return [
    `VERDICT ${verdict.outcome}` + (raised.length === 0 ? "" : ` (${raised.join(", ")})`),
    field("scorer", scoring ?? "unknown"),
    ...(verdict.answer === null ? ["  no answer was found"] : ["  answer:", show(verdict.answer)]),
    ...Object.entries(view.values).map(([name, value]) =>
      `  ${visible(name)} = ${visible(JSON.stringify(value) ?? "", 300)}`
    ),
  ];
}

function ms(time: number): string {
  return time < 1_000 ? `${time.toFixed(0)} ms` : `${(time / 1_000).toFixed(1)} s`;
}

function short(hash: string): string {
  return hash.slice(0, 12);
}

function cut(text: string): string {
  if (text.length <= MOST_CHARS) return text;
  const left = text.length - MOST_CHARS;
  return `${text.slice(0, MOST_CHARS)}\n… ${left} more characters: --full shows them`;
}

function indent(text: string): string {
  return text.split("\n").map((line) => `  ${line}`).join("\n");
}
