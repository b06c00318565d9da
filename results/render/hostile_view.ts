import type { SampleView, ViewMedia } from "../sample_view.ts";

/** Text that tries to be markup, a script, and another direction. */
const HOSTILE =
  `</pre><script>document.title="owned"</script><img src=x onerror=alert(1)>"'\`&\u202e`;

const IMAGE: ViewMedia = {
  type: "image",
  label: `image/png, from "${HOSTILE}.png"`,
  size: { width: 100, height: 50 },
  picture: { mediaType: "image/png", base64: "iVBORw0KGgo=" },
  shapes: [
    { kind: "box", of: "gold", label: HOSTILE, x: 1, y: 2, width: 30, height: 40 },
    { kind: "point", of: "reply", label: "the click", x: NaN, y: Infinity },
  ],
};

/** A view whose every text is hostile, for tests. */
export const hostileView: SampleView = {
  runId: "r1",
  column: { id: "m", label: "m", model: HOSTILE, mode: "non-thinking", simulated: true },
  benchmark: "invented",
  task: "test",
  sampleId: HOSTILE,
  repeat: 0,
  position: 4,
  groups: { [HOSTILE]: HOSTILE },
  promptSha256: "a".repeat(64),
  recordSha256: "b".repeat(64),
  messages: [{
    role: "user",
    parts: [{ type: "text", text: HOSTILE }, IMAGE],
    toolCalls: [{ id: "1", name: HOSTILE, arguments: HOSTILE }],
  }],
  turns: [{
    party: "model",
    turn: 0,
    text: HOSTILE,
    reasoning: HOSTILE,
    toolCalls: [],
    finish: HOSTILE,
    promptTokens: 3,
    completionTokens: 4,
    totalMs: 1_200,
    firstTokenMs: 90,
    sentMaxTokens: 100,
    serverModel: HOSTILE,
    asked: [],
  }],
  failures: [HOSTILE],
  scoredText: HOSTILE,
  scoring: HOSTILE,
  verdict: { kind: "scored", outcome: "wrong", answer: HOSTILE, values: { pred: HOSTILE } },
  flags: null,
  values: { pred: HOSTILE },
  target: HOSTILE,
  drawings: [{ label: HOSTILE, picture: { mediaType: "image/png", base64: '"><script>' } }],
  story: [{ head: HOSTILE, detail: HOSTILE, mark: "bad" }],
};
