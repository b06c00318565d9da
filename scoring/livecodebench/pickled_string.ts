/** Bytes that are not one pickled string. */
export class PickleError extends Error {
  override readonly name = "PickleError";
}

const PROTO = 0x80;
const FRAME = 0x95;
const SHORT_TEXT = 0x8c;
const TEXT = 0x58;
const LONG_TEXT = 0x8d;
const TEXT_LINE = 0x56;
const MEMOIZE = 0x94;
const PUT_BYTE = 0x71;
const PUT_INT = 0x72;
const PUT_LINE = 0x70;
const STOP = 0x2e;

/**
 * Reads a Python pickle that holds one string and nothing else, in any of the protocols 0 to 5. Only
 * the opcodes of such a pickle are known: nothing is ever built, called or imported.
 *
 * @throws {PickleError} at any other opcode, a length beyond the end, text that is not UTF-8, a
 * second string, or bytes after the end
 */
export function pickledString(bytes: Uint8Array): string {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let at = 0;
  let text: string | null = null;
  const need = (count: number): number => {
    if (count > bytes.length - at) {
      throw new PickleError(`Cannot read a pickle as it ends inside byte ${at}`);
    }
    const start = at;
    at += count;
    return start;
  };
  const byte = () => view.getUint8(need(1));
  const untilNewline = () => {
    const end = bytes.indexOf(0x0a, at);
    if (end < 0) throw new PickleError(`Cannot read a pickle as a line at byte ${at} does not end`);
    const start = need(end - at + 1);
    return bytes.subarray(start, end);
  };
  const hold = (value: string) => {
    if (text !== null) throw new PickleError("Cannot read a pickle as it holds a second string");
    text = value;
  };
  const utf8 = (length: number) => {
    const start = need(length);
    try {
      return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true })
        .decode(bytes.subarray(start, start + length));
    } catch {
      throw new PickleError(`Cannot read a pickle as its string at byte ${start} is not UTF-8`);
    }
  };
  for (;;) {
    const opcode = byte();
    switch (opcode) {
      case PROTO: {
        const version = byte();
        if (version > 5) throw new PickleError(`Cannot read a pickle of protocol ${version}`);
        break;
      }
      case FRAME:
        need(8);
        break;
      case SHORT_TEXT:
        hold(utf8(byte()));
        break;
      case TEXT:
        hold(utf8(view.getUint32(need(4), true)));
        break;
      case LONG_TEXT: {
        const length = view.getBigUint64(need(8), true);
        if (length > BigInt(bytes.length)) {
          throw new PickleError(`Cannot read a pickle as it ends inside byte ${at}`);
        }
        hold(utf8(Number(length)));
        break;
      }
      case TEXT_LINE:
        hold(rawUnicodeEscape(untilNewline()));
        break;
      case MEMOIZE:
        break;
      case PUT_BYTE:
        need(1);
        break;
      case PUT_INT:
        need(4);
        break;
      case PUT_LINE:
        untilNewline();
        break;
      case STOP:
        if (text === null) throw new PickleError("Cannot read a pickle as it holds no string");
        if (at !== bytes.length) {
          throw new PickleError(`Cannot read a pickle as bytes follow its end at byte ${at}`);
        }
        return text;
      default:
        throw new PickleError(
          `Cannot read a pickle as opcode 0x${opcode.toString(16)} at byte ${at - 1} ` +
            "is none of a single string",
        );
    }
  }
}

/** Python's `raw_unicode_escape`: Latin-1 with `\uXXXX` and `\UXXXXXXXX`. */
function rawUnicodeEscape(bytes: Uint8Array): string {
  let latin = "";
  for (let at = 0; at < bytes.length; at += 8192) {
    latin += String.fromCharCode(...bytes.subarray(at, at + 8192));
  }
  // Of a run of backslashes only an odd last one begins an escape.
  return latin.replace(
    /(\\+)(?:u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8}))/g,
    (all, slashes: string, short?: string, long?: string) => {
      if (slashes.length % 2 === 0) return all;
      const code = parseInt(short ?? long ?? "", 16);
      if (code > 0x10ffff) {
        throw new PickleError(`Cannot read a pickle as "${all}" is no character`);
      }
      return slashes.slice(1) + String.fromCodePoint(code);
    },
  );
}
