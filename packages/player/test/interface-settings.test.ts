import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, it } from 'vitest';
import { interfaceSettings } from '../src/interface-settings.ts';

it('an interface tells how it is set, as far as the system says', async () => {
  const root = await mkdtemp(path.join(tmpdir(), 'conductor-interface-'));
  try {
    for (const queue of ['rx-0', 'rx-1', 'tx-0'])
      await mkdir(path.join(root, 'ix0/queues', queue), { recursive: true });
    await mkdir(path.join(root, 'ix0/device'));
    await symlink('../../../bus/pci/drivers/ixgbe', path.join(root, 'ix0/device/driver'));
    const words = { mtu: '9000\n', speed: '-1\n', duplex: 'unknown\n', tx_queue_len: '1000\n' };
    for (const [file, word] of Object.entries(words)) await writeFile(path.join(root, 'ix0', file), word);
    const settings = ['mtu 9000', 'txqueuelen 1000', 'driver ixgbe', 'rx-queues 2', 'tx-queues 1'];
    expect(interfaceSettings('ix0', root)).toEqual(settings);
    expect(interfaceSettings('none', root)).toEqual([]);
  } finally {
    await rm(root, { recursive: true });
  }
});
