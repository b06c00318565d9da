/** `text.count(part)`: occurrences that do not overlap; an empty part occurs around every character. */
export function pyCount(text: string, part: string): number {
  if (part === "") return Array.from(text).length + 1;
  let count = 0;
  for (let at = text.indexOf(part); at !== -1; at = text.indexOf(part, at + part.length)) count++;
  return count;
}
