import type { SimSettings } from "../options.ts";

/** A refusal: status and JSON body. */
export interface Refusal {
  readonly status: number;
  readonly body: unknown;
}

/** Sizes of a request in tokens. */
export interface Sizes {
  readonly prompt: number;
  /** `null` when the request says nothing. */
  readonly max: number | null;
  readonly context: number;
}

/** What becomes of a request that is larger than the context. */
export type Overflow =
  | { readonly kind: "refused"; readonly refusal: Refusal }
  /** Served with what is left, without a word. */
  | { readonly kind: "clipped" }
  /** A failure that comes as a reply with status 200. */
  | { readonly kind: "told-as-text"; readonly content: string; readonly finish: string };

/** How one kind of server spells what the standard does not say. */
export interface Imitation {
  /** `owned_by` in the list of models. */
  readonly ownedBy: string;
  readonly reasoningIn: NonNullable<SimSettings["reasoningIn"]>;
  readonly headers: Readonly<Record<string, string>>;
  /** Serves a request whatever model it names. */
  readonly anyModel: boolean;
  /** The list of models. */
  models(settings: SimSettings): unknown;
  /** An error in the server's own form. */
  error(status: number, message: string, about?: { type?: string; code?: string }): unknown;
  noModel(model: string): Refusal;
  unauthorized(key: string | null): Refusal;
  /** A parameter refused by name. */
  refusedParameter(name: string, value: unknown): Refusal;
  /** `null` if the request fits. */
  overflow(sizes: Sizes): Overflow | null;
}
