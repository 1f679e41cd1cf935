import { join } from 'node:path';
import { expect, test } from 'vitest';
import {
  type Bed,
  type BedWords,
  createBed,
  createLab,
  deadManBoundMs,
  TOLD,
  usualSteps,
  waitUntil,
  whyNoLab,
} from '../src/index.ts';
import { needs } from './support/needs.ts';

const NAME = 'host';
/** The parent of a step is its player. */
const KILL_PLAYER = 'kill -9 $PPID; sleep 60';

async function wholeReset(bed: Bed): Promise<void> {
  await bed.traced(NAME, ({ word }) => word === TOLD.resetEnded, deadManBoundMs());
  await waitUntil(() => bed.stepProcesses().length === 0, { what: 'no process of a step is alive' });
}

test('a step of Run that kills its player: Reset is paid, exit 3 names it, and the next run passes', async (context) => {
  needs(context, whyNoLab());
  await using lab = await createLab({ players: 1 });
  const once = ({ folder }: BedWords) => `mkdir ${join(folder, 'killed')} && { ${KILL_PLAYER}; }; true`;
  const steps = (words: BedWords) => ({ ...usualSteps(words, 0.1), run: [`step1: ${once(words)}`] });
  await using bed = createBed({ lab, names: [NAME], steps });
  await bed.startPlayer(NAME);
  const { exitCode, stdout } = await bed.conduct().ended;
  expect(exitCode).toBe(3);
  expect(stdout).toMatch(/host +is lost/);
  await wholeReset(bed);
  await bed.startPlayer(NAME);
  expect(await bed.conduct().ended).toMatchObject({ exitCode: 0 });
});

test('a step of Reset that kills its player: Reset is run from its first step again, to its end', async (context) => {
  needs(context, whyNoLab());
  await using lab = await createLab({ players: 1 });
  const steps = (words: BedWords) => {
    const usual = usualSteps(words, 0.1);
    const kill = `timeout5: mkdir ${join(words.folder, 'killed')} 2>/dev/null && { ${KILL_PLAYER}; }; true`;
    return { ...usual, reset: [...(usual.reset ?? []).slice(0, 1), kill, ...(usual.reset ?? []).slice(1)] };
  };
  await using bed = createBed({ lab, names: [NAME], steps });
  await bed.startPlayer(NAME);
  expect(await bed.conduct().ended).toMatchObject({ exitCode: 3 });
  await wholeReset(bed);
  const words = bed.trace(NAME).flatMap(({ phase, word }) => (phase === 'reset' ? [word] : []));
  const began = [TOLD.resetBegan, TOLD.resetHalfway];
  expect(words).toEqual([...began, ...began, TOLD.resetEnded]);
});

test('a step whose program deletes itself is ended with its phase, as any other', async (context) => {
  needs(context, whyNoLab());
  await using lab = await createLab({ players: 1 });
  const steps = (words: BedWords) => {
    const own = join(words.folder, 'own-sleep');
    const vanishing = `spawn2: cp "$(command -v sleep)" ${own}; ${own} ${words.forEver} & rm ${own}; wait`;
    return { ...usualSteps(words, 0.3), run: [vanishing, ...(usualSteps(words, 0.3).run ?? [])] };
  };
  await using bed = createBed({ lab, names: [NAME], steps });
  await bed.startPlayer(NAME);
  expect(await bed.conduct().ended).toMatchObject({ exitCode: 0 });
  expect(bed.stepProcesses()).toEqual([]);
});

test.for([
  [1, 'shorter than the lease: the run passes', 0],
  [5, 'longer than the lease: the player resets, and conduct names it', 3],
] as const)('a test that cuts its own control network for %i s, %s', async ([seconds, , expected], context) => {
  needs(context, whyNoLab());
  await using lab = await createLab({ players: 1 });
  // Routes go with the link; they are laid again as they were.
  const cut = 'routes=$(ip route; ip -6 route); ip link set eth0 down';
  const mend =
    'ip link set eth0 up; ip route replace default via $(echo "$routes" | sed -n "s/^default via \\(10[^ ]*\\).*/\\1/p")';
  const steps = (words: BedWords) => ({
    ...usualSteps(words, 0.1),
    run: [`timeout20: ${cut}; sleep ${seconds}; ${mend}`],
    reset: ['timeout2: ip link set eth0 up', ...(usualSteps(words, 0.1).reset ?? [])],
  });
  await using bed = createBed({ lab, names: [NAME], steps });
  await bed.startPlayer(NAME);
  const { exitCode, stdout } = await bed.conduct().ended;
  expect(exitCode).toBe(expected);
  if (expected === 3) expect(stdout).toMatch(/host +is lost/);
  await wholeReset(bed);
});
