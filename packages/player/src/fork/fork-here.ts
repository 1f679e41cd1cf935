import { spawn } from 'node:child_process';
import type { Fork } from './fork.ts';

/** This process forks: what it costs grows with its memory. */
export const forkHere: Fork = (file, args, { stdio, ...options }) =>
  spawn(file, args, { ...options, stdio: [...stdio], detached: true });
