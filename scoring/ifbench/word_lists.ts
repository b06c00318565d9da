/**
 * Word lists of the IFBench checkers, as upstream has them.
 *
 * @module
 */

function list(words: string): readonly string[] {
  return words.trim().split(/\s+/);
}

/** Names of `count:person_names`. */
export const PERSON_NAMES: readonly string[] = list(`
  Emma Liam Sophia Jackson Olivia Noah Ava Lucas Isabella Mason Mia Ethan Charlotte Alexander
  Amelia Benjamin Harper Leo Zoe Daniel Chloe Samuel Lily Matthew Grace Owen Abigail Gabriel Ella
  Jacob Scarlett Nathan Victoria Elijah Layla Nicholas Audrey David Hannah Christopher Penelope
  Thomas Nora Andrew Aria Joseph Claire Ryan Stella Jonathan`);

const personal = list(`
  i me my mine myself we us our ours ourselves you your yours yourself yourselves he him his himself
  she her hers herself it its itself they them their theirs themselves`);

/** Personal, possessive and reflexive pronouns: all that the `opencompass` profile counts. */
export const PERSONAL_PRONOUNS: ReadonlySet<string> = new Set(personal);

/** Pronouns of `count:pronouns`. */
export const PRONOUNS: ReadonlySet<string> = new Set([
  ...personal,
  ...list(`
    this that these those who whom whose which what whoever whomever whatever whichever
    anybody anyone anything everybody everyone everything nobody nothing somebody someone something
    each either neither both all some any none`),
]);

/** Capitals of `custom:european_capitals_sort`, north to south. */
export const EUROPEAN_CAPITALS: readonly string[] = list(`
  Reykjavik Helsinki Oslo Tallinn Stockholm Riga Moscow Copenhagen Vilnius Minsk Dublin Berlin
  Amsterdam Warsaw London Brussels Prague Luxembourg Paris Vienna Bratislava Budapest Vaduz Chisinau
  Bern Ljubljana Zagreb`);
