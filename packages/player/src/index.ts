export type { Fork } from './fork/fork.ts';
export { type Forker, openForker } from './fork/forker.ts';
export { type PlayerOptions, type RunningPlayer, startPlayer } from './player.ts';
export { defaultStateFolder } from './storage/state-folder.ts';
