import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { listeningPlace } from '../../src/cli/listening-place.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

describe('where a player listens', () => {
  it('is what its file says, if this host has that address', async () => {
    await using folder = await temporaryFolder();
    const file = join(folder.path, 'dut.cfg');
    await writeFile(file, '[Coordinator]\nplayer: 127.0.0.1\ncmdport: 7001\nconductor: 127.0.0.1\n');
    const here = { host: '127.0.0.1', port: 7001, allowedConductor: '127.0.0.1', warnings: [] };
    expect(await listeningPlace({ file, host: null, port: null })).toEqual(here);
    const told = { host: '::1', port: 0, allowedConductor: '127.0.0.1', warnings: [] };
    expect(await listeningPlace({ file, host: '::1', port: 0 })).toEqual(told);
  });

  it('cannot be an address of another host', async () => {
    await using folder = await temporaryFolder();
    const file = join(folder.path, 'dut.cfg');
    await writeFile(file, '[Coordinator]\nplayer: 192.0.2.1\ncmdport: 7001\n');
    const listening = listeningPlace({ file, host: null, port: null });
    await expect(listening).rejects.toThrow(/this player is 192\.0\.2\.1, and this host does not have .* -b$/);
  });

  it('needs no file where it is said', async () => {
    expect(await listeningPlace({ file: null, host: null, port: 7002 })).toMatchObject({
      host: '127.0.0.1',
      port: 7002,
    });
    expect(await listeningPlace({ file: null, host: '::1', port: null })).toMatchObject({ host: '::1', port: 6970 });
    await expect(listeningPlace({ file: null, host: null, port: null })).rejects.toThrow('expected a player file');
  });

  it.each(['/no/such/dut.cfg', '/etc'])('is not known from %s', async (file) => {
    await expect(listeningPlace({ file, host: null, port: null })).rejects.toThrow(file);
  });
});
