/** Bytes that are no series of their format; the message stands behind a colon. */
export class SeriesFault extends Error {
  override readonly name = "SeriesFault";
}

/** Most numbers of one series: more than an hour of sound, and few enough to stand in memory. */
export const MAX_VALUES = 16_000_000;

/** @throws {SeriesFault} if there are more than {@linkcode MAX_VALUES} */
export function checkSize(length: number, channels: number): void {
  if (length * channels <= MAX_VALUES) return;
  throw new SeriesFault(
    `it has ${length} points of ${channels} channels, more than ${MAX_VALUES} numbers`,
  );
}
