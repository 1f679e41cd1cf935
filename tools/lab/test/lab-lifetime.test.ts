import { join } from 'node:path';
import { execa } from 'execa';
import { expect, test } from 'vitest';
import { createLab, linesOf, processesIn, waitUntil, whyNoLab } from '../src/index.ts';
import { namespaceNames } from '../src/network/namespace.ts';
import { needs } from './support/needs.ts';

test('a disposed lab leaves no namespace and no process, not even one that left its session', async (context) => {
  needs(context, whyNoLab());
  const lab = await createLab({ players: 2 });
  const namespaces = [lab.router, lab.conductor, ...lab.players].map(({ namespace }) => namespace);
  const sleepers = lab.players.map((player) => lab.run(['setsid', 'sleep', '1000'], { in: player }));
  for (const { namespace } of lab.players)
    await waitUntil(() => processesIn(namespace).length > 0, { what: 'it runs' });

  await lab[Symbol.asyncDispose]();

  expect(namespaceNames().filter((name) => namespaces.includes(name))).toEqual([]);
  expect((await Promise.all(sleepers)).map(({ signal }) => signal)).toEqual(['SIGKILL', 'SIGKILL']);
});

test('what a killed lab left is removed by the next one, and what lives is not touched', async (context) => {
  needs(context, whyNoLab());
  await using living = await createLab({ players: 1 });
  const maker = execa('node', [join(import.meta.dirname, 'fixtures/abandon-lab.ts')], { reject: false });
  const { namespace, router } = JSON.parse(await linesOf(maker.stdout).find((line) => line.startsWith('{')));
  await waitUntil(() => processesIn(namespace).length > 0, { what: 'the program of the other lab runs' });
  const [left] = processesIn(namespace);

  // Labs of other tests come and go meanwhile, and any of them is the next one as well: it may have been here first.
  maker.kill('SIGKILL');
  await maker;
  expect([[left], []]).toContainEqual(processesIn(namespace));

  await using next = await createLab({ players: 1 });
  expect(namespaceNames()).not.toContain(router);
  expect(namespaceNames()).not.toContain(namespace);
  expect(namespaceNames()).toEqual(expect.arrayContaining([living.router.namespace, next.router.namespace]));
});

test('labs can be made side by side, with the same addresses', async (context) => {
  needs(context, whyNoLab());
  const labs = await Promise.all([createLab({ players: 1 }), createLab({ players: 1 })]);
  try {
    const addresses = labs.map(({ conductor }) => conductor.ipv4);
    expect(new Set(addresses).size).toBe(1);
    expect(new Set(labs.map(({ router }) => router.namespace)).size).toBe(2);
  } finally {
    for (const lab of labs) await lab[Symbol.asyncDispose]();
  }
});

test('a program on a host keeps the cgroups of this machine in sight', async (context) => {
  needs(context, whyNoLab());
  await using lab = await createLab({ players: 1 });
  const here = await execa('ls', ['/sys/fs/cgroup']);
  const there = await lab.run(['ls', '/sys/fs/cgroup'], { in: lab.conductor });
  expect(there.stdout).toBe(here.stdout);
});
