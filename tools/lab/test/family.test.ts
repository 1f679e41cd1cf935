import { randomBytes } from 'node:crypto';
import { execa } from 'execa';
import { afterEach, expect, test, vi } from 'vitest';
import { BENCH_VARIABLE } from '../src/bed/bed-variables.ts';
import { familyOf } from '../src/family.ts';
import { isAlive, readProcessStat, waitUntil } from '../src/index.ts';
import { needs } from './support/needs.ts';

/** Of somebody who has no rights here. */
const NOBODY = 65_534;

const NO_LINUX = process.platform === 'linux' ? null : 'needs Linux';

const unique = () => randomBytes(6).toString('hex');

afterEach(() => vi.unstubAllEnvs());

/** A program of the family, and another that shares nothing with it but a bed, when that is the family's; which of them live afterwards. */
async function afterClearing(bed: string, uid?: number) {
  const mark = `FAMILY_${unique()}`;
  const member = await sleeping({ [mark]: '1', [BENCH_VARIABLE]: bed }, uid);
  const other = await sleeping({ [BENCH_VARIABLE]: bed });
  await familyOf(`${mark}=1`).clear();
  const alive = { member: member.isAlive(), other: other.isAlive() };
  await Promise.all([member.end(), other.end()]);
  return alive;
}

async function sleeping(env: Readonly<Record<string, string>>, uid?: number) {
  const running = execa('sleep', ['1000'], { env, reject: false, ...(uid === undefined ? {} : { uid }) });
  const { pid = NaN } = running;
  await waitUntil(() => readProcessStat(pid)?.name === 'sleep', { what: 'it sleeps' });
  const end = async () => {
    running.kill('SIGKILL');
    await running;
  };
  return { isAlive: () => isAlive(readProcessStat(pid)), end };
}

test('a family ends with what is in its beds', async (context) => {
  needs(context, NO_LINUX);
  expect(await afterClearing(unique())).toEqual({ member: false, other: false });
});

test('a bed that a process of somebody else claims is not believed', async (context) => {
  needs(context, process.getuid?.() === 0 ? NO_LINUX : 'needs root');
  expect(await afterClearing(unique(), NOBODY)).toEqual({ member: false, other: true });
});

test('a bed in which it was started itself is left alone', async (context) => {
  needs(context, NO_LINUX);
  const bed = unique();
  vi.stubEnv(BENCH_VARIABLE, bed);
  expect(await afterClearing(bed)).toEqual({ member: false, other: true });
});
