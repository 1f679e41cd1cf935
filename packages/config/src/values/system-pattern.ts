import { type Reader, read, refused } from './reading.ts';

const EXPECTED = 'a regular expression of JavaScript for SYSTEM RELEASE ARCHITECTURE, such as FreeBSD, or ^Linux 6';
const LONGEST = 200;

/** The pattern of `only startup`: `FreeBSD`, `/^Linux .* arm64$/`. Slashes around it are allowed, and case does not count. */
export const systemPattern: Reader<string> = (text) => {
  const [, inner] = /^\/(.+)\/i?$/s.exec(text) ?? [];
  const pattern = inner ?? text;
  if (pattern === '' || pattern.length > LONGEST || pattern.includes('\n')) return refused(EXPECTED);
  try {
    new RegExp(pattern, 'i');
    return read(pattern);
  } catch {
    // The engine's own words are about its own notation: what is expected helps more.
    return refused(EXPECTED);
  }
};
