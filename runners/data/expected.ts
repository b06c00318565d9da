import type { Source } from "../../benchmarks/define.ts";
import type { Digest } from "./digest.ts";

/** What is known of the content beforehand; each is checked where it is given. */
export interface Expected {
  readonly bytes?: number | undefined;
  readonly sha256?: string | undefined;
  readonly md5?: string | undefined;
}

/** What a source says its file must be. */
export function expectedOf(source: Source): Expected {
  const { bytes, sha256, md5 } = source;
  return { bytes, sha256, md5 };
}

/** What differs between a file and what it should be, or `null`. */
export function mismatch(found: Digest, expected: Expected): string | null {
  if (expected.bytes !== undefined && expected.bytes !== found.bytes) {
    return `wanted ${expected.bytes} bytes, found ${found.bytes}`;
  }
  if (expected.sha256 !== undefined && expected.sha256 !== found.sha256) {
    return `wanted sha256 ${expected.sha256}, found ${found.sha256}`;
  }
  if (expected.md5 !== undefined && expected.md5 !== found.md5) {
    return `wanted md5 ${expected.md5}, found ${found.md5}`;
  }
  return null;
}
