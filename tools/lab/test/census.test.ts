import { randomBytes } from 'node:crypto';
import { execa } from 'execa';
import { expect, test } from 'vitest';
import { linesOf, processesOf, readProcessStat, waitUntil } from '../src/index.ts';

/** Far above what a person would set, and another in each run of the tests. */
const uniqueLimit = () => 1_000_000 + randomBytes(4).readUInt32BE();

test('finds a process by its environment, and by its command line', async () => {
  const mark = `CENSUS=${randomBytes(6).toString('hex')}`;
  const seconds = String(uniqueLimit());
  const running = execa('sleep', [seconds], { env: Object.fromEntries([mark.split('=')]), reject: false });
  const [found] = await waitUntil(() => notEmpty(processesOf({ environment: mark, commandLine: `sleep ${seconds}` })), {
    what: 'it is found',
  });
  expect(found).toMatchObject({ pid: running.pid, name: 'sleep', parent: process.pid });
  await waitUntil(() => processesOf({ environment: mark, commandLine: `sleep ${seconds}` })[0]?.foundBy.length === 2, {
    what: 'it is found by both',
  });
  running.kill('SIGKILL');
  await running;
  expect(processesOf({ environment: mark })).toEqual([]);
});

test('finds by its limit mark what has left its session, its parents and its environment', async (context) => {
  const limit = uniqueLimit();
  const mark = { limitMark: (found: number) => found === limit };
  const { exitCode } = await execa(
    'sh',
    ['-c', `${setLimit(limit)}; setsid env -i sh -c "sleep 1000 <&- >&- 2>&- &"`],
    {
      reject: false,
    },
  );
  if (exitCode !== 0) context.skip('this shell sets no limit of file locks');
  const [found] = await waitUntil(() => notEmpty(processesOf(mark)), { what: 'it is found' });
  await waitUntil(() => processesOf(mark)[0]?.commandLine === 'sleep 1000', { what: 'it sleeps' });
  expect(found?.foundBy).toEqual(['limitMark']);
  process.kill(found?.pid ?? NaN, 'SIGKILL');
  await waitUntil(() => processesOf(mark).length === 0, { what: 'it is dead' });
});

test('a zombie is dead, though it still has its limits', async (context) => {
  const limit = uniqueLimit();
  // The shell becomes a program that never collects the child it had, and only then does the child end: a shell might collect it.
  const child = 'until test "$(cat /proc/$$/comm)" = sleep; do sleep 0.01; done';
  const running = execa('sh', ['-c', `${setLimit(limit)}; { ${child}; } & echo $!; exec sleep 1000`], {
    reject: false,
  });
  const zombie = Number(await linesOf(running.stdout).find(() => true));
  if (Number.isNaN(zombie)) context.skip('this shell sets no limit of file locks');
  await waitUntil(() => readProcessStat(zombie)?.state === 'Z', { what: 'it is a zombie' });
  const found = processesOf({ limitMark: (each) => each === limit });
  expect(found.map(({ pid }) => pid)).toEqual([running.pid]);
  running.kill('SIGKILL');
  await running;
});

/** A limit that dash names -w, and all others -x. */
function setLimit(limit: number): string {
  return `ulimit -S -w ${limit} 2>/dev/null || ulimit -S -x ${limit} 2>/dev/null || { echo none; exit 1; }`;
}

function notEmpty<T>(list: readonly T[]): readonly T[] | undefined {
  return list.length === 0 ? undefined : list;
}
