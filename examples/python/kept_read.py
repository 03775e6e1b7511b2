"""Kept's reader of claims for Python, over libkept_read by ctypes; no other package is needed.

    import kept_read
    reader = kept_read.Reader()
    reading = reader.read("Japan gave Ukraine 5 million dollars.", date="2026-02-10")
    for claim in reading.claims:
        print(claim["text"], claim["value"], claim["currency"])

Fields are those of docs/json.md; amounts are decimal strings. The library is $KEPT_READ_LIBRARY, or libkept_read.so.1
where the system looks for libraries. A Reader may serve several threads.
"""
import ctypes
import os

_FIELDS = ["id", "kind", "text", "value", "low", "high", "currency", "unit", "quantifier", "modality", "stage", "instrument",
           "date_from", "date_to", "date_precision", "fiscal_year", "equivalent_of", "part_of", "implied_rate", "change", "cumulative",
           "element", "decided_from", "decided_to"]
_LISTS = ["giver", "receiver", "channel", "parties"]
_DOCUMENT = [None, "name", "format", "encoding", "language", "date", "title", "speaker", "speaker_role", "speaker_country"]


class Error(Exception):
    """The text cannot be read; the message says why."""


class _Hints(ctypes.Structure):
    _fields_ = [("size", ctypes.c_size_t), ("name", ctypes.c_char_p), ("date", ctypes.c_char_p), ("speaker", ctypes.c_char_p),
                ("country", ctypes.c_char_p), ("language", ctypes.c_char_p)]


class _Span(ctypes.Structure):
    _fields_ = [("byte_start", ctypes.c_size_t), ("byte_end", ctypes.c_size_t), ("start", ctypes.c_size_t), ("end", ctypes.c_size_t)]


def _load():
    library = ctypes.CDLL(os.environ.get("KEPT_READ_LIBRARY", "libkept_read.so.1"))
    pointer, text, size, number = ctypes.c_void_p, ctypes.c_char_p, ctypes.c_size_t, ctypes.c_int
    for name, answer, arguments in [
            ("kept_read_version", ctypes.c_uint32, []),
            ("kept_reader_open", pointer, [ctypes.POINTER(pointer)]),
            ("kept_reader_language", text, [pointer, size]),
            ("kept_reader_free", None, [pointer]),
            ("kept_read", pointer, [pointer, text, size, ctypes.POINTER(_Hints), ctypes.POINTER(pointer)]),
            ("kept_reading_free", None, [pointer]),
            ("kept_reading_field", text, [pointer, number]),
            ("kept_reading_claims", size, [pointer]),
            ("kept_reading_numbers_seen", size, [pointer]),
            ("kept_reading_numbers_left_out", size, [pointer]),
            ("kept_reading_problems", size, [pointer]),
            ("kept_reading_problem", text, [pointer, size, number]),
            ("kept_claim_field", text, [pointer, size, number]),
            ("kept_claim_list_size", size, [pointer, size, number]),
            ("kept_claim_list_item", text, [pointer, size, number, size]),
            ("kept_claim_span", number, [pointer, size, number, ctypes.POINTER(_Span)]),
            ("kept_free_text", None, [pointer])]:
        function = getattr(library, name)
        function.restype, function.argtypes = answer, arguments
    if library.kept_read_version() != 1:
        raise Error(f"libkept_read has version {library.kept_read_version()}, this module knows 1")
    return library


def _text(value):
    return None if value is None else value.decode("utf-8")


class Reading:
    """One document: `text`, `document` (what is known of it), `claims` (dicts), `problems` (code, line), `numbers_seen`, `numbers_left_out`."""

    def __init__(self, library, handle):
        self.text = _text(library.kept_reading_field(handle, 0))
        self.document = {name: _text(library.kept_reading_field(handle, at)) for at, name in enumerate(_DOCUMENT) if name}
        self.numbers_seen = library.kept_reading_numbers_seen(handle)
        self.numbers_left_out = library.kept_reading_numbers_left_out(handle)
        self.problems = [(_text(library.kept_reading_problem(handle, at, 0)), _text(library.kept_reading_problem(handle, at, 1)))
                         for at in range(library.kept_reading_problems(handle))]
        self.claims = [self._claim(library, handle, at) for at in range(library.kept_reading_claims(handle))]

    @staticmethod
    def _claim(library, handle, at):
        claim = {name: _text(library.kept_claim_field(handle, at, field)) for field, name in enumerate(_FIELDS)}
        claim["cumulative"] = claim["cumulative"] is not None
        for list_, name in enumerate(_LISTS):
            claim[name] = [_text(library.kept_claim_list_item(handle, at, list_, item))
                           for item in range(library.kept_claim_list_size(handle, at, list_))]
        for place, name in enumerate(["span", "sentence", "purpose"]):
            span = _Span()
            found = library.kept_claim_span(handle, at, place, ctypes.byref(span))
            claim[name] = (span.start, span.end) if found else None
        claim["start"], claim["end"] = claim.pop("span")
        return claim


class Reader:
    def __init__(self):
        self._library = _load()
        self._handle = self._call(lambda error: self._library.kept_reader_open(error))
        self.languages = []
        while (language := self._library.kept_reader_language(self._handle, len(self.languages))) is not None:
            self.languages.append(_text(language))

    def _call(self, function):
        error = ctypes.c_void_p()
        handle = function(ctypes.byref(error))
        if handle:
            return handle
        message = ctypes.cast(error, ctypes.c_char_p).value if error else b"no memory"
        self._library.kept_free_text(error)
        raise Error(_text(message))

    def read(self, text, *, name=None, date=None, speaker=None, country=None, language=None):
        """Reads a str or bytes (plain text, Markdown, HTML, .docx). Raises Error where it cannot be read."""
        data = text.encode("utf-8") if isinstance(text, str) else bytes(text)
        encoded = [None if hint is None else str(hint).encode("utf-8") for hint in (name, date, speaker, country, language)]
        hints = _Hints(ctypes.sizeof(_Hints), *encoded)
        handle = self._call(lambda error: self._library.kept_read(self._handle, data, len(data), ctypes.byref(hints), error))
        try:
            return Reading(self._library, handle)
        finally:
            self._library.kept_reading_free(handle)

    def __del__(self):
        if getattr(self, "_handle", None):
            self._library.kept_reader_free(self._handle)
