/**
 * WordPiece tokens of lower-cased BERT models (`BertTokenizerFast`), such as SciBERT's, on which some
 * official scorers compute METEOR and BLEU. The vocabulary is the user's `vocab.txt`; Assay has none.
 *
 * Upstream: `tokenizers` (Hugging Face) BertNormalizer, BertPreTokenizer, WordPiece.
 *
 * @module
 */

/** Tokens that a text may hold as they are written; all but the last two are dropped by scorers. */
const SPECIAL = ["[PAD]", "[CLS]", "[SEP]", "[UNK]", "[MASK]"] as const;
const SPECIAL_TOKEN = /(\[PAD\]|\[CLS\]|\[SEP\]|\[UNK\]|\[MASK\])/;
const DROPPED: ReadonlySet<string> = new Set(["[PAD]", "[CLS]", "[SEP]"]);
const UNKNOWN = "[UNK]";

/** Words longer than this, in characters, are unknown without a look at the vocabulary. */
const MAX_WORD = 100;

const CONTROL = /[\p{Cc}\p{Cf}\p{Cn}\p{Co}\p{Cs}\ufffd]/gu;
const BLANK = /[\t\n\r\p{White_Space}]/gu;
const HAN =
  /[\u4e00-\u9fff\u3400-\u4dbf\u{20000}-\u{2a6df}\u{2a700}-\u{2b73f}\u{2b740}-\u{2b81f}\u{2b920}-\u{2ceaf}\uf900-\ufaff\u{2f800}-\u{2fa1f}]/gu;
const MARK = /\p{Mn}/gu;
const PUNCTUATION = /[!-/:-@[-`{-~\p{P}]/gu;

/** The tokens of a vocabulary file, one a line. */
export function readVocabulary(text: string): ReadonlySet<string> {
  return new Set(text.split(/\r?\n/).filter((line) => line !== ""));
}

/**
 * Cuts a text into word pieces: `["mono", "##carb", "##oxylic", "acid"]`. Special tokens for padding
 * and ends are left out, as official scorers do.
 *
 * @param limit Tokens at most
 */
export function wordPieces(
  text: string,
  vocabulary: ReadonlySet<string>,
  limit: number,
): string[] {
  const tokens: string[] = [];
  for (const part of text.split(SPECIAL_TOKEN)) {
    if (tokens.length >= limit) break;
    if (isSpecial(part)) tokens.push(part);
    else for (const word of words(part)) tokens.push(...pieces(word, vocabulary));
  }
  return tokens.slice(0, limit).filter((token) => !DROPPED.has(token));
}

function isSpecial(part: string): boolean {
  return SPECIAL.some((token) => token === part);
}

/** Words in lower case without accents; punctuation and Han characters stand alone. */
function words(text: string): string[] {
  const clean = text
    .replaceAll(BLANK, " ")
    .replaceAll(CONTROL, "")
    .replaceAll(HAN, " $& ")
    .normalize("NFD")
    .replaceAll(MARK, "")
    .replaceAll(PUNCTUATION, " $& ");
  // Letter by letter: a final sigma is a letter like any other.
  return Array.from(clean, (letter) => letter.toLowerCase()).join("").split(" ")
    .filter((word) => word !== "");
}

/** The longest pieces from the left; a word that has none for its rest is unknown as a whole. */
function pieces(word: string, vocabulary: ReadonlySet<string>): string[] {
  const letters = Array.from(word);
  if (letters.length > MAX_WORD) return [UNKNOWN];
  const found: string[] = [];
  for (let start = 0; start < letters.length;) {
    let end = letters.length;
    const piece = () => (start === 0 ? "" : "##") + letters.slice(start, end).join("");
    while (end > start && !vocabulary.has(piece())) end--;
    if (end === start) return [UNKNOWN];
    found.push(piece());
    start = end;
  }
  return found;
}
