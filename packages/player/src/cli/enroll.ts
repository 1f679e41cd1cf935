import { hostname } from 'node:os';
import { basename, extname, resolve } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { formatAddress, formatJoinCode, isIdentityName } from '@conductor/protocol';
import { ConductorError, EXIT_CODES, systemClock } from '@conductor/types';
import { type Enrolled, readEnrolled } from '../identity/enrolled-file.ts';
import { CODE_MINUTES, closeEnrollment, openEnrollment, readEnrollment } from '../identity/enrollment-file.ts';
import { identityFolder, makeIdentityFolder } from '../identity/identity-folder.ts';
import { reachableAddresses } from '../identity/reachable-addresses.ts';
import { serveEnrollment } from '../identity/serve-enrollment.ts';
import { defaultStateFolder, livingPlayer } from '../storage/state-folder.ts';
import type { EnrollArguments } from './arguments.ts';
import { listeningPlace } from './listening-place.ts';
import type { PlayerOutput } from './output.ts';
import { startLine } from './own-lines.ts';
import type { PlayerWishes } from './with-settings.ts';

const LOOK_MS = 100;
/** Between the use of a code and the note of it lie a few writings to the disk. */
const NOTE_MS = 5_000;
const INTERRUPTED = 130;

/**
 * `player enroll`: shows a code and waits until a conductor has used it; the running player of the state folder serves it, or this
 * process where none runs. Resolves with the exit code; rejects with a ConductorError as `listeningPlace` does, or `bind` or `storage`.
 */
export async function enroll(
  wishes: PlayerWishes<EnrollArguments>,
  version: string,
  self: string,
  output: PlayerOutput,
): Promise<number> {
  const place = await listeningPlace(wishes);
  const name = nameOf(wishes);
  const stateFolder = resolve(wishes.stateFolder ?? defaultStateFolder(place.host, place.port, process.env));
  const player = livingPlayer(stateFolder);
  using interruption = listenToSignals();
  await using desk =
    player === null ? await serveEnrollment({ ...place, stateFolder, version, self, onLog: output.log }) : null;
  const folder = identityFolder(stateFolder);
  makeIdentityFolder(folder);
  const { id, code, expires } = await openEnrollment(folder, systemClock.now());
  try {
    for (const host of reachableAddresses(desk?.host ?? place.host)) {
      output.say(`conduct enroll ${name} ${formatAddress(host, desk?.port ?? place.port)} ${formatJoinCode(code)}`);
    }
    const server = player === null ? '' : `; the player with process number ${player} serves it`;
    output.log(
      `say that on the host of the conductor within ${CODE_MINUTES} minutes${server}. Ctrl-C takes the code back`,
    );
    const end = await untilUsed(folder, id, expires, interruption.signal);
    if (end === 'taken-back') {
      output.log('the code is taken back: nobody has used it');
      return INTERRUPTED;
    }
    if (end === 'unused') {
      output.complain('nobody has used the code: it has expired, or another has taken its place; ask for a new one');
      return EXIT_CODES.failed;
    }
    const next = player === null ? `start the player: ${startLine(wishes)}` : 'the player obeys it from now on';
    output.say(`enrolled as ${end.identity} by ${end.by}; ${next}`);
    return EXIT_CODES.passed;
  } finally {
    closeEnrollment(folder, id);
  }
}

/** Who has used the code, or that nobody did: a signal takes it back, but not from who was faster. */
async function untilUsed(
  folder: string,
  id: string,
  expires: Date,
  signal: AbortSignal,
): Promise<Enrolled | 'taken-back' | 'unused'> {
  while (readEnrollment(folder)?.id === id) {
    if (signal.aborted && closeEnrollment(folder, id)) return 'taken-back';
    if (expires <= systemClock.now()) return 'unused';
    await pause(LOOK_MS);
  }
  // Not to be interrupted: the player obeys somebody new in a moment.
  for (let waitedMs = 0; waitedMs <= NOTE_MS; waitedMs += LOOK_MS) {
    const enrolled = readEnrolled(folder);
    if (enrolled?.enrollment === id) return enrolled;
    await pause(LOOK_MS);
  }
  return 'unused';
}

/** What the lab is to call the player: what is asked for, else what its file is called, else its host. */
function nameOf({ name, file }: EnrollArguments): string {
  const found = name ?? (file === null ? (hostname().split('.')[0] ?? '') : basename(file, extname(file)));
  if (isIdentityName(found)) return found;
  const expected = 'expected a name of 1 to 64 letters, digits, dots, dashes and underscores';
  throw new ConductorError('usage', `${expected}, got ${found}; give one with --name`);
}

function listenToSignals(): Disposable & { readonly signal: AbortSignal } {
  const interruption = new AbortController();
  const interrupt = () => interruption.abort(new ConductorError('interrupted', 'a signal came'));
  const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
  for (const signal of signals) process.on(signal, interrupt);
  return {
    signal: interruption.signal,
    [Symbol.dispose]() {
      for (const signal of signals) process.off(signal, interrupt);
    },
  };
}
