import { beginOf, type Progress, type Result, type Step, type Taker } from './replay.ts';

/** What is explored: takers that begin at once, numbered from 1, each of which may die at any time. */
export interface Exploration {
  readonly taker: Taker;
  readonly takers: number;
  /** What is there when they begin. The text of a living taker begins with its number; all others are of the dead. */
  readonly files: Readonly<Record<string, string>>;
  /** How many of all steps may fail, with nothing done. */
  readonly failures: number;
}

/** What was found when every order of steps had been gone through. */
export interface Explored {
  readonly states: number;
  /** The steps after which two living takers were in at once; `null`: there is no such order. */
  readonly twoIn: readonly string[] | null;
  /** Where nobody had died and no step failed, and all had ended: whether somebody had been in, and which files were left. */
  readonly ends: readonly string[];
}

/** What each taker has written before it begins: its number, in a file that no other looks at. */
export const DRAFT = 'draft';

interface State {
  readonly files: Map<string, string>;
  /** `null`: that taker is dead. */
  readonly takers: readonly (Progress | null)[];
  readonly inside: Set<number>;
  readonly wasIn: boolean;
  readonly failures: number;
  readonly path: Path | null;
}

interface Path {
  readonly step: string;
  readonly before: Path | null;
}

/** Goes through every order of the steps of several takers, with every death and every failure. */
export function exploreSteps({ taker, takers, files, failures }: Exploration): Explored {
  let ids = 0;
  const nextId = () => (ids += 1);
  const seen = new Set<string>();
  const ends = new Set<string>();
  const open: State[] = [
    {
      files: new Map(Object.entries(files)),
      takers: Array.from({ length: takers }, (_, index) => beginOf(taker, index + 1, nextId)),
      inside: new Set(),
      wasIn: false,
      failures,
      path: null,
    },
  ];
  for (let state = open.pop(); state !== undefined; state = open.pop()) {
    if (state.inside.size > 1) return { states: seen.size, twoIn: stepsOf(state.path), ends: [...ends] };
    const key = keyOf(state);
    if (seen.has(key)) continue;
    seen.add(key);
    const isEnd = state.failures === failures && state.takers.every((one) => one?.next === null);
    if (isEnd) ends.add(`${state.wasIn ? 'somebody' : 'nobody'} was in, left: ${filesText(state.files)}`);
    state.takers.forEach((_, index) => void open.push(...nextStates(state, index)));
  }
  return { states: seen.size, twoIn: null, ends: [...ends] };
}

/** What may come next of one taker: it dies, also when it is through; or its step is done, or fails. */
function nextStates(state: State, index: number): State[] {
  const progress = state.takers[index];
  if (!progress) return [];
  const pid = index + 1;
  const next = (change: Partial<State>, one: Progress | null, text: string): State => ({
    ...state,
    ...change,
    takers: state.takers.with(index, one),
    path: { step: `${pid}: ${text}`, before: state.path },
  });
  const inside = new Set(state.inside);
  inside.delete(pid);
  const died = next({ inside }, null, 'dies');
  const step = progress.next;
  if (step === null) return [died];
  const told = [step.name, ...step.args].join(' ');
  const { result, ...change } = perform(state, pid, step);
  const done = next(change, progress.after(result), told);
  if (state.failures === 0 || step.name === 'enter' || step.name === 'leave') return [died, done];
  const failed = progress.after({ thrown: new Error(`${told} fails`) });
  return [died, done, next({ failures: state.failures - 1 }, failed, `${told} fails`)];
}

/** What a step gives, and what it changes. */
function perform(state: State, pid: number, { name, args }: Step): Partial<State> & { readonly result: Result } {
  const [file = '', to = ''] = args;
  const text = file === DRAFT ? String(pid) : state.files.get(file);
  const files = new Map(state.files);
  const inside = new Set(state.inside);
  switch (name) {
    case 'link':
      if (text === undefined) return { result: { thrown: absent(file) } };
      if (files.has(to)) return { result: { given: false } };
      return { result: { given: true }, files: files.set(to, text) };
    case 'read':
      return { result: { given: text ?? null } };
    case 'replace':
      if (text === undefined) return { result: { thrown: absent(file) } };
      files.set(to, text).delete(file);
      return { result: { given: undefined }, files };
    case 'remove':
      files.delete(file);
      return { result: { given: undefined }, files };
    case 'livingPid':
      return { result: { given: state.takers[Number.parseInt(file, 10) - 1] ? Number.parseInt(file, 10) : null } };
    case 'enter':
      return { result: { given: undefined }, inside: inside.add(pid), wasIn: true };
    case 'leave':
      inside.delete(pid);
      return { result: { given: undefined }, inside };
    default:
      throw new Error(name satisfies never);
  }
}

function absent(file: string): Error {
  return Object.assign(new Error(`there is no ${file}`), { code: 'ENOENT' });
}

function keyOf({ files, takers, inside, wasIn, failures }: State): string {
  const contents = [...files].map(([file, text]) => `${file}=${text}`).toSorted();
  return [takers.map((one) => one?.id ?? '-'), [...inside], wasIn, failures, ...contents].join(' ');
}

function filesText(files: ReadonlyMap<string, string>): string {
  return [...files.keys()].toSorted().join(' ') || 'nothing';
}

function stepsOf(path: Path | null): string[] {
  const steps: string[] = [];
  for (let one = path; one !== null; one = one.before) steps.unshift(one.step);
  return steps;
}
