import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { formatMarkdown } from '../../src/exports/markdown/format-markdown.ts';
import { markdownText } from '../../src/exports/markdown/markdown-text.ts';
import { HOSTILE } from '../support/hostile.ts';
import { EMPTY, part, runResult, stepResult, THREE, ZERO } from '../support/sample-result.ts';

let directory = '';
beforeEach(async () => {
  directory = await mkdtemp(path.join(tmpdir(), 'conductor-markdown-'));
});
afterEach(() => rm(directory, { recursive: true }));

describe('a run as Markdown', () => {
  test('has the verdict first, then metrics, checks and steps as tables, and what went wrong as it was printed', async () => {
    await writeFile(path.join(directory, 'out'), 'see ```here```\n');
    const stdout = { ...EMPTY, path: 'out', bytes: 15 };
    const failed = stepResult(2, THREE, 'failed', { stdout });
    const values = [9.41e9, 9.42e9].map((value, at) => ({
      caseName: '',
      trial: at + 1,
      kind: 'value' as const,
      value,
    }));
    const metrics = [{ name: 'rate', player: 'dut', unit: 'bit/s' as const, of: null, text: '', trials: values }];
    const checks = [
      { metric: 'rate', caseName: '', text: 'mean >= 9 Gbit/s', verdict: 'passed' as const, found: '9.415 Gbit/s' },
    ];
    const result = runResult({ run: [part('dut', [stepResult(1, ZERO, 'passed'), failed])] }, 2, { metrics, checks });
    expect(await formatMarkdown(result, directory)).toBe(`### throughput: failed

failed: 2 trials (2 failed), exit code 1${'  '}
run 20261123T231500Z-k3f9 by <code>tester&#64;bench1</code>, Conductor 1.0.0

| metric | values | mean | 95 % interval | min | max |
| :--- | ---: | ---: | ---: | ---: | ---: |
| rate | 2 | 9.415 Gbit/s | ± 63.53 Mbit/s | 9.41 Gbit/s | 9.42 Gbit/s |

| check | expected | found | verdict |
| :--- | :--- | :--- | :--- |
| rate | mean >= 9 Gbit/s | 9.415 Gbit/s | passed |

| phase | player | trials | steps | passed | failed | unknown | skipped | longest | verdict |
| :--- | :--- | ---: | ---: | ---: | ---: | ---: | ---: | ---: | :--- |
| run | dut | 2 | 4 | 2 | 2 | 0 | 0 | 1.20 s | failed |

\`\`\`\`text
failed: 2 times, run, step2: exit 3, 1.20 s
  dut, trials 1 and 2
  $ iperf3 -c 10.0.0.2
  output: out (15 bytes, the same each time)
    | see \`\`\`here\`\`\`
\`\`\`\`
`);
  });

  test.for(HOSTILE)('has no markup, mention or link in what others wrote: %j', (text) => {
    const [, code] = /^<code>(.*)<\/code>$/.exec(markdownText(text)) ?? [];
    // Nothing is left in it but letters, blanks and references to characters.
    expect((code ?? markdownText(text)).replaceAll(/&#\d+;/g, '')).toMatch(/^(?:[a-zA-Z0-9 ]|\P{ASCII})*$/u);
  });

  test('leaves ordinary names as they are', () => {
    for (const name of ['dut', 'player_1', '9.41 Gbit/s', '± 12 %', 'max <= 0.1 %', 'größe 大', '10.0.0.2'])
      expect(markdownText(name)).toBe(name);
    for (const name of ['_dut_', 'www.example.org', 'a|b', '<b>', 'a:b:', 'a`b', '@all', '#1', 'https://x'])
      expect(markdownText(name)).toContain('<code>');
  });
});
