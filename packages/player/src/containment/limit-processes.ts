import type { Containment } from './containment.ts';
import type { ProcessLimit } from './process-limit.ts';

/** A containment whose steps may have so many processes at once, and no more. */
export function limitProcesses(inner: Containment, limit: ProcessLimit): Containment {
  return {
    ...inner,
    groups: [...inner.groups, ...limit.groups],
    open() {
      const cell = inner.open();
      return { ...cell, pidsFolder: limit.bound(cell.mark, cell.cgroupFolder) };
    },
    kill(cells) {
      const all = [...cells];
      // What can start nothing new is found by one look.
      for (const { pidsFolder } of all) if (pidsFolder !== '') limit.forbid(pidsFolder);
      return inner.kill(all);
    },
    closeIfEmpty(cell) {
      if (cell.pidsFolder !== '') limit.release(cell.pidsFolder);
      return inner.closeIfEmpty(cell);
    },
    async [Symbol.asyncDispose]() {
      await inner[Symbol.asyncDispose]();
      limit[Symbol.dispose]();
    },
  };
}
