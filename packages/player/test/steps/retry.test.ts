import { describe, expect, it } from 'vitest';
import { Driver } from '../driver.ts';
import { playerHere } from '../player-here.ts';
import { step, steps } from '../session/trial-fixture.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

/** A step that fails until it is tried so many times. */
function passesAt(count: number, folder: string, retries: number) {
  const command = `echo x >>${folder}/tries; n=$(wc -l <${folder}/tries); echo "try $n"; [ "$n" -ge ${count} ]`;
  return { ...step(1, 'step', command), retries };
}

describe('a step that is tried again', () => {
  it('has its turns before the next one, each in the journal with its output; what the last came to counts', async () => {
    await using folder = await temporaryFolder();
    await using player = await playerHere();
    await using driver = await Driver.dial(player.port);
    const run = [passesAt(3, folder.path, 5), step(2, 'step', `echo after $(wc -l <${folder.path}/tries)`)];
    await driver.load({ run });
    await driver.perform('startup');
    expect(await driver.perform('run')).toBe(0);
    await driver.close();
    await driver.collectedAll();
    const told = driver.collected
      .journal()
      .flatMap((one) => (one.kind === 'step-ended' ? [[one.step.index, one.step.attempt, one.outcome]] : []));
    expect(told).toEqual([
      [1, 1, { kind: 'exited', code: 1 }],
      [1, 2, { kind: 'exited', code: 1 }],
      [1, 3, { kind: 'exited', code: 0 }],
      [2, 1, { kind: 'exited', code: 0 }],
    ]);
    const outputs = [1, 2, 3].map((attempt) => String(driver.collected.output('run', 1, 'out', 0, attempt)));
    expect(outputs).toEqual(['try 1\n', 'try 2\n', 'try 3\n']);
    expect(String(driver.collected.output('run', 2))).toBe('after 3\n');
  });

  it('has failed once when all of its turns did, and with on_failure = stop only then ends the phase', async () => {
    await using folder = await temporaryFolder();
    await using player = await playerHere();
    await using driver = await Driver.dial(player.port);
    await driver.load({ run: [passesAt(9, folder.path, 2), ...steps('', 'true').slice(1)] }, { onFailure: 'stop' });
    await driver.perform('startup');
    expect(await driver.perform('run')).toBe(1);
    await driver.close();
    await driver.collectedAll();
    const told = driver.collected
      .journal()
      .flatMap((one) => (one.kind === 'step-ended' ? [[one.step.index, one.step.attempt, one.outcome.kind]] : []));
    expect(told).toEqual([
      [1, 1, 'exited'],
      [1, 2, 'exited'],
      [1, 3, 'exited'],
      [2, 1, 'skipped'],
    ]);
  });
});
