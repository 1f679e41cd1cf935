import { describe, expect, it } from 'vitest';
import { formatDiagnostic } from '../../src/index.ts';

describe('a diagnostic as text', () => {
  it('begins with the place, as compilers print it', () => {
    const text = formatDiagnostic({
      code: 'unknown-step-kind',
      severity: 'warning',
      place: { file: 'lab/dut.cfg', line: 12, column: 1 },
      message: '"setp4" is no kind of step',
      found: 'setp4',
      expected: 'stepN',
      suggestion: 'step4',
    });
    expect(text).toBe(
      'lab/dut.cfg:12:1: warning: "setp4" is no kind of step [unknown-step-kind]\n' +
        '    found: setp4\n    expected: stepN\n    try: step4',
    );
  });

  it('has no line where the whole file is meant', () => {
    const place = { file: 'x.cfg', line: 0, column: 0 };
    const text = formatDiagnostic({ code: 'no-such-file', severity: 'error', place, message: 'there is no file' });
    expect(text).toBe('x.cfg: error: there is no file [no-such-file]');
  });

  it('shows what a terminal would obey', () => {
    const text = formatDiagnostic({
      code: 'no-delimiter',
      severity: 'error',
      place: { file: 'a\u001b[31m.cfg', line: 1, column: 1 },
      message: 'bad',
      found: '\u001b]0;x\u0007 \r\n\t\u009b \u202e \u2028 \ud800 é😀',
    });
    expect(text).toBe(
      'a\\e[31m.cfg:1:1: error: bad [no-delimiter]\n' +
        '    found: \\e]0;x\\x07 \\r\\n\\t\\x9b \\u202e \\u2028 \\ud800 é😀',
    );
  });
});
