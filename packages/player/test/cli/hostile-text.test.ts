import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { plantRun } from '../spool/planted-run.ts';
import { runPlayer } from '../support/player-process.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const TIMEOUT_MS = 120_000;
/** Clears the screen, by two spellings, and turns what follows. */
const HOSTILE = 'one\u001b[2J\u009b2J\u202e\u{e0001}';
const SHOWN = 'one\\e[2J\\x9b2J\\u202e\\u{e0001}';
const IN_JSON = 'one\\u001b[2J\\u009b2J\\u202e\\udb40\\udc01';

describe('what others have named', { timeout: TIMEOUT_MS }, () => {
  it('is shown by player spool, as text and as JSON, and never obeyed', async () => {
    await using state = await temporaryFolder();
    await plantRun(state.path, { runId: HOSTILE, reset: 'paid' });
    const spool = ['spool', '--state-dir', state.path];
    expect((await runPlayer(spool)).stdout).toContain(`\n${SHOWN} `);
    const { stdout } = await runPlayer([...spool, '--format', 'json']);
    expect(stdout).toContain(`"runId": "${IN_JSON}"`);
    expect(JSON.parse(stdout)).toMatchObject({ runs: [{ runId: HOSTILE }] });
  });

  it('is shown by player doctor', async () => {
    await using state = await temporaryFolder();
    const doctor = ['doctor', '-b', '127.0.0.1', '-p', '0', '--state-dir', join(state.path, HOSTILE)];
    const { stdout } = await runPlayer(doctor);
    expect(stdout).toContain(`${state.path}/${SHOWN}`);
    expect(stdout.split(HOSTILE)).toHaveLength(1);
  });

  it('is shown by a player that cannot begin, on one line', async () => {
    const { exitCode, stderr } = await runPlayer(['spool', '--state-dir', '/no/such', '--remove', HOSTILE]);
    expect([exitCode, stderr]).toEqual([2, `player: nothing is kept of run ${SHOWN} in /no/such; see player spool`]);
    const mistyped = await runPlayer(['--quite']);
    expect(mistyped.stderr).toBe("player: unknown option '--quite' (Did you mean --quiet?); see player --help");
  });
});
