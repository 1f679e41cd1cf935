import { describe, expect, it } from 'vitest';
import { ConductorError } from '../src/index.ts';

describe('ConductorError.from', () => {
  it('leaves an error of ours as it is', () => {
    const error = new ConductorError('busy', 'player "dut" is held');
    expect(ConductorError.from(error, 'lost', 'somewhere')).toBe(error);
  });

  it('says where something foreign was thrown, and keeps it as the cause', () => {
    const cause = new Error('ENOSPC: no space left on device');
    const error = ConductorError.from(cause, 'storage', 'results/quickstart');
    expect(error.code).toBe('storage');
    expect(error.message).toBe('results/quickstart: ENOSPC: no space left on device');
    expect(error.cause).toBe(cause);
  });

  it('takes what is not an error at all', () => {
    expect(ConductorError.from('just words', 'lost', 'here').message).toBe('here: just words');
  });
});
