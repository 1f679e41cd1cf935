/*
 * What every program of Conductor does before its own code is loaded. Plain JavaScript that Node 18 can still read,
 * because it is here that somebody with an old Node learns what to do about it.
 */
import { existsSync, readFileSync, statSync } from 'node:fs';
import module from 'node:module';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import v8 from 'node:v8';

/** Internal error, as in sysexits.h: none of the codes that say how a run went. */
const EX_SOFTWARE = 70;
const USAGE = 2;

export async function launch(name, launcherUrl) {
  const refusal =
    nodeRefusal(name, launcherUrl, process.versions.node) ?? buildRefusal(name, launcherUrl) ?? folderRefusal(name);
  if (refusal !== undefined) {
    process.stderr.write(refusal);
    process.exitCode = USAGE;
    return;
  }
  keepCompiledCode(process.env);
  try {
    const { main } = await import(programOf(launcherUrl).href);
    process.exitCode = await main(process.argv.slice(2), stayLean);
  } catch (error) {
    process.stderr.write(`${name}: a defect of ${name} itself, please report it:\n${error?.stack ?? error}\n`);
    process.exitCode = EX_SOFTWARE;
  }
}

/**
 * What a program keeps is little, however much goes through it. Left alone, V8 gives short-lived objects up to 100 MB, and lets what
 * outlived them grow to four times what is in use; now neither gets much more than it needs. Growing by half alone would be too
 * little: of each gigabyte that goes through, a third of the time went into collecting.
 *
 * V8 takes code that was compiled before only under the flags that it was kept under. The modules of Node.js are kept under V8's own
 * flags: loaded under others, each is compiled anew, which takes half as long again or more. So a program calls this once it has loaded what it needs.
 */
function stayLean() {
  v8.setFlagsFromString('--semi-space-growth-factor=1');
  v8.setFlagsFromString('--heap-growing-percent=150');
}

function nodeRefusal(name, launcherUrl, version) {
  const manifest = JSON.parse(readFileSync(new URL('../package.json', launcherUrl), 'utf8'));
  const range = manifest.engines.node;
  if (satisfies(version, range)) return undefined;
  return (
    `${name}: needs Node.js ${range}, and this is ${version} (${process.execPath}).\n` +
    `Install a newer Node.js (https://nodejs.org/en/download), or put one that you have first in PATH.\n`
  );
}

function buildRefusal(name, launcherUrl) {
  const cli = fileURLToPath(new URL('../dist/cli.js', launcherUrl));
  if (existsSync(cli)) return undefined;
  return `${name}: ${cli} does not exist; in a checkout, build it first, in its root: npm start\n`;
}

/** The program in few files, which starts quicker than the many of `dist`: in a checkout as long as nothing was built since. */
function programOf(launcherUrl) {
  const whole = new URL('../program/cli.js', launcherUrl);
  return existsSync(whole) && isUpToDate(new URL('built-from.json', whole))
    ? whole
    : new URL('../dist/cli.js', launcherUrl);
}

/** As packed, there is no record: nothing is built there. */
function isUpToDate(recordUrl) {
  if (!existsSync(recordUrl)) return true;
  const times = Object.entries(JSON.parse(readFileSync(recordUrl, 'utf8')));
  return times.every(([path, time]) => statSync(new URL(path, recordUrl), { throwIfNoEntry: false })?.mtimeMs === time);
}

/**
 * V8 keeps what it compiled in the user's own cache folder, and nowhere that others may write: it runs what it finds
 * there. Where there is no such folder, or it cannot be written, every start compiles anew.
 */
function keepCompiledCode(env) {
  try {
    const home = homedir();
    if (!env.NODE_COMPILE_CACHE && statSync(home).uid !== process.getuid?.()) return;
    const folder = env.NODE_COMPILE_CACHE || join(env.XDG_CACHE_HOME || join(home, '.cache'), 'conductor/compiled');
    module.enableCompileCache?.(folder);
  } catch {
    // A user may have no home, or may not look at it.
  }
}

/** Paths on the command line are relative to a folder that is there, and so are the commands of steps. */
function folderRefusal(name) {
  try {
    process.cwd();
    return undefined;
  } catch {
    return `${name}: the current directory is gone or may not be read; go to another one: cd\n`;
  }
}

/** Understands the forms that `engines` of these packages uses: `^a.b.c`, `>=a.b.c`, joined by `||`. */
export function satisfies(version, range) {
  const actual = numbers(version);
  return range.split('||').some((alternative) => {
    const wanted = numbers(alternative);
    const sameMajor = actual[0] === wanted[0];
    return atLeast(actual, wanted) && (sameMajor || alternative.includes('>='));
  });
}

function numbers(version) {
  return version.match(/\d+/g).slice(0, 3).map(Number);
}

function atLeast(actual, wanted) {
  const at = actual.findIndex((number, place) => number !== wanted[place]);
  return at === -1 || actual[at] > wanted[at];
}
