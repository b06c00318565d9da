import { createHash } from "node:crypto";
import type {
  SampleView,
  Shape,
  StoryLine,
  ViewMedia,
  ViewMessage,
  ViewPicture,
  ViewTurn,
} from "../sample_view.ts";

const STYLE = `
body { font: 15px/1.5 system-ui, sans-serif; max-width: 70rem; margin: 2rem auto; padding: 0 1rem;
  color: #1b1f24; background: #fff }
h1 { font-size: 1.3rem } h2 { font-size: 1rem; margin: 1.6rem 0 .4rem; text-transform: uppercase;
  letter-spacing: .06em; color: #57606a }
pre { white-space: pre-wrap; overflow-wrap: anywhere; background: #f6f8fa; border: 1px solid #d8dee4;
  border-radius: 6px; padding: .6rem .8rem; margin: .3rem 0; font: 13px/1.45 ui-monospace, monospace }
table { border-collapse: collapse } td, th { padding: .1rem .8rem .1rem 0; vertical-align: top;
  text-align: left; overflow-wrap: anywhere } th { font-weight: 500; color: #57606a }
figure { display: inline-block; margin: .4rem 1rem .4rem 0; max-width: 100% }
figure div { position: relative; display: inline-block; border: 1px solid #d8dee4; max-width: 100% }
figure img { display: block; max-width: 100%; height: auto }
figure img.small { image-rendering: pixelated }
figure svg { position: absolute; inset: 0; width: 100%; height: 100% }
figcaption { font-size: 12px; color: #57606a; overflow-wrap: anywhere; max-width: 40rem }
rect, circle { fill: none; stroke-width: 2px; vector-effect: non-scaling-stroke }
.gold { stroke: #1a7f37 } .reply { stroke: #cf222e; stroke-dasharray: 5 3 }
.good { color: #1a7f37 } .bad { color: #cf222e } .role { font-weight: 600; margin-top: .6rem }
summary { cursor: pointer }
@media (prefers-color-scheme: dark) {
  body { background: #0d1117; color: #e6edf3 } pre { background: #161b22; border-color: #30363d }
  h2, th, figcaption { color: #9198a1 } .good { color: #3fb950 } .bad { color: #ff7b72 }
}`;

/** Nothing runs and nothing is fetched: pictures are in the page, and the one style is named by hash. */
const POLICY = [
  "default-src 'none'",
  "img-src data:",
  `style-src 'sha256-${createHash("sha256").update(STYLE).digest("base64")}'`,
  "base-uri 'none'",
  "form-action 'none'",
].join("; ");

/**
 * One sample as a page that stands for itself. Whatever comes from a model, a data set or a server is
 * text or a raster picture in it, never markup.
 */
export function renderSampleHtml(view: SampleView): string {
  const { column } = view;
  const title = `${view.benchmark}/${view.task} ${view.sampleId}`;
  const about: readonly (readonly [string, string])[] = [
    ["Run", view.runId],
    [
      "Column",
      `${column.id}: ${column.model}, ${column.mode}${column.simulated ? " (simulated)" : ""}`,
    ],
    ["Place", `record ${view.position + 1} of the data, repeat ${view.repeat + 1}`],
    ...Object.entries(view.groups),
    ["Prompt", view.promptSha256],
    ["Record", view.recordSha256],
  ];
  return [
    "<!doctype html>",
    '<html lang="en">',
    "<head>",
    '<meta charset="utf-8">',
    `<meta http-equiv="Content-Security-Policy" content="${POLICY}">`,
    '<meta name="viewport" content="width=device-width, initial-scale=1">',
    '<meta name="referrer" content="no-referrer">',
    `<title>${escapeHtml(title)}</title>`,
    `<style>${STYLE}</style>`,
    "</head>",
    "<body>",
    `<h1>${escapeHtml(title)}</h1>`,
    verdictHtml(view),
    rows(about),
    "<h2>Asked</h2>",
    ...view.messages.map(messageHtml),
    ...(view.failures.length === 0 ? [] : ["<h2>Failed tries</h2>", pre(view.failures.join("\n"))]),
    ...view.turns.map(turnHtml),
    ...(view.turns.length === 0 ? ["<p>No reply is kept.</p>"] : []),
    ...(view.scoredText === null ? [] : ["<h2>Scored text</h2>", pre(view.scoredText)]),
    ...(view.story.length === 0 ? [] : ["<h2>Retold</h2>", ...view.story.map(storyHtml)]),
    ...(view.drawings.length === 0 ? [] : [
      "<h2>Drawings</h2>",
      ...view.drawings.map(({ label, picture }) => figure(label, picture, null, [])),
    ]),
    "<h2>Wanted</h2>",
    pre(view.target),
    "<h2>What the scorer read</h2>",
    rows(Object.entries(view.values).map(([name, value]) => [name, JSON.stringify(value) ?? ""])),
    "</body>",
    "</html>",
  ].join("\n") + "\n";
}

/** Text as it may stand in HTML, between tags or in a quoted attribute. */
export function escapeHtml(text: string): string {
  return text.replace(/[&<>"'`]/g, (char) => `&#${char.charCodeAt(0)};`)
    // Marks that reorder text would turn the page around.
    .replace(/\p{Bidi_Control}/gu, "\ufffd");
}

function pre(text: string): string {
  return `<pre>${escapeHtml(text)}</pre>`;
}

function rows(pairs: readonly (readonly [string, string])[]): string {
  const cells = pairs.map(([name, text]) =>
    `<tr><th>${escapeHtml(name)}</th><td>${escapeHtml(text)}</td></tr>`
  );
  return `<table>${cells.join("")}</table>`;
}

function verdictHtml({ verdict, scoring }: SampleView): string {
  if (verdict === null) return "<p>No verdict yet.</p>";
  if (verdict.kind === "unscored") {
    return `<p class="bad">Unscored, ${verdict.reason}: ${escapeHtml(verdict.detail)}</p>`;
  }
  const mark = verdict.outcome === "correct" ? "good" : "bad";
  const answer = verdict.answer === null
    ? "<p>No answer was found.</p>"
    : `<p>Answer:</p>${pre(verdict.answer)}`;
  return `<p><strong class="${mark}">${verdict.outcome}</strong> by ` +
    `${escapeHtml(scoring ?? "unknown")}</p>${answer}`;
}

function messageHtml({ role, parts, toolCalls }: ViewMessage): string {
  return [
    `<div class="role">${escapeHtml(role)}</div>`,
    ...parts.map((part) => part.type === "text" ? pre(part.text) : mediaHtml(part)),
    ...toolCalls.map(callHtml),
  ].join("\n");
}

function mediaHtml({ label, picture, size, shapes }: ViewMedia): string {
  return figure(label, picture, size, shapes);
}

function callHtml({ name, arguments: given }: { name: string; arguments: string }): string {
  return `<details><summary>calls ${escapeHtml(name)}</summary>${pre(given)}</details>`;
}

function figure(
  label: string,
  picture: ViewPicture | null,
  size: ViewMedia["size"],
  shapes: readonly Shape[],
): string {
  const caption = `<figcaption>${escapeHtml(label)}</figcaption>`;
  if (picture === null) return `<figure>${caption}</figure>`;
  const image = `<img alt=""${enlarged(size)} src="data:${picture.mediaType};base64,` +
    `${plainBase64(picture.base64)}">`;
  const overlay = size === null || shapes.length === 0 ? "" : overlayHtml(size, shapes);
  return `<figure><div>${image}${overlay}</div>${caption}</figure>`;
}

/** Widths in pixels below which a picture is shown enlarged. */
const SMALL = 320;

function enlarged(size: ViewMedia["size"]): string {
  if (size === null || !(size.width >= 1 && size.width < SMALL)) return "";
  return ` class="small" width="${Math.floor(SMALL / size.width) * Math.floor(size.width)}"`;
}

/** Only what base64 is made of; anything else would end the attribute. */
function plainBase64(text: string): string {
  return /^[A-Za-z0-9+/]*={0,2}$/.test(text) ? text : "";
}

function overlayHtml(
  { width, height }: NonNullable<ViewMedia["size"]>,
  shapes: readonly Shape[],
): string {
  const drawn = shapes.map((shape) => {
    const about = `<title>${escapeHtml(`${shape.of}: ${shape.label}`)}</title>`;
    const marks = `class="${shape.of}"`;
    return shape.kind === "box"
      ? `<rect ${marks} x="${number(shape.x)}" y="${number(shape.y)}" ` +
        `width="${number(Math.max(0, shape.width))}" height="${
          number(Math.max(0, shape.height))
        }">` +
        `${about}</rect>`
      : `<circle ${marks} cx="${number(shape.x)}" cy="${number(shape.y)}" ` +
        `r="${number(Math.max(width, height) / 60)}">${about}</circle>`;
  });
  return `<svg viewBox="0 0 ${number(width)} ${number(height)}" preserveAspectRatio="none">` +
    `${drawn.join("")}</svg>`;
}

function number(value: number): string {
  return Number.isFinite(value) ? String(Math.round(value * 100) / 100) : "0";
}

function turnHtml(turn: ViewTurn): string {
  const about = `${turn.promptTokens} + ${turn.completionTokens} tokens of at most ` +
    `${turn.sentMaxTokens}, ${(turn.totalMs / 1_000).toFixed(1)} s, ended by "${turn.finish}"` +
    (turn.serverModel === null ? "" : `, served as ${turn.serverModel}`);
  return [
    `<h2>Reply ${turn.turn + 1} of the ${turn.party}</h2>`,
    `<p>${escapeHtml(about)}</p>`,
    ...(turn.asked.length === 0 ? [] : [
      `<details><summary>what it was asked</summary>${
        turn.asked.map(messageHtml).join("\n")
      }</details>`,
    ]),
    ...(turn.reasoning === ""
      ? []
      : [`<details><summary>reasoning</summary>${pre(turn.reasoning)}</details>`]),
    ...(turn.text === "" ? [] : [pre(turn.text)]),
    ...turn.toolCalls.map(callHtml),
  ].join("\n");
}

function storyHtml({ head, detail, mark }: StoryLine): string {
  const line = `<span class="${mark}">${escapeHtml(head)}</span>`;
  return detail === ""
    ? `<p>${line}</p>`
    : `<details><summary>${line}</summary>${pre(detail)}</details>`;
}
