import type { CommandSpec, WordSpec } from './option-spec.ts';
import { ACCESS_OPTIONS, LAB_OPTION, PRINT_OPTIONS } from './option-table.ts';

const NAME_WORD: WordSpec = {
  name: 'NAME',
  isOptional: false,
  about: 'what it is called in the lab: letters, digits, . _ and -',
};

/** The commands that say who may command whom. */
export const LAB_COMMANDS: readonly CommandSpec[] = [
  {
    name: 'enroll',
    summary: 'take a player into the lab: player enroll, on its host, prints this line',
    description: [
      'Checks that who answers has the key that the code names, before anything is sent; proves that it knows the secret of the code; signs a certificate for the player, which from then on obeys this conductor. The first enrollment makes the lab: its certificate authority, and the certificate of this conductor. The key of the authority stays in the folder of the lab.',
      'Exit code: 0 enrolled; 2 the name is taken, or the line or the folder is wrong; 3 nobody, or no player, answers there; 6 who answers is not who printed the code, or shows none, or the code is used, wrong or too old.',
    ],
    words: [
      NAME_WORD,
      { name: 'HOST:PORT', isOptional: false, about: 'where the player listens, as the test files have it' },
      { name: 'CODE', isOptional: false, about: 'what player enroll printed: CJ1.…' },
    ],
    options: [
      LAB_OPTION,
      {
        long: '--replace',
        takes: 'nothing',
        about: 'the name or the address is enrolled already, and this takes its place',
      },
    ],
    examples: [
      { line: 'conduct enroll dut 192.168.5.81:6970 CJ1.…', about: 'the line that "player enroll" printed on dut' },
    ],
  },
  {
    name: 'players',
    summary: 'list the players of the lab, or of a test, and how each is',
    description: [
      'Greets every player and hangs up: it claims nothing and disturbs nobody. Tells name, address, identity, days that its certificate has left, version, user, containment, how far its clock is from this one, and whether it is free or who holds it.',
      'A revoked one is listed, and not asked. Exit code: 0 all others answered; 3 one did not; 6 one is not who it must be, or does not obey this conductor, or is revoked and TEST needs it.',
    ],
    words: [{ name: 'TEST', isOptional: true, about: 'a test file: its players, also those that are not enrolled' }],
    options: [...ACCESS_OPTIONS, ...PRINT_OPTIONS],
    examples: [
      { line: 'conduct players', about: 'all that are enrolled' },
      { line: 'conduct players throughput.cfg --format json', about: 'those of a test, for a program' },
    ],
  },
  {
    name: 'revoke',
    summary: 'trust a player no more, or a conductor or collector of the lab',
    description: [
      'A player: written down in the folder of the lab; every conduct that uses the folder ends its connections to it within a second. A conductor or collector (conductor/bench2, collector/store1): besides, every enrolled player is told to obey it no more, and ends what it has open; who was not told is named, and the same command tells it another time.',
      'Exit code: 0 done; 2 there is no such name in the lab; 3 a player was not told.',
    ],
    words: [{ name: 'NAME', isOptional: false, about: 'a player, or conductor/NAME, or collector/NAME' }],
    options: [LAB_OPTION],
    examples: [
      { line: 'conduct revoke dut', about: 'its host was stolen' },
      { line: 'conduct revoke collector/store1', about: 'told to every player' },
    ],
  },
  {
    name: 'certificate',
    summary: 'make the credentials of a collector or conductor on another host',
    description: [
      'Makes a key and a certificate and writes them to a folder, with what is known of the players; then tells every enrolled player to obey it. Carry the folder to that host, over a way that nobody reads, and name it there with --lab. The key of the authority is not in it.',
      'Exit code: 0 done; 2 the name is taken, or the folder is there already; 3 a player was not told, which the same command with --replace does later.',
    ],
    words: [{ name: 'ROLE', isOptional: false, about: 'collector, or conductor' }, NAME_WORD],
    options: [
      { long: '--out', takes: 'word', standing: 'required', placeholder: 'FOLDER', about: 'the folder to make' },
      LAB_OPTION,
      { long: '--replace', takes: 'nothing', about: 'the name has credentials already, and these take their place' },
    ],
    examples: [
      { line: 'conduct certificate collector store1 --out store1', about: 'then: collector … --lab store1, there' },
    ],
  },
];
