import type { Store } from "../results/store/types.ts";
import { createEndpoint } from "./backend/endpoint.ts";
import { UnreachableError } from "./backend/errors.ts";
import type { EndpointFacts } from "./backend/types.ts";
import type { AskJudge } from "./judge_desk.ts";
import type { RequestHooks } from "./kept_request.ts";
import { queuedJudges } from "./queued_judges.ts";
import type { JudgeConfig } from "./run_types.ts";
import { type Slots, slotsOf } from "./slots.ts";

/** What {@linkcode openJudges} needs. */
export interface OpenJudgesOptions {
  readonly store: Store;
  readonly env: (name: string) => string | undefined;
  readonly signal: AbortSignal;
  /** Told once of each thing a judge's server does on its own, and of a judge that is lost. */
  readonly onNote: (text: string) => void;
  /** Told of what happens to a judge's requests. */
  readonly hooks?: (
    judge: JudgeConfig,
  ) => Partial<Pick<RequestHooks, "onReply" | "onFlight" | "onTokens">>;
}

/** Judges outside of a run: their servers are looked at, and each has a queue of its own. */
export interface OpenJudges extends Disposable {
  readonly ask: AskJudge;
  /** What is known about a judge's server; `null` where it could not be looked at. */
  facts(label: string): EndpointFacts | null;
}

/**
 * Opens the servers of judges. One that is not there is told through `onNote`; what it has to judge
 * stays `judge-failed`.
 *
 * @throws {BackendError} if a key is refused or a model unknown
 */
export async function openJudges(
  judges: readonly JudgeConfig[],
  options: OpenJudgesOptions,
): Promise<OpenJudges> {
  const { store, env, signal, onNote } = options;
  const opened = new Map<string, { slots: Slots; facts: EndpointFacts | null }>();
  const close = () => {
    for (const { slots } of opened.values()) slots.endpoint.close();
  };
  for (const { endpoint: config } of judges) {
    const endpoint = createEndpoint(config, { env });
    endpoint.onNote(({ text, label }) => onNote(`"${label}": ${text}`));
    opened.set(config.label, { slots: slotsOf(endpoint), facts: null });
  }
  try {
    await Promise.all([...opened.values()].map(async (one) => {
      try {
        one.facts = await one.slots.endpoint.connect({ signal });
      } catch (cause) {
        if (!(cause instanceof UnreachableError)) throw cause;
        onNote(`${cause.message}; what it has to judge stays judge-failed`);
      }
    }));
  } catch (cause) {
    close();
    throw cause;
  }
  const lost = new Set<string>();
  const nothing = () => {};
  const ask = queuedJudges({
    slots: ({ endpoint }) => (opened.get(endpoint.label) as { slots: Slots }).slots,
    hooks: (judge) => ({
      store,
      signal,
      now: Date.now,
      onReply: nothing,
      onFlight: nothing,
      onTokens: nothing,
      ...options.hooks?.(judge),
    }),
    onLost: ({ endpoint: { label } }, error) => {
      if (lost.has(label)) return;
      lost.add(label);
      onNote(`${error.message}; what it has to judge stays judge-failed`);
    },
  });
  return {
    ask,
    facts: (label) => opened.get(label)?.facts ?? null,
    [Symbol.dispose]: close,
  };
}
