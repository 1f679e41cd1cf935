import { execa } from 'execa';

/** Runs one `ip` command. A refusal throws, with what `ip` said. */
export async function ip(...args: readonly string[]): Promise<string> {
  const { stdout } = await execa('ip', args, { stdin: 'ignore' });
  return stdout;
}

/** Runs several `ip` commands in one namespace, in order and in one process; the first that is refused throws. */
export async function ipBatch(namespace: string, commands: readonly string[]): Promise<void> {
  await execa('ip', ['-netns', namespace, '-batch', '-'], {
    input: commands.map((command) => `${command}\n`).join(''),
  });
}
