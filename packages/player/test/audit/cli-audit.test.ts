import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { execa } from 'execa';
import { describe, expect, it } from 'vitest';
import { auditFolder, segmentFile } from '../../src/audit/audit-folder.ts';
import { readCommandLine } from '../../src/cli/command-line.ts';
import { hasProgram } from '../containment/workbench.ts';
import { runPlayer, startPlayerProcess } from '../support/player-process.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { armed, writeLog } from './support.ts';

const PAGE = join(import.meta.dirname, '../../../../docs/audit.md');
const HOURS_MS = 12 * 3_600_000;

describe('player audit', () => {
  it('prints one line for each record, of the time that is asked for, and lets no command a terminal', async () => {
    await using state = await temporaryFolder();
    const args = ['--state-dir', state.path];
    const earlier = () => new Date(Date.now() - HOURS_MS);
    await writeLog(state.path, [armed(1)], { now: earlier });
    await writeLog(state.path, [armed(2, 'echo \u001b[2J\necho more')]);
    const whole = await runPlayer(['audit', ...args]);
    expect([whole.exitCode, whole.stdout.split('\n').length]).toEqual([0, 2]);
    const recent = await runPlayer(['audit', '--since', '2h', ...args]);
    const text = 'run 20261123T231500Z-k3f9 trial 1 run 2 is armed: step2 as root: echo \\e[2J\\necho more';
    expect(recent.stdout.slice('2026-11-26T14:32:43.201Z  '.length)).toBe(`     2  ${text}`);
    const json = await runPlayer(['audit', '--format', 'json', ...args]);
    expect(`${json.stdout}\n`).toBe(readFileSync(segmentFile(auditFolder(state.path), 1), 'utf8'));
  });

  it('verify ends with 1 and names the place where something was changed', async () => {
    await using state = await temporaryFolder();
    const args = ['--state-dir', state.path];
    await writeLog(state.path, [armed(1), armed(2), armed(3)]);
    const { exitCode, stdout } = await runPlayer(['audit', 'verify', ...args]);
    expect([exitCode, stdout]).toEqual([0, expect.stringContaining('3 records in 1 segment,')]);
    const anchor = /its end is (3:[0-9a-f]{64})/.exec(stdout)?.[1] ?? '';
    expect(await runPlayer(['audit', 'verify', '--anchor', anchor, ...args])).toMatchObject({ exitCode: 0 });
    const other = await runPlayer(['audit', 'verify', '--anchor', anchor.replace(/^3/, '2'), ...args]);
    expect(other).toMatchObject({
      exitCode: 1,
      stdout: expect.stringContaining('which was noted before, is not there'),
    });
    const path = segmentFile(auditFolder(state.path), 1);
    writeFileSync(path, readFileSync(path, 'utf8').replace('echo 2', 'echo 7'));
    const changed = await runPlayer(['audit', 'verify', ...args]);
    expect(changed).toMatchObject({ exitCode: 1, stdout: expect.stringContaining('000001.ndjson, line 2: ') });
  });

  it('works beside a player that writes', async () => {
    await using player = await startPlayerProcess();
    const { exitCode, stdout } = await runPlayer(['audit', 'verify', '--state-dir', player.stateFolder]);
    expect([exitCode, stdout]).toEqual([0, expect.stringContaining('2 records')]);
  });

  it('knows how long ago, and times in UTC, and says what they look like', () => {
    const since = (word: string) => readCommandLine(['audit', '--since', word, 'dut.cfg'], '0.0.0');
    const noon = new Date('2026-11-26T12:00:00Z');
    expect(since('2026-11-26T12:00')).toMatchObject({ kind: 'audit', since: noon, file: 'dut.cfg' });
    expect(since('2026-11-26')).toMatchObject({ since: new Date('2026-11-26T00:00:00Z') });
    const beforeMs = Date.now() - 30 * 60_000;
    const minutes = since('30m');
    expect(minutes).toMatchObject({ since: expect.any(Date) });
    if (minutes.kind === 'audit') expect(minutes.since?.getTime()).toBeGreaterThanOrEqual(beforeMs);
    expect(() => since('monday')).toThrow('expected how long ago');
    expect(() => readCommandLine(['audit', 'verify', '--anchor', '7'], '0.0.0')).toThrow(
      'expected the number and the hash',
    );
    expect(readCommandLine(['audit', 'verify', 'dut.cfg'], '0.0.0')).toMatchObject({
      kind: 'verify-audit',
      file: 'dut.cfg',
    });
  });
});

describe('the script in docs/audit.md', () => {
  it('finds a log in order, and one that was changed not', async (context) => {
    if (!(await hasProgram('jq')) || !(await hasProgram('sha256sum'))) return context.skip('missing: jq, sha256sum');
    await using state = await temporaryFolder();
    await writeLog(
      state.path,
      Array.from({ length: 6 }, (_, at) => armed(at, 'echo "\\a" # ä \u001b')),
      { segmentBytes: 900 },
    );
    const script = /```sh verify\n(.*?)```/s.exec(readFileSync(PAGE, 'utf8'))?.[1] ?? 'no script';
    const cwd = auditFolder(state.path);
    const run = () => execa('/bin/sh', ['-c', script], { cwd, reject: false });
    expect(await run()).toMatchObject({ exitCode: 0, stdout: expect.stringContaining('in order, up to ') });
    const path = segmentFile(cwd, 2);
    writeFileSync(path, readFileSync(path, 'utf8').replace('root', 'toor'));
    expect(await run()).toMatchObject({ exitCode: 1, stdout: expect.stringContaining('000002.ndjson: changed: ') });
  });
});
