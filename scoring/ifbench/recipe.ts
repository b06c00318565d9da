/** The arguments of a constraint, as a recipe reads them. */
export interface RecipeArguments {
  number(name: string): number;
  text(name: string): string;
}

/** How to write a reply that follows a constraint. */
export interface Recipe {
  /** Replies that follow it, the plainest first. Some may fail in a profile. */
  create(args: RecipeArguments): Iterable<string>;
  /** Changes a reply so that it follows the constraint too. */
  adapt?(text: string, args: RecipeArguments): Iterable<string>;
}
