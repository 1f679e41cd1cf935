import { isLongerThan, LIMITS } from '../limits.ts';
import { type Reader, read, refused } from '../values/reading.ts';

/**
 * The value of a `fetchN`: one absolute path or shell pattern on the player. A blank, a quote or a `$` would make it a
 * command in the eyes of whoever wrote it.
 */
export const fetchPattern: Reader<string> = (text) => {
  if (!text.startsWith('/')) return refused('one absolute path or pattern on the player, such as /tmp/results/*.pcap');
  if (/[\s'"$`|&;<>()]/.test(text))
    return refused('one path or pattern, without blanks and quotes (? matches a blank)');
  if (text.split('/').includes('..')) return refused('a path without ".."');
  if (isLongerThan(text, LIMITS.patternBytes)) return refused(`a path of at most ${LIMITS.patternBytes} bytes`);
  return read(text);
};
