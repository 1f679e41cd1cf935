/**
 * Checks the running Node.js against `engines` of the package that `launcherUrl` (a file in its `bin` folder) belongs to,
 * then loads `../dist/cli.js` and makes what its `main(argv, stayLean)` resolves to the exit code. `argv` has no program names in it;
 * a program that runs for long calls `stayLean` once it has loaded what it needs: from then on V8 gives it less memory.
 */
export function launch(name: string, launcherUrl: string): Promise<void>;

/** Whether a version such as `24.15.0` lies in a range such as `^22.22.2 || >=26.0.0`. */
export function satisfies(version: string, range: string): boolean;
