/** A way in which what a step starts may slip away from it. */
export interface Escape {
  readonly name: string;
  /** Starts `sleep 1000` somewhere and ends at once. `{}` stands for what marks the sleep, to find it in the end. */
  readonly command: string;
  /** Nothing but marks in limits and control groups finds it. */
  readonly isHidden: boolean;
}

export const ESCAPES: readonly Escape[] = [
  { name: 'in the background', command: 'sleep 1000.{} &', isHidden: false },
  { name: 'setsid', command: 'setsid sleep 1000.{} &', isHidden: false },
  { name: 'double fork', command: '( sleep 1000.{} & )', isHidden: false },
  { name: 'setsid, empty environment', command: 'setsid env -i sleep 1000.{} & sleep 0.1', isHidden: true },
  {
    name: 'setsid, double fork, empty environment',
    command: "setsid sh -c '(env -i sleep 1000.{} &)'",
    isHidden: true,
  },
  { name: 'double fork, all descriptors closed', command: '( sleep 1000.{} <&- >&- 2>&- & )', isHidden: false },
  {
    name: 'setsid, double fork, empty environment, all descriptors closed',
    command: "setsid sh -c '(env -i sleep 1000.{} <&- >&- 2>&- &)'",
    isHidden: true,
  },
  {
    name: 'deaf to SIGINT and SIGTERM',
    command: `setsid sh -c 'trap "" INT TERM; sleep 1000.{}; sleep 1000.{}' &`,
    isHidden: false,
  },
];
