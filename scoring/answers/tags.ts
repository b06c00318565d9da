/**
 * Answers in tags such as `<SMILES>...</SMILES>`. Linear in the length of the text, whatever tags are
 * in it.
 *
 * @module
 */

/** How {@linkcode tagContent} reads. Every option is a difference between official copies. */
export interface TagOptions {
  /**
   * Names of the tags, letters only; a span closes with the name it opened with. SmolInstruct takes
   * any of three names whatever the task, all others one.
   */
  readonly names: readonly string[];
  /** Which of several spans. */
  readonly take: "first" | "last";
  /** Whether a span may hold line breaks (Python's DOTALL). Default `true`. */
  readonly lines?: boolean;
  /** Default `false`. */
  readonly ignoreCase?: boolean;
}

/**
 * Content of a `<NAME>...</NAME>` span, untrimmed: `<(NAME)>(.*?)</\1>` over the text. An opening
 * tag without its own end joins the next span of its name; no span is looked for inside of another.
 *
 * @returns `null` where there is none
 */
export function tagContent(text: string, options: TagOptions): string | null {
  const { names, take, lines = true, ignoreCase = false } = options;
  const token = new RegExp(`<(/?)(${names.join("|")})>`, ignoreCase ? "giu" : "gu");
  const tokens = Array.from(text.matchAll(token), (match) => ({
    closes: match[1] === "/",
    // Back references ignore case where the expression does.
    name: ignoreCase ? fold(match[2] ?? "") : match[2] ?? "",
    start: match.index,
    end: match.index + match[0].length,
  }));
  const closing = new Cursor(tokens);
  let last: string | null = null;
  let free = 0;
  let lineBreak = -1;
  for (const [at, { closes, name, start, end }] of tokens.entries()) {
    if (closes || start < free) continue;
    const close = closing.after(at, name);
    if (close === null) continue;
    if (!lines) {
      if (lineBreak < end) lineBreak = indexOrEnd(text, "\n", end);
      if (lineBreak < close.start) continue;
    }
    last = text.slice(end, close.start);
    if (take === "first") return last;
    free = close.end;
  }
  return last;
}

/** The simple case folding of the letters that Python's and JavaScript's `i` agree on. */
function fold(name: string): string {
  return name.toLowerCase().replaceAll("\u017f", "s").replaceAll("\u212a", "k");
}

function indexOrEnd(text: string, part: string, from: number): number {
  const at = text.indexOf(part, from);
  return at === -1 ? text.length : at;
}

interface Token {
  readonly closes: boolean;
  readonly name: string;
  readonly start: number;
  readonly end: number;
}

/** Finds the next closing tag of a name; positions asked for must rise. */
class Cursor {
  readonly #next = new Map<string, number>();
  constructor(private readonly tokens: readonly Token[]) {}

  after(at: number, name: string): Token | null {
    let next = Math.max(at + 1, this.#next.get(name) ?? 0);
    for (; next < this.tokens.length; next++) {
      const token = this.tokens[next];
      if (token?.closes && token.name === name) break;
    }
    this.#next.set(name, next);
    return this.tokens[next] ?? null;
  }
}

/**
 * Text between the first opening and the first closing tag anywhere, trimmed by nobody: how LLM4Chem
 * finds an answer (`text.find` twice).
 *
 * @returns `null` where either is missing or the closing one comes first
 */
export function betweenFirstTags(text: string, left: string, right: string): string | null {
  const start = text.indexOf(left);
  const end = text.indexOf(right);
  if (start === -1 || end === -1 || end < start + left.length) return null;
  return text.slice(start + left.length, end);
}
