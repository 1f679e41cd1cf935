import { RESULT_FORMATS, type ResultFormat } from '@conductor/types';
import { address } from '../values/address.ts';
import { duration, port, size, wholeNumber } from '../values/numbers.ts';
import { type Reader, read, refused } from '../values/reading.ts';
import { nonEmpty, oneOf, orNone, yesOrNo } from '../values/words.ts';

/** What `conductor.ini` and `CONDUCTOR_…` say about `conduct`. What nobody says is absent. */
export interface ConductorSettings {
  /** Where run directories go, unless the test says so. */
  readonly results?: string;
  readonly format?: ResultFormat;
  readonly color?: 'auto' | 'always' | 'never';
  /** How long players may take to appear. */
  readonly waitPlayersMs?: number;
  /** The folder with the keys of the lab. */
  readonly lab?: string;
}

/** What `player.ini` and `PLAYER_…` say about `player`. What nobody says is absent. */
export interface PlayerSettings {
  /** The address to listen on, instead of the one in the player file. */
  readonly bind?: string;
  readonly port?: number;
  readonly stateDir?: string;
  readonly logFile?: string;
  readonly insecureNetwork?: boolean;
  /** Environment variables that commands get besides the usual ones. */
  readonly passEnv?: readonly string[];
  /** The user that steps run as. */
  readonly runAs?: string;
  /** What reboots this host when a test wants that; `null`: tests may not. */
  readonly reboot?: string | null;
  /** Processes and threads that a step may have at once; `null` is no bound. */
  readonly maxProcesses?: number | null;
  /** How long results that nobody collected are kept. */
  readonly keepMs?: number;
  /** How many bytes of them are kept. */
  readonly keepBytes?: number;
  /** Bytes of the disk that are kept for Reset; 0 is none. */
  readonly reserveBytes?: number;
}

/** The settings of each program. */
export interface ToolSettings {
  readonly conductor: ConductorSettings;
  readonly player: PlayerSettings;
}

/** A program with settings of its own. */
export type Tool = keyof ToolSettings;

/** How the settings of a program are spelled in its file. */
type Rows<Settings> = {
  readonly [Field in keyof Settings]-?: {
    readonly key: string;
    readonly read: Reader<Exclude<Settings[Field], undefined>>;
  };
};

/** Fewer than these, and an ordinary pipeline in a shell would not run. */
const MOST_MODEST = 16;
/** As many as Linux can number. */
const MOST_PROCESSES = 4_194_304;
/** Ten years. */
const LONGEST_KEPT_MS = 3650 * 86_400_000;

/** Every setting of every program. In the environment a key is in capitals, after the name of the program. */
export const TOOL_SETTINGS: { readonly [Name in Tool]: Rows<ToolSettings[Name]> } = {
  conductor: {
    results: { key: 'results', read: nonEmpty('a directory') },
    format: { key: 'format', read: oneOf(RESULT_FORMATS) },
    color: { key: 'color', read: oneOf(['auto', 'always', 'never']) },
    waitPlayersMs: { key: 'wait_players', read: duration({ least: 0, most: 86_400_000 }) },
    lab: { key: 'lab', read: nonEmpty('a folder') },
  },
  player: {
    bind: { key: 'bind', read: bareAddress },
    port: { key: 'port', read: port },
    stateDir: { key: 'state_dir', read: nonEmpty('a directory') },
    logFile: { key: 'log_file', read: nonEmpty('a file') },
    insecureNetwork: { key: 'insecure_network', read: yesOrNo },
    passEnv: { key: 'pass_env', read: environmentNames },
    runAs: { key: 'run_as', read: nonEmpty('a user') },
    reboot: { key: 'reboot', read: rebootCommand },
    maxProcesses: { key: 'max_processes', read: orNone(wholeNumber(MOST_MODEST, MOST_PROCESSES), null) },
    keepMs: { key: 'keep', read: duration({ least: 0, most: LONGEST_KEPT_MS }) },
    keepBytes: { key: 'keep_size', read: size },
    reserveBytes: { key: 'reserve', read: orNone(size, 0) },
  },
};

/** `yes` is the command that most systems have. */
const REBOOT_COMMAND = 'shutdown -r now';

function rebootCommand(text: string) {
  const answer = yesOrNo(text);
  if (answer.kind === 'read') return read(answer.value ? REBOOT_COMMAND : null);
  return nonEmpty('yes, no, or a command')(text);
}

function bareAddress(text: string) {
  const reading = address(text);
  return reading.kind === 'read' ? read(reading.value.text) : reading;
}

/** `HTTP_PROXY, EDITOR`: names with commas or blanks between them. */
function environmentNames(text: string) {
  const names = text.split(/[\s,]+/).filter((name) => name !== '');
  const areNames = names.every((name) => /^[A-Za-z_][A-Za-z0-9_]*$/.test(name));
  return areNames ? read(names) : refused('names of environment variables, with commas between them');
}
