/*
 * Forks for a process that is too large to: the larger a process is, the longer it stands still for each fork. Orders come in and news
 * go out as messages. It ends with who started it: then the gates that it holds break, and guardians take over, as they do when a player
 * that forks itself is dead. It loads nothing, to stay small.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { closeSync, constants, openSync } from 'node:fs';
import { Readable, Writable } from 'node:stream';
import type { ForkNews, ForkOrder } from './forker-talk.ts';

const SIGNALS = ['SIGHUP', 'SIGINT', 'SIGTERM', 'SIGUSR1', 'SIGUSR2', 'SIGPIPE'] as const;

const children = new Map<number, ChildProcess>();

// What is meant for a player is told to it, and it ends this process.
for (const signal of SIGNALS) process.on(signal, () => undefined);
process.on('disconnect', letGo);
process.on('message', (order: ForkOrder) => {
  switch (order.kind) {
    case 'fork':
      return fork(order);
    case 'write':
      return withPipe(order, (pipe) => pipe.write(order.text));
    case 'end':
      return withPipe(order, (pipe) => pipe.end());
    case 'kill':
      return void children.get(order.id)?.kill(order.signal);
    default:
      order satisfies never;
  }
});

function fork(order: ForkOrder & { readonly kind: 'fork' }): void {
  const { id, file, args, cwd, env } = order;
  const opened: number[] = [];
  const open = (path: string, place: number) => {
    const descriptor = openSync(path, place === 0 ? constants.O_RDONLY : constants.O_WRONLY | constants.O_APPEND);
    opened.push(descriptor);
    return descriptor;
  };
  try {
    const stdio = order.stdio.map((end, place) => (typeof end === 'string' ? end : open(end.path, place)));
    const child = spawn(file, args, { cwd, env, stdio, detached: true });
    children.set(id, child);
    tellOf(id, child);
  } catch (error) {
    fail(id, error);
  } finally {
    for (const descriptor of opened) closeSync(descriptor);
  }
}

/** Nothing keeps this process from ending any more. */
function letGo(): void {
  for (const child of children.values()) {
    for (const pipe of child.stdio) pipe?.destroy();
    child.unref();
  }
}

function tellOf(id: number, child: ChildProcess): void {
  child.on('error', (error) => {
    children.delete(id);
    fail(id, error);
  });
  child.once('spawn', () => tell({ kind: 'spawned', id, pid: child.pid ?? 0 }));
  child.once('exit', (code, signal) => tell({ kind: 'exited', id, code, signal }));
  child.once('close', () => {
    children.delete(id);
    tell({ kind: 'over', id });
  });
  for (const [descriptor, pipe] of child.stdio.entries()) {
    if (!pipe) continue;
    // The other end breaks when it is killed: its exit tells that.
    pipe.on('error', () => undefined);
    pipe.once('close', () => tell({ kind: 'closed', id, descriptor }));
    if (pipe instanceof Readable) {
      pipe.on('data', (bytes: Buffer) => tell({ kind: 'said', id, descriptor, text: bytes.toString() }));
    }
  }
}

function withPipe(
  { id, descriptor }: { readonly id: number; readonly descriptor: number },
  use: (pipe: Writable) => unknown,
): void {
  const pipe = children.get(id)?.stdio[descriptor];
  if (pipe instanceof Writable) use(pipe);
}

function fail(id: number, error: unknown): void {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  tell({ kind: 'failed', id, code, message: error instanceof Error ? error.message : String(error) });
}

function tell(news: ForkNews): void {
  // Who is gone is told nothing; `disconnect` comes next.
  if (process.connected) process.send?.(news, undefined, undefined, () => undefined);
}
