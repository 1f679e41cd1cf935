import {
  isShellStep,
  type MetricSource,
  nearestWord,
  PHASES,
  type Phase,
  type PlayerPlan,
  type SourceBytes,
  type Step,
} from '@conductor/types';
import { quote } from '../diagnostics/quote.ts';
import { type Complaint, complaint } from './complaint.ts';
import type { Word } from './words.ts';

/** The players whose steps a section may name; `own`: the one of the player file that it stands in. */
export interface Stage {
  readonly players: readonly PlayerPlan[];
  readonly own: PlayerPlan | null;
}

/** A step by its words. */
interface NamedStep {
  readonly phase: Phase | null;
  readonly key: string;
  /** Which of several with this key, from 1. */
  readonly number: number | null;
}

const EXPECTED = {
  player: 'STEP or PHASE/STEP, such as step3 or startup/step1; of two with one key the second is step3#2',
  test: 'PLAYER/STEP or PLAYER/PHASE/STEP, such as sink/step3 or sink/startup/step1; of two with one key the second is sink/step3#2',
};

/** Finds the step that a word means. */
export function resolveSource({ text, offset }: Word, bytes: SourceBytes, stage: Stage): MetricSource | Complaint {
  const parts = text.split('/');
  const player = stage.own ?? playerOf(parts.shift() ?? '', offset, stage.players);
  if ('message' in player) return player;
  const named = namedStep(parts);
  if (named === null) {
    const expected = stage.own ? EXPECTED.player : EXPECTED.test;
    return complaint(offset, { message: `${quote(text)} names no step`, found: text, expected });
  }
  return findStep(named, { text, offset }, player, bytes);
}

function playerOf(name: string, offset: number, players: readonly PlayerPlan[]): PlayerPlan | Complaint {
  const found = players.find((player) => player.name.toLowerCase() === name.toLowerCase());
  if (found !== undefined) return found;
  const names = players.map((player) => player.name);
  return complaint(offset, {
    message: `${quote(name)} is no player of this test; in a test file a step is named with its player`,
    found: name,
    expected: EXPECTED.test,
    suggestion: nearestWord(name, names),
  });
}

function namedStep(parts: readonly string[]): NamedStep | null {
  const [first = '', ...others] = parts;
  const phase = PHASES.find((known) => known === first.toLowerCase());
  const isPhase = phase !== undefined && others.length > 0;
  const [, key = '', number] = /^(.+?)(?:#([1-9][0-9]{0,4}))?$/s.exec((isPhase ? others : parts).join('/')) ?? [];
  if (key === '') return null;
  return {
    phase: isPhase ? phase : null,
    key: key.toLowerCase(),
    number: number === undefined ? null : Number(number),
  };
}

/** Says what is wrong with the name of a step. */
type Refuse = (message: string, expected: string, suggestion?: string) => Complaint;

function findStep(
  named: NamedStep,
  { text, offset }: Word,
  player: PlayerPlan,
  bytes: SourceBytes,
): MetricSource | Complaint {
  const refuse: Refuse = (message, expected, suggestion) =>
    complaint(offset, { message, found: text, expected, suggestion });
  const phase = phaseOf(named, player, refuse);
  if (typeof phase !== 'string') return phase;
  const { key, number } = named;
  const steps = stepsOf(player, phase, key);
  if (number === null && steps.length > 1) {
    const message = `player ${player.name} has ${steps.length} steps ${quote(key)} in ${phase}`;
    return refuse(message, `which: ${key}#1, ${key}#2`);
  }
  const step = steps[(number ?? 1) - 1];
  if (step === undefined) return noStep(named, phase, player, refuse);
  const fault = faultOf(step, bytes);
  if (fault !== null) return refuse(fault, BYTES);
  return { player: player.name, phase, index: step.index, key: step.key, bytes };
}

const BYTES = 'out, err or nothing for what a command prints; file PATTERN for what a fetchN brings home';

/** Without a phase it is a step of Run or, where Run has none of this key, of the one phase that has. */
function phaseOf({ phase, key }: NamedStep, player: PlayerPlan, refuse: Refuse): Phase | Complaint {
  if (phase !== null) return phase;
  const phases = PHASES.filter((one) => stepsOf(player, one, key).length > 0);
  const [first = 'run', ...others] = phases;
  if (phases.includes('run')) return 'run';
  if (others.length === 0) return first;
  return refuse(
    `${player.name} has ${quote(key)} in ${phases.join(' and in ')}`,
    'the phase as well',
    `${first}/${key}`,
  );
}

function noStep({ phase, key, number }: NamedStep, where: Phase, player: PlayerPlan, refuse: Refuse): Complaint {
  const phases = phase === null ? PHASES : [where];
  const known = phases.flatMap((one) => player.phases[one].map((other) => other.key));
  const which = number === null ? quote(key) : `${quote(key)} number ${number}`;
  const message = `player ${player.name} has no step ${which}${phase === null ? '' : ` in ${phase}`}`;
  const expected = known.length === 0 ? 'one of its steps' : known.slice(0, TOLD).join(', ');
  return refuse(message, expected, nearestWord(key, known));
}

/** Keys that are told. */
const TOLD = 20;

function stepsOf(player: PlayerPlan, phase: Phase, key: string): Step[] {
  return player.phases[phase].filter((step) => step.key === key);
}

function faultOf(step: Step, bytes: SourceBytes): string | null {
  if (bytes.kind === 'output' && !isShellStep(step)) return `${step.key} prints nothing: it runs no command`;
  if (bytes.kind === 'file' && step.kind !== 'fetch') return `${step.key} brings no files home`;
  return null;
}
