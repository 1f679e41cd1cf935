import {
  allTrials,
  type RunEvent,
  type StartedTest,
  type StepId,
  type TrialRef,
  type Verdict,
  visibleText,
} from '@conductor/types';
import { leftOutLines } from '../closing/left-out.ts';
import { count, formatBytes, formatDuration, formatSpread } from '../text/quantities.ts';
import { settledPrecision } from '../text/settled-precision.ts';
import type { LineParts } from './line-writer.ts';
import { tellBriefly, tellReason } from './tell-briefly.ts';
import { tellChecks, tellMeasured } from './tell-measured.ts';
import { tellRecord } from './tell-record.ts';
import type { Telling } from './telling.ts';

/** The lines that an event is worth. */
export function tellEvent(telling: Telling, event: RunEvent): string[] {
  const { writer, trials, names, verbose } = telling;
  const { time } = event;
  const say = (text: string, place: Partial<LineParts> = {}) => [writer.line({ time, text, ...place })];
  switch (event.kind) {
    case 'run-started':
      return startLines(event, say);
    case 'player-awaited':
      return say(`waited for: ${visibleText(event.reason)}`, { player: event.player });
    case 'player-greeted': {
      const { hostname, system, kernel, user } = event.facts;
      const shown = event.identity === null ? '' : `; ${event.identity}`;
      const text = visibleText(`is ${hostname} (${system} ${kernel}), commands run as ${user}${shown}`);
      return say(text, { player: event.player });
    }
    case 'run-taken-over':
      return say(visibleText(`taken over by ${event.who}: conduct ${event.deed}`));
    case 'trial-started':
      telling.counts.clear();
      telling.failed.clear();
      telling.said.clear();
      telling.reasons.clear();
      return say(`trial ${event.trial.trial} of ${trials}${caseText(event.trial)} begins`, { trial: event.trial });
    case 'phase-started':
      return verbose ? say('begins', event) : [];
    case 'players-started':
      return startedLines(telling, event, say);
    case 'clock-stepped':
      return say(steppedText(event), { ...(event.player === null ? {} : { player: event.player }), colour: 'yellow' });
    case 'journal':
      return tellRecord(telling, event);
    case 'output-collected':
    case 'output-held':
      return outputLines(telling, event);
    case 'file-fetched': {
      const text = `${visibleText(event.source)} is here: ${formatBytes(event.bytes)}`;
      return say(text, { ...placeOf(event), step: names.label(event.player, event.step) });
    }
    case 'phase-counted':
      return countedLines(telling, event, say);
    case 'phase-ended':
      return verbose ? say('is over', event) : [];
    case 'player-cut':
      return say(`is cut off: ${visibleText(event.cause)}; dialling it again, while it works on`, {
        player: event.player,
        colour: 'yellow',
      });
    case 'player-rejoined':
      return say(`is back after ${(event.cutMs / 1000).toFixed(1)} s; nothing was lost`, { player: event.player });
    case 'player-rebooting': {
      const text = `its host is rebooted; it has to be back within ${formatDuration(event.limitMs)}`;
      return say(text, { ...placeOf(event), step: names.label(event.player, event.step) });
    }
    case 'player-returned': {
      const text = `its host is back after ${formatDuration(event.tookMs)}; the trial goes on`;
      return say(text, { ...placeOf(event), step: names.label(event.player, event.step) });
    }
    case 'player-lost':
      return say(`is lost: ${visibleText(event.cause)}`, { ...event, colour: 'red' });
    case 'interrupted':
      return say(interruptedText(event), { colour: 'yellow' });
    case 'problem':
      return problemLines(telling, event, say);
    case 'reset-settled':
      return event.state === 'unconfirmed' ? say('nobody heard that its Reset ran', { ...event, colour: 'red' }) : [];
    case 'trial-ended':
      return say(`trial ${event.trial.trial}${caseText(event.trial)} is over: ${countsText(telling)}`, {
        trial: event.trial,
      });
    case 'trial-measured':
      return tellMeasured(telling, event);
    case 'checks-settled':
      return tellChecks(telling, event);
    case 'precision-settled':
      return say(settledPrecision(event), event.isEnough ? {} : { colour: 'yellow' });
    case 'run-ended':
      return [];
    default:
      return event satisfies never;
  }
}

type EventOf<K extends RunEvent['kind']> = Extract<RunEvent, { kind: K }>;
type Say = (text: string, place?: Partial<LineParts>) => string[];

function startLines(event: EventOf<'run-started'>, say: Say): string[] {
  const { test, runId, phases, insecure } = event;
  const most = test.untilPrecise === undefined ? '' : 'up to ';
  const cases = test.cases === undefined ? '' : ` of ${count(test.cases.length, 'case')}${orderText(test)}`;
  const size = `${most}${count(allTrials(test), 'trial')}${cases}, ${count(test.players.length, 'player')}, ${phases.join(' ')}`;
  const lines = say(`${visibleText(test.name)}: ${size} · run ${runId}`);
  if (insecure)
    lines.push(...say('INSECURE: players that are not on this machine are commanded without TLS', { colour: 'red' }));
  for (const line of leftOutLines(test)) lines.push(...say(`left out: ${line}`));
  return lines;
}

/** `, size=64,cipher=gcm,`: between two words. */
function caseText({ caseName }: TrialRef): string {
  return caseName === '' ? '' : `, ${visibleText(caseName)},`;
}

/** How the cases take turns, where the file alone does not tell. */
function orderText({ settings: { order }, seed }: StartedTest): string {
  if (order === 'as-written') return '';
  return order === 'random' && seed !== undefined ? ` in random order (--seed ${seed})` : ` in ${order} order`;
}

/** How far together the players started: of Run always, of other phases in verbose telling. */
function startedLines({ verbose }: Telling, event: EventOf<'players-started'>, say: Say): string[] {
  const isTold = verbose || (event.phase === 'run' && event.starts.length > 1);
  return isTold ? say(`started within ${formatSpread(event)}`, event) : [];
}

function steppedText({ stepMs }: EventOf<'clock-stepped'>): string {
  const way = stepMs > 0 ? 'forward' : 'back';
  return `the wall clock went ${formatDuration(Math.abs(stepMs))} ${way} of a sudden; nothing depends on it`;
}

/** What a player counted: a line when there is something wrong, and in verbose telling. */
function countedLines({ counts, verbose }: Telling, event: EventOf<'phase-counted'>, say: Say): string[] {
  const { steps, failed, unknown, leftovers } = event;
  const wrong = [
    ...(failed > 0 ? [`${failed} failed`] : []),
    ...(unknown > 0 ? [`${unknown} unknown`] : []),
    ...(leftovers > 0 ? [`${leftovers} left behind`] : []),
  ];
  if (failed > 0) counts.set('failed', (counts.get('failed') ?? 0) + failed);
  if (unknown > 0) counts.set('unknown', (counts.get('unknown') ?? 0) + unknown);
  if (wrong.length > 0) return say(`of ${count(steps, 'step')}: ${wrong.join(', ')}`, { ...event, colour: 'red' });
  return verbose ? say(`of ${count(steps, 'step')} none failed`, event) : [];
}

/** Where the output of a failed step is, and of any step in verbose telling. */
function outputLines(telling: Telling, event: EventOf<'output-collected'> | EventOf<'output-held'>): string[] {
  const { names, writer, failed, verbose } = telling;
  if (event.path === null || event.bytes === 0) return [];
  if (!verbose && !failed.has(names.identity(event.player, event.step))) return [];
  const word = event.channel === 'out' ? 'output' : 'error output';
  const text = `${word}: ${event.path} (${formatBytes(event.bytes)}${event.kind === 'output-held' ? ', not whole' : ''})`;
  return [writer.line({ time: event.time, ...placeOf(event), step: names.label(event.player, event.step), text })];
}

function placeOf(event: { readonly player: string; readonly trial: TrialRef; readonly step: StepId }) {
  return { trial: event.trial, phase: event.step.phase, player: event.player };
}

/** What went wrong outside any step: in its trial and phase, where it is about one. */
function problemLines(telling: Telling, { text, player, during, notStarted }: EventOf<'problem'>, say: Say): string[] {
  const told = (notStarted === undefined ? tellBriefly : tellReason)(telling, text);
  const who = player === undefined ? {} : { player };
  return say(visibleText(told), { ...(notStarted ?? during), ...who, colour: 'red' });
}

function interruptedText({ signal, count: times }: EventOf<'interrupted'>): string {
  const name = visibleText(signal);
  if (times === 1) return `${name}: stopping; Collect and Reset still run. Again: skip Collect`;
  if (times === 2) return `${name} again: skipping Collect; Reset still runs. Again: leave at once`;
  return `${name}, ${times} times: leaving; the players reset themselves`;
}

function countsText({ counts, isCounted }: Telling): string {
  const order: readonly Verdict[] = ['passed', 'failed', 'unknown', 'skipped'];
  const parts = order.flatMap((verdict) => {
    const number = counts.get(verdict) ?? 0;
    return number === 0 ? [] : [`${number} ${verdict}`];
  });
  if (parts.length === 0) return isCounted ? 'no step failed' : 'no step ran';
  return `steps: ${parts.join(', ')}`;
}
