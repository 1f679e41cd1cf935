import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { execa } from 'execa';
import { describe, expect, it } from 'vitest';
import { readCommandLine } from '../../src/cli/command-line.ts';
import { hasProgram } from '../containment/workbench.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const FOLDER = join(import.meta.dirname, '../../service');
const UNIT = join(FOLDER, 'conductor-player.service');
const RC_SCRIPT = join(FOLDER, 'conductor_player');

/** Stands in for that of FreeBSD: prints what would be run. */
const RC_SUBR = `
load_rc_config() { conductor_player_flags="--insecure-network -v"; rc_flags=$conductor_player_flags; }
run_rc_command() { printf '%s\\n' "$1" "$command $rc_flags $command_args"; }
`;

describe('the unit for systemd', () => {
  it('has options that the player knows', async () => {
    const [, words = ''] = /^ExecStart=\S+ (.*)$/m.exec(await readFile(UNIT, 'utf8')) ?? [];
    expect(readCommandLine(words.split(' '), '1.0.0')).toMatchObject({
      kind: 'run',
      file: '/etc/conductor/player.cfg',
      stateFolder: '%S/conductor/player',
    });
  });

  it('leaves the guardian alive when the player is ended, and a step that takes all the memory alone', async () => {
    const text = await readFile(UNIT, 'utf8');
    for (const line of ['KillMode=process', 'Delegate=yes', 'OOMPolicy=continue'])
      expect(text).toContain(`\n${line}\n`);
  });

  it('is found right by systemd', async (context) => {
    if (!(await hasProgram('systemd-analyze'))) return context.skip('this host has no systemd');
    await using folder = await temporaryFolder();
    const copy = join(folder.path, 'conductor-player.service');
    // What it names need not be installed here.
    await writeFile(copy, (await readFile(UNIT, 'utf8')).replace('/usr/local/bin/player', '/bin/true'));
    const { all = '', exitCode } = await execa('systemd-analyze', ['verify', '--man=no', copy], {
      reject: false,
      all: true,
    });
    expect([exitCode, all.split('\n').filter((line) => line.includes('conductor-player'))]).toEqual([0, []]);
  });
});

describe('the script for rc.d', () => {
  it('is a shell script that hands the player what rc.conf says', async () => {
    await using folder = await temporaryFolder();
    const [copy, subr] = [join(folder.path, 'conductor_player'), join(folder.path, 'rc.subr')];
    await writeFile(subr, RC_SUBR);
    await writeFile(copy, (await readFile(RC_SCRIPT, 'utf8')).replace('/etc/rc.subr', subr));
    const { stdout } = await execa('/bin/sh', ['-eu', copy, 'start']);
    const [word, command = ''] = stdout.split('\n');
    expect(word).toBe('start');
    const [daemon, player = ''] = command.split(' /usr/local/bin/player ');
    expect(daemon?.trim().replaceAll(/ +/g, ' ')).toBe('/usr/sbin/daemon -f -p /var/run/conductor_player.pid');
    expect(readCommandLine(player.split(' '), '1.0.0')).toMatchObject({
      kind: 'run',
      file: '/usr/local/etc/conductor/player.cfg',
      stateFolder: '/var/db/conductor',
      logFile: '/var/log/conductor_player.log',
      insecureNetwork: true,
      loudness: 'verbose',
    });
  });
});
