// Measures round trips through a command, one in flight. It starts the command and shakes hands; then each line
// "COUNT FILE" on stdin sends the frame in FILE that often and answers with the times in nanoseconds on one line.
// The frame starts with {"jsonrpc":"2.0","id":1000000000 and each round writes its own number over that id.
#define _GNU_SOURCE
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum { ID_AT = 22, ID_DIGITS = 10 };
static int toServer, fromServer;
static char *answer;
static size_t capacity;
static long nextId = 1000000000;

static long now(void) {
  struct timespec time;
  clock_gettime(CLOCK_MONOTONIC, &time);
  return time.tv_sec * 1000000000L + time.tv_nsec;
}

static void fail(const char *what) {
  fprintf(stderr, "ping: %s\n", what);
  exit(1);
}

static void put(const char *bytes, size_t length) {
  while (length > 0) {
    ssize_t written = write(toServer, bytes, length);
    if (written <= 0) fail("the command closed its input");
    bytes += written;
    length -= written;
  }
}

static size_t takeLine(void) {
  size_t length = 0;
  for (;;) {
    if (capacity - length < 65536) answer = realloc(answer, capacity = capacity * 2 + 65536);
    ssize_t got = read(fromServer, answer + length, capacity - length);
    if (got <= 0) fail("the command closed its output");
    length += got;
    if (answer[length - 1] == '\n') return length;
  }
}

static long roundTrip(char *frame, size_t length) {
  char id[24];
  snprintf(id, sizeof id, "%010ld", ++nextId);
  memcpy(frame + ID_AT, id, ID_DIGITS);
  long start = now();
  put(frame, length);
  takeLine();
  long took = now() - start;
  if (memcmp(answer + ID_AT, id, ID_DIGITS) != 0) fail("an answer to something else");
  if (memmem(answer, 300, "\"isError\"", 9) || memmem(answer, 300, "\"error\"", 7)) fail("the call was refused");
  return took;
}

static char *load(const char *path, size_t *length) {
  FILE *file = fopen(path, "rb");
  if (file == NULL) fail("no such frame file");
  fseek(file, 0, SEEK_END);
  *length = ftell(file);
  rewind(file);
  char *bytes = malloc(*length);
  if (fread(bytes, 1, *length, file) != *length) fail("cannot read the frame file");
  fclose(file);
  return bytes;
}

int main(int argc, char **argv) {
  if (argc < 2) fail("usage: ping COMMAND [ARG ...]");
  int in[2], back[2];
  if (pipe2(in, 0) != 0 || pipe2(back, 0) != 0) fail("no pipes");
  pid_t server = fork();
  if (server == 0) {
    dup2(in[0], 0);
    dup2(back[1], 1);
    close(in[0]), close(in[1]), close(back[0]), close(back[1]);
    execvp(argv[1], argv + 1);
    _exit(127);
  }
  close(in[0]), close(back[1]);
  toServer = in[1];
  fromServer = back[0];
  signal(SIGPIPE, SIG_IGN);

  static const char INITIALIZE[] =
    "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"initialize\",\"params\":{\"protocolVersion\":\"2025-06-18\","
    "\"capabilities\":{},\"clientInfo\":{\"name\":\"ping\",\"version\":\"1.0.0\"}}}\n";
  static const char INITIALIZED[] = "{\"jsonrpc\":\"2.0\",\"method\":\"notifications/initialized\"}\n";
  put(INITIALIZE, sizeof INITIALIZE - 1);
  takeLine();
  put(INITIALIZED, sizeof INITIALIZED - 1);

  char line[4096], path[4000];
  int count;
  while (fgets(line, sizeof line, stdin) != NULL && sscanf(line, "%d %3999s", &count, path) == 2) {
    size_t length;
    char *frame = load(path, &length);
    for (int i = 0; i < count; i++) printf("%ld ", roundTrip(frame, length));
    printf("\n");
    fflush(stdout);
    free(frame);
  }
  close(toServer);
  waitpid(server, NULL, 0);
  return 0;
}
