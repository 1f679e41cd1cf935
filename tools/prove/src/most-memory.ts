/** What player and conductor may have resident, whatever comes, in bytes. */
export const MOST_MEMORY_BYTES = 256e6;
