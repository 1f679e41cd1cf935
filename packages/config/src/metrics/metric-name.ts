import { type Reader, read, refused } from '../values/reading.ts';

const MAX_LENGTH = 64;

/** Names of metrics head tables, columns and files: letters and digits, `_`, `-`, `.` and `/`, beginning with a letter. */
export const metricName: Reader<string> = (text) => {
  if (text.length <= MAX_LENGTH && /^[A-Za-z][A-Za-z0-9_./-]*$/.test(text)) return read(text);
  const fit = text.slice(0, MAX_LENGTH).replaceAll(/[^A-Za-z0-9_./-]/g, '_');
  return refused(
    `at most ${MAX_LENGTH} letters, digits, "_", "-", "." and "/", a letter first`,
    /^[A-Za-z]/.test(fit) ? fit : `m${fit}`,
  );
};
