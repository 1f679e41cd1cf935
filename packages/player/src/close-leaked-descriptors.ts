import { closeSync, readdirSync, readFileSync, readlinkSync, realpathSync } from 'node:fs';

/** The flag of a descriptor that programs we start do not get, as /proc/self/fdinfo prints it (octal). */
const CLOSE_ON_EXEC = 0o2000000;
const STANDARD = 2;

/**
 * Closes descriptors that whoever started this process left open, since steps would inherit them. Node.js marks those it
 * knows; what is left without the mark is none of its own. Linux only: elsewhere start the player from a clean parent.
 */
export function closeLeakedDescriptors(): void {
  const certificates = extraCertificates();
  for (const descriptor of openDescriptors()) {
    if (descriptor <= STANDARD || isCloseOnExec(descriptor) || targetOf(descriptor) === certificates) continue;
    closeSync(descriptor);
  }
}

/**
 * The file that Node.js reads on a thread of its own while we begin, through a library that sets no mark. Closed under its
 * hands, its number would go to the next file that we open, and be closed again by that library.
 */
function extraCertificates(): string | null {
  try {
    return realpathSync(process.env['NODE_EXTRA_CA_CERTS'] ?? '');
  } catch {
    return null;
  }
}

function targetOf(descriptor: number): string | undefined {
  try {
    return readlinkSync(`/proc/self/fd/${descriptor}`);
  } catch {
    return undefined;
  }
}

function openDescriptors(): readonly number[] {
  try {
    return readdirSync('/proc/self/fdinfo').map(Number);
  } catch {
    return [];
  }
}

/** What has been closed meanwhile, as the descriptor of the listing itself, needs no closing. */
function isCloseOnExec(descriptor: number): boolean {
  try {
    const info = readFileSync(`/proc/self/fdinfo/${descriptor}`, 'utf8');
    const flags = Number.parseInt(/^flags:\s*([0-7]+)/m.exec(info)?.[1] ?? '', 8);
    return (flags & CLOSE_ON_EXEC) !== 0;
  } catch {
    return true;
  }
}
