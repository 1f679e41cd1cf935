import { once } from 'node:events';
import { existsSync, rmSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { auditFolder, segmentFile, segmentNumbers } from '../../src/audit/audit-folder.ts';
import { readHead } from '../../src/audit/audit-head.ts';
import type { AuditRecord } from '../../src/audit/audit-record.ts';
import { readSegment } from '../../src/audit/audit-segment.ts';
import { verifyAudit } from '../../src/audit/verify-audit.ts';
import { isSameStep } from '../../src/session/step-in-phase.ts';
import { Driver } from '../driver.ts';
import { eventually } from '../guardian/support/eventually.ts';
import { playerHere } from '../player-here.ts';
import { claimOf, step, steps } from '../session/trial-fixture.ts';
import { startPlayerProcess } from '../support/player-process.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

function recordsOf(stateFolder: string): readonly AuditRecord[] {
  const folder = auditFolder(stateFolder);
  return segmentNumbers(folder).flatMap((number) => readSegment(segmentFile(folder, number)).records);
}

function ofKind<K extends AuditRecord['kind']>(stateFolder: string, kind: K): Extract<AuditRecord, { kind: K }>[] {
  return recordsOf(stateFolder).filter((record): record is Extract<AuditRecord, { kind: K }> => record.kind === kind);
}

/** Connects as often without a word as a player does not put up with; resolves when it has closed the first. */
async function crowd(port: number): Promise<void> {
  const sockets = Array.from({ length: 33 }, () => connect(port, '127.0.0.1').on('error', () => undefined));
  const closed = sockets.map((socket) => once(socket.resume(), 'close'));
  await Promise.race(closed);
  for (const socket of sockets) socket.destroy();
  await Promise.all(closed);
}

describe('a player', () => {
  it('writes down who came, who had it, what ran, and how that ended', async () => {
    await using state = await temporaryFolder();
    {
      await using player = await playerHere({ stateFolder: state.path });
      await using driver = await Driver.dial(player.port);
      await driver.performAll({
        startup: [step(1, 'spawn', 'exec sleep 100')],
        run: steps('true', 'exit 3'),
        collect: [step(1, 'fetch', '/etc/hostname')],
        reset: steps('echo tidy'),
      });
    }
    const records = recordsOf(state.path);
    expect(records.map(({ kind }) => kind).filter((kind) => !kind.startsWith('step'))).toEqual([
      'player-started',
      'player-listens',
      'caller-greeted',
      'player-claimed',
      'caller-greeted',
      'trial-closed',
      'player-freed',
      'player-ended',
    ]);
    const claim = { player: 'dut', test: 'throughput', name: 'tester@here (pid 1)', run: { epoch: 1 } };
    expect(ofKind(state.path, 'player-claimed')).toMatchObject([claim]);
    const told = (kind: 'step-armed' | 'step-ended') =>
      ofKind(state.path, kind).map(({ step: { phase, index } }) => `${phase} ${index}`);
    const all = ['startup 1', 'run 1', 'run 2', 'collect 1', 'reset 1'];
    expect(told('step-armed')).toEqual(all);
    expect(told('step-ended').sort()).toEqual([...all].sort());
    const { seq } = ofKind(state.path, 'step-armed').find(({ command }) => command === 'exit 3') ?? { seq: 0 };
    expect(ofKind(state.path, 'step-ended')).toContainEqual(
      expect.objectContaining({ outcome: { kind: 'exited', code: 3 }, step: { phase: 'run', index: 2, attempt: 1 } }),
    );
    expect(ofKind(state.path, 'step-ended').find(({ step: { index } }) => index === 2)?.seq).toBeGreaterThan(seq);
    expect(verifyAudit(auditFolder(state.path)).fault).toBeNull();
  });

  it('has the record of a step on the disk when it says that the phase is armed', async () => {
    await using state = await temporaryFolder();
    await using player = await playerHere({ stateFolder: state.path });
    await using driver = await Driver.dial(player.port);
    await driver.load({ run: steps('true') });
    await driver.say({ kind: 'arm-phase', phase: 'run' });
    await driver.hear('phase-armed');
    const [armed] = ofKind(state.path, 'step-armed');
    expect(readHead(join(auditFolder(state.path), 'head'))?.seq).toBe(armed?.seq);
  });

  it('writes down who was refused, and who took a run over', async () => {
    await using state = await temporaryFolder();
    await using player = await playerHere({ stateFolder: state.path });
    await using driver = await Driver.dial(player.port);
    await driver.load({ run: steps('true') });
    await using other = await Driver.dial(player.port);
    await other.say(claimOf({ kind: 'new-run' }));
    await other.hear('refused');
    await using successor = await Driver.dial(player.port, driver);
    await successor.say(claimOf({ kind: 'take-over-run' }));
    await successor.hear('player-claimed');
    await crowd(player.port);
    const refusals = ofKind(state.path, 'caller-refused').map(({ reason }) => reason);
    expect(refusals).toContainEqual(expect.stringContaining('is held by run'));
    expect(refusals).toContainEqual(expect.stringContaining('too many connections that have not greeted'));
    const run = { runId: driver.run.runId, epoch: 2 };
    expect(ofKind(state.path, 'run-taken-over')).toMatchObject([{ run, name: 'tester@here (pid 1)' }]);
  });

  it('tells its end last, after the strangers that were only counted: the next life sees that it was not killed', async () => {
    await using state = await temporaryFolder();
    {
      await using player = await playerHere({ stateFolder: state.path });
      await using driver = await Driver.dial(player.port);
      await driver.load({ run: steps('true') });
      for (let refusals = 0; refusals < 12; refusals += 1) {
        await using other = await Driver.dial(player.port);
        await other.say(claimOf({ kind: 'new-run' }));
        await other.hear('refused');
      }
    }
    expect(ofKind(state.path, 'callers-counted')).toMatchObject([{ what: 'refused', count: 2 }]);
    expect(recordsOf(state.path).at(-1)).toMatchObject({ kind: 'player-ended' });
  });

  it('runs no step that it cannot write down, says so in the outcome, and resets', async () => {
    await using state = await temporaryFolder();
    await using player = await playerHere({ stateFolder: state.path });
    await using driver = await Driver.dial(player.port);
    await driver.load({
      startup: steps('true'),
      run: steps('true'),
      collect: [step(1, 'fetch', '/etc/hostname')],
      reset: steps('echo reset'),
    });
    await driver.start('startup');
    await driver.hear('steps-done');
    // In one go, so that the player makes no other in between; what it has under way may still come into the folder.
    rmSync(auditFolder(state.path), { recursive: true, maxRetries: 20, retryDelay: 20 });
    writeFileSync(auditFolder(state.path), 'no folder any more');
    // The step of Run is written down, and held, from here on.
    await driver.end('startup');
    for (const phase of ['run', 'collect', 'reset'] as const) await driver.perform(phase);
    await driver.close();
    await driver.collectedAll();
    const reason = expect.stringContaining('the audit log cannot be written');
    expect(driver.collected.outcomes('run')).toEqual([{ kind: 'not-started', reason }]);
    expect(driver.collected.outcomes('collect')).toEqual([{ kind: 'not-started', reason }]);
    expect(driver.collected.output('reset', 1).toString()).toBe('reset\n');
    expect(player.log).toContainEqual(expect.stringContaining('no step but those of Reset runs'));
  });

  it.each([
    ['while the step before it runs', { run: (mark: string) => [`echo >${mark}; sleep 100`, 'echo never'] }, 2],
    ['before its phase is asked for', { run: () => ['echo never'] }, 1],
  ])('tells of a command that is held %s, when it is killed, that it did not run', async (_when, { run }, index) => {
    await using folder = await temporaryFolder();
    await using player = await startPlayerProcess();
    await using driver = await Driver.dial(player.port);
    const mark = join(folder.path, 'running');
    const held = { phase: 'run', index, attempt: 1 } as const;
    await driver.load({ startup: steps('true'), run: steps(...run(mark)), reset: steps('echo tidy') });
    await driver.perform('startup');
    if (index > 1) await driver.start('run');
    await eventually(() => index === 1 || existsSync(mark));
    await eventually(() => ofKind(player.stateFolder, 'step-armed').some(({ step }) => isSameStep(step, held)));
    player.kill('SIGKILL');
    await player.ended;
    {
      await using _next = await playerHere({ stateFolder: player.stateFolder });
    }
    const ofHeld = ofKind(player.stateFolder, 'step-ended').filter(({ step }) => isSameStep(step, held));
    const reason = 'the player was killed; its journal tells of no beginning';
    expect(ofHeld.map(({ outcome }) => outcome)).toEqual([{ kind: 'skipped', reason }]);
    // Each that was armed has its end now: those of Reset were run by the guardian.
    const armed = ofKind(player.stateFolder, 'step-armed').map(({ step: { phase, index } }) => `${phase} ${index}`);
    const ended = ofKind(player.stateFolder, 'step-ended').map(({ step: { phase, index } }) => `${phase} ${index}`);
    expect(ended.sort()).toEqual(armed.sort());
  });

  it('that is killed after its list was cut short tells once of the command that was held', async () => {
    await using player = await startPlayerProcess();
    await using driver = await Driver.dial(player.port);
    const run = steps('exit 1', 'echo never');
    await driver.load({ startup: steps('true'), run, reset: steps('echo tidy') }, { onFailure: 'stop' });
    await driver.perform('startup');
    await driver.perform('run');
    player.kill('SIGKILL');
    await player.ended;
    {
      await using _next = await playerHere({ stateFolder: player.stateFolder });
    }
    const ofSecond = ofKind(player.stateFolder, 'step-ended').filter(
      ({ step: { phase, index } }) => phase === 'run' && index === 2,
    );
    expect(ofSecond).toMatchObject([{ outcome: { kind: 'skipped', reason: expect.not.stringContaining('killed') } }]);
  });

  it('folds in what a guardian did when the player before it was killed', async () => {
    await using folder = await temporaryFolder();
    await using player = await startPlayerProcess();
    await using driver = await Driver.dial(player.port);
    const mark = join(folder.path, 'running');
    await driver.load({ startup: steps('true'), run: steps(`echo >${mark}; sleep 100`), reset: steps('echo tidy') });
    await driver.perform('startup');
    await driver.start('run');
    await eventually(() => existsSync(mark));
    player.kill('SIGKILL');
    await player.ended;
    {
      await using _next = await playerHere({ stateFolder: player.stateFolder });
    }
    const work = { command: 'echo tidy', step: { phase: 'reset', index: 1, attempt: 1 } };
    expect(ofKind(player.stateFolder, 'guardian-ran')).toMatchObject([
      { ...work, outcome: { kind: 'exited', code: 0 } },
    ]);
    expect(ofKind(player.stateFolder, 'trial-recovered')).toMatchObject([
      { cause: 'the player was killed', reset: 'paid' },
    ]);
    expect(ofKind(player.stateFolder, 'step-ended').at(-1)).toMatchObject({ outcome: { kind: 'unknown' } });
    expect(ofKind(player.stateFolder, 'player-started').map(({ before }) => before)).toEqual(['none', 'killed']);
    expect(verifyAudit(auditFolder(player.stateFolder)).fault).toBeNull();
  });
});
