/**
 * An emoji of one code point. Digits, `#`, `*` and regional indicators have the property without
 * being emoji on their own; the last class holds what Unicode 17 added, which the property of an
 * older engine does not know.
 */
const EMOJI =
  /^(?:(?![0-9#*\u{1f1e6}-\u{1f1ff}])\p{Emoji}|[\u{1f6d8}\u{1fa8a}\u{1fa8e}\u{1fac8}\u{1facd}\u{1faea}\u{1faef}])$/u;

/**
 * True if the character is an emoji on its own. Joiners, variation selectors and the keycap mark
 * are none. Upstream: emoji 2.15.0 `is_emoji` of a single code point.
 */
export function isEmoji(character: string): boolean {
  return EMOJI.test(character);
}
