import { execa } from 'execa';

/** Bytes of payload that have passed over all connections of a listener of this host, both ways, so far (ss(8)). */
export async function tcpBytes(port: number): Promise<number> {
  const { stdout } = await execa('ss', ['-tinH', `sport = :${port}`]);
  const counts = stdout.matchAll(/\b(?:bytes_acked|bytes_received):(\d+)/g);
  return [...counts].reduce((sum, [, count]) => sum + Number(count), 0);
}
