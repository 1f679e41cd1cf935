import { describe, expect, it } from 'vitest';
import { EXIT_CODES, worstExitCode } from '../src/index.ts';

describe('the worst of several exit codes', () => {
  it.each([
    [[], 0],
    [[0, 0], 0],
    [[0, 1], 1],
    [[1, 3], 3],
    [[3, 4, 1], 4],
  ])('of %o is %i', (codes, worst) => {
    expect(worstExitCode(codes)).toBe(worst);
  });

  it('knows every name once', () => {
    const codes = Object.values(EXIT_CODES);
    expect(new Set(codes).size).toBe(codes.length);
  });
});
