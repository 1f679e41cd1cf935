/** The variable in which the gate gets its command: an argument would make it a target of `pkill -f` in another step. */
export const GATE_VARIABLE = 'CONDUCTOR_GATE';

/** What the gate says when it holds its command, and what it waits for. */
export const HELD = 'held';
export const GO = 'go\n';

/** A gate that was abandoned, or could not take its place, ends with this. Its command never ran. */
const ABANDONED = 125;

/** The last part of the gate, which runs as the user of the step. No quotation marks: another script quotes it. */
const HOLD = `
conductor_command=$CONDUCTOR_GATE
unset CONDUCTOR_GATE
echo held >&3
IFS= read -r conductor_word <&3 && [ "$conductor_word" = go ] || exit ${ABANDONED}
exec "$0" -c "$conductor_command" 3<&-
`;

/**
 * A shell script that holds a command until it is told to go. Arguments: control group folder, mark, base of the names
 * of two pipes, folder of a group that bounds processes, mode of the pipes; each may be empty. Words after these make the
 * command another user's. Descriptor 3 is the gate: when its other end is closed, because the player is dead,
 * `read` fails and nothing runs. `exec "$0" -c` gives exactly what `sh -c` would: text of messages, `$0`, `$LINENO`,
 * exit code and signal. In the pipe form `cat` stands between the command and its files, so that a command that
 * re-opens its own output finds a pipe; the two ignore the signals that are meant for the command, and hold
 * descriptor 4, whose end says that all is copied.
 */
export const GATE_SCRIPT = `
[ -z "$1" ] || echo 0 >"$1/cgroup.procs" || exit ${ABANDONED}
[ -z "$4" ] || { echo 0 >"$4/cgroup.procs"; } 2>/dev/null || :
[ -z "$2" ] || ulimit -S -w "$2" 2>/dev/null || ulimit -S -x "$2" 2>/dev/null || :
if [ -n "$3" ]; then
  mkfifo -m "$5" "$3.out" "$3.err" || exit ${ABANDONED}
  ( trap '' HUP INT QUIT TERM
    exec 3<&-
    cat <"$3.out" &
    cat <"$3.err" >&2 & )
  exec >"$3.out" 2>"$3.err" 4<&-
  rm -f "$3.out" "$3.err"
fi
shift 5
[ "$#" = 0 ] || exec "$@" "$0" -c '${HOLD}' "$0"
${HOLD}`;
