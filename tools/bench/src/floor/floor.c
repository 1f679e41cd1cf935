/*
 * The floor of this machine: what a program in C needs for the same as Conductor does, and nothing else.
 *
 *   floor spawn N COMMAND   starts N shells with COMMAND as fast as it can, waits for all of them, and prints the
 *                           nanoseconds that took
 *   floor stamp FILE        appends the time of the monotonic clock in nanoseconds to FILE, behind trial and phase where
 *                           the environment has them, in one write
 */
#include <fcntl.h>
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

extern char **environ;

static long long now_ns(void) {
  struct timespec now;
  clock_gettime(CLOCK_MONOTONIC, &now);
  return now.tv_sec * 1000000000LL + now.tv_nsec;
}

static int spawn_shells(int count, char *command) {
  char *shell[] = {"/bin/sh", "-c", command, NULL};
  long long began = now_ns();
  int failures = 0;
  for (int i = 0; i < count; i++) {
    pid_t pid;
    if (posix_spawn(&pid, shell[0], NULL, NULL, shell, environ) != 0) failures++;
  }
  int status;
  while (wait(&status) > 0) {
    if (status != 0) failures++;
  }
  printf("%lld\n", now_ns() - began);
  return failures == 0 ? 0 : 1;
}

static const char *or_dash(const char *text) { return text == NULL ? "-" : text; }

static int stamp(const char *path) {
  char line[256];
  long long now = now_ns();
  int length = snprintf(line, sizeof line, "%s %s %lld\n", or_dash(getenv("CONDUCTOR_TRIAL")),
                        or_dash(getenv("CONDUCTOR_PHASE")), now);
  int file = open(path, O_WRONLY | O_CREAT | O_APPEND, 0600);
  return file >= 0 && write(file, line, length) == length ? 0 : 1;
}

int main(int count, char **words) {
  if (count == 4 && strcmp(words[1], "spawn") == 0) return spawn_shells(atoi(words[2]), words[3]);
  if (count == 3 && strcmp(words[1], "stamp") == 0) return stamp(words[2]);
  fputs("usage: floor spawn N COMMAND | floor stamp FILE\n", stderr);
  return 2;
}
