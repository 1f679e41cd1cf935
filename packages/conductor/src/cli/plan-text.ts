import {
  allTrials,
  type Check,
  formatPlace,
  type Metric,
  mostAttempts,
  type Phase,
  type PlayerPlan,
  putBackLimitMs,
  putLimitMs,
  type Settings,
  type Step,
  stepText,
  type Test,
  unmarked,
  visibleText,
} from '@conductor/types';
import { formatAddress } from '../course/player-state.ts';
import { countedCases } from './counted-cases.ts';
import type { Setting } from './load-request.ts';
import { bytesOrNone, seconds, secondsOrNone, settingTexts } from './plan-settings.ts';

/** What a test would do, for people: players, every step with its place and limit, every setting with who says so. */
export function planText(test: Test, phases: readonly Phase[], origins: ReadonlyMap<Setting, string>): string {
  const most = test.untilPrecise === undefined ? '' : 'up to ';
  const all = allTrials(test);
  const ofCases = test.cases === undefined ? '' : ` (${countedCases(test.cases)} with ${test.trials} each)`;
  const trials = `${most}${all} ${all === 1 ? 'trial' : 'trials'}${ofCases}`;
  const lines = [
    visibleText(`${test.name} (${test.file}): ${trials} of ${phases.join(', ')}`),
    ...(phases.includes('reset') ? [] : ['Reset is not among the phases: it is left to you']),
    '',
    'Players',
    ...columns(test.players.map(playerRow(test))),
    ...caseLines(test),
    ...phases.flatMap((phase) => ['', headline(phase), ...phaseLines(test, phase)]),
    ...titled('State', stateRows(test)),
    ...titled('Metrics', test.metrics.map(metricRow)),
    ...titled('Checks', test.checks.map(checkRow)),
    '',
    'Settings',
    ...columns([
      ['trials', trialsText(test), origins.get('trials') ?? 'default'],
      ...settingTexts(test.settings).map(([name, key, value]) => [key, value, origins.get(name) ?? 'default']),
    ]),
  ];
  return `${lines.join('\n')}\n`;
}

/** On which systems players take part, where that is said of any. */
function playerRow({ players }: Test): (player: PlayerPlan) => string[] {
  const isSaid = players.some(({ only }) => only !== undefined);
  const system = ({ only }: PlayerPlan) => (only === undefined ? 'on every system' : `only startup: ${only.pattern}`);
  return (player) => [player.name, formatAddress(player), player.file, ...(isSaid ? [system(player)] : [])];
}

function trialsText({ trials, untilPrecise }: Test): string {
  if (untilPrecise === undefined) return String(trials);
  const { metric, percent, fewest } = untilPrecise;
  return `auto, from ${fewest} to ${trials}: until the mean of ${visibleText(metric)} is known to ±${percent} %`;
}

/** Cases that are shown; `--format json` has all. */
const CASES = 40;

/** What the cases are; the steps below are those of the first. */
function caseLines({ cases = [] }: Test): string[] {
  if (cases.length === 0) return [];
  const more = cases.length > CASES ? [`  and ${cases.length - CASES} more; --format json has all`] : [];
  return [
    '',
    'Cases',
    ...columns(cases.slice(0, CASES).map(({ name }) => [name])),
    ...more,
    '',
    `Steps, as they are in the case ${visibleText(cases[0]?.name ?? '')}`,
  ];
}

function headline(phase: Phase): string {
  return `${phase.charAt(0).toUpperCase()}${phase.slice(1)}`;
}

function phaseLines({ players, settings }: Test, phase: Phase): string[] {
  const rows = players.flatMap((player) => player.phases[phase].map((step) => stepRow(player, phase, step, settings)));
  return rows.length === 0 ? ['  no steps'] : columns(rows);
}

function stepRow({ name }: PlayerPlan, phase: Phase, step: Step, settings: Settings): string[] {
  const text = unmarked(stepText(step));
  const number = String(step.index).padStart(2, '0');
  return [
    name,
    number,
    keyText(step),
    limitText(phase, step, settings),
    formatPlace(step.place),
    step.mayFail ? `-${text}` : text,
  ];
}

function keyText(step: Step): string {
  const again = mostAttempts(step) - 1;
  if (step.kind === 'fetch' && step.required) return `${step.key} required`;
  return again === 0 ? step.key : `${step.key} retry${again}`;
}

function limitText(phase: Phase, step: Step, { stepTimeoutMs }: Settings): string {
  switch (step.kind) {
    case 'step':
      return limitOrNone(stepTimeoutMs);
    case 'timeout':
      return `for ${seconds(step.limitMs)}`;
    case 'spawn':
      return `until ${headline(phase === 'startup' ? 'reset' : phase)} ends`;
    case 'fetch':
      return step.maxBytes === undefined ? 'no limit' : `files up to ${bytesOrNone(step.maxBytes)}`;
    case 'ready':
    case 'sync':
      return limitOrNone(step.limitMs ?? stepTimeoutMs);
    case 'reboot':
      return `back within ${seconds(step.limitMs)}`;
    case 'put':
      return `limit ${seconds(putLimitMs(step))}`;
    case 'put-back':
      return `limit ${seconds(putBackLimitMs(step))}`;
    default:
      return step satisfies never;
  }
}

function limitOrNone(limitMs: number | null): string {
  return limitMs === null ? 'no limit' : `limit ${secondsOrNone(limitMs)}`;
}

function titled(title: string, rows: readonly (readonly string[])[]): string[] {
  return rows.length === 0 ? [] : ['', title, ...columns(rows)];
}

/** What each host is looked at by, besides what a player looks at by itself; nothing where no host is looked at. */
function stateRows({ players, settings: { verifyReset } }: Test): string[][] {
  if (verifyReset === 'off') return [];
  return players.flatMap(({ name: player, state = [] }) =>
    state.map(({ name, command }) => [player, name, command === '' ? 'left out' : command]),
  );
}

/** The step that was found, since the file may leave the phase out. */
function metricRow({ name, place, source, text }: Metric): string[] {
  return [name, source.player, source.phase, source.key, formatPlace(place), text];
}

function checkRow({ metric, place, text }: Check): string[] {
  return [metric, formatPlace(place), text];
}

/** Rows as columns, indented; the last is as long as it is. What a terminal would obey is shown as an escape. */
function columns(rows: readonly (readonly string[])[]): string[] {
  const cells = rows.map((row) => row.map(visibleText));
  const widths = cells[0]?.map((_, at) => Math.max(...cells.map((row) => row[at]?.length ?? 0))) ?? [];
  return cells.map((row) => `  ${row.map((cell, at) => cell.padEnd(widths[at] ?? 0)).join('  ')}`.trimEnd());
}
