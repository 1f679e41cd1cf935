/** As `Promise.all`, when nobody is at work any more: where one fails, the folder is removed. */
export async function allDone(deeds: readonly Promise<unknown>[]): Promise<void> {
  await Promise.allSettled(deeds);
  await Promise.all(deeds);
}
