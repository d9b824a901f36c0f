// Words of a text: the twin of sitegen/search/terms.py; docs/search-format.md states the rule.

const LONGEST = 60;
const CJK = "\\u3005-\\u3007\\u3040-\\u30ff\\u31f0-\\u31ff\\u3400-\\u4dbf\\u4e00-\\u9fff\\uac00-\\ud7af\\u{20000}-\\u{3ffff}";
const LETTER = `(?:(?![${CJK}])[\\p{L}\\p{N}])`;
const WORD = `${LETTER}+(?:(?<=[0-9])\\.(?=[0-9])${LETTER}+)*`;
const IGNORED = /[\u0300-\u036f\u00ad\u02bc\u200b-\u200d\u2060\ufeff'\u2019]+/gu;
const SPECIAL = /[łøđðħıßæœþ]/gu;
const LETTERS = { ł: "l", ø: "o", đ: "d", ð: "d", ħ: "h", ı: "i", ß: "ss", æ: "ae", œ: "oe", þ: "th" };
const ALREADY_FOLDED =
  /^[\x00-&(-~\u00b7\u2013\u2014\u201c\u201d\u3001-\u3002\u300a\u300b\u3010\u3011\u4e00-\u9fff（），：；]*$/u;
const RUNS = new RegExp(`[${CJK}]+|${WORD}`, "gu");
const ANY_RUN = /[\p{L}\p{N}]+/gu;
const IS_CJK = new RegExp(`^[${CJK}]`, "u");
// One or two units of UTF-16; halves of characters count.
const IS_PAIR = /^[\u3005-\u3007\u3040-\u30ff\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af\ud800-\udfff]{1,2}$/;
// Beyond the first 65,536 code points, whatever is no Chinese character; and halves of such code points.
const FAR = /[\u{10000}-\u{1ffff}\u{40000}-\u{10ffff}\ud800-\udfff]/gu;
const STEMMED = /^(?!ies$)(?!.*yy)[a-z]{3,}$/;
const stems = new Map();

function fold(text) {
  if (ALREADY_FOLDED.test(text)) return text.toLowerCase();
  return text
    .normalize("NFKD")
    .toLowerCase()
    .replace(IGNORED, "")
    .replace(SPECIAL, (letter) => LETTERS[letter])
    .normalize("NFC")
    .replace(FAR, " ");
}

function isCjk(text) {
  return IS_CJK.test(text);
}

// Whether a term is of the kind that CJK runs give.
function isPair(term) {
  return IS_PAIR.test(term);
}

function shortened(word) {
  return word.length <= LONGEST ? word : Array.from(word).slice(0, LONGEST).join("");
}

// A word's term: its stem, or nothing for a stop word.
function wordTerm(word) {
  let term = stems.get(word);
  if (term === undefined) {
    const token = lunr.stopWordFilter(new lunr.Token(word));
    term = !token ? "" : STEMMED.test(word) ? lunr.stemmer(token).toString() : shortened(word);
    stems.set(word, term);
  }
  return term;
}

// The terms of a text as they are indexed, each as often as it occurs.
function textTerms(text) {
  const terms = [];
  for (const run of fold(text).match(RUNS) || []) {
    if (isCjk(run)) {
      for (let place = 0; place < run.length; place++) terms.push(run.slice(place, place + 2));
    } else if (wordTerm(run)) terms.push(wordTerm(run));
  }
  return terms;
}

// The terms that a query's word stands for: a CJK run by its pairs; a single character is marked by a star,
// since it is looked for at the beginning of pairs.
function queryTerms(text) {
  const terms = [];
  for (const run of fold(text).match(RUNS) || []) {
    if (!isCjk(run)) {
      if (wordTerm(run)) terms.push(wordTerm(run));
    } else if (run.length === 1) terms.push(run + "*");
    else for (let place = 0; place + 1 < run.length; place++) terms.push(run.slice(place, place + 2));
  }
  return terms;
}

function wholeName(name) {
  const words = fold(name).match(ANY_RUN) || [];
  return words.length ? shortened("=" + words.join(" ")) : "";
}

function nameTerms(names) {
  return names.flatMap((name) => [...textTerms(name), wholeName(name)]).filter(Boolean);
}

function wholeCategory(category) {
  return shortened(fold(category).replace(/[\t-\r ]+/g, " ").replace(/^ +| +$/g, ""));
}

function categoryTerms(category) {
  return withParts(wholeCategory(category));
}

function wholeKey(key) {
  return shortened(fold(key).replace(/[\t-\r ]+/g, ""));
}

function keyTerms(key) {
  return withParts(wholeKey(key));
}

function withParts(whole) {
  if (!whole) return [];
  const parts = whole.match(new RegExp(WORD, "gu")) || [];
  return parts.length === 1 && parts[0] === whole ? [whole] : [whole, ...parts];
}

// The order of code points, which is not JavaScript's own beyond the first 65,536.
function compareTerms(a, b) {
  if (a === b) return 0;
  const [left, right] = [Array.from(a), Array.from(b)];
  for (let place = 0; place < left.length && place < right.length; place++) {
    if (left[place] !== right[place]) return left[place].codePointAt(0) - right[place].codePointAt(0);
  }
  return left.length - right.length;
}
