#include "source/iati_party.hpp"

#include <cassert>
#include <cstddef>
#include <map>
#include <optional>
#include <string>
#include <string_view>

#include "base/country.hpp"
#include "base/data_table.hpp"
#include "base/text.hpp"

namespace kept {
namespace {

struct Parties {
  std::map<std::string_view, std::string_view> by_ref;
  std::map<std::string_view, std::string_view> by_prefix;
  std::map<std::string_view, std::string_view> by_name;  // lower case
};

const Parties& parties() {
  static const Parties table = [] {
    Parties result;
    const auto rows = read_data_table("data/iati_publisher.tsv", {"match", "text", "code", "name"});
    assert(rows.ok());
    if (!rows) return result;
    for (const DataRow& row : *rows) {
      auto& of_kind =
          row.cells[0] == "ref" ? result.by_ref : (row.cells[0] == "prefix" ? result.by_prefix : result.by_name);
      of_kind.emplace(row.cells[1], row.cells[2]);
    }
    return result;
  }();
  return table;
}

std::optional<std::string_view> code_of_ref(std::string_view ref) {
  const Parties& table = parties();
  if (const auto found = table.by_ref.find(ref); found != table.by_ref.end()) return found->second;
  // The longest beginning that ends where a part ends; a table's text that ends in "_" may stop inside one.
  for (std::size_t size = ref.size(); size > 0; --size) {
    const bool whole = size == ref.size() || ref[size] == '-' || ref[size - 1] == '_' || ref[size - 1] == '-';
    if (!whole) continue;
    if (const auto found = table.by_prefix.find(ref.substr(0, size)); found != table.by_prefix.end())
      return found->second;
  }
  const std::string_view country = ref.substr(0, 2);
  if (!countries().is_code(country)) return std::nullopt;
  if (ref.size() == 2 || ref.substr(2).starts_with("-GOV-")) return country;
  return std::nullopt;
}

std::optional<std::string_view> code_of_name(std::string_view name) {
  const std::string lower = lower_case(name);
  const Parties& table = parties();
  if (const auto found = table.by_name.find(lower); found != table.by_name.end()) return found->second;
  // Two or three letters are a code, and no name says "it is a state" with that.
  if (name.size() <= 3) return std::nullopt;
  std::string_view rest = lower;
  for (const std::string_view head : {"the ", "government of ", "the "}) {
    if (rest.starts_with(head)) rest.remove_prefix(head.size());
  }
  return countries().code_of(rest);
}

}  // namespace

std::string iati_party(const IatiOrg& org) {
  const std::string_view ref = trim(org.ref);
  const std::string_view name = trim(org.name);
  if (const auto code = code_of_ref(ref)) return std::string(*code);
  if (const auto code = code_of_name(name)) return std::string(*code);
  return std::string(name.empty() ? ref : name);
}

}  // namespace kept
