import { fingerprint } from "./chat_request.ts";

/** A prompt with a reply that its scorer gives full marks. */
export interface KnownPrompt {
  readonly benchmark: string;
  /** Text of the last user message, text parts joined with newlines. */
  readonly prompt: string;
  readonly reference: string;
}

/** What the server can be given to know. */
export type KnowledgeSource = Knowledge | Iterable<KnownPrompt> | AsyncIterable<KnownPrompt>;

/** What the simulated server knows: reference replies by prompt. */
export interface Knowledge {
  /** Number of prompts known. */
  readonly size: number;
  /** Prompts left out as the same words already had another reference. */
  readonly ambiguous: number;
  /** The benchmark and reference of a prompt, or `null`. */
  find(prompt: string): { readonly benchmark: string; readonly reference: string } | null;
  /** As {@linkcode find}, by the fingerprint of the prompt. */
  at(key: string): { readonly benchmark: string; readonly reference: string } | null;
  /** A reference of the benchmark other than `reference`, or `null` if there is none. */
  other(benchmark: string, reference: string, draw: () => number): string | null;
}

/** How often a draw among the references of a benchmark is repeated to find another one. */
const TRIES = 16;

/** Takes in reference replies, keyed by a hash of the prompt: the prompts themselves are not kept. */
export async function knowledge(
  source: Iterable<KnownPrompt> | AsyncIterable<KnownPrompt>,
): Promise<Knowledge> {
  const known = new Map<string, { benchmark: string; reference: string }>();
  const references = new Map<string, string[]>();
  let ambiguous = 0;
  for await (const { benchmark, prompt, reference } of source) {
    const key = fingerprint(prompt);
    const earlier = known.get(key);
    if (earlier === undefined) known.set(key, { benchmark, reference });
    else if (earlier.reference !== reference) ambiguous++;
    const list = references.get(benchmark);
    if (list === undefined) references.set(benchmark, [reference]);
    else list.push(reference);
  }
  return {
    size: known.size,
    ambiguous,
    find: (prompt) => known.get(fingerprint(prompt)) ?? null,
    at: (key) => known.get(key) ?? null,
    other(benchmark, reference, draw) {
      const list = references.get(benchmark) ?? [];
      for (let i = 0; i < TRIES && list.length > 0; i++) {
        const found = list[Math.floor(draw() * list.length)] as string;
        if (found !== reference) return found;
      }
      return null;
    },
  };
}

/** Knowledge as it is, or taken in from its source. */
export async function toKnowledge(source: KnowledgeSource): Promise<Knowledge> {
  return "find" in source && "other" in source ? source : await knowledge(source);
}
