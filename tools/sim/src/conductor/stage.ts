import type { CourseEvent } from '@conductor/conductor';
import type { RunRef } from '@conductor/types';
import type { Link } from '../network/link.ts';
import type { Program } from '../program.ts';
import type { World } from '../world.ts';
import type { RunRecord } from './run-record.ts';

/** What the effects of a course are performed with. */
export interface Stage {
  readonly name: string;
  readonly world: World;
  readonly program: Program;
  readonly run: RunRef;
  readonly record: RunRecord;
  readonly link: (player: string) => Link;
  readonly tell: (event: CourseEvent) => void;
  /** A control conversation has said a word. */
  readonly onWord: () => void;
  /** Whether the disk of the run directory takes anything. */
  readonly isDiskFull: () => boolean;
  /** Whether dialling would disturb what is measured. */
  readonly isQuiet: () => boolean;
}
