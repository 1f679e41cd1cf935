import { readdirSync } from 'node:fs';
import { defineConfig } from 'vitest/config';

/** Workspace packages are tested from their sources: no build stands between an edit and its test. */
const conditions = ['@conductor/source', 'module', 'node', 'development|production'];

/**
 * Packages whose tests look at no state of their own process, so that one worker may run file after file: that halves what they
 * cost. The others each get a process for every file: they count its children, descriptors and memory.
 */
const SHARED: readonly string[] = ['types', 'protocol', 'config', 'report', 'conductor'];

/**
 * One vitest project per workspace folder; tests that start real processes get the time those need, and so does what
 * is done before and after them. A limit is for what hangs: it is far above what a busy machine needs.
 */
function projectsIn(folder: string, testTimeout: number) {
  return readdirSync(new URL(folder, import.meta.url), { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => ({
      extends: true as const,
      test: {
        name: entry.name,
        root: `./${folder}/${entry.name}`,
        isolate: !SHARED.includes(entry.name),
        include: ['test/**/*.test.ts'],
        testTimeout,
        hookTimeout: testTimeout,
        expect: { poll: { timeout: testTimeout / 2 } },
      },
    }));
}

export default defineConfig({
  resolve: { conditions },
  ssr: { resolve: { conditions, externalConditions: conditions } },
  test: {
    projects: [...projectsIn('packages', 120_000), ...projectsIn('tools', 240_000)],
    passWithNoTests: true,
  },
});
