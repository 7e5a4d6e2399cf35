// Hyperscan on the same patterns: `hyperscan PATTERNS TEXT TURNS` compiles what it can of a file with one pattern a line,
// says how many those are, and for each line of its input scans the text TURNS times and prints the microseconds of one.
#include <hs.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

static int found(unsigned int id, unsigned long long from, unsigned long long to, unsigned int flags, void *context) {
  (void)id, (void)from, (void)to, (void)flags;
  *(unsigned long *)context += 1;
  return 0;
}

static char *whole(const char *path, size_t *size) {
  FILE *file = fopen(path, "rb");
  if (!file) exit(2);
  fseek(file, 0, SEEK_END);
  *size = (size_t)ftell(file);
  rewind(file);
  char *bytes = malloc(*size + 1);
  if (!bytes || fread(bytes, 1, *size, file) != *size) exit(2);
  bytes[*size] = 0;
  fclose(file);
  return bytes;
}

static double micros(void) {
  struct timespec now;
  clock_gettime(CLOCK_MONOTONIC, &now);
  return now.tv_sec * 1e6 + now.tv_nsec / 1e3;
}

int main(int argc, char **argv) {
  if (argc < 4) return 2;
  size_t length, size;
  char *lines = whole(argv[1], &length);
  char *text = whole(argv[2], &size);
  int turns = atoi(argv[3]);
  static const char *patterns[8192];
  static unsigned flags[8192], ids[8192];
  unsigned count = 0, given = 0;
  for (char *line = strtok(lines, "\n"); line && count < 8192; line = strtok(NULL, "\n")) {
    hs_database_t *one;
    hs_compile_error_t *error;
    given += 1;
    if (hs_compile(line, HS_FLAG_SINGLEMATCH | HS_FLAG_MULTILINE, HS_MODE_BLOCK, NULL, &one, &error) != HS_SUCCESS) {
      hs_free_compile_error(error);
      continue;
    }
    hs_free_database(one);
    patterns[count] = line;
    flags[count] = HS_FLAG_SINGLEMATCH | HS_FLAG_MULTILINE;
    ids[count] = count;
    count += 1;
  }
  hs_database_t *database;
  hs_compile_error_t *error;
  if (hs_compile_multi(patterns, flags, ids, count, HS_MODE_BLOCK, NULL, &database, &error) != HS_SUCCESS) return 2;
  hs_scratch_t *scratch = NULL;
  if (hs_alloc_scratch(database, &scratch) != HS_SUCCESS) return 2;
  printf("%u of %u\n", count, given);
  fflush(stdout);
  while (getchar() != EOF) {
    unsigned long matches = 0;
    double start = micros();
    for (int turn = 0; turn < turns; turn += 1) hs_scan(database, text, (unsigned)size, 0, scratch, found, &matches);
    printf("%.3f\n", (micros() - start) / turns);
    fflush(stdout);
  }
  return 0;
}
