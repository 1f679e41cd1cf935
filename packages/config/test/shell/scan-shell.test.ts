import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readCommands } from '../../src/shell/read-commands.ts';
import { scanShell } from '../../src/shell/scan-shell.ts';

/** The commands of a text, each as its words, its redirections and what follows it. */
function brief(text: string): string[] {
  return scanShell(text).commands.map(({ words, redirects, after }) =>
    [...words, ...redirects.map(({ operator, target }) => `${operator}${target}`), after ?? '.'].join(' '),
  );
}

describe('a text for the shell is taken apart into commands', () => {
  it.each([
    ['a b', ['a b .']],
    ['a;b&&c||d|e&', ['a ;', 'b &&', 'c ||', 'd |', 'e &']],
    [`a 'b ;c' "d && e" f\\ g`, ['a b ;c d && e f g .']],
    ['a $(b; c) `d | e` ${f:-g h}', ['a $(b; c) `d | e` ${f:-g h} .']],
    ['a "$(b ")" c)"', ['a $(b ")" c) .']],
    ['a > b 2> c >> d < e 2>&1', ['a >b >c >>d <e >&1 .']],
    ['a # b; c\nd', ['a ;', 'd .']],
    ['a \\\n b', ['a b .']],
    ['if a; then b; else c; fi', ['a ;', 'b ;', 'c ;']],
    ['for i in 1 2; do a $i; done; b', ['a $i ;', 'b .']],
    ['(a; b) & c', ['a &', 'b &', 'c .']],
    ['{ a; b; } & c', ['a &', 'b &', 'c .']],
    ['', []],
  ])('%s', (text, commands) => expect(brief(text)).toEqual(commands));

  it('with the line that each begins in', () => {
    const lines = scanShell("a\n\nb 'c\nd'; e \\\n f\ng").commands.map(({ words: [name], line }) => `${name} ${line}`);
    expect(lines).toEqual(['a 0', 'b 2', 'e 3', 'g 5']);
  });

  it('and whether it stands in a loop, or is the condition of one', () => {
    const { commands } = scanShell('a; while b; do c; done; until d; do :; done; e');
    expect(commands.filter(({ isRepeated }) => isRepeated).map(({ words: [name] }) => name)).toEqual([
      'b',
      'c',
      'd',
      ':',
    ]);
  });

  it.each(['a; cat <<END\nb; c\nEND', 'a; case $b in c) d;; esac', 'a; f() { b; }', 'a; (( b > c ))', "a; 'b"])(
    'as far as it can be read: %s',
    (text) => {
      const { commands, isWhole } = scanShell(text);
      expect([commands.map(({ words: [name] }) => name)[0], isWhole]).toEqual(['a', false]);
    },
  );

  it('and whatever the text is, it ends', () => {
    const piece = fc.constantFrom(
      ...'ab$\'"`\\(){}[]<>|&;#\n ='.split(''),
      '$(',
      '${',
      '<<',
      'do ',
      'done ',
      'case ',
      'sh -c ',
    );
    const text = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.array(piece, { maxLength: 60 }).map((all) => all.join('')),
    );
    fc.assert(
      fc.property(text, (any) => {
        for (const { line } of readCommands(any).commands) expect(line).toBeLessThan(any.split('\n').length);
      }),
      { numRuns: 1000 },
    );
  });
});

describe('what only runs a command is taken off it', () => {
  it.each([
    ['sudo -u root /sbin/ifconfig ix0 up', 'ifconfig ix0 up', ''],
    ['nice -n 5 timeout -s INT 9 iperf3 -s', 'iperf3 -s', ''],
    ['env A=1 nohup a b', 'a b', ''],
    ['ip netns exec lab sysctl a=1', 'sysctl a=1', 'ip netns exec lab'],
    ['ip -n lab addr show', 'ip addr show', 'ip netns exec lab'],
    ['jexec -l lab ifconfig', 'ifconfig', 'jexec lab'],
    ['taskset -c 3 pkt-gen -f rx', 'pkt-gen -f rx', ''],
    ["bash -ec 'a; b'", 'a', ''],
    ['/root/own/program a', '/root/own/program a', ''],
    ['sudo', 'sudo', ''],
  ])('%s', (text, words, entering) => {
    const [command] = readCommands(text).commands;
    expect([command?.words.join(' '), command?.entering.join(' ')]).toEqual([words, entering]);
  });
});
