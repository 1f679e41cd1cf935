export { type PlayerOptions, type RunningPlayer, startPlayer } from './player.ts';
export { defaultStateFolder } from './storage/state-folder.ts';
