import type { FoundMedia, Media, Message, Part, SeriesCarrier } from "../../scoring/messages.ts";
import { user } from "../define.ts";
import { channelNames, inputRate, type Row } from "./record.ts";
import { formatOf } from "./series_format.ts";
import type { ScitsTask } from "./tasks.ts";

/** What a series goes out as. */
export type Carrier = "text" | "image" | "native";

/** Options of the benchmark that a prompt depends on. */
export interface PromptOptions {
  readonly carrier: Carrier;
  readonly audioRate: "native" | "22050";
  readonly maxValues: number;
  readonly overflow: "cut" | "fail";
}

/** Which part of a series too long for numbers is shown. */
const VIEWS = {
  classification: "spread",
  "multiple choice": "spread",
  "event detection": "spread",
  "anomaly detection": "spread",
  forecasting: "last",
  imputation: "whole",
  synthesis: "whole",
} as const satisfies Record<ScitsTask["type"], "spread" | "last" | "whole">;

/**
 * The record's text and its series. Where something that scoring needs is missing, it stands in the
 * place of the series, so that nothing is asked that cannot be scored.
 *
 * @param missing Why the record's truth is not to be had; `null` where it is
 */
export function messagesOf(
  row: Row,
  task: ScitsTask,
  options: PromptOptions,
  missing: string | null,
): readonly Message[] {
  const text = row.input_text;
  if (task.type === "synthesis" && missing === null) return user(text);
  const media: Media = missing === null ? row._series : { missing };
  const spaced: Part = { type: "text", text: `${text}\n\n` };
  const shown = (carrier: SeriesCarrier) => seriesPart(row, media, carrier, options);
  return [{ role: "user", content: parts() }];

  function parts(): readonly Part[] {
    switch (options.carrier) {
      case "text": {
        const view = options.overflow === "fail" ? "whole" : VIEWS[task.type];
        return [spaced, shown({ kind: "ts-text/1", maxValues: options.maxValues, view })];
      }
      case "image": {
        const axis = task.type === "event detection" ? "index" : "seconds";
        return [shown({ kind: "ts-plot/1", axis }), spaced, shown({ kind: "ts-caption/1" })];
      }
      case "native":
        return [{ type: "text", text }, shown({ kind: "native" })];
    }
  }
}

const AUDIO_RATE = 22_050;

function seriesPart(
  row: Row,
  media: Media,
  carrier: SeriesCarrier,
  { audioRate }: PromptOptions,
): Part {
  const readable = "missing" in media ? media : readableMedia(media);
  const format = "missing" in readable ? null : formatOf(readable.mediaType);
  const resample = audioRate === "22050" && (format === "wav" || format === "flac");
  return {
    type: "series",
    series: readable,
    format: format ?? "csv",
    rate: resample ? AUDIO_RATE : inputRate(row),
    ...(resample ? { resampleTo: AUDIO_RATE } : {}),
    channels: channelNames(row),
    carrier,
  };
}

function readableMedia(media: FoundMedia): Media {
  if (formatOf(media.mediaType) !== null) return media;
  return {
    missing: `Cannot send a series of type ${media.mediaType}: wanted CSV, NPY, WAV or FLAC`,
  };
}
