import type { SeriesFormat } from "../../scoring/messages.ts";

const FORMATS: Readonly<Record<string, SeriesFormat>> = {
  "text/csv": "csv",
  "application/x-npy": "npy",
  "audio/wav": "wav",
  "audio/flac": "flac",
};

/** The format of a series by the media type of its bytes; `null` for one that is not known. */
export function formatOf(mediaType: string): SeriesFormat | null {
  return Object.hasOwn(FORMATS, mediaType) ? FORMATS[mediaType] ?? null : null;
}
