import { expect, it } from 'vitest';
import { bytesText, durationText } from '../../src/spool/texts.ts';

it.each([
  [0, '0 bytes'],
  [1023, '1023 bytes'],
  [1024, '1.0 KiB'],
  [64 * 2 ** 20, '64 MiB'],
  [5 * 2 ** 30, '5.0 GiB'],
  [3 * 2 ** 50, '3072 TiB'],
])('%d bytes are %s', (bytes, text) => {
  expect(bytesText(bytes)).toBe(text);
});

it.each([
  [-5, '0 s'],
  [90_000, '90 s'],
  [150_000, '2 min'],
  [47 * 3_600_000, '47 h'],
  [7 * 86_400_000, '7 days'],
])('%d ms are %s', (ms, text) => {
  expect(durationText(ms)).toBe(text);
});
