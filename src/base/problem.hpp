// What went wrong, where, what was done instead and what would cure it.
//
// A Problem is data, not failure: readers return what they could read plus Problems. Every kind is declared once,
// in `problem_kinds` below; docs/problems.md is printed from it.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace kept {

enum class ProblemCode : std::uint8_t {
  file_missing,
  file_unreadable,
  folder_without_files,
  file_empty,
  file_binary,
  file_too_large,
  text_not_utf8,
  text_converted,
  text_damaged,
  document_broken,
  document_without_text,
  program_missing,
  xml_broken,
  xml_refused,
  csv_columns,
  csv_broken,
  csv_row,
  json_broken,
  archive_broken,
  value_unreadable,
  date_unreadable,
  date_implausible,
  currency_unknown,
  rate_gap,
  rate_jump,
  rate_missing,
  rate_frozen,
  source_unknown,
  scale_jump,
  summary_differs,
  mapping_broken,
  pack_broken,
  language_unread,
  ledger_newer,
  ledger_locked,
  ledger_broken,
  disk_full,
  permission_denied,
  load_interrupted,
  limit_reached,
  usage,
  internal,
};

// One kind of problem: its name as printed in JSON and in the ledger, and what it means in one sentence.
struct ProblemKind {
  ProblemCode code;
  std::string_view name;
  std::string_view meaning;
};

// All kinds, in the order of ProblemCode.
std::span<const ProblemKind> problem_kinds();

// The name of a kind as printed, e.g. "csv_columns".
std::string_view problem_name(ProblemCode code);

// Where a problem stands. Only what is known is set; `line` and `column` count from 1, `byte` from 0.
struct Place {
  std::string file;
  std::optional<std::uint64_t> line;
  std::optional<std::uint64_t> column;
  std::optional<std::uint64_t> byte;
  std::string record;
};

struct Problem {
  ProblemCode code = ProblemCode::internal;
  std::string what;  // one sentence, no final stop
  Place where;
  std::string done;  // what was done instead; empty: nothing could be done
  std::string cure;  // what would cure it; the best one shows the corrected command
};

// "FILE:LINE:COLUMN", "FILE, byte 12, RECORD"; empty where nothing is known.
std::string to_string(const Place& place);

// One line for people: "FILE:LINE:COLUMN: what; done; cure".
std::string to_string(const Problem& problem);

}  // namespace kept
