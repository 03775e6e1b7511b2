#include "suites/known.hpp"

#include <charconv>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <system_error>

#include "base/problem.hpp"
#include "base/result.hpp"
#include "base/text.hpp"

namespace kept::suites {
namespace {

constexpr std::string_view header = "suite\tkind\tcases\treason";

Problem broken(std::uint64_t line, std::string what) {
  return Problem{ProblemCode::pack_broken,
                 std::move(what),
                 {"suites/known.tsv", line, {}, {}, {}},
                 "",
                 "write: " + std::string(header)};
}

std::optional<std::size_t> number_of(std::string_view text) {
  std::size_t value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc{} || end != text.data() + text.size() || value == 0) return std::nullopt;
  return value;
}

// "3 17-19" into `cases`; whether it is of this form and names no case twice.
bool add_cases(std::string_view text, KnownCases& known, std::set<std::size_t>& cases) {
  for (const std::string_view part : split(text, ' ')) {
    const std::size_t dash = part.find('-');
    const auto first = number_of(part.substr(0, dash));
    const auto last = dash == std::string_view::npos ? first : number_of(part.substr(dash + 1));
    if (!first || !last || *first > *last) return false;
    for (std::size_t at = *first; at <= *last; ++at) {
      if (known.left_out.contains(at) || known.failing.contains(at)) return false;
      cases.insert(at);
    }
  }
  return true;
}

}  // namespace

Result<KnownCases> known_cases(std::string_view bytes, std::string_view suite) {
  KnownCases known;
  std::uint64_t line_number = 0;
  for (const std::string_view line : split(bytes, '\n')) {
    ++line_number;
    if (line.empty() || line.starts_with("#") || line == header) continue;
    const auto cells = split(line, '\t');
    if (cells.size() != 4 || trim(cells[3]).empty()) return broken(line_number, "a row has four cells, none empty");
    if (cells[0] != suite) continue;
    if (cells[1] == "open") {
      known.open = true;
    } else if (cells[1] != "left_out" && cells[1] != "fails") {
      return broken(line_number, "the kind is left_out, fails or open");
    } else if (!add_cases(cells[2], known, cells[1] == "fails" ? known.failing : known.left_out)) {
      return broken(line_number, "the cases are numbers and ranges, none twice");
    }
  }
  return known;
}

std::string ranges_of(const std::set<std::size_t>& cases) {
  std::string line;
  for (auto at = cases.begin(); at != cases.end();) {
    const std::size_t first = *at;
    std::size_t last = first;
    while (++at != cases.end() && *at == last + 1) last = *at;
    if (!line.empty()) line += ' ';
    line += std::to_string(first);
    if (last > first) line += "-" + std::to_string(last);
  }
  return line;
}

}  // namespace kept::suites
