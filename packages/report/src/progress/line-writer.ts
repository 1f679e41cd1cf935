import { allTrials, type Phase, type StartedTest, type TrialRef, visibleText } from '@conductor/types';
import { type Colour, painter } from '../text/paint.ts';
import { formatElapsed } from '../text/quantities.ts';
import { cutToWidth, padEnd, padStart, textWidth } from '../text/text-width.ts';
import type { StepNames } from './step-names.ts';

/** A longer name is cut; what it stands before matters more. */
const NAME_COLUMNS = 20;
const TIME_COLUMNS = 9;

/** What one line says, left to right. */
export interface LineParts {
  /** ISO 8601, of the event. */
  readonly time: string;
  readonly trial?: TrialRef | null;
  readonly phase?: Phase | null;
  readonly player?: string;
  /** The key of a step. */
  readonly step?: string;
  readonly text: string;
  readonly colour?: Colour;
}

/** Writes the lines of one run in columns: time since its start, trial and phase, player, step, and what is to be said. */
export class LineWriter {
  readonly #paint: ReturnType<typeof painter>;
  readonly #placeColumns: number;
  readonly #playerColumns: number;
  readonly #stepColumns: number;
  #startMs: number | null = null;

  constructor(test: StartedTest, names: StepNames, colour: boolean) {
    this.#paint = painter(colour);
    this.#placeColumns = `${allTrials(test)} startup`.length;
    this.#playerColumns = widest(test.players.map(({ name }) => name));
    this.#stepColumns = widest(names.labels());
  }

  line(parts: LineParts): string {
    const timeMs = Date.parse(parts.time);
    this.#startMs ??= timeMs;
    const cells = [
      this.#paint(padStart(formatElapsed(timeMs - this.#startMs), TIME_COLUMNS), 'faint'),
      cell(placeText(parts), this.#placeColumns),
      cell(parts.player ?? '', this.#playerColumns),
      ...(parts.step === undefined ? [] : [cell(parts.step, this.#stepColumns)]),
      parts.colour === undefined ? parts.text : this.#paint(parts.text, parts.colour),
    ];
    return cells.join('  ').trimEnd();
  }
}

function placeText({ trial, phase }: LineParts): string {
  if (!trial) return '';
  return `${trial.trial}${phase ? ` ${phase}` : ''}`;
}

function cell(text: string, columns: number): string {
  return padEnd(cutToWidth(visibleText(text), Math.max(columns, NAME_COLUMNS)), columns);
}

function widest(texts: readonly string[]): number {
  return texts.reduce((columns, text) => Math.max(columns, Math.min(textWidth(visibleText(text)), NAME_COLUMNS)), 0);
}
