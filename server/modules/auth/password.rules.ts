const shortest = 10;

/** What the lists of leaked passwords are made of, in the languages of our salons: words that somebody tries first. */
const commonWords = new Set(
  `abc abcd admin administrator asdf asdfgh asdfghjkl baseball beautiful charlie computer daniel dragon elskerdeg
  fotball football frisor frisør frisørsalong hallo hammer hello hemmelig hunter iloveyou jegelskerdeg jordan kjærlighet ledig
  letmein liverpool login manchester master michael monkey norge norway oslo pass passord password pokemon
  princess qazwsx qazwsxedc qwer qwert qwerty qwertyuiop salon salong secret shadow sommer summer sunshine superman
  starwars test trustno velkommen vinter welcome winter zxcvbn zxcvbnm`.split(/\s+/),
);

/** Rows of keys and of the alphabet: a walk along one of them, there or back, is no secret. */
const rows = ['abcdefghijklmnopqrstuvwxyzæøå', '01234567890', 'qwertyuiopå', 'asdfghjkløæ', 'zxcvbnm'];

/** Signs that stand for a letter in what people take for clever. */
const lookalikes: Record<string, string> = {
  '0': 'o',
  '1': 'i',
  '3': 'e',
  '4': 'a',
  '5': 's',
  '7': 't',
  '@': 'a',
  $: 's',
  '!': 'i',
};

/**
 * Why a password will not do. Length is what keeps one safe (10 signs at least), so no mixture is asked for; what is refused beside it is
 * what anybody tries first: a common word or the owner's own name with or without a number, one sign over and over, a row of keys.
 * @param about words that others know of its owner: name and address
 */
export function passwordProblem(
  password: string,
  about: readonly string[] = [],
): 'too_short' | 'too_common' | null {
  if ([...password].length < shortest) return 'too_short';
  return isGuessable(password.normalize('NFKC').toLowerCase(), about) ? 'too_common' : null;
}

function isGuessable(password: string, about: readonly string[]): boolean {
  const known = new Set([...commonWords, ...about.flatMap((text) => wordsOf(text.toLowerCase()))]);
  return (
    isRepeated(password) ||
    isWalk(password) ||
    [password, plain(password.replace(/[^\p{L}]+$/u, ''))].some((text) =>
      isKnown(text.replaceAll(/[^\p{L}]/gu, ''), known),
    )
  );
}

/** Known words and nothing else. What has no letters is left to the other two. */
function isKnown(letters: string, known: ReadonlySet<string>): boolean {
  if (letters === '') return false;
  const longestFirst = [...known].filter((word) => word.length >= 3).toSorted((a, b) => b.length - a.length);
  return longestFirst.reduce((left, word) => left.replaceAll(word, ''), letters) === '';
}

/** `aaaaaaaaaa`, `123123123123`: no more than four signs, over and over. */
function isRepeated(password: string): boolean {
  return /^(.{1,4}?)\1+.{0,3}$/u.test(password);
}

/** `1234567890`, `qwertyuiop12`, `lkjhgfdsa1`: each sign but a few is beside the one before. */
function isWalk(password: string): boolean {
  const signs = [...password];
  const steps = signs.slice(1).filter((sign, at) => {
    const pair = `${signs[at] ?? ''}${sign}`;
    return rows.some((row) => row.includes(pair) || [...row].toReversed().join('').includes(pair));
  });
  return steps.length >= signs.length - 3;
}

function plain(password: string): string {
  return [...password].map((sign) => lookalikes[sign] ?? sign).join('');
}

function wordsOf(text: string): string[] {
  return [text.replaceAll(/[^\p{L}]/gu, ''), ...text.split(/[^\p{L}]+/u)];
}
