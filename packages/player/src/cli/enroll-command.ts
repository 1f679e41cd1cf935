import type { PlayerArguments } from './arguments.ts';

type Place = Pick<PlayerArguments, 'file' | 'host' | 'port' | 'stateFolder'>;

/** What to say on this host to enroll the player that was asked for, for people to copy. */
export function enrollCommand(place: Place): string {
  return ['player enroll', ...wordsOf(place)].join(' ');
}

/** What to say to start it. */
export function startCommand(place: Place): string {
  return ['player', ...wordsOf(place)].join(' ');
}

function wordsOf({ file, host, port, stateFolder }: Place): readonly string[] {
  return [
    ...(host === null ? [] : [`-b ${host}`]),
    ...(port === null ? [] : [`-p ${port}`]),
    ...(stateFolder === null ? [] : [`--state-dir ${quoted(stateFolder)}`]),
    ...(file === null ? [] : [quoted(file)]),
  ];
}

/** For a shell, where it needs that. */
function quoted(word: string): string {
  return /^[A-Za-z0-9_./:@%+=-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`;
}
