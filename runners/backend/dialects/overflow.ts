import type { ServerMessage } from "../server_message.ts";
import { dialects } from "./mod.ts";

/** What a server said about a request that does not fit. Tokens; `null` where it does not say. */
export interface Overflow {
  readonly context: number | null;
  readonly prompt: number | null;
  /** The server stopped counting the prompt at `prompt`. */
  readonly promptAtLeast: boolean;
  /** Largest reply the model may give, whatever the prompt. */
  readonly most: number | null;
}

const CODES: ReadonlySet<string> = new Set([
  "context_length_exceeded",
  "exceed_context_size_error",
]);

/**
 * Recognises a context overflow by the wordings of all dialects, because gateways pass on what
 * servers behind them say; the wording that tells most numbers counts.
 *
 * @returns `null` where the message is about something else
 */
export function readOverflow(message: ServerMessage): Overflow | null {
  const text = message.text.replace(/(\d),(?=\d{3})/g, "$1");
  let best: Overflow | null = null;
  let told = -1;
  for (const { overflow } of dialects) {
    for (const { pattern, promptAtLeast = false } of overflow) {
      const groups = pattern.exec(text);
      if (groups === null) continue;
      const { context, prompt, most } = groups.groups ?? {};
      const numbers = [context, prompt, most].filter((number) => number !== undefined).length;
      if (numbers <= told) continue;
      told = numbers;
      best = {
        context: count(context),
        prompt: count(prompt),
        promptAtLeast: promptAtLeast && prompt !== undefined,
        most: count(most),
      };
    }
  }
  if (best !== null) return best;
  if (message.code === null || !CODES.has(message.code)) return null;
  return { context: null, prompt: null, promptAtLeast: false, most: null };
}

function count(digits: string | undefined): number | null {
  return digits === undefined ? null : Number(digits);
}

/**
 * `max_tokens` that fit after an overflow; 0 or less where nothing is left for a reply.
 *
 * @param overflow what the server said
 * @param sent `max_tokens` as it was sent
 * @param knownContext the context length known from elsewhere
 * @param ceiling tokens the prompt hardly exceeds, for servers that do not count it
 */
export function tokensLeft(
  overflow: Overflow,
  { sent, knownContext, ceiling }: {
    readonly sent: number;
    readonly knownContext: number | null;
    readonly ceiling: number;
  },
): number {
  const most = overflow.most ?? Infinity;
  const context = overflow.context ?? knownContext;
  if (context === null) return Number.isFinite(most) ? most : 0;
  const atLeast = overflow.prompt ?? 0;
  const counted = overflow.prompt !== null && !overflow.promptAtLeast;
  // SGLang wants one token to spare.
  let left = Math.min(context - (counted ? atLeast : ceiling) - 1, most);
  // A ceiling that is too high or too low for this prompt: half of the rest is worth a try.
  if (!counted && atLeast < context && (left < 1 || ceiling <= atLeast)) {
    left = Math.min(Math.floor((context - atLeast) / 2), most);
  }
  // Numbers that do not explain the refusal: any smaller reply is worth one try.
  return left >= sent ? Math.floor(sent / 2) : left;
}
