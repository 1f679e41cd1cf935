/** What follows the options of `player --help`. */
export const PLAYER_HELP = `
Examples:
  player dut.cfg                          listens where dut.cfg says, for whom it says
  player -b 127.0.0.1 -p 6970             listens without a file
  player -b 0.0.0.0 --insecure-network dut.cfg
                                          for a network in which you trust everybody
  player --run-as nobody dut.cfg          as root: runs all steps, of Reset too, as this user
  player -l /var/log/player.log dut.cfg   writes what happens to a file
  player enroll dut.cfg                   lets a conductor command it over the network
  player callers dut.cfg                  lists whom it obeys there
  player doctor dut.cfg                   says what is right and what is wrong with this host
  player spool dut.cfg                    lists what is kept of runs on this host
  player audit --since 24h dut.cfg        prints who came, and what was run here

Exit codes: 0 ended in order, all that was owed is paid; 2 the command line, a file or the address is wrong;
4 told to end before it listened, while its guardian was still paying the Reset that an earlier life of it owed.`;

/** What follows the options of `player enroll --help`. */
export const ENROLL_HELP = `
It prints a line for whoever holds the conductor of a lab: "conduct enroll <name> <address> <code>". The code works once, and for
15 minutes. Whoever says it there becomes the one who commands this player; the player's key is made here and never leaves.
A player that runs on the same state folder serves the code; where none runs, this command listens itself. Ctrl-C takes it back.

Examples:
  player enroll dut.cfg                   the player is called dut
  player enroll --name dut2 -b 192.168.5.81 -p 6970

Exit codes: 0 enrolled; 1 the code expired; 2 the command line, a file or the address is wrong; 130 taken back by Ctrl-C.`;

/** What follows the options of `player callers --help`. */
export const CALLERS_HELP = `
A player obeys who is on its list, over the network: whoever enrolled it, and whom that conductor or this command allowed. An
identity is conductor://<lab>/<role>/<name>. A player that runs heeds a change within a second, also on connections that are open.

Examples:
  player callers dut.cfg
  player callers --revoke conductor://4f1c2a9d0b/conductor/bench1 dut.cfg

Exit codes: 0 listed or changed; 2 the command line or a file is wrong.`;

/** What follows the options of `player doctor --help`. */
export const DOCTOR_HELP = `
It looks at what the player that the file, or -b and -p, describe would find here, whether one runs or not, and changes
nothing. Give it the options that the player gets, and run it as the same user.

Examples:
  player doctor dut.cfg
  player doctor -b 0.0.0.0 --insecure-network dut.cfg
  player doctor --format json dut.cfg

Exit codes: 0 no line is red; 1 a line is red; 2 the command line or a file is wrong.`;

/** What follows the options of `player spool --help`. */
export const SPOOL_HELP = `
The state folder is that of the player that the file, or -b and -p, describe, unless --state-dir names one. A player may
be running there or not.

Examples:
  player spool dut.cfg                    what is kept, and whether Reset is owed
  player spool --remove 20261123T231500Z-k3f9 dut.cfg
                                          removes a run that is closed
  player spool --remove 20261123T231500Z-k3f9 --settled dut.cfg
                                          and one whose Reset could not be paid, when this host is in order

Exit codes: 0 listed or removed; 2 the command line or a file is wrong, or there is no such run; 4 the run is not removed
since its Reset is owed; 5 it is not removed since a player is at work on it.`;

/** What follows the options of `player audit --help`. */
export const AUDIT_HELP = `
The log is that of the player that the file, or -b and -p, describe, unless --state-dir names a state folder. A player may
be running there or not.

Examples:
  player audit dut.cfg                    who came, who was refused, and what was run here, as text
  player audit --since 24h dut.cfg        of the last 24 hours; also 90s, 30m, 7d, or a time: 2026-11-26T14:00 (UTC)
  player audit --format json dut.cfg      the records as they are kept, one JSON object per line
  player audit verify dut.cfg             whether anything in it was changed, removed, inserted or moved
  player audit verify --anchor 1234:9f86…d015 dut.cfg
                                          and whether the end that an earlier verify printed is still in it

Exit codes: 0 printed, or nothing was changed; 1 something was changed; 2 the command line or a file is wrong, or the log
cannot be read.`;
