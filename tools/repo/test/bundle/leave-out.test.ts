import { createRequire } from 'node:module';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { leaveOut } from '../../src/bundle/leave-out.ts';
import { ROOT } from '../../src/workspace.ts';
import { bundled } from './bundled.ts';

/** The library itself: what it imports is what is left out, as long as it writes that so. */
const COMMANDER = createRequire(join(ROOT, 'packages/conductor/package.json')).resolve('commander');

const isStarter = (name: string) => name === 'NativeModule child_process';

const fromNode = (imported: string) => imported.startsWith('node:');

/** Reads a command line, and tells what was loaded for that. */
const PROGRAM = {
  'main.js': `
    import { Command } from ${JSON.stringify(COMMANDER)};
    const command = new Command('sample').option('--trials <number>').argument('<test>');
    command.command('check').argument('<test>').action((test, _options, { parent }) => {
      console.log(JSON.stringify({ said: [test, parent.opts().trials], loaded: process.moduleLoadList }));
    });
    command.parse(['--trials', '3', 'check', 'a.cfg'], { from: 'user' });`,
};

test('commander reads a command line without what it would start programs with', async () => {
  using before = await bundled(PROGRAM, [], fromNode);
  using after = await bundled(PROGRAM, [leaveOut]);
  const [whole, left] = [JSON.parse(before.printed), JSON.parse(after.printed)];
  expect(whole.loaded.filter(isStarter)).toHaveLength(1);
  expect(left.loaded.filter(isStarter)).toEqual([]);
  expect(left.said).toEqual(['a.cfg', '3']);
  expect(whole.said).toEqual(left.said);
});

test('our own programs still have it, and so has every other library', async () => {
  const starts = (name: string) =>
    `import { execFileSync } from 'node:child_process'; export const ${name} = execFileSync('echo', ['${name}']).toString();`;
  const program = {
    'main.js': `
      import { library } from './node_modules/commander-like/index.js';
      import { own } from './own.js';
      console.log(own + library);`,
    'own.js': starts('own'),
    'node_modules/commander-like/index.js': starts('library'),
  };
  using after = await bundled(program, [leaveOut]);
  expect(after.printed).toBe('own\nlibrary\n');
});
