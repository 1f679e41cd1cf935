import { randomInt } from 'node:crypto';

const LETTERS = 'abcdefghijklmnopqrstuvwxyz0123456789';
const RANDOM_LETTERS = 4;

/** A name for a new run: UTC time to the second and four random characters, `20261123T231500Z-k3f9`. */
export function newRunId(now: Date): string {
  const second = now.toISOString().replace(/\.\d+Z$/, 'Z');
  const random = Array.from({ length: RANDOM_LETTERS }, () => LETTERS.charAt(randomInt(LETTERS.length)));
  return `${second.replaceAll(/[-:]/g, '')}-${random.join('')}`;
}
