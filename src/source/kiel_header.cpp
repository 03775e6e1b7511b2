#include <fmt/format.h>

#include <charconv>
#include <optional>
#include <string>
#include <string_view>
#include <system_error>
#include <vector>

#include "base/country.hpp"
#include "base/csv.hpp"
#include "base/date.hpp"
#include "base/text.hpp"
#include "source/contract.hpp"
#include "source/kiel.hpp"

namespace kept {
namespace {

const Contracts& kiel_contracts() {
  static const Contracts contracts("data/kiel_column.tsv",
                                   [](std::string_view table) { return fmt::format("Kiel's {}", table); });
  return contracts;
}

}  // namespace

KielHeader kiel_header(std::string_view file, const std::vector<std::string_view>& header) {
  return kiel_contracts().match(file, header);
}

std::string_view kiel_cell(const CsvReader& csv, const KielHeader& header, std::string_view field) {
  const auto column = header.columns.find(field);
  return column == header.columns.end() ? std::string_view{} : trim(csv.fields()[column->second]);
}

std::string kiel_giver(std::string_view name) { return std::string(countries().code_of(name).value_or(name)); }

std::optional<Date> kiel_month(std::string_view number) {
  constexpr int months_max = (2099 - 2022 + 1) * 12;
  int month = 0;
  const auto [end, error] = std::from_chars(number.data(), number.data() + number.size(), month);
  if (error != std::errc{} || end != number.data() + number.size()) return std::nullopt;
  if (month < 1 || month > months_max) return std::nullopt;
  return Date::from_ymd(2022 + (month - 1) / 12, static_cast<unsigned>((month - 1) % 12) + 1, 1);
}

}  // namespace kept
