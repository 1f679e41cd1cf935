import { fileURLToPath } from 'node:url';
import { type Step, stepText } from '@conductor/types';
import { beforeAll, describe, expect, it } from 'vitest';
import { type LoadedTest, loadTest } from '../src/index.ts';

const FILE = fileURLToPath(new URL('fixtures/original/forwarding/conductor.cfg', import.meta.url));

/** `key kind command`, the limit after the kind. */
function brief(step: Step): string {
  const kind = step.kind === 'timeout' ? `timeout ${step.limitMs}` : step.kind;
  return `${step.key} ${kind} ${stepText(step)}`;
}

describe('files in the style of the original', () => {
  let loaded: LoadedTest;
  beforeAll(async () => {
    loaded = await loadTest(FILE);
  });

  it('make a test of four players, without an error', () => {
    expect(loaded.diagnostics.filter(({ severity }) => severity === 'error')).toEqual([]);
    const players = loaded.test?.players.map(({ name, address, port, resultsPort }) => [
      name,
      address,
      port,
      resultsPort,
    ]);
    expect(players).toEqual([
      ['client1', '127.0.0.1', 16_980, 6971],
      ['client2', '127.0.0.1', 16_981, 6971],
      ['client3', '127.0.0.1', 16_982, 6971],
      ['client4', '127.0.0.1', 16_983, 6971],
    ]);
    expect([loaded.test?.name, loaded.test?.trials]).toEqual(['conductor', 2]);
  });

  it('mean what their author meant', () => {
    const phases = loaded.test?.players.map((player) =>
      Object.fromEntries(Object.entries(player.phases).map(([phase, steps]) => [phase, steps.map(brief)])),
    );
    expect(phases).toEqual([
      {
        startup: ['step1 step echo source: starting', 'step2 step true'],
        run: [
          'step1 step echo "source: sending" ; echo sent # 10 packets',
          'setp2 step echo still sending',
          'timeout1 timeout 1000 sleep 5',
          'timeout1 timeout 1000 echo the same key again',
        ],
        collect: ['step1 step echo collected'],
        reset: ['step1 step echo source: goodbye'],
      },
      {
        startup: ['step1 step echo forwarding on'],
        run: [],
        collect: ['step2 step echo second number first', 'step1 step echo first number second'],
        reset: ['step1 step echo forwarding off'],
      },
      {
        startup: [],
        run: [
          'spawn1 spawn while true; do echo listening; sleep 1; done',
          'step1 step for i in 1 2 3; do\necho received $i\ndone',
        ],
        collect: ['step1 step echo sink: done'],
        reset: [],
      },
      {
        startup: ['step1 step echo monitor ready'],
        run: ['step1 spawn sleep 30', 'step2 timeout 1000 sleep 30', 'step3 step date +%Y > /dev/null'],
        collect: [],
        reset: ['step1 step echo monitor done'],
      },
    ]);
  });

  it('are explained where the original would do otherwise', () => {
    const said = new Set(loaded.diagnostics.map(({ severity, code }) => `${severity} ${code}`));
    expect([...said].toSorted()).toEqual([
      'note bare-percent',
      'note inline-comment',
      'note player-file-place',
      'note same-key-twice',
      'note section-spelling',
      'note shared-results-port',
      'warning unknown-step-kind',
    ]);
  });
});
