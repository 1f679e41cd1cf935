import { createHash, randomBytes } from 'node:crypto';
import { readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { filesBelow } from '../support/files-below.ts';
import { plan } from '../support/sample-test.ts';
import { journalOf, out, run, type ScriptedSource } from '../support/scripted-player.ts';
import { stage } from '../support/stage.ts';

const DUT = plan('dut', { run: ['step1=echo', 'step2=true'] });
const BOTH_BEGAN = journalOf({ kind: 'step-began', step: run(1) }, { kind: 'step-began', step: run(2) });

function sha256(bytes: Buffer | string): string {
  return createHash('sha256').update(bytes).digest('hex');
}

describe('an output', () => {
  test('is on disk byte for byte, and an empty one makes no file', async () => {
    const bytes = randomBytes(200_000);
    await using on = await stage(DUT, { journal: BOTH_BEGAN, sources: [out(1, bytes), out(2, '')] });
    await on.collect();
    expect(on.step('run', 1).stdout).toEqual({
      path: 'trial-001/run/dut/01-step1.out',
      bytes: 200_000,
      sha256: sha256(bytes),
      rewound: [],
    });
    expect(on.step('run', 2).stdout).toEqual({ path: null, bytes: 0, sha256: sha256(''), rewound: [] });
    expect(await filesBelow(path.join(on.directory.path, 'trial-001'))).toEqual(['run/dut/01-step1.out']);
    expect(await readFile(path.join(on.directory.path, 'trial-001/run/dut/01-step1.out'))).toEqual(bytes);
  });

  test('comes home also when it comes before the journal that tells of it', async () => {
    await using on = await stage(DUT, { journal: BOTH_BEGAN, sources: [out(1, 'early')], journalLast: true });
    await on.collect();
    expect(on.step('run', 1).stdout.bytes).toBe(5);
  });

  test('of 200 MB comes home whole, in bounded memory', async () => {
    const block = randomBytes(1_000_000);
    const bytes = Buffer.concat(Array.from({ length: 200 }, () => block));
    await using on = await stage(DUT, { journal: BOTH_BEGAN, sources: [out(1, bytes)] });
    const before = process.memoryUsage.rss();
    await on.collect();
    expect(on.step('run', 1).stdout).toMatchObject({ bytes: 200_000_000, sha256: sha256(bytes) });
    expect((await stat(path.join(on.directory.path, on.step('run', 1).stdout.path ?? ''))).size).toBe(200_000_000);
    expect(process.memoryUsage.rss() - before).toBeLessThan(200_000_000);
  });

  test('of each of thousands of steps comes home, with far fewer open files', async () => {
    const many = plan('dut', { run: Array.from({ length: 2000 }, (_, place) => `step${place}=echo`) });
    const began = Array.from({ length: 2000 }, (_, place) => ({ kind: 'step-began' as const, step: run(place + 1) }));
    const grow = (part: string, whole: boolean): ScriptedSource[] =>
      began.map(({ step }) => ({ ...out(step.index, part), ...(whole ? {} : { open: true }) }));
    await using on = await stage(many, {
      journal: journalOf(...began),
      sources: [...grow('first', false), ...grow('first second', true)],
    });
    await on.collect();
    const steps = on.directory.result().trials[0]?.phases[1]?.players[0]?.steps ?? [];
    expect(new Set(steps.map(({ stdout }) => stdout.sha256))).toEqual(new Set([sha256('first second')]));
    expect(await readFile(path.join(on.directory.path, steps[1999]?.stdout.path ?? ''), 'utf8')).toBe('first second');
  });
});

describe('an output that the command truncated', () => {
  const REWOUND = { kind: 'output-rewound' as const, step: run(1), channel: 'out' as const };
  const expected = {
    path: 'trial-001/run/dut/01-step1.out',
    bytes: 5,
    sha256: sha256('third'),
    rewound: [
      { path: 'trial-001/run/dut/01-step1.out.before-rewind', bytes: 5 },
      { path: 'trial-001/run/dut/01-step1.out.before-rewind-2', bytes: 6 },
    ],
  };

  test.each([
    ['before the journal tells of it', true],
    ['after the journal told of it', false],
  ])('is kept beside the newer one, when the newer one comes %s', async (_sentence, journalLast) => {
    await using on = await stage(DUT, {
      journal: journalOf(
        { kind: 'step-began', step: run(1) },
        ...(journalLast
          ? [
              { ...REWOUND, generation: 1 },
              { ...REWOUND, generation: 2 },
            ]
          : []),
      ),
      sources: [{ ...out(1, 'first'), open: true }, { ...out(1, 'second', 1), open: true }, out(1, 'third', 2)],
      journalLast,
    });
    await on.collect();
    expect(on.step('run', 1).stdout).toEqual(expected);
    const stored = await Promise.all(
      ['', '.before-rewind', '.before-rewind-2'].map((end) =>
        readFile(path.join(on.directory.path, expected.path + end), 'utf8'),
      ),
    );
    expect(stored).toEqual(['third', 'first', 'second']);
  });

  test('and was complete before that is kept as well', async () => {
    await using on = await stage(DUT, {
      journal: journalOf({ kind: 'step-began', step: run(1) }),
      sources: [out(1, 'first'), out(1, 'third', 2)],
    });
    await on.collect();
    expect(on.step('run', 1).stdout).toMatchObject({ bytes: 5, rewound: [{ bytes: 5 }] });
  });

  test('while it was empty leaves no file behind', async () => {
    await using on = await stage(DUT, {
      journal: journalOf({ ...REWOUND, generation: 1 }),
      sources: [out(1, 'new', 1)],
    });
    await on.collect();
    expect(on.step('run', 1).stdout).toMatchObject({ bytes: 3, rewound: [{ path: null, bytes: 0 }] });
    expect(await filesBelow(path.join(on.directory.path, 'trial-001'))).toEqual(['run/dut/01-step1.out']);
  });
});

describe('an output that came damaged', () => {
  test('is asked for again, once, and is right then', async () => {
    let sent = 0;
    const right = out(1, 'right');
    await using on = await stage(DUT, { journal: BOTH_BEGAN, sources: [] });
    on.player.script = {
      journal: BOTH_BEGAN,
      get sources() {
        sent += 1;
        return sent === 1 ? [{ ...right, bytes: Buffer.from('wrong'), end: { sha256: sha256('right') } }] : [right];
      },
    };
    await on.collect();
    expect(on.player.follows).toHaveLength(2);
    expect(on.player.follows[1]?.positions.map(({ source }) => source.kind)).toEqual(['journal']);
    expect(on.step('run', 1).stdout).toMatchObject({ bytes: 5, sha256: sha256('right') });
    expect(on.directory.result().problems).toEqual([]);
  });

  test('twice is a problem; what came is kept, and the trial goes on', async () => {
    const wrong = { ...out(1, 'wrong'), end: { sha256: sha256('right') } };
    await using on = await stage(DUT, { journal: BOTH_BEGAN, sources: [wrong, out(2, 'good')] });
    await on.collect();
    expect(on.directory.result().problems).toEqual([
      'player "dut": trial-001/run/dut/01-step1.out came with a wrong checksum, twice; what there is of it is kept',
    ]);
    expect(on.step('run', 1).stdout).toMatchObject({ path: 'trial-001/run/dut/01-step1.out', bytes: 5, sha256: null });
    expect(on.step('run', 2).stdout.sha256).toBe(sha256('good'));
    expect(on.player.complete).toEqual(new Set(['run/1/1/out/0', 'run/2/1/out/0']));
  });

  test('because the player could not read it says why', async () => {
    const failed = { ...out(1, 'par'), end: { sha256: '', failure: 'the disk of the player is broken' } };
    await using on = await stage(DUT, { journal: BOTH_BEGAN, sources: [failed] });
    await on.collect();
    expect(on.directory.result().problems[0]).toMatch(/could not be read there: the disk of the player is broken/);
  });
});

test('an output whose end never comes is kept, and the run says so', async () => {
  await using on = await stage(DUT, { journal: BOTH_BEGAN, sources: [{ ...out(1, 'part'), open: true }] });
  await on.collect();
  expect(on.step('run', 1).stdout).toEqual({
    path: 'trial-001/run/dut/01-step1.out',
    bytes: 4,
    sha256: null,
    rewound: [],
  });
  expect(on.directory.result().problems[0]).toMatch(/the end of 1 of its outputs never came/);
});
