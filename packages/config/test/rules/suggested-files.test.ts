import { expect, it } from 'vitest';
import { loadRules } from '../../src/index.ts';
import { COORDINATOR, parseMarked } from '../support/marked-test.ts';

const rules = await loadRules();

it.each([
  ['truncates-input', ['sort /tmp/x > /tmp/x'], '> /tmp/x.new && mv /tmp/x.new /tmp/x'],
  // In quotes a tilde would be no home any more.
  ['truncates-input', ['sort ~/x > ~/x'], '> ~/x.new && mv ~/x.new ~/x'],
  ['truncates-input', ['sort < ~/x > ~/x'], '> ~/x.new && mv ~/x.new ~/x'],
  ['truncates-input', ["sort '/tmp/a b' > '/tmp/a b'"], "> '/tmp/a b'.new && mv '/tmp/a b'.new '/tmp/a b'"],
  ['overwrites-output', ['a > /tmp/x', 'b > /tmp/x'], 'another file for one of the two, or >> /tmp/x'],
  ['overwrites-output', ['a > /tmp/x~y', 'b > /tmp/x~y'], 'another file for one of the two, or >> /tmp/x~y'],
  ['overwrites-output', ["a > '/tmp/a b'", "b > '/tmp/a b'"], "another file for one of the two, or >> '/tmp/a b'"],
])('%s of %j suggests a line for the same file', (code, commands, suggestion) => {
  const steps = commands.map((command, at) => `step${at + 1}: ${command}\n`).join('');
  const dut = `${COORDINATOR}[Startup]\n[Run]\n${steps}[Collect]\n[Reset]\n`;
  const said = parseMarked({ dut }, { rules }).diagnostics.find((diagnostic) => diagnostic.code === code);
  expect(said?.suggestion).toBe(suggestion);
});
