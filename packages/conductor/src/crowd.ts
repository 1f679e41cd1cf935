/** A test with more players than this has very many: what it costs to hold each of them counts more than what goes to and fro. */
export const CROWD = 32;
