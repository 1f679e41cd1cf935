/**
 * What takes away what was put, and puts back what that replaced, in a POSIX shell; a guardian runs it too. Its input: the
 * mark of the trial; then for each item, the last first, two lines: its number in the trial, its path.
 *
 * What stands beside a path tells what to do (see `PUT_SCRIPT`), and goes last: whoever is killed in the middle leaves what the
 * next one needs. Where nothing stands, nothing was put. Putting back is renaming: it needs no room on the disk, and what was
 * there is the same file as before.
 */
export const PUT_BACK_SCRIPT = `
set -f
code=0
IFS= read -r mark || exit 0
while IFS= read -r number && IFS= read -r path; do
  base=\${path%/*}/$mark-$number
  if [ -e "$base.new" ] || [ -L "$base.new" ]; then rm -f "$base.new"; fi
  if [ -e "$base.none" ]; then
    if [ -d "$path" ] && [ ! -L "$path" ]; then
      rmdir "$path" || { code=1; continue; }
    else
      rm -f "$path" || { code=1; continue; }
    fi
    rm -f "$base.none" || code=1
    echo "took $path away"
  elif [ -e "$base.old" ] || [ -L "$base.old" ]; then
    if [ -d "$path" ] && [ ! -L "$path" ]; then
      echo "$path: a folder stands where a file was; the file is $base.old" >&2
      code=1
      continue
    fi
    # Killed before it was replaced, it has both names, and no rename is one.
    if [ ! -L "$base.old" ] && [ ! -L "$path" ] && [ "$base.old" -ef "$path" ]; then
      rm -f "$base.old" || { code=1; continue; }
    else
      mv -f "$base.old" "$path" || { code=1; continue; }
    fi
    echo "put $path back"
  fi
done
exit "$code"
`;
