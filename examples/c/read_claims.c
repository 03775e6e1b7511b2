/* Reads a file with libkept_read and prints one claim a line: id, kind, words, value, currency, giver, receiver.
 *
 *   cc read_claims.c $(pkg-config --cflags --libs kept_read) -o read_claims
 *   ./read_claims speech.txt
 */
#include <kept_read.h>
#include <stdio.h>
#include <stdlib.h>

static char *read_file(const char *path, size_t *size) {
  FILE *file = fopen(path, "rb");
  char *bytes = NULL;
  *size = 0;
  while (file != NULL) {
    char *more = realloc(bytes, *size + 65536);
    size_t count;
    if (more == NULL) break;
    bytes = more;
    count = fread(bytes + *size, 1, 65536, file);
    *size += count;
    if (count == 0) break;
  }
  if (file == NULL || ferror(file)) {
    free(bytes);
    bytes = NULL;
  }
  if (file != NULL) fclose(file);
  return bytes;
}

static const char *shown(const char *text) { return text == NULL ? "-" : text; }

int main(int argc, char **argv) {
  char *error = NULL;
  size_t size = 0, at;
  int status = 1;
  char *bytes;
  kept_reader *reader;
  kept_reading *reading = NULL;
  kept_hints hints = {sizeof(kept_hints), NULL, NULL, NULL, NULL, NULL};
  if (argc != 2) {
    fprintf(stderr, "use: read_claims FILE\n");
    return 2;
  }
  bytes = read_file(argv[1], &size);
  if (bytes == NULL) {
    fprintf(stderr, "read_claims: %s cannot be read\n", argv[1]);
    return 1;
  }
  hints.name = argv[1];
  reader = kept_reader_open(&error);
  if (reader != NULL) reading = kept_read(reader, bytes, size, &hints, &error);
  if (reading != NULL) {
    for (at = 0; at < kept_reading_claims(reading); ++at) {
      printf("%s\t%s\t%s\t%s\t%s\t%s\t%s\n", kept_claim_field(reading, at, KEPT_ID),
             kept_claim_field(reading, at, KEPT_KIND), kept_claim_field(reading, at, KEPT_TEXT),
             shown(kept_claim_field(reading, at, KEPT_VALUE)), shown(kept_claim_field(reading, at, KEPT_CURRENCY)),
             shown(kept_claim_list_item(reading, at, KEPT_GIVER, 0)),
             shown(kept_claim_list_item(reading, at, KEPT_RECEIVER, 0)));
    }
    status = 0;
  } else {
    fprintf(stderr, "read_claims: %s\n", shown(error));
  }
  kept_free_text(error);
  kept_reading_free(reading);
  kept_reader_free(reader);
  free(bytes);
  return status;
}
