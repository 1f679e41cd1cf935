import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isCommandStep } from '@conductor/types';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { COORDINATOR, parseMarked } from '../support/marked-test.ts';

const HARD = `a b  $HOME "q" 'r' \\n \`id\` $(id) * # ; & | < > !x\nend`;
/** No part of a name before it. */
const EASY = '@EASY';

/** The command that a line of `[Run]` makes; `null` when it is refused. */
function commandOf(line: string): string | null {
  const { test } = parseMarked({ dut: `${COORDINATOR}[Run]\nstep1: ${line.replaceAll('\n', '\n  ')}\n` });
  const step = test?.players[0]?.phases.run[0];
  return step && isCommandStep(step) ? step.command : null;
}

/** What a shell prints, or that it found no way to read the command. */
function printed(shell: string, command: string, secret: string): string {
  const env = { PATH: process.env['PATH'], CONDUCTOR_SECRET_A: secret };
  const { status, stdout } = spawnSync(shell, ['-c', command], {
    env,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  return `${stdout}status ${status}`;
}

/** With a secret that no shell would change, the text of the secret itself does the same. */
function expectIntact(line: string, shells: readonly string[]): void {
  const command = commandOf(line);
  const easy = commandOf(line.replaceAll('%(secret:a)s', EASY));
  if (command === null || easy === null) return;
  for (const shell of shells) {
    const expected = printed(shell, easy, '');
    expect({ command, shell, out: printed(shell, command, HARD) }).toEqual({
      command,
      shell,
      out: expected.replaceAll(EASY, HARD),
    });
  }
}

const SHELLS = ['dash', 'busybox', 'bash'].flatMap((name) => {
  const found = spawnSync('/bin/sh', ['-c', `command -v ${name}`], { encoding: 'utf8' }).stdout.trim();
  return found === '' ? [] : [{ name, path: found }];
});

/** By the name sh, bash is POSIX and busybox a shell. */
function asSh<Result>(use: (shells: readonly string[]) => Result): Result {
  const folder = mkdtempSync(join(tmpdir(), 'shells-'));
  try {
    const shells = SHELLS.map(({ name, path }) => {
      const place = join(folder, name);
      execFileSync('mkdir', [place]);
      symlinkSync(path, join(place, 'sh'));
      return join(place, 'sh');
    });
    return use(shells);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

describe('a secret in a command', () => {
  it.each([
    ['printf "[%s]" x %(secret:a)s y', 'printf "[%s]" x "${CONDUCTOR_SECRET_A?}" y'],
    ['printf "[%s]" --x=%(secret:a)s%(secret:a)s', null],
    ['printf "[%s]" "x %(secret:a)s y"', 'printf "[%s]" "x ${CONDUCTOR_SECRET_A?} y"'],
    [`printf '[%s]' 'x %(secret:a)s y'`, `printf '[%s]' 'x '"\${CONDUCTOR_SECRET_A?}"' y'`],
    [`printf %s "it's \\"%(secret:a)s\\" \\\\%(secret:a)s"`, null],
    ['printf %s "$(printf "<%s>" %(secret:a)s "b)" (c) )" "%(secret:a)s"', null],
    ['printf %s "$(printf "<%s>" %(secret:a)s "b)" \\) )" "%(secret:a)s"', null],
    ['x=%(secret:a)s; cat <<END\n$x\nEND', null],
    ['# it is not\nprintf %s "%(secret:a)s"', null],
    ['printf %s a#"%(secret:a)s" \\#\'%(secret:a)s\'', null],
    ['printf %s $(( (1 + 2) * 3 )) "$((1<<2))" %(secret:a)s ${x:-$#} ${#x}%(secret:a)s', null],
    ['case a in a) printf %s %(secret:a)s;; esac; (printf %s "%(secret:a)s")', null],
    ['printf %s `printf "a\\`echo b\\`"` %(secret:a)s', null],
    [`sh -c 'printf %s "$1"' sh %(secret:a)s`, null],
  ])('arrives as it is, in whatever quotes: %s', (line, command) => {
    if (command !== null) expect(commandOf(line)).toBe(command);
    else expect(commandOf(line)).not.toBe(null);
    asSh((shells) => expectIntact(line, shells));
  });

  it.each([
    ['cat <<END\n%(secret:a)s\nEND', 'in or after a here-document'],
    ['echo `echo %(secret:a)s`', 'in `…`, instead of which $(…) can be written'],
    ['echo $((%(secret:a)s + 1))', 'in $((…))'],
    ['echo \\%(secret:a)s', 'right behind a backslash'],
    ['echo $%(secret:a)s', 'right behind a $'],
    ['echo # %(secret:a)s', 'in a comment'],
    ["echo $'%(secret:a)s'", "in or after $'…'"],
    ['echo ${x:-%(secret:a)s}', 'in or after ${…} with quotes or more in it'],
    [`echo "\${x#'a}'}" %(secret:a)s`, 'in or after ${…}'],
    ['echo "$(case a in a) echo;; esac)" %(secret:a)s', 'in or after a case in "$(…)"'],
  ])('is refused where it would not, with what to write instead: %s', (line, where) => {
    const { test, diagnostics } = parseMarked({
      dut: `${COORDINATOR}[Run]\nstep1: ${line.replaceAll('\n', '\n  ')}\n`,
    });
    expect(test).toBe(null);
    expect(diagnostics.filter(({ severity }) => severity === 'error')).toEqual([
      expect.objectContaining({
        code: 'secret-place',
        message: expect.stringContaining(`the secret A stands ${where}`),
        suggestion: expect.stringContaining('$CONDUCTOR_SECRET_A there'),
      }),
    ]);
  });

  it('arrives as it is in commands of any make, or is refused', () => {
    // What a $(…) without quotes gives is split into words and patterns, as the user has it.
    const piece = fc.constantFrom(
      '%(secret:a)s',
      '%(secret:a)s',
      '%(secret:a)s',
      "'",
      "'",
      '"',
      '"',
      '\\',
      ' ',
      ' ',
      '#',
      '$(printf "<%s>" ',
      ')',
      '(',
      '`',
      '\n',
      'x',
      '${x:-y}',
      '${',
      '}',
      ';',
      'printf %s ',
      '$((',
      '))',
      '<<E',
      'case',
      "$'",
    );
    const line = fc
      .array(piece, { minLength: 1, maxLength: 12 })
      .map((pieces) => `set -f; IFS=; printf "[%s]" ${pieces.join('')}`);
    asSh((shells) => {
      fc.assert(
        fc.property(
          line.filter((one) => one.includes('secret')),
          (one) => {
            // A command that no shell can read is nobody's.
            const well = shells.filter(
              (shell) =>
                spawnSync(shell, ['-n', '-c', commandOf(one.replaceAll('%(secret:a)s', EASY)) ?? '']).status === 0,
            );
            expectIntact(one.trimEnd(), well);
          },
        ),
        { numRuns: 40, seed: 7_311 },
      );
    });
  });

  it('may come through a variable, and is quoted where that stands', () => {
    const text = `[DEFAULT]\nlogin: -u 'me:%(secret:Db_Password)s'\n${COORDINATOR}[Run]\ntimeout5: -curl %(login)s 'a%(secret:db_password)s'\n`;
    expect(parseMarked({ dut: text }).test?.players[0]?.phases.run[0]).toMatchObject({
      mayFail: true,
      command: `curl -u 'me:'"\${CONDUCTOR_SECRET_DB_PASSWORD?}"'' 'a'"\${CONDUCTOR_SECRET_DB_PASSWORD?}"''`,
    });
  });
});
