// Words as search knows them; the same as `pressmark.words`, but for stems, which only the index knows.

const CHARACTERS = "\\p{Script=Han}\\p{Script=Hiragana}\\p{Script=Katakana}"; // of scripts that set no blanks between words
const WORD = new RegExp(`[${CHARACTERS}]|(?:(?![${CHARACTERS}])[\\p{L}\\p{M}\\p{N}])+`, "gu");
const NEITHER_LETTER_NOR_DIGIT = /[^\p{L}\p{N}]/gu;

// A word without case and accents.
export function fold(word) {
  return word.normalize("NFKD").toLowerCase().replace(NEITHER_LETTER_NOR_DIGIT, "").replaceAll("ς", "σ");
}

// The words of a text: [{start, end, word}].
export function words(text) {
  const found = [];
  for (const match of text.matchAll(WORD)) {
    const word = fold(match[0]);
    if (word) found.push({ start: match.index, end: match.index + match[0].length, word });
  }
  return found;
}

// A name as it is compared: its words, folded.
export function plain(name) {
  return words(name).map((one) => one.word).join(" ") || fold(name);
}
