/**
 * What puts the files of one step, in a POSIX shell, in the folder in which their bytes are. Its input: the mark of the trial; `keep` or an
 * empty line; then for each item five lines: `folder` or `file`, its number in the trial, its mode, the name of its bytes, its path.
 *
 * Beside a path stands what `PUT_BACK_SCRIPT` needs, before anything of it is changed: `.old` is what was there, by a second
 * name or moved; `.none` says that nothing was there. What an earlier attempt has left of that is not written again. A file
 * is written as `.new` and renamed: at no moment is a part of it seen under its name.
 */
export const PUT_SCRIPT = `
new=
fail() { [ -z "$new" ] || rm -f "$new"; echo "$1: $2" >&2; exit 1; }
aside='it cannot be moved aside: is something mounted there, or may this user not write to its folder?'
IFS= read -r mark && IFS= read -r keep || fail 'the list of what to put' 'it is empty'
while IFS= read -r kind && IFS= read -r number && IFS= read -r mode && IFS= read -r bytes && IFS= read -r path; do
  folder=\${path%/*}/
  base=$folder$mark-$number
  [ -d "$folder" ] || fail "$folder" 'there is no such folder, or this user may not look into it; make it in a step before this one, or put a folder'
  noted=$keep
  if [ -e "$base.none" ] || [ -e "$base.old" ] || [ -L "$base.old" ]; then noted=noted; fi
  if [ "$kind" = folder ]; then
    [ ! -d "$path" ] || continue
    if [ -e "$path" ] || [ -L "$path" ]; then fail "$path" 'a file stands where a folder is to be'; fi
    if [ -z "$noted" ]; then true >"$base.none" || fail "$base.none" 'it cannot be written'; fi
    mkdir "$path" && chmod "$mode" "$path" || fail "$path" 'the folder cannot be made'
    echo "made $path"
    continue
  fi
  if [ -d "$path" ] && [ ! -L "$path" ]; then fail "$path" 'it is a folder; write a / behind it to put the file into it'; fi
  if [ -f "$path" ] && [ ! -L "$path" ] && cmp -s "$bytes" "$path" && [ -n "$(find "$path" -prune -perm "$mode")" ]; then
    echo "left $path as it is: these bytes, this mode"
    continue
  fi
  new=$base.new
  rm -f "$new"
  if ! (umask 077 && cat "$bytes" >"$new") || ! chmod "$mode" "$new"; then fail "$path" 'it cannot be written'; fi
  if [ -z "$noted" ]; then
    if [ -L "$path" ]; then mv -f "$path" "$base.old" || fail "$path" "$aside"
    elif [ -f "$path" ]; then ln "$path" "$base.old" 2>/dev/null || mv -f "$path" "$base.old" || fail "$path" "$aside"
    elif [ -e "$path" ]; then fail "$path" 'it is neither a file nor a link'
    else true >"$base.none" || fail "$base.none" 'it cannot be written'
    fi
  fi
  mv -f "$new" "$path" || fail "$path" 'it cannot be replaced: is something mounted there?'
  new=
  echo "put $path"
done
`;
