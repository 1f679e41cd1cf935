import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { removeGroups } from '../../src/containment/cgroup.ts';
import { entryTrial } from '../../src/containment/entry-trial.ts';
import { makeCgroup } from '../../src/containment/find-cgroup.ts';
import { markSequence } from '../../src/containment/mark.ts';

describe('groups that are asked about at once', () => {
  it('are told apart by whether a process may enter them, and are left as they were', async (context) => {
    const { life } = markSequence();
    const made = await Promise.all(['open', 'threads'].map((kind) => makeCgroup(`conductor-test-${life}-${kind}`)));
    const [open, threads] = made.map((one) => (one.kind === 'made' ? one.folder : ''));
    try {
      if (!open || !threads) return context.skip('here no control groups can be made');
      // Groups beside one of threads take no process: cgroups(7).
      mkdirSync(join(threads, 'threaded'));
      writeFileSync(join(threads, 'threaded/cgroup.type'), 'threaded');
      const mayEnter = entryTrial();
      const missing = join(open, 'missing');
      expect(await Promise.all([threads, missing, open].map(mayEnter))).toEqual([false, false, true]);
      expect(await mayEnter(open)).toBe(true);
      expect(foldersIn(open)).toEqual([]);
      expect(foldersIn(threads)).toEqual(['threaded']);
    } finally {
      for (const group of [open, threads]) removeGroups(group ?? '');
    }
  });
});

function foldersIn(group: string): readonly string[] {
  const entries = readdirSync(group, { withFileTypes: true });
  return entries.filter((entry) => entry.isDirectory()).map(({ name }) => name);
}
