import { describe, expect, it } from 'vitest';
import { nearestWord } from '../src/nearest-word.ts';

const KNOWN = ['trials', 'name', 'results', 'step_timeout', 'lease', 'live'];

describe('the nearest known word', () => {
  it.each([
    ['trails', 'trials'],
    ['Trials', 'trials'],
    ['trial', 'trials'],
    ['nmae', 'name'],
    ['result', 'results'],
    ['steptimeout', 'step_timeout'],
    ['leese', 'lease'],
    ['liv', 'live'],
    ['colour', undefined],
    ['x', undefined],
    ['', undefined],
    ['trials'.repeat(20), undefined],
  ])('to %j is %j', (word, near) => {
    expect(nearestWord(word, KNOWN)).toBe(near);
  });
});
