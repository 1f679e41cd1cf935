import { ConductorError, EXIT_CODES, visibleJson } from '@conductor/types';
import { examine } from '../doctor/examine.ts';
import { type Finding, red } from '../doctor/finding.ts';
import { defaultStateFolder } from '../storage/state-folder.ts';
import type { DoctorArguments } from './arguments.ts';
import { linesText } from './lines-text.ts';
import { listeningPlace } from './listening-place.ts';
import { enrollLine } from './own-lines.ts';
import type { CommandEnd } from './spool.ts';
import type { PlayerWishes } from './with-settings.ts';

/** `player doctor`: says what is right and what is wrong with this host. Rejects with a ConductorError `usage` or `config`. */
export async function doctor(wishes: PlayerWishes<DoctorArguments>, version: string): Promise<CommandEnd> {
  const findings = await findingsOf(wishes);
  const exitCode = findings.some(({ level }) => level === 'red') ? EXIT_CODES.failed : EXIT_CODES.passed;
  if (wishes.format === 'json') return { text: visibleJson({ version, findings }), exitCode };
  return { text: doctorText(findings), exitCode };
}

async function findingsOf(wishes: PlayerWishes<DoctorArguments>): Promise<readonly Finding[]> {
  try {
    const place = await listeningPlace(wishes);
    const stateFolder = wishes.stateFolder ?? defaultStateFolder(place.host, place.port, process.env);
    return await examine({ ...wishes, ...place, stateFolder, enrollWith: enrollLine(wishes) });
  } catch (error) {
    // Another host's file is what a doctor is asked about most: everything else is said as if -b had been given.
    if (!(error instanceof ConductorError && error.code === 'bind')) throw error;
    const others = await findingsOf({ ...wishes, host: '127.0.0.1' });
    const address = red('address', error.message, 'what follows is said as of -b 127.0.0.1');
    return others.map((finding) => (finding.name === address.name ? address : finding));
  }
}

/** Findings as lines, with what to do below each. */
export function doctorText(findings: readonly Finding[]): string {
  const width = Math.max(...findings.map(({ name }) => name.length));
  const lines = findings.flatMap(({ name, level, text, advice }) => [
    `${level.padEnd('yellow'.length)}  ${name.padEnd(width)}  ${text}`,
    ...(advice === null ? [] : [`${' '.repeat('yellow'.length + width + 4)}→ ${advice}`]),
  ]);
  const count = (level: Finding['level']) => `${findings.filter((finding) => finding.level === level).length} ${level}`;
  return linesText([...lines, `${count('red')}, ${count('yellow')}, ${count('green')}`]);
}
