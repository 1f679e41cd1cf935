/** As `Promise.all`, but rejects only when all are over: who removes the folder then has nobody in it who still writes. */
export async function allDone(deeds: readonly Promise<unknown>[]): Promise<void> {
  await Promise.allSettled(deeds);
  await Promise.all(deeds);
}
