import type { Json } from "./json.ts";

/** A piece of a message. The dialect of a server turns it into its wire form when it is sent. */
export type Part = TextPart | ImagePart | SeriesPart;

/** Plain text. */
export interface TextPart {
  readonly type: "text";
  readonly text: string;
}

/** A picture. It goes out as it lies on disk unless `encoding` says otherwise. */
export interface ImagePart {
  readonly type: "image";
  readonly image: Media;
  /** What is done to it before it is sent; it changes what the model sees. Default: nothing */
  readonly encoding?: ImageEncoding;
}

/**
 * What is done to a picture before it is sent: made smaller until it has so many pixels at most,
 * enlarged by Pillow's bilinear filter, or coded again as VLMEvalKit's client does.
 */
export type ImageEncoding =
  | { readonly kind: "max-pixels"; readonly pixels: number }
  | { readonly kind: "bilinear"; readonly factor: number }
  | { readonly kind: "vlmevalkit" };

/** A time series of one or more channels, and how it is shown to the model. */
export interface SeriesPart {
  readonly type: "series";
  readonly series: Media;
  readonly format: SeriesFormat;
  /** Samples a second in Hz; `null` where it is not known. */
  readonly rate: number | null;
  /** Rate in Hz that a sound is brought to before it is shown. Default: its own */
  readonly resampleTo?: number;
  /** Names of the channels; empty where they have none. */
  readonly channels: readonly string[];
  readonly carrier: SeriesCarrier;
}

/** How the file of a series is written. */
export type SeriesFormat = "csv" | "npy" | "wav" | "flac";

/**
 * What a series goes out as: numbers in the prompt, a picture of its curves, a sentence that tells
 * what such a picture shows, or the server's own part for series. `view` says which part of a series too long for numbers is shown.
 */
export type SeriesCarrier =
  | {
    readonly kind: "ts-text/1";
    /** Most numbers over all channels. */
    readonly maxValues: number;
    readonly view: "spread" | "last" | "whole";
  }
  | { readonly kind: "ts-plot/1"; readonly axis: "index" | "seconds" }
  | { readonly kind: "ts-caption/1" }
  | { readonly kind: "native" };

/** Bytes that stay where they are until they are sent, or the reason why they are not to be had. */
export type Media = FoundMedia | MissingMedia;

/** Where bytes lie and which they are: what is kept of a picture or series. */
export interface FoundMedia {
  readonly origin: MediaOrigin;
  /** Of the bytes as they are in the data set, decoded from base64: 64 lower-case hex digits. */
  readonly sha256: string;
  readonly bytes: number;
  /** By the bytes themselves and not by a file's name: `image/png`, `application/x-npy`. */
  readonly mediaType: string;
  /** Of a picture, in pixels, from its header. */
  readonly width?: number;
  readonly height?: number;
}

/** Why a row has no such bytes: a sentence with file and row. Its sample cannot be asked. */
export interface MissingMedia {
  readonly missing: string;
}

/**
 * A place of bytes: a file or a range of one, written there as they are or in base64; a file of a
 * ZIP; a cell of a Parquet file; an address; or, for small self-made ones, the record itself.
 */
export type MediaOrigin =
  | {
    readonly kind: "file";
    readonly path: string;
    /** First byte and the one behind the last; the whole file where left out. */
    readonly range?: readonly [number, number];
    readonly base64?: true;
  }
  | { readonly kind: "zip"; readonly path: string; readonly entry: string }
  | {
    readonly kind: "parquet";
    readonly path: string;
    /** Names from the root, with the place in a list where the column is one. */
    readonly column: readonly (string | number)[];
    /** From 0. */
    readonly row: number;
  }
  | { readonly kind: "url"; readonly url: string }
  | { readonly kind: "inline"; readonly base64: string };

/** A call of a tool as a model asked for it. `arguments` is the text the model wrote, parsed by nobody. */
export interface ToolCall {
  readonly id: string;
  readonly name: string;
  readonly arguments: string;
}

/** One message of a conversation, independent of any server. */
export interface Message {
  readonly role: "system" | "user" | "assistant" | "tool";
  readonly content: string | readonly Part[];
  /** Calls an assistant message made. */
  readonly toolCalls?: readonly ToolCall[];
  /** The call a tool message answers. */
  readonly toolCallId?: string;
}

/** A tool that a model may call, described by a JSON Schema of its arguments. */
export interface ToolSpec {
  readonly name: string;
  readonly description: string;
  readonly parameters: { readonly [key: string]: Json };
}

/** Whether a model may, must or must not call a tool. */
export type ToolChoice = "auto" | "required" | "none";

/** The usual single-turn prompt: one user message. */
export function user(text: string): readonly Message[] {
  return [{ role: "user", content: text }];
}

/** The pictures and series of messages, in their order. */
export function mediaParts(messages: readonly Message[]): (ImagePart | SeriesPart)[] {
  return messages.flatMap(({ content }) =>
    typeof content === "string" ? [] : content.filter((part) => part.type !== "text")
  );
}
