import { setTimeout as pause } from 'node:timers/promises';
import { expect, test } from 'vitest';
import {
  type BedWords,
  createBed,
  createLab,
  type PlayerSteps,
  playerHost,
  TOLD,
  usualSteps,
  whyNoLab,
} from '../src/index.ts';
import { needs } from './support/needs.ts';

const MET = 'met';

/** Both players meet at a sync of a phase; left is held up before it until it is told. */
function meeting(words: BedWords, name: string, phase: 'run' | 'collect'): PlayerSteps {
  const usual = usualSteps(words, 0);
  const held = usualSteps(words, 'until-told').run ?? [];
  const before = name === 'left' ? held : (usual.run ?? []);
  return { ...usual, run: [], [phase]: [...before, 'sync1 timeout60: meet', `step9: ${words.say(MET)}`] };
}

test('a sync over a cable that is pulled for less than the lease is neither released early nor broken', async (context) => {
  needs(context, whyNoLab());
  await using lab = await createLab({ players: 2 });
  const steps = (words: BedWords, name: string) => meeting(words, name, 'run');
  await using bed = createBed({ lab, names: ['left', 'right'], steps, settings: { lease: 6 } });
  await bed.startPlayers();
  const conduct = bed.conduct();
  await Promise.all(['left', 'right'].map((name) => bed.traced(name, ({ word }) => word === TOLD.running)));
  await lab.pullCable(playerHost(lab, 0));
  // From here on left is at the sync, and cannot say so.
  bed.endRun();
  await pause(2_000);
  const met = ['left', 'right'].map((name) => bed.trace(name).some(({ word }) => word === MET));
  expect(met).toEqual([false, false]);
  await lab.plugCable(playerHost(lab, 0));
  const { exitCode, stdout } = await conduct.ended;
  expect({ exitCode, stdout }).toMatchObject({ exitCode: 0 });
  for (const name of ['left', 'right']) expect(bed.trace(name).filter(({ word }) => word === MET)).toHaveLength(1);
});

test('a sync over a cable that is pulled for longer than the lease is broken when the player is lost, and names it', async (context) => {
  needs(context, whyNoLab());
  await using lab = await createLab({ players: 2 });
  const steps = (words: BedWords, name: string) => meeting(words, name, 'collect');
  await using bed = createBed({ lab, names: ['left', 'right'], steps });
  await bed.startPlayers();
  const conduct = bed.conduct();
  await Promise.all(['left', 'right'].map((name) => bed.traced(name, ({ word }) => word === TOLD.running)));
  await lab.pullCable(playerHost(lab, 0));
  await bed.traced('left', ({ word }) => word === TOLD.resetEnded);
  await lab.plugCable(playerHost(lab, 0));
  const { exitCode } = await conduct.ended;
  expect(exitCode).toBe(3);
  const collect = bed.result().trials[0]?.phases.find(({ phase }) => phase === 'collect');
  const right = collect?.players.find(({ player }) => player === 'right')?.steps ?? [];
  expect(right.find(({ kind }) => kind === 'sync')?.outcome).toEqual({
    kind: 'sync-broken',
    reason: expect.stringMatching(/^left was lost: /),
  });
  expect(bed.trace('left').some(({ word }) => word === MET)).toBe(false);
});
