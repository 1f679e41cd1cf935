import { join } from 'node:path';
import { execa } from 'execa';
import type { StandInStep, StandInWord } from '../fixtures/stand-in-player.ts';
import type { SuccessorWord } from '../fixtures/stand-in-successor.ts';
import type { GuardedTrial } from './guarded-trial.ts';

const FIXTURES = join(import.meta.dirname, '../fixtures');

/** A process that stands in for a player of this trial. */
export interface StandIn extends AsyncDisposable {
  readonly guardianPid: number;
  /** Kills it without warning; resolves when it is dead. */
  kill(): Promise<void>;
  /** Has it tell its guardian that nothing is owed; resolves when both have ended. */
  finish(): Promise<void>;
}

/** What a player may do before it dies. */
export interface StandInOptions {
  readonly commands?: readonly string[];
  /** Default: none. */
  readonly cgroupFolder?: string;
  /** Whether a step of Startup began. Default: `owed`. */
  readonly reset?: 'owed' | 'not-owed';
  /** Default: ours. */
  readonly user?: number;
}

/** Starts a player of a trial; resolves when its guardian lives and its commands were started. */
export async function startPlayer(trial: GuardedTrial, options: StandInOptions = {}): Promise<StandIn> {
  const { commands = [], cgroupFolder = '', reset = 'owed', user } = options;
  const steps = commands.map((command, place): StandInStep => ({ command, mark: trial.mark(place + 1), cgroupFolder }));
  const player = fixture('stand-in-player.ts', [trial.folder, JSON.stringify(steps), reset], user);
  const ended = player.catch(() => undefined);
  const { guardianPid } = JSON.parse(await firstLineOf(player)) as StandInWord;
  const kill = async () => {
    player.kill('SIGKILL');
    await ended;
  };
  return {
    guardianPid,
    kill,
    async finish() {
      player.stdin?.write('finish\n');
      await ended;
    },
    [Symbol.asyncDispose]: kill,
  };
}

/** A process that stands in for a player that starts after one that died. */
export interface Successor {
  /** Lets it look for the trial. */
  go(): void;
  kill(): void;
  /** Resolves when it has ended, with its last word; with what went wrong where it has none. */
  readonly word: Promise<SuccessorWord | string>;
}

/** Starts a player that will find the trial of a dead one and pay what is owed; resolves when it only waits to be let go. */
export async function startSuccessor(trial: GuardedTrial): Promise<Successor> {
  const player = fixture('stand-in-successor.ts', [trial.folder]);
  await firstLineOf(player);
  return {
    go: () => void player.stdin?.write('go\n'),
    kill: () => void player.kill('SIGKILL'),
    word: player.then(({ stdout, stderr }) => stderr || (stdout.split('\n').at(-1) ?? '')),
  };
}

function fixture(name: string, words: readonly string[], user?: number) {
  const argv = ['--conditions=@conductor/source', join(FIXTURES, name), ...words];
  return execa(process.execPath, argv, {
    stdin: 'pipe',
    reject: false,
    ...(user === undefined ? {} : { uid: user, gid: user }),
  });
}

/** The rest is left to whoever waits for the end. */
async function firstLineOf(player: ReturnType<typeof fixture>): Promise<string> {
  let said = '';
  const { promise, resolve, reject } = Promise.withResolvers<string>();
  player.stdout.on('data', (chunk: Buffer) => {
    said += chunk;
    if (said.includes('\n')) resolve(said.slice(0, said.indexOf('\n')));
  });
  void player.then(({ stderr }) => reject(new Error(`the stand-in said nothing: ${stderr}`)));
  return promise;
}
