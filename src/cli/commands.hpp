// The commands, one function each, in command_NAME.cpp.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "cli/cli.hpp"
#include "cli/console.hpp"
#include "cli/parse.hpp"
#include "pipeline/read.hpp"

namespace kept {

// --date, --speaker and --country.
DocumentHints document_hints(const Invocation& invocation);

// The documents that operands name; what could not be read is said, and counted.
struct ReadDocuments {
  std::vector<Document> documents;
  std::size_t failed = 0;
};
ReadDocuments read_documents(const std::vector<std::string>& operands, const Invocation& invocation,
                             const ClaimReader& reader, Console& console);

ExitCode run_check(const Invocation& invocation, Console& console);
ExitCode run_compare(const Invocation& invocation, Console& console);
ExitCode run_diff(const Invocation& invocation, Console& console);
ExitCode run_due(const Invocation& invocation, Console& console);
ExitCode run_explain(const Invocation& invocation, Console& console);
ExitCode run_export(const Invocation& invocation, Console& console);
ExitCode run_link(const Invocation& invocation, Console& console);
ExitCode run_load(const Invocation& invocation, Console& console);
// What a terminal shows meanwhile: bytes taken of those to take, how fast, how long it will be.
std::string load_progress_line(std::uint64_t done, std::uint64_t all, std::uint64_t milliseconds);
ExitCode run_problems(const Invocation& invocation, Console& console);
ExitCode run_rates(const Invocation& invocation, Console& console);
ExitCode run_read(const Invocation& invocation, Console& console);
ExitCode run_review(const Invocation& invocation, Console& console);
ExitCode run_sources(const Invocation& invocation, Console& console);
ExitCode run_sql(const Invocation& invocation, Console& console);

}  // namespace kept
