import { existsSync, statfsSync } from 'node:fs';
import { dirname } from 'node:path';
import { bytesText } from '../spool/texts.ts';
import { isWhole, mayBeMade, reserveFile } from '../storage/reserve.ts';
import { type Finding, green, red, yellow } from './finding.ts';
import type { Plan } from './plan.ts';

const MIB = 2 ** 20;
/** A trial without output needs so much. */
const LEAST_BYTES = MIB;
/** As much as one step may print by default. */
const AMPLE_BYTES = 1024 * MIB;
const LEAST_FILES = 100;
const AMPLE_FILES = 10_000;

/** What room there is for journals and outputs, and what is kept of it for Reset. */
export function examineDisk({ stateFolder, limits }: Plan): readonly Finding[] {
  const place = nearest(stateFolder);
  return [freeRoom(place), reserve(stateFolder, place, limits.reserveBytes)];
}

function freeRoom(place: string): Finding {
  const { bavail, bsize, files, ffree } = statfsSync(place);
  const free = bavail * bsize;
  // Some file systems make room for files as they need it, and count none.
  const freeFiles = files === 0 ? Number.POSITIVE_INFINITY : ffree;
  const text = `${bytesText(free)} free${files === 0 ? '' : `, room for ${ffree} files`}`;
  const advice = 'make room, or name a folder on another disk with --state-dir';
  if (free < LEAST_BYTES || freeFiles < LEAST_FILES) return red('disk', `${text}: no trial can be kept`, advice);
  if (free < AMPLE_BYTES || freeFiles < AMPLE_FILES) return yellow('disk', `${text}: steps may fill it`, advice);
  return green('disk', text);
}

function reserve(stateFolder: string, place: string, bytes: number): Finding {
  const loss = 'on a full disk the output and the journal of Reset are lost';
  if (bytes === 0) return yellow('reserve', `none, as the settings say: ${loss}`, 'set reserve in the settings file');
  if (isWhole(reserveFile(stateFolder), bytes)) return green('reserve', `${bytesText(bytes)} are kept for Reset`);
  if (mayBeMade(place, bytes))
    return green('reserve', `${bytesText(bytes)} will be kept for Reset when the player begins`);
  return yellow('reserve', `there is no room for ${bytesText(bytes)}: ${loss}`, 'make room, or set a smaller reserve');
}

function nearest(folder: string): string {
  return existsSync(folder) ? folder : nearest(dirname(folder));
}
