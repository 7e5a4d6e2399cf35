// The same tiny MCP server as echo.cjs, so that next to nothing of what is measured is the server's.
#define _GNU_SOURCE
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static const char INITIALIZED[] =
  "\"result\":{\"protocolVersion\":\"2025-06-18\",\"capabilities\":{\"tools\":{}},"
  "\"serverInfo\":{\"name\":\"echo\",\"version\":\"1.0.0\"}}}\n";
static const char TOOLS[] =
  "\"result\":{\"tools\":[{\"name\":\"echo\",\"description\":\"Says the text back\","
  "\"inputSchema\":{\"type\":\"object\",\"properties\":{\"text\":{\"type\":\"string\"}}}}]}}\n";

static void put(const char *bytes, size_t length) {
  while (length > 0) {
    ssize_t written = write(1, bytes, length);
    if (written <= 0) exit(0);
    bytes += written;
    length -= written;
  }
}

static char *out;
static size_t outCapacity;

static void answer(char *frame, size_t length) {
  size_t head = length < 120 ? length : 120;
  char *id = memmem(frame, head, "\"id\":", 5);
  if (id == NULL) return;
  char start[96];
  int startLength = snprintf(start, sizeof start, "{\"jsonrpc\":\"2.0\",\"id\":%lld,", atoll(id + 5));
  const char *fixed = NULL;
  if (memmem(frame, head, "\"initialize\"", 12)) fixed = INITIALIZED;
  else if (memmem(frame, head, "\"tools/list\"", 12)) fixed = TOOLS;
  if (outCapacity < length + 256) out = realloc(out, outCapacity = length * 2 + 256);
  size_t at = 0;
  memcpy(out, start, startLength);
  at += startLength;
  if (fixed != NULL) {
    memcpy(out + at, fixed, strlen(fixed));
    at += strlen(fixed);
  } else {
    static const char OPEN[] = "\"result\":{\"content\":[{\"type\":\"text\",\"text\":\"";
    static const char CLOSE[] = "\"}]}}\n";
    char *text = memmem(frame, length, "\"text\":\"", 8);
    if (text == NULL || length < 4) return;
    text += 8;
    size_t textLength = frame + length - 4 - text;
    memcpy(out + at, OPEN, sizeof OPEN - 1);
    at += sizeof OPEN - 1;
    memcpy(out + at, text, textLength);
    at += textLength;
    memcpy(out + at, CLOSE, sizeof CLOSE - 1);
    at += sizeof CLOSE - 1;
  }
  put(out, at);
}

int main(void) {
  size_t capacity = 1 << 16, length = 0;
  char *buffer = malloc(capacity);
  for (;;) {
    if (capacity - length < 65536) buffer = realloc(buffer, capacity *= 2);
    ssize_t got = read(0, buffer + length, capacity - length);
    if (got <= 0) return 0;
    size_t searched = length, start = 0;
    length += got;
    char *end;
    while ((end = memchr(buffer + searched, '\n', length - searched)) != NULL) {
      answer(buffer + start, end - (buffer + start));
      start = searched = end + 1 - buffer;
    }
    if (start > 0) memmove(buffer, buffer + start, length - start);
    length -= start;
  }
}
