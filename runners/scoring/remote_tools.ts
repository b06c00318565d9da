/**
 * Tools that live in the run and are called from a score worker, which may do nothing itself: a call
 * and its result cross as messages.
 *
 * @module
 */
import type { Tools } from "../../scoring/types.ts";
import { describeError } from "./score_step.ts";

/** Tools that a run brings; a task's files come with its samples. */
export type GivenTools = Omit<Tools, "files">;

type RemoteTool = Exclude<keyof GivenTools, "scibertVocabulary">;

/** The methods of each tool, and how many arguments cross: a signal behind them does not. */
const METHODS: Readonly<Record<RemoteTool, Readonly<Record<string, number>>>> = {
  sandbox: { run: 1 },
  raster: { draw: 1 },
  bertScorer: { score: 2 },
  entailmentModel: { entailment: 2 },
  rnaFolder: { fold: 1 },
  imageModels: { clip: 2, dino: 2, lpips: 2 },
};

/** What a worker is told about the tools it has. */
export interface ToolList {
  readonly methods: readonly { readonly tool: string; readonly method: string }[];
  readonly scibertVocabulary: ReadonlySet<string> | null;
}

/** A call of a method by a scorer. */
export interface RemoteCall {
  readonly id: number;
  readonly tool: string;
  readonly method: string;
  readonly args: readonly unknown[];
}

/** What came of it. */
export type RemoteResult =
  | { readonly id: number; readonly value: unknown }
  | { readonly id: number; readonly error: string };

type Methods = Readonly<Record<string, (...args: readonly unknown[]) => Promise<unknown>>>;

function methodsOf(tools: GivenTools, tool: string): Methods | undefined {
  return tool in METHODS ? tools[tool as RemoteTool] as unknown as Methods | undefined : undefined;
}

/** Names what is there of the tools. */
export function listTools(tools: GivenTools): ToolList {
  return {
    methods: Object.entries(METHODS).flatMap(([tool, methods]) => {
      const found = methodsOf(tools, tool);
      return Object.keys(methods)
        .filter((method) => found?.[method] !== undefined)
        .map((method) => ({ tool, method }));
    }),
    scibertVocabulary: tools.scibertVocabulary ?? null,
  };
}

/** Makes a call on the side of the run. Never rejects. */
export async function answerCall(tools: GivenTools, call: RemoteCall): Promise<RemoteResult> {
  const { id, tool, method, args } = call;
  try {
    const methods = Object.hasOwn(METHODS[tool as RemoteTool] ?? {}, method)
      ? methodsOf(tools, tool)
      : undefined;
    if (methods?.[method] === undefined) {
      return { id, error: `the scorer asked for "${tool}.${method}" and there is none` };
    }
    return { id, value: await methods[method](...args) };
  } catch (cause) {
    return { id, error: cause instanceof Error ? cause.message : describeError(cause) };
  }
}

/** The same tools on the side of the worker. */
export class RemoteTools {
  readonly #send: (call: RemoteCall) => void;
  readonly #open = new Map<number, PromiseWithResolvers<unknown>>();
  #id = 0;

  constructor(send: (call: RemoteCall) => void) {
    this.#send = send;
  }

  /** Tools whose methods send a call and wait for its result. */
  of({ methods, scibertVocabulary }: ToolList): GivenTools {
    const tools: Record<string, Record<string, unknown>> = {};
    for (const { tool, method } of methods) {
      const count = METHODS[tool as RemoteTool][method] ?? 0;
      tools[tool] = {
        ...tools[tool],
        [method]: (...args: readonly unknown[]) => this.#call(tool, method, args.slice(0, count)),
      };
    }
    return { ...tools, ...(scibertVocabulary === null ? {} : { scibertVocabulary }) };
  }

  /** Hands a result to the one that waits for it. */
  settle(result: RemoteResult): void {
    const waiting = this.#open.get(result.id);
    this.#open.delete(result.id);
    if ("error" in result) waiting?.reject(new Error(result.error));
    else waiting?.resolve(result.value);
  }

  #call(tool: string, method: string, args: readonly unknown[]): Promise<unknown> {
    const id = ++this.#id;
    const waiting = Promise.withResolvers<unknown>();
    this.#open.set(id, waiting);
    this.#send({ id, tool, method, args });
    return waiting.promise;
  }
}
