import { ConductorError, type ErrorCode } from '@conductor/types';
import { expect, it } from 'vitest';
import { playersJson, playersText } from '../../src/cli/players-text.ts';
import type { LabFinding } from '../../src/lab/survey-lab.ts';

const NOW = new Date('2026-11-26T12:00:00Z');

it.each([
  ['unreachable', null, 'not reached'],
  ['identity', null, 'not trusted'],
  ['identity', { since: NOW, by: 'ann@bench' }, 'revoked'],
] as const)('a player that is absent by %s, revoked %j, is %s', (code: ErrorCode, revoked, state) => {
  const identity = { lab: 'k3f9', role: 'player', name: 'dut' } as const;
  const entry = { name: 'dut', address: '10.0.0.5:6970', identity, key: null, notAfter: null, revoked };
  const address = { name: 'dut', host: '10.0.0.5', port: 6970 };
  const finding: LabFinding = { kind: 'absent', address, entry, error: new ConductorError(code, 'the reason') };
  expect(playersText([finding], 'lab', NOW)).toMatch(
    new RegExp(`conductor://k3f9/player/dut .* ${state}\\n\\nthe reason\\n$`),
  );
  expect(JSON.parse(playersJson([finding], NOW)).players).toMatchObject([{ state, error: 'the reason' }]);
});
