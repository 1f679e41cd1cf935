#!/bin/sh
# The same as floor.c, for machines without a C compiler; the clock is that of the wall.
case "$1" in
spawn)
  began=$(date +%s%N)
  i=0
  while [ "$i" -lt "$2" ]; do
    /bin/sh -c "$3" &
    i=$((i + 1))
  done
  wait
  echo $(($(date +%s%N) - began))
  ;;
stamp)
  echo "${CONDUCTOR_TRIAL:--} ${CONDUCTOR_PHASE:--} $(date +%s%N)" >>"$2"
  ;;
*)
  echo 'usage: floor.sh spawn N COMMAND | floor.sh stamp FILE' >&2
  exit 2
  ;;
esac
