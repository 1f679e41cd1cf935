import {
  type Bed,
  type BedWords,
  createBed,
  createLab,
  type Lab,
  mountSmallDisk,
  type PlayerSteps,
  type Program,
  type ProxyInLab,
  playerHost,
  type SmallDisk,
  startProxyFor,
  usualSteps,
  whyNoLab,
  whyNoMounts,
  whyNoRateLimit,
} from '@conductor/lab';

/** The two players of a scene: the first is struck, the second looks on. */
export const VICTIM = 'victim';
const BYSTANDER = 'bystander';
const NAMES: readonly string[] = [VICTIM, BYSTANDER];

/** What is special about the surroundings of a test, since a fault needs it to strike in the right moment. */
export type Scenery =
  | 'plain'
  /** The victim is dialled through a proxy. */
  | 'proxy'
  /** What has to be loaded onto the victim takes seconds to arrive. */
  | 'slow link'
  /** What the bystander answers arrives late: the victim is armed long before the phase starts. */
  | 'late answers'
  | 'small disk of the victim'
  | 'small disk of results';

/** A test on a bed, its players listening. */
export interface Scene {
  readonly lab: Lab;
  readonly bed: Bed;
  readonly victim: Program;
  readonly proxy: ProxyInLab | null;
  readonly disk: SmallDisk | null;
}

/** Who is dialled through a proxy. */
const PROXIED: { readonly [S in Scenery]?: string } = { proxy: VICTIM, 'late answers': BYSTANDER };

const RUN_SECONDS = 0.5;
const LATE_MS = 400;
/** By the order in which the connections to a player are opened. */
const CONTROL_CONNECTION = 0;
/** Together more than four seconds of loading. */
const BURDEN = Array.from({ length: 400 }, (_, at) => `step${at}: true # ${'x'.repeat(200)}`);
const SLOW_BITS_PER_SECOND = 160_000;
/** The reserve that a player sets aside, as much again, and some room. */
const DISK_BYTES = 160 * 2 ** 20;

/** Why the sceneries cannot all be made here; `null` when they can. */
export function whyNoScenery(): string | null {
  return whyNoLab() ?? whyNoRateLimit() ?? whyNoMounts();
}

/** Sets a scene, starts its players, lets `play` use it, and clears it away. */
export async function withScene<T>(
  scenery: Scenery,
  signal: AbortSignal,
  play: (scene: Scene) => Promise<T>,
): Promise<T> {
  const isSmall = scenery === 'small disk of the victim' || scenery === 'small disk of results';
  const proxied = PROXIED[scenery] ?? null;
  await using lab = await createLab({ players: NAMES.length });
  await using proxy = proxied === null ? null : await startProxyFor(lab, NAMES.indexOf(proxied));
  await using disk = isSmall ? await mountSmallDisk({ sizeBytes: DISK_BYTES }) : null;
  await using bed = createBed({
    lab,
    names: NAMES,
    steps: (words, name) => stepsOf(scenery, words, name),
    ...(proxied !== null && proxy !== null && { dialled: { [proxied]: proxy } }),
    ...(scenery === 'small disk of results' && disk !== null && { results: disk.path }),
    signal,
  });
  const state = scenery === 'small disk of the victim' && disk !== null ? { XDG_STATE_HOME: disk.path } : {};
  const [victim] = await Promise.all([bed.startPlayer(VICTIM, state), bed.startPlayer(BYSTANDER)]);
  if (scenery === 'late answers') await proxy?.set({ toClient: { delayMs: LATE_MS } }, CONTROL_CONNECTION);
  if (scenery === 'slow link') await lab.limitRate(playerHost(lab, 0), SLOW_BITS_PER_SECOND);
  // Awaited here: the bed is gone when this function is over.
  return await play({ lab, bed, victim, proxy, disk });
}

function stepsOf(scenery: Scenery, words: BedWords, name: string): PlayerSteps {
  const usual = usualSteps(words, RUN_SECONDS);
  if (name !== VICTIM) return usual;
  switch (scenery) {
    case 'slow link':
      return { ...usual, collect: BURDEN };
    case 'small disk of results':
      return { ...usual, collect: ['step1: head -c 20000000 /dev/zero'] };
    case 'plain':
    case 'proxy':
    case 'late answers':
    case 'small disk of the victim':
      return { ...usual, collect: ['step1: echo collected; sleep 0.5'] };
    default:
      return scenery satisfies never;
  }
}
