/**
 * Small questions whose answers can only be seen: whether a server looks at the pictures and series
 * that it is sent.
 *
 * @module
 */
import type { FoundMedia, Message } from "../../scoring/messages.ts";
import { npyFile } from "../../benchmarks/scits/npy.ts";
import { COLOURS, drawnPicture, inlineMedia } from "../../scoring/picture/drawn.ts";
import type { Endpoint, FailureKind } from "../backend/types.ts";

/** What a prompt may hold beside text. */
export type MediaKind = "image" | "series";

/** What became of a probe. */
export type ProbeResult =
  | { readonly kind: "sees" }
  /** The server takes no such part. */
  | { readonly kind: "refuses"; readonly detail: string }
  /** It takes them, and its answers do not depend on them. */
  | { readonly kind: "blind"; readonly detail: string }
  /** Nothing was learnt, for a reason that has nothing to do with them. */
  | { readonly kind: "unknown"; readonly detail: string };

/** A question asked twice, about two things that differ in nothing but the answer. */
interface Probe {
  readonly question: string;
  readonly things: readonly (readonly [thing: FoundMedia, answer: string])[];
}

const EDGE = 64;

function halves(left: keyof typeof COLOURS, right: keyof typeof COLOURS): FoundMedia {
  return drawnPicture(EDGE, EDGE, [
    { x: 0, y: 0, width: EDGE / 2, height: EDGE, colour: COLOURS[left] },
    { x: EDGE / 2, y: 0, width: EDGE / 2, height: EDGE, colour: COLOURS[right] },
  ]);
}

/** Long enough for any server's stride, and of a shape that scaling leaves alone. */
const POINTS = 6_000;
const RATE = 100;

function ramp(sign: 1 | -1): FoundMedia {
  const values = Array.from({ length: POINTS }, (_, at) => sign * at / POINTS);
  return inlineMedia(npyFile(values, [POINTS]), "application/x-npy");
}

const PROBES: Readonly<Record<MediaKind, Probe>> = {
  image: {
    question: "Which colour has the left half of this picture? Answer with one word, red or blue.",
    things: [[halves("red", "blue"), "red"], [halves("blue", "red"), "blue"]],
  },
  series: {
    question: "Do the values of this series rise or fall? Answer with one word, rise or fall.",
    things: [[ramp(1), "rise"], [ramp(-1), "fall"]],
  },
};

/** The messages of both askings, with the answers that are right. */
export function probeMessages(
  kind: MediaKind,
): readonly { readonly messages: readonly Message[]; readonly answer: string }[] {
  const { question, things } = PROBES[kind];
  return things.map(([media, answer]) => ({
    answer,
    messages: [{
      role: "user",
      content: kind === "image"
        ? [{ type: "image", image: media }, { type: "text", text: question }]
        : [{ type: "text", text: question }, {
          type: "series",
          series: media,
          format: "npy",
          rate: RATE,
          channels: [],
          carrier: { kind: "native" },
        }],
    }],
  }));
}

/** Failures that say something about what was sent. */
const REFUSALS: ReadonlySet<FailureKind> = new Set(["rejected", "server-error", "unparsable"]);

/** Longest reply of a probe, in tokens: enough for a thought before one word. */
const PROBE_TOKENS = 1_024;

/**
 * Asks a server about two pictures or series that it must tell apart. Series need an endpoint that has
 * a part for them.
 *
 * @throws what stops a run: a refused key, an unknown model, the abort reason
 */
export async function probeMedia(
  endpoint: Endpoint,
  kind: MediaKind,
  signal?: AbortSignal,
): Promise<ProbeResult> {
  const said: string[] = [];
  for (const { messages } of probeMessages(kind)) {
    const answer = await endpoint.ask({
      messages,
      sampling: { maxTokens: PROBE_TOKENS, temperature: 0, topP: null, topK: null, seed: null },
      thinking: false,
    }, signal === undefined ? {} : { signal });
    if (answer.kind === "failed") {
      const { failure, detail } = answer;
      return {
        kind: REFUSALS.has(failure) ? "refuses" : "unknown",
        detail: `${failure}: ${detail}`,
      };
    }
    const { text, truncated } = answer.reply;
    const word = lastWord(text, PROBES[kind].things.map(([, right]) => right));
    if (word === null && truncated) {
      return { kind: "unknown", detail: `no answer within ${PROBE_TOKENS} tokens` };
    }
    said.push(word ?? (text.trim().slice(0, 40) || "nothing"));
  }
  const wanted = PROBES[kind].things.map(([, right]) => right);
  if (said.every((word, at) => word === wanted[at])) return { kind: "sees" };
  return {
    kind: "blind",
    detail: `wanted "${wanted.join('", then "')}", found "${said.join('", then "')}"`,
  };
}

/** The word that stands last; `null` where none does. */
function lastWord(text: string, words: readonly string[]): string | null {
  const lower = text.toLowerCase();
  const places = words.map((word) => lower.lastIndexOf(word));
  const last = Math.max(...places);
  return last === -1 ? null : words[places.indexOf(last)] ?? null;
}
