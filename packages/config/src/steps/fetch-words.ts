import { type FetchStep, nearestWord } from '@conductor/types';
import type { Findings, FindingTexts } from '../diagnostics/findings.ts';
import { quote } from '../diagnostics/quote.ts';
import type { Entry } from '../dialect/document.ts';
import { sizeOrNone } from '../values/size-or-none.ts';

/** What the words behind `fetchN` say; without `max`, `max_fetch` counts. */
export type FetchWords = Pick<FetchStep, 'required' | 'maxBytes'>;

/** What else is known of the line. */
interface WordedLine {
  readonly entry: Entry;
  readonly mayFail: boolean;
}

const EXPECTED = 'fetchN, with required or maxSIZE behind it, or both: fetch1 required max200MiB';

/** Reads `required max200MiB`, in any order; `null` after a finding. Keys are in lower case, and so are units. */
export function readFetchWords(text: string, { entry, mayFail }: WordedLine, findings: Findings): FetchWords | null {
  const { spelling, place } = entry;
  const refuse = (texts: FindingTexts) => {
    findings.add('bad-value', place, { found: spelling, ...texts });
    return null;
  };
  let words: FetchWords = {};
  for (const word of wordsOf(text)) {
    const size = word.startsWith('max') ? sizeOrNone(word.slice('max'.length)) : null;
    if (word === 'required') words = { ...words, required: true };
    else if (size?.kind === 'read') words = { ...words, maxBytes: size.value };
    else if (size !== null) {
      const message = `${quote(spelling)} does not say how large a file may be`;
      return refuse({ message, expected: size.kind === 'refused' ? `max and ${size.expected}, or none` : EXPECTED });
    } else return refuse(strayTexts(word, spelling));
  }
  if (!words.required || !mayFail) return words;
  const message = `${quote(spelling)} says that its files are required, and the - that they may be missing`;
  return refuse({ message, suggestion: 'leave one of the two out' });
}

/** `max 200 mib` is one word. */
function wordsOf(text: string): readonly string[] {
  const joined = text.replace(/\bmax\s+(?=\d|none\b)/g, 'max').replace(/(max[\d.]+)\s+(?=[kmgt]?i?b\b)/g, '$1');
  return joined.split(/\s+/).filter((word) => word !== '');
}

function strayTexts(word: string, spelling: string): FindingTexts {
  const [bare = ''] = spelling.split(/\s/);
  const near = nearestWord(word, ['required']);
  return {
    message: `${quote(spelling)} has words behind it that this kind of step does not know`,
    expected: EXPECTED,
    suggestion: near === undefined ? bare : `${bare} ${near}`,
  };
}
