/* Kept's reader of claims: text in, what it says that published facts could show true or false out.
 *
 * libkept_read holds the language packs and all that reads; it opens no file, starts no program, keeps no global state
 * and throws nothing. A kept_reader may be used by several threads at once; a kept_reading belongs to one at a time.
 *
 * Fields and their values are those of docs/json.md. Strings are UTF-8, end in a zero byte, and live as long as the
 * reading or reader that gave them. What is unknown or not said is NULL, never guessed.
 *
 * Versions: a program that was built with this header runs with every library of the same KEPT_READ_VERSION, also a
 * newer one; new fields get new numbers, none changes its meaning. The symbols are versioned KEPT_READ_1.
 */
#ifndef KEPT_READ_H
#define KEPT_READ_H

#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

#define KEPT_READ_VERSION 1

#if defined(__GNUC__)
#define KEPT_READ_API __attribute__((visibility("default")))
#else
#define KEPT_READ_API
#endif

typedef struct kept_reader kept_reader;   /* the language packs, compiled */
typedef struct kept_reading kept_reading; /* one document and its claims */

/* What is known of a document from outside its text; it wins over what the text says. Set size to sizeof(kept_hints)
 * and what is not known to NULL. */
typedef struct kept_hints {
  size_t size;
  const char *name;     /* how the document is called in problems; NULL: "document" */
  const char *date;     /* YYYY-MM-DD: "last December" is counted from here */
  const char *speaker;  /* who speaks */
  const char *country;  /* the speaker's, ISO 3166 alpha-2 */
  const char *language; /* ISO 639-1 */
} kept_hints;

/* Bytes and Unicode code points of the document's text; end is exclusive. */
typedef struct kept_span {
  size_t byte_start, byte_end;
  size_t start, end;
} kept_span;

/* Of a document. */
enum kept_document_field {
  KEPT_DOCUMENT_TEXT = 0, /* all offsets point into it */
  KEPT_DOCUMENT_NAME = 1,
  KEPT_DOCUMENT_FORMAT = 2,   /* text, html, docx */
  KEPT_DOCUMENT_ENCODING = 3, /* of the bytes, which were converted */
  KEPT_DOCUMENT_LANGUAGE = 4,
  KEPT_DOCUMENT_DATE = 5,
  KEPT_DOCUMENT_TITLE = 6,
  KEPT_DOCUMENT_SPEAKER = 7,
  KEPT_DOCUMENT_SPEAKER_ROLE = 8,
  KEPT_DOCUMENT_SPEAKER_COUNTRY = 9
};

/* Of a claim, one value each. Amounts and numbers are decimal strings, exact. */
enum kept_field {
  KEPT_ID = 0,   /* c1, c2 ... in the order of the text */
  KEPT_KIND = 1, /* money, count, share, goods, event, agreement, sanction, act */
  KEPT_TEXT = 2, /* the words themselves */
  KEPT_VALUE = 3,
  KEPT_LOW = 4, /* of a range */
  KEPT_HIGH = 5,
  KEPT_CURRENCY = 6, /* ISO 4217 */
  KEPT_UNIT = 7,
  KEPT_QUANTIFIER = 8,
  KEPT_MODALITY = 9,
  KEPT_STAGE = 10,
  KEPT_INSTRUMENT = 11,
  KEPT_DATE_FROM = 12, /* YYYY-MM-DD */
  KEPT_DATE_TO = 13,
  KEPT_DATE_PRECISION = 14,
  KEPT_FISCAL_YEAR = 15,
  KEPT_EQUIVALENT_OF = 16, /* id of the claim that this one restates in another currency */
  KEPT_PART_OF = 17,       /* id of the total */
  KEPT_IMPLIED_RATE = 18,
  KEPT_CHANGE = 19,
  KEPT_CUMULATIVE = 20, /* "true" or NULL */
  KEPT_ELEMENT = 21,    /* where it stands in HTML or .docx: p[12] */
  KEPT_DECIDED_FROM = 22,
  KEPT_DECIDED_TO = 23
};

/* Of a claim, any number of values each: parties are ISO 3166 alpha-2 codes or acronyms of organisations. */
enum kept_list { KEPT_GIVER = 0, KEPT_RECEIVER = 1, KEPT_CHANNEL = 2, KEPT_PARTIES = 3 };

/* Where a claim, its sentence, its purpose stand. */
enum kept_place { KEPT_SPAN = 0, KEPT_SENTENCE = 1, KEPT_PURPOSE = 2 };

/* Of what went wrong or was done to the bytes (another encoding, a damaged place). */
enum kept_problem_field {
  KEPT_PROBLEM_CODE = 0, /* a name of docs/problems.md */
  KEPT_PROBLEM_LINE = 1  /* one line for people */
};

/* KEPT_READ_VERSION of the library that is running. */
KEPT_READ_API uint32_t kept_read_version(void);

/* Compiles the packs: once for a program. NULL: it failed, and *error (where error is not NULL) is one line that tells
 * why, to be freed by kept_free_text. */
KEPT_READ_API kept_reader *kept_reader_open(char **error);
/* The languages that the packs read, ISO 639-1; NULL behind the last. */
KEPT_READ_API const char *kept_reader_language(const kept_reader *reader, size_t index);
KEPT_READ_API void kept_reader_free(kept_reader *reader);

/* Reads plain text, Markdown, HTML or .docx; what it is, the bytes tell. hints may be NULL. NULL: it cannot be read
 * (empty, binary, too large, damaged), and *error tells why, as above. */
KEPT_READ_API kept_reading *kept_read(const kept_reader *reader, const char *bytes, size_t size,
                                      const kept_hints *hints, char **error);
KEPT_READ_API void kept_reading_free(kept_reading *reading);

KEPT_READ_API const char *kept_reading_field(const kept_reading *reading, enum kept_document_field field);
KEPT_READ_API size_t kept_reading_text_size(const kept_reading *reading); /* of KEPT_DOCUMENT_TEXT, in bytes */
KEPT_READ_API size_t kept_reading_claims(const kept_reading *reading);
/* Every number of the text stands in a claim or is left out. */
KEPT_READ_API size_t kept_reading_numbers_seen(const kept_reading *reading);
KEPT_READ_API size_t kept_reading_numbers_left_out(const kept_reading *reading);
KEPT_READ_API size_t kept_reading_problems(const kept_reading *reading);
KEPT_READ_API const char *kept_reading_problem(const kept_reading *reading, size_t problem,
                                               enum kept_problem_field field);

/* Of claim number `claim`, from 0. NULL, 0: not said, no such claim, or a field that this library does not know. */
KEPT_READ_API const char *kept_claim_field(const kept_reading *reading, size_t claim, enum kept_field field);
KEPT_READ_API size_t kept_claim_list_size(const kept_reading *reading, size_t claim, enum kept_list list);
KEPT_READ_API const char *kept_claim_list_item(const kept_reading *reading, size_t claim, enum kept_list list,
                                               size_t index);
/* 1 and *span, or 0. */
KEPT_READ_API int kept_claim_span(const kept_reading *reading, size_t claim, enum kept_place place, kept_span *span);

KEPT_READ_API void kept_free_text(char *text);

#ifdef __cplusplus
}
#endif

#endif
