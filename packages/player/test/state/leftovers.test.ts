import { join } from 'node:path';
import { type StateComparison, stateChangeText } from '@conductor/types';
import { execa } from 'execa';
import { describe, expect, it } from 'vitest';

const PROGRAM = join(import.meta.dirname, '../fixtures/planted-leftovers.ts');
const QUIET = 8;

describe('a host after Reset', { timeout: 300_000 }, () => {
  it('is as it was, while other things go on; and each of eleven things that were left behind is told', async (context) => {
    if (process.platform !== 'linux' || process.getuid?.() !== 0) return context.skip('namespaces need root and Linux');
    const inNamespace = ['--net', '--mount', '--propagation', 'private', process.execPath];
    const { failed, stdout, stderr } = await execa(
      'unshare',
      [...inNamespace, '--conditions=@conductor/source', PROGRAM, String(QUIET)],
      { reject: false, stdin: 'ignore', timeout: 280_000 },
    );
    if (failed && /ENOENT|unshare: /.test(stderr)) return context.skip('missing: unshare, and leave to use it');
    expect(stderr).toBe('');
    const told: StateComparison[] = stdout.split('\n').map((line) => JSON.parse(line));
    expect(told.slice(0, QUIET).flatMap(textsOf)).toEqual([]);
    expect(told.slice(QUIET).flatMap(textsOf)).toEqual([
      expect.stringMatching(/^not restored: link lo mtu 65536 → 1400$/),
      'not restored: link before is gone',
      'left behind: link planted',
      'left behind: address lo inet 10.9.9.9/32',
      'left behind: route 10.8.0.0/24 dev lo scope link',
      'not restored: rule 32767: from all lookup default is gone',
      'left behind: rule 32765: from 10.7.0.0/24 lookup 100',
      'not restored: net.ipv4.ip_forward 0 → 1',
      'left behind: socket tcp 127.0.0.1:5201',
      expect.stringMatching(/^left behind: mount \/\S+\/mount \(tmpfs planted \/ rw,relatime\)$/),
      'left behind: files forgotten',
    ]);
  });
});

function textsOf(comparison: StateComparison): string[] {
  return comparison.kind === 'compared' ? comparison.changes.map(stateChangeText) : [comparison.reason];
}
