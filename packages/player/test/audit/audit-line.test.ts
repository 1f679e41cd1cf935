import { expect, it } from 'vitest';
import { auditLine } from '../../src/cli/audit-line.ts';

const PLACE = { seq: 5, time: '2026-11-26T15:27:32.540Z', prev: '0'.repeat(64), hash: 'f'.repeat(64) };
const CALLER = { kind: 'caller-greeted', role: 'conductor', address: '10.0.0.1:34280' } as const;
const IDENTITY = 'conductor://ourlab/conductor/bench1';

it('a caller is called by its certificate once, whether or not its name has it already', () => {
  for (const name of ['me@bench (pid 7)', `me@bench (pid 7), ${IDENTITY}`]) {
    const line = auditLine({ ...PLACE, ...CALLER, name, identity: IDENTITY, fingerprint: null });
    expect(line.split(IDENTITY)).toHaveLength(2);
  }
});
