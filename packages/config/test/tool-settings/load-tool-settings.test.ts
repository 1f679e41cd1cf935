import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { loadToolSettings, settingsPath } from '../../src/index.ts';
import { TemporaryFolder } from '../support/temporary-folder.ts';

const codesOf = ({ diagnostics }: Awaited<ReturnType<typeof loadToolSettings>>) =>
  diagnostics.map(({ code, severity, place: { line } }) => [code, severity, line]);

describe('the settings of a program', () => {
  it('are where they belong', () => {
    expect(settingsPath('player', {})).toBe('/etc/conductor/player.ini');
    expect(settingsPath('conductor', { HOME: '/home/me' })).toBe('/home/me/.config/conductor/conductor.ini');
    expect(settingsPath('conductor', { HOME: '/home/me', XDG_CONFIG_HOME: '/x' })).toBe('/x/conductor/conductor.ini');
    expect(settingsPath('conductor', { HOME: '/home/me', XDG_CONFIG_HOME: 'x' })).toBe(
      '/home/me/.config/conductor/conductor.ini',
    );
  });

  it('of conduct come from the file of the user', async () => {
    using folder = new TemporaryFolder();
    const text = '; mine\nresults = /var/results\nFORMAT = json\ncolor=never\nwait_players = 1m\n';
    folder.write('conductor/conductor.ini', text);
    expect(await loadToolSettings('conductor', { XDG_CONFIG_HOME: folder.path })).toEqual({
      settings: { results: '/var/results', format: 'json', color: 'never', waitPlayersMs: 60_000 },
      diagnostics: [],
    });
  });

  it('of a player come from the file of the host', async () => {
    using folder = new TemporaryFolder();
    const text =
      'bind = [::1]\nport = 7000\nstate_dir = "/var/lib/conductor"\nlog_file = /var/log/player.log\n' +
      'insecure_network = true\npass_env = HTTP_PROXY, EDITOR\nrun_as = nobody\n' +
      'max_processes = none\nkeep = 24h\nkeep_size = 1 GiB\nreserve = none\n';
    expect(await loadToolSettings('player', {}, folder.write('player.ini', text))).toEqual({
      settings: {
        bind: '::1',
        port: 7000,
        stateDir: '/var/lib/conductor',
        logFile: '/var/log/player.log',
        insecureNetwork: true,
        passEnv: ['HTTP_PROXY', 'EDITOR'],
        runAs: 'nobody',
        maxProcesses: null,
        keepMs: 86_400_000,
        keepBytes: 2 ** 30,
        reserveBytes: 0,
      },
      diagnostics: [],
    });
  });

  it('are overridden by the environment, one by one', async () => {
    using folder = new TemporaryFolder();
    const path = folder.write('conductor.ini', 'results = a\nformat = text\n');
    const env = { CONDUCTOR_FORMAT: 'json', CONDUCTOR_RESULTS: '', CONDUCTOR_WAIT_PLAYERS: '2', PLAYER_PORT: '1' };
    const { settings } = await loadToolSettings('conductor', env, path);
    expect(settings).toEqual({ results: 'a', format: 'json', waitPlayersMs: 2000 });
    expect((await loadToolSettings('player', env, path)).settings).toEqual({ port: 1 });
  });

  it('may be absent', async () => {
    using folder = new TemporaryFolder();
    const none = { settings: {}, diagnostics: [] };
    expect(await loadToolSettings('conductor', { XDG_CONFIG_HOME: folder.path })).toEqual(none);
    expect(await loadToolSettings('player', {}, join(folder.path, 'none.ini'))).toEqual(none);
  });

  it('say where something is wrong in them, and are without it', async () => {
    using folder = new TemporaryFolder();
    const text =
      'prot = 1\n\nport = 0\nbind = 10.0.0.1:80\npass_env[] = a\npass_env[] = b c=\n[player]\nport = 1\n__proto__ = 1\n';
    const loaded = await loadToolSettings('player', {}, folder.write('player.ini', text));
    expect(loaded.settings).toEqual({});
    expect(codesOf(loaded)).toEqual([
      ['unknown-key', 'warning', 1],
      ['bad-value', 'error', 3],
      ['bad-value', 'error', 4],
      ['bad-value', 'error', 5],
      ['unknown-section', 'warning', 7],
    ]);
    expect(loaded.diagnostics[0]?.suggestion).toBe('port');
  });

  it('have a value on each line', async () => {
    using folder = new TemporaryFolder();
    const loaded = await loadToolSettings('conductor', {}, folder.write('conductor.ini', 'format = json\nresults\n'));
    expect(loaded.settings).toEqual({ format: 'json' });
    expect(codesOf(loaded)).toEqual([['no-delimiter', 'error', 2]]);
  });

  it('say which variable of the environment is wrong', async () => {
    using folder = new TemporaryFolder();
    const env = { CONDUCTOR_COLOR: 'sometimes', XDG_CONFIG_HOME: folder.path };
    const { diagnostics } = await loadToolSettings('conductor', env);
    expect(diagnostics).toMatchObject([{ code: 'bad-value', place: { file: '$CONDUCTOR_COLOR', line: 0 } }]);
  });

  it('say why their file cannot be read', async () => {
    using folder = new TemporaryFolder();
    mkdirSync(join(folder.path, 'player.ini'));
    expect(codesOf(await loadToolSettings('player', {}, join(folder.path, 'player.ini')))).toEqual([
      ['not-a-file', 'error', 0],
    ]);
    const latin = folder.write('latin.ini', Buffer.from('port = 1\nbind = caf\xe9', 'latin1'));
    expect(codesOf(await loadToolSettings('player', {}, latin))).toEqual([['not-utf-8', 'error', 2]]);
  });
});
