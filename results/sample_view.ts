/**
 * One sample as it was asked, answered and judged: plain data, from which text and page are made.
 *
 * @module
 */
import type { JsonObject } from "../scoring/json.ts";
import type { ToolCall } from "../scoring/messages.ts";
import type { Shape, StoryLine } from "../scoring/sketch.ts";
import type { Verdict } from "../scoring/types.ts";
import type { Column, Party, VerdictFlags } from "./types.ts";

export type { Shape, StoryLine };

/** A piece of a message. */
export type ViewPart =
  | { readonly type: "text"; readonly text: string }
  | ViewMedia;

/** A picture or series of a message. */
export interface ViewMedia {
  readonly type: "image" | "series";
  /** What it is and where it lies, in words: size, media type, hash, origin, what is done to it. */
  readonly label: string;
  /** In pixels; `null` where it is not known, or the thing is no picture. */
  readonly size: { readonly width: number; readonly height: number } | null;
  /** A picture to show: the thing itself, or the curves of a series; `null` where it cannot be had. */
  readonly picture: ViewPicture | null;
  /** Drawn over it, in its pixels. */
  readonly shapes: readonly Shape[];
}

/** A picture of a kind that every browser shows. */
export interface ViewPicture {
  readonly mediaType: "image/png" | "image/jpeg" | "image/gif" | "image/webp";
  readonly base64: string;
}

/** A message as it was sent. */
export interface ViewMessage {
  readonly role: string;
  readonly parts: readonly ViewPart[];
  readonly toolCalls: readonly ToolCall[];
}

/** A turn as it was kept. */
export interface ViewTurn {
  readonly party: Party;
  readonly turn: number;
  readonly text: string;
  readonly reasoning: string;
  readonly toolCalls: readonly ToolCall[];
  readonly finish: string;
  readonly promptTokens: number;
  readonly completionTokens: number;
  readonly totalMs: number;
  readonly firstTokenMs: number | null;
  readonly sentMaxTokens: number;
  readonly serverModel: string | null;
  /** What the judge was asked; empty for other parties. */
  readonly asked: readonly ViewMessage[];
}

/** A picture of what was compared, such as a reply's SVG beside the true one. */
export interface ViewDrawing {
  readonly label: string;
  readonly picture: ViewPicture | null;
}

/** What is known about one ask. */
export interface SampleView {
  readonly runId: string;
  readonly column: Column;
  readonly benchmark: string;
  readonly task: string;
  readonly sampleId: string;
  /** There where its data may not be shown to others. */
  readonly private?: true;
  readonly repeat: number;
  /** From 0, in the order of the data set. */
  readonly position: number;
  readonly groups: Readonly<Record<string, string>>;
  readonly promptSha256: string;
  readonly recordSha256: string;
  readonly messages: readonly ViewMessage[];
  readonly turns: readonly ViewTurn[];
  /** Tries that failed, in words. */
  readonly failures: readonly string[];
  /** What the scorer was given of the reply, after the thinking was split off; `null` without a reply. */
  readonly scoredText: string | null;
  readonly scoring: string | null;
  readonly verdict: Verdict | null;
  readonly flags: VerdictFlags | null;
  /** What the scorer read and found, by its own names. */
  readonly values: JsonObject;
  readonly target: string;
  readonly drawings: readonly ViewDrawing[];
  /** A conversation retold by its benchmark, a line a happening; empty elsewhere. */
  readonly story: readonly StoryLine[];
}
