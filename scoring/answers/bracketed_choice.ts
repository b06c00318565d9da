/**
 * The first of the letters A to D, in this order and wherever it stands, that has an opening bracket
 * before it, a closing one behind it, or blanks on both sides; `null` for none. So the article in
 * "is a X, A case of B)" is an answer.
 */
export function bracketedChoice(text: string): "A" | "B" | "C" | "D" | null {
  for (const letter of ["A", "B", "C", "D"] as const) {
    const forms = [`(${letter}`, `${letter})`, ` ${letter} `];
    if (forms.some((form) => text.includes(form))) return letter;
  }
  return null;
}
