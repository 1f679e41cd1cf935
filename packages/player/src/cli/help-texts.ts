/** What follows the options of `player --help`. */
export const PLAYER_HELP = `
Examples:
  player dut.cfg                          listens where dut.cfg says, for whom it says
  player -b 127.0.0.1 -p 6970             listens without a file
  player -b 0.0.0.0 --insecure-network dut.cfg
                                          for a network in which you trust everybody
  player --run-as nobody dut.cfg          as root: runs all steps, of Reset too, as this user
  player -l /var/log/player.log dut.cfg   writes what happens to a file
  player doctor dut.cfg                   says what is right and what is wrong with this host
  player spool dut.cfg                    lists what is kept of runs on this host

Exit codes: 0 ended in order, all that was owed is paid; 2 the command line, a file or the address is wrong;
4 told to end before it listened, while its guardian was still paying the Reset that an earlier life of it owed.`;

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

Exit codes: 0 listed or removed; 2 the command line or a file is wrong, or there is no such run; 4 the run is not removed
since its Reset is owed; 5 it is not removed since a player is at work on it.`;
