import { type ParsedTest, type ParseOptions, parseTest } from '../../src/index.ts';

/** Stands in a text right before the character that a diagnostic is to name. */
const MARK = '▸';

/** A test of one player, as texts; one of them may hold the mark. */
export interface MarkedTest {
  /** `test.cfg`. Default: one that names dut.cfg. */
  readonly test?: string;
  /** `dut.cfg`. Default: one that listens and has no step. */
  readonly dut?: string;
  /** `other.cfg`, for tests that name it. */
  readonly other?: string;
}

/** What `[Coordinator]` of a player must say. */
export const COORDINATOR = '[Coordinator]\nplayer: 10.0.0.1\ncmdport: 6970\n';

/** Empty sections, so that nothing is said about missing ones. */
export const PHASES = '[Startup]\n[Run]\n[Collect]\n[Reset]\n';

/** Parses the texts without the mark. */
export function parseMarked(marked: MarkedTest, options: ParseOptions = {}): ParsedTest {
  const { test, dut, other } = textsOf(marked);
  const players = new Map([
    ['dut.cfg', { path: 'dut.cfg', text: unmarked(dut) }],
    ['other.cfg', { path: 'other.cfg', text: unmarked(other) }],
  ]);
  return parseTest({ test: { path: 'test.cfg', text: unmarked(test) }, players }, options);
}

/** Where the mark stands, as `file:line:column`; `file:0:0` of the first text given when there is none. */
export function markOf(marked: MarkedTest): string {
  for (const [name, text] of Object.entries(textsOf(marked))) {
    const before = text.split(MARK)[0] ?? '';
    if (before === text) continue;
    const lines = before.split(/\r\n|\n|\r/);
    return `${name}.cfg:${lines.length}:${(lines.at(-1) ?? '').length + 1}`;
  }
  return `${Object.keys(marked)[0]}.cfg:0:0`;
}

function textsOf({ test = '[Test]\n[Workers]\ndut: dut.cfg\n', dut = COORDINATOR + PHASES, other = '' }: MarkedTest) {
  return { test, dut, other };
}

function unmarked(text: string): string {
  return text.replace(MARK, '');
}
