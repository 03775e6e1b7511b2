#include "base/country.hpp"

#include <fmt/format.h>

#include <cassert>
#include <optional>
#include <utility>

#include "base/data_table.hpp"
#include "base/date.hpp"
#include "base/problem.hpp"
#include "base/result.hpp"
#include "base/text.hpp"

namespace kept {

Result<Countries> Countries::from_data() {
  Countries result;
  const auto table = read_data_table("data/country.tsv", {"code", "alpha3", "currency", "name"});
  if (!table) return table.problem();
  for (const DataRow& row : *table) {
    const std::string_view code = row.cells[0];
    result.by_code_[code] = {row.cells[2], row.cells[3], {}, {}};
    for (const std::string_view name : {row.cells[0], row.cells[1], row.cells[3]}) {
      result.code_by_name_[lower_case(name)] = code;
    }
  }
  const auto aliases = read_data_table("data/country_alias.tsv", {"name", "code"});
  if (!aliases) return aliases.problem();
  for (const DataRow& row : *aliases) result.code_by_name_[lower_case(row.cells[0])] = row.cells[1];
  const auto currencies = read_data_table("data/currency.tsv", {"code", "name"});
  if (!currencies) return currencies.problem();
  for (const DataRow& row : *currencies) result.currencies_.insert(row.cells[0]);
  const auto former = read_data_table("data/currency_before_euro.tsv", {"code", "currency", "until"});
  if (!former) return former.problem();
  for (const DataRow& row : *former) {
    const auto found = result.by_code_.find(row.cells[0]);
    const auto until = Date::parse_iso(row.cells[2]);
    if (found == result.by_code_.end() || !until) {
      return Problem{
          ProblemCode::pack_broken,
          fmt::format("'{}' is no code of data/country.tsv, or '{}' no day", row.cells[0], row.cells[2]),
          {.file = "data/currency_before_euro.tsv", .line = row.line, .column = {}, .byte = {}, .record = {}},
          "the table is not used",
          "write an ISO 3166 alpha-2 code and a day YYYY-MM-DD"};
    }
    found->second.currency_before_euro = row.cells[1];
    found->second.before_euro_until = until;
  }
  return result;
}

std::optional<std::string_view> Countries::code_of(std::string_view name) const {
  const auto found = code_by_name_.find(lower_case(trim(name)));
  if (found == code_by_name_.end()) return std::nullopt;
  return found->second;
}

bool Countries::is_code(std::string_view alpha2) const { return by_code_.contains(alpha2); }

bool Countries::is_currency(std::string_view code) const { return currencies_.contains(code); }

std::string_view Countries::name_of(std::string_view code) const {
  const auto found = by_code_.find(code);
  return found == by_code_.end() ? code : found->second.name;
}

std::string_view Countries::currency_of(std::string_view code, Date day) const {
  const auto found = by_code_.find(code);
  if (found == by_code_.end()) return {};
  const Country& country = found->second;
  if (country.before_euro_until && day <= *country.before_euro_until) return country.currency_before_euro;
  return country.currency;
}

const Countries& countries() {
  static const Countries table = [] {
    auto read = Countries::from_data();
    assert(read.ok());
    return read ? std::move(*read) : Countries{};
  }();
  return table;
}

}  // namespace kept
