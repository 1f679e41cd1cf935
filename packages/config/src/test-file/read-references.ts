import type { SourcePlace } from '../diagnostics/diagnostic.ts';
import type { Findings } from '../diagnostics/findings.ts';
import type { PlainValue } from '../read-entry.ts';
import { readValue } from '../read-value.ts';
import { nonEmpty } from '../values/words.ts';
import { playerName } from './player-name.ts';

/** A line of `[Workers]`: a player's name, and the path of its file. */
export interface PlayerReference {
  /** As the file spells it; names that differ in case only are one. */
  readonly name: string;
  /** As written: relative to the folder of the test file, or to the current directory. */
  readonly path: string;
  readonly place: SourcePlace;
}

const playerPath = nonEmpty('the path of a player file');

/** Reads who takes part in a test. */
export function readReferences(values: readonly PlainValue[], findings: Findings): PlayerReference[] {
  return values.flatMap((value) => {
    const path = readValue(value, playerPath, findings);
    const name = readName(value, findings);
    return path === undefined || name === undefined ? [] : [{ name, path, place: value.place }];
  });
}

function readName({ spelling, keyPlace }: PlainValue, findings: Findings): string | undefined {
  const reading = playerName(spelling);
  if (reading.kind === 'refused') {
    const { expected, suggestion } = reading;
    const message = 'the name of this player cannot be one of a directory, or be read on every terminal';
    findings.add('bad-player-name', keyPlace, { message, found: spelling, expected, suggestion });
    return undefined;
  }
  if (spelling !== spelling.toLowerCase()) {
    findings.add('name-case', keyPlace, {
      message: `the player is shown as ${spelling}, and found in any case; the original knows it as ${spelling.toLowerCase()} only`,
    });
  }
  return reading.value;
}
