/**
 * How a constraint is declared: the arguments it takes from a record and who checks it.
 *
 * @module
 */
import type { Json } from "../json.ts";
import { showArgument } from "./show_argument.ts";
import type { Profile } from "./profile.ts";
import type { Reply } from "./reply.ts";

/**
 * What an argument must be: a `number` is at least 0; an `index` is a whole number from 0, a
 * `position` one from 1 (both may be written `8.0`); a `text` is not empty.
 */
export type ArgumentKind = "number" | "index" | "position" | "text";

/** Names and kinds of a constraint's arguments. */
export type ArgumentKinds = Readonly<Record<string, ArgumentKind>>;

/** The arguments as a checker sees them. */
export type Arguments<Kinds extends ArgumentKinds> = {
  readonly [Name in keyof Kinds]: Kinds[Name] extends "text" ? string : number;
};

/** Whether a reply follows a constraint. Throws {@linkcode CheckCrash} where upstream crashes. */
export type Check<Kinds extends ArgumentKinds> = (
  reply: Reply,
  args: Arguments<Kinds>,
) => boolean;

/** A constraint with the arguments of a record filled in. */
export type BoundCheck = (reply: Reply) => boolean;

/** A kind of constraint, such as `count:numbers`. */
export interface Constraint {
  readonly argumentKinds: ArgumentKinds;
  /**
   * Fills in the arguments.
   *
   * @throws {ArgumentError} if one is missing or of the wrong kind
   */
  bind(kwargs: Readonly<Record<string, Json>>, profile: Profile): BoundCheck;
}

/** The official checker crashes on this reply; its profile says what that counts as. */
export class CheckCrash extends Error {
  override readonly name = "CheckCrash";
}

/** A record gives a constraint an argument it cannot use. */
export class ArgumentError extends Error {
  override readonly name = "ArgumentError";
  constructor(readonly argument: string, readonly wanted: string, readonly found: string) {
    super(`argument "${argument}" must be ${wanted}: current value is ${found}`);
  }
}

/** Declares a constraint; `opencompass` overrides the check where that profile differs. */
export function constraint<Kinds extends ArgumentKinds>(
  kinds: Kinds,
  check: Check<Kinds>,
  overrides: { readonly opencompass?: Check<Kinds> } = {},
): Constraint {
  return {
    argumentKinds: kinds,
    bind(kwargs, profile) {
      const args = readArguments(kinds, kwargs);
      const own = (profile === "opencompass" ? overrides.opencompass : undefined) ?? check;
      return (reply) => own(reply, args);
    },
  };
}

function readArguments<Kinds extends ArgumentKinds>(
  kinds: Kinds,
  kwargs: Readonly<Record<string, Json>>,
): Arguments<Kinds> {
  const args: Record<string, string | number> = {};
  for (const [name, kind] of Object.entries(kinds)) {
    const value = Object.hasOwn(kwargs, name) ? kwargs[name] : undefined;
    if (!fits(value, kind)) throw new ArgumentError(name, WANTED[kind], showArgument(value));
    args[name] = value;
  }
  return args as Arguments<Kinds>;
}

const WANTED: Readonly<Record<ArgumentKind, string>> = {
  number: "a number of at least 0",
  index: "a whole number of at least 0",
  position: "a whole number of at least 1",
  text: "a text that is not empty",
};

function fits(value: Json | undefined, kind: ArgumentKind): value is string | number {
  if (kind === "text") return typeof value === "string" && value !== "";
  if (typeof value !== "number") return false;
  if (kind === "number") return value >= 0;
  return Number.isSafeInteger(value) && value >= (kind === "index" ? 0 : 1);
}
