#include "document/html_rules.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "base/data_table.hpp"
#include "base/date.hpp"
#include "base/problem.hpp"
#include "base/result.hpp"
#include "base/text.hpp"

namespace kept {
namespace {

constexpr std::array<std::pair<std::string_view, ElementRole>, 7> roles{{{"block", ElementRole::block},
                                                                         {"heading", ElementRole::heading},
                                                                         {"item", ElementRole::item},
                                                                         {"break", ElementRole::break_},
                                                                         {"verbatim", ElementRole::verbatim},
                                                                         {"aside", ElementRole::aside},
                                                                         {"link", ElementRole::link}}};

Problem broken(const char* file, std::uint64_t line, std::string what) {
  return {ProblemCode::pack_broken, std::move(what), {file, line, {}, {}, {}}, "", "see the file's first lines"};
}

}  // namespace

Result<HtmlRules> HtmlRules::from_data() {
  HtmlRules rules;
  constexpr const char* elements_file = "data/html_element.tsv";
  const auto elements = read_data_table(elements_file, {"element", "role"});
  if (!elements) return elements.problem();
  for (const DataRow& row : *elements) {
    const auto* const role = std::ranges::find(roles, row.cells[1], &std::pair<std::string_view, ElementRole>::first);
    if (role == roles.end()) return broken(elements_file, row.line, fmt::format("there is no role {}", row.cells[1]));
    rules.roles_[row.cells[0]] = role->second;
  }
  constexpr const char* metas_file = "data/html_meta.tsv";
  const auto metas = read_data_table(metas_file, {"attribute", "name", "field"});
  if (!metas) return metas.problem();
  for (const DataRow& row : *metas) {
    if (row.cells[2] != "date" && row.cells[2] != "title") {
      return broken(metas_file, row.line, fmt::format("there is no field {}", row.cells[2]));
    }
    rules.metas_.push_back({row.cells[0], row.cells[1], row.cells[2], row.line});
    if (row.cells[0] == "json-ld") rules.json_ld_rank_ = row.line;
  }
  return rules;
}

ElementRole HtmlRules::role_of(std::string_view element) const {
  const auto found = roles_.find(element);
  return found == roles_.end() ? ElementRole::inline_ : found->second;
}

const HtmlMeta* HtmlRules::meta(std::string_view attribute, std::string_view name) const {
  if (name.empty()) return nullptr;
  const auto found = std::ranges::find_if(
      metas_, [&](const HtmlMeta& meta) { return meta.attribute == attribute && meta.name == name; });
  return found == metas_.end() ? nullptr : &*found;
}

bool is_aside_role(std::string_view role) {
  constexpr std::array<std::string_view, 9> asides{"navigation", "banner", "contentinfo", "complementary", "search",
                                                   "menu",       "dialog", "menubar",     "toolbar"};
  return std::ranges::find(asides, role) != asides.end();
}

MainMark main_mark_of(std::string_view element, std::string_view role, std::string_view itemprop) {
  if (itemprop == "articlebody") return MainMark::article_body;
  if (element == "main" || role == "main") return MainMark::main;
  if (element == "article" || role == "article") return MainMark::article;
  return MainMark::none;
}

std::optional<Date> leading_date(std::string_view text) {
  constexpr std::size_t date_bytes = 10;
  std::string day(trim(text).substr(0, date_bytes));
  std::ranges::replace(day, '/', '-');
  return Date::parse_iso(day);
}

// A look for the key alone: the value is a string right behind it, whatever else the JSON is.
std::optional<Date> json_ld_date(std::string_view json) {
  constexpr std::string_view key = "\"datePublished\"";
  const std::size_t found = json.find(key);
  if (found == std::string_view::npos) return std::nullopt;
  std::string_view rest = trim(json.substr(found + key.size()));
  if (!rest.starts_with(':')) return std::nullopt;
  rest = trim(rest.substr(1));
  return rest.starts_with('"') ? leading_date(rest.substr(1)) : std::nullopt;
}

std::string language_of(std::string_view tag) {
  const std::string lower = lower_case(trim(tag));
  const std::size_t end = std::min(lower.find_first_of("-_"), lower.size());
  return end == 2 ? lower.substr(0, end) : std::string{};
}

}  // namespace kept
