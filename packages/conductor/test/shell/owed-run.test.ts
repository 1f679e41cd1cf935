import { FREE_CONDITION, type Holder, type KeptRun } from '@conductor/types';
import { expect, it } from 'vitest';
import { owedRunOf } from '../../src/shell/owed-run.ts';

const OURS = '20261123T231500Z-k3f9';
const OTHER = '20261122T101500Z-aaaa';

function kept(runId: string, isOwed: boolean): KeptRun {
  return { runId, loaded: new Date(0), reset: 'unconfirmed', pendingBytes: 0, isOwed };
}

function heldBy(runId: string): Holder {
  return { runId, epoch: 1, who: 'ann@lab (pid 4711)', since: new Date(0), silentMs: 0, leaseMs: null };
}

it.each([
  ['of another run that a free player could not pay', null, [kept(OURS, true), kept(OTHER, true)], OTHER],
  ['of another run that is paid', null, [kept(OTHER, false)], null],
  ['of our own run, which we take over', null, [kept(OURS, true)], null],
  ['of the run that holds the player, which will pay it', heldBy(OTHER), [kept(OTHER, true)], null],
])('the Reset %s', (_what, holder, runs, owed) => {
  expect(owedRunOf({ ...FREE_CONDITION, holder, kept: runs }, OURS)).toBe(owed);
});
