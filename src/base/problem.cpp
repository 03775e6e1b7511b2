#include "base/problem.hpp"

#include <array>
#include <cstddef>
#include <span>
#include <string>
#include <string_view>

namespace kept {
namespace {

constexpr std::array kinds{
    ProblemKind{ProblemCode::file_missing, "file_missing", "There is no such file or folder."},
    ProblemKind{ProblemCode::file_unreadable, "file_unreadable", "The file is there and could not be read."},
    ProblemKind{ProblemCode::folder_without_files, "folder_without_files",
                "The folder holds no file that can be read."},
    ProblemKind{ProblemCode::file_empty, "file_empty", "The file has no bytes, or blanks only."},
    ProblemKind{ProblemCode::file_binary, "file_binary", "The file is not text."},
    ProblemKind{ProblemCode::file_too_large, "file_too_large", "The file is larger than the stated limit."},
    ProblemKind{ProblemCode::text_not_utf8, "text_not_utf8", "The text is in no encoding that Kept can tell."},
    ProblemKind{ProblemCode::text_converted, "text_converted",
                "The text was in another encoding than UTF-8; it was converted."},
    ProblemKind{ProblemCode::text_damaged, "text_damaged",
                "Some bytes are no characters of the text's encoding; U+FFFD stands in their place."},
    ProblemKind{ProblemCode::document_broken, "document_broken",
                "The document (.docx, .pdf) is damaged, locked, or not what its first bytes say."},
    ProblemKind{ProblemCode::document_without_text, "document_without_text",
                "The document, or some of its pages, are pictures without text."},
    ProblemKind{ProblemCode::program_missing, "program_missing", "A program that Kept asks for help is not installed."},
    ProblemKind{ProblemCode::xml_broken, "xml_broken",
                "The XML is not well-formed; whole activities before the fault are kept."},
    ProblemKind{ProblemCode::xml_refused, "xml_refused",
                "The XML holds what is refused for safety: entities of its own, or nesting too deep."},
    ProblemKind{ProblemCode::csv_columns, "csv_columns", "The table's columns are not those of any known release."},
    ProblemKind{ProblemCode::csv_broken, "csv_broken", "The table cannot be read further: a quote is never closed."},
    ProblemKind{ProblemCode::csv_row, "csv_row", "A row has another number of fields than the header."},
    ProblemKind{ProblemCode::json_broken, "json_broken", "The JSON cannot be read."},
    ProblemKind{ProblemCode::archive_broken, "archive_broken",
                "The compressed file is damaged or expands beyond the limit."},
    ProblemKind{ProblemCode::value_unreadable, "value_unreadable",
                "A value is not a number; the record is kept without an amount."},
    ProblemKind{ProblemCode::date_unreadable, "date_unreadable",
                "A date does not exist or is not a date; the record is kept without it."},
    ProblemKind{ProblemCode::date_implausible, "date_implausible",
                "A date is before there was aid or after its data; the record is kept and covers no day."},
    ProblemKind{ProblemCode::currency_unknown, "currency_unknown",
                "A currency is not in ISO 4217; the amount is in no sum."},
    ProblemKind{ProblemCode::rate_gap, "rate_gap", "A rate series has a gap of more than ten days."},
    ProblemKind{ProblemCode::rate_jump, "rate_jump", "A rate jumps by more than it can from one day to the next."},
    ProblemKind{ProblemCode::rate_missing, "rate_missing", "There is no rate for the day or period."},
    ProblemKind{ProblemCode::rate_frozen, "rate_frozen",
                "A rate stands still while the market moves: an official rate was held, or the copy stopped."},
    ProblemKind{ProblemCode::source_unknown, "source_unknown",
                "The file is none of the known sources; it is left out."},
    ProblemKind{ProblemCode::scale_jump, "scale_jump",
                "A table's amounts are far from those of every known release: another unit."},
    ProblemKind{ProblemCode::summary_differs, "summary_differs",
                "A source's own summary differs from the sum of its rows."},
    ProblemKind{ProblemCode::mapping_broken, "mapping_broken",
                "A mapping file names a column or word that is not there."},
    ProblemKind{ProblemCode::pack_broken, "pack_broken", "A language pack or data table does not fit its schema."},
    ProblemKind{ProblemCode::language_unread, "language_unread",
                "A part of the document is in a language that no pack reads; it is left out."},
    ProblemKind{ProblemCode::ledger_newer, "ledger_newer", "The ledger was written by a newer version of Kept."},
    ProblemKind{ProblemCode::ledger_locked, "ledger_locked", "Another process has the ledger open for writing."},
    ProblemKind{ProblemCode::ledger_broken, "ledger_broken", "The ledger file is not a ledger or is damaged."},
    ProblemKind{ProblemCode::disk_full, "disk_full", "There is no space left; nothing was changed."},
    ProblemKind{ProblemCode::permission_denied, "permission_denied",
                "The file or folder may not be opened by this user."},
    ProblemKind{ProblemCode::load_interrupted, "load_interrupted", "The load was stopped; the ledger is as before."},
    ProblemKind{ProblemCode::limit_reached, "limit_reached",
                "A stated limit was reached; what is beyond it is left out."},
    ProblemKind{ProblemCode::usage, "usage", "The command line was not understood."},
    ProblemKind{ProblemCode::internal, "internal", "A fault of Kept itself."},
};

static_assert(kinds.size() == static_cast<std::size_t>(ProblemCode::internal) + 1);

// `to` with `part` behind it, the two joined by `separator` where both are there.
void join(std::string& to, std::string_view separator, std::string_view part) {
  if (part.empty()) return;
  if (!to.empty()) to += separator;
  to += part;
}

}  // namespace

std::span<const ProblemKind> problem_kinds() { return kinds; }

std::string_view problem_name(ProblemCode code) { return kinds.at(static_cast<std::size_t>(code)).name; }

std::string to_string(const Place& place) {
  std::string text = place.file;
  if (place.line) join(text, ":", std::to_string(*place.line));
  if (place.line && place.column) join(text, ":", std::to_string(*place.column));
  if (!place.line && place.byte) join(text, ", ", "byte " + std::to_string(*place.byte));
  join(text, ", ", place.record);
  return text;
}

std::string to_string(const Problem& problem) {
  std::string text = to_string(problem.where);
  join(text, ": ", problem.what);
  join(text, "; ", problem.done);
  join(text, "; ", problem.cure);
  return text;
}

}  // namespace kept
