import { type ChildProcess, fork as forkNode } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { ConductorError } from '@conductor/types';
import { FarProcess } from './far-process.ts';
import type { Fork } from './fork.ts';
import type { ForkNews, ForkOrder } from './forker-talk.ts';

/** A process that forks for this one. Disposing it ends it, and what it holds then breaks as at the death of the player. */
export interface Forker extends AsyncDisposable {
  readonly fork: Fork;
}

/** From TypeScript when this runs from its sources, as in tests. */
const PROGRAM = new URL(`./forker-program${import.meta.url.endsWith('.ts') ? '.ts' : '.js'}`, import.meta.url);

/**
 * Starts a process that forks, for players of which very many share one process: there each fork stands all of them still, ten times
 * as long as in a process that is small. Linux only. When it is killed, this process ends: to guardians both are the player.
 */
export async function openForker(): Promise<Forker> {
  const child = forkNode(fileURLToPath(PROGRAM), [], { detached: true, execArgv: [] });
  await once(child, 'spawn');
  let isOver = false;
  child.once('exit', () => {
    if (!isOver)
      throw new ConductorError('storage', 'the process that forks for these players was killed; they end, too');
  });
  return {
    fork: forkBy(child),
    async [Symbol.asyncDispose]() {
      isOver = true;
      const ended = child.exitCode !== null || child.signalCode !== null ? null : once(child, 'exit');
      if (child.connected) child.disconnect();
      await ended;
    },
  };
}

function forkBy(child: ChildProcess): Fork {
  const processes = new Map<number, FarProcess>();
  let last = 0;
  // Of a forker that is gone its exit tells.
  const order = (what: ForkOrder) => void (child.connected && child.send(what, () => undefined));
  child.on('message', (news: ForkNews) => {
    processes.get(news.id)?.take(news);
    if (news.kind === 'failed' || news.kind === 'over') processes.delete(news.id);
  });
  return (file, args, { stdio, cwd, env }) => {
    last += 1;
    const id = last;
    const forked = new FarProcess(id, stdio, order);
    processes.set(id, forked);
    const ends = stdio.map((end) => (typeof end === 'number' ? { path: `/proc/${process.pid}/fd/${end}` } : end));
    order({ kind: 'fork', id, file, args, cwd, env, stdio: ends });
    return forked;
  };
}
