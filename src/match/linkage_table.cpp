#include "match/linkage_table.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <limits>
#include <optional>
#include <string>
#include <string_view>
#include <system_error>
#include <utility>
#include <vector>

#include "base/date.hpp"
#include "base/problem.hpp"
#include "base/result.hpp"
#include "base/text.hpp"
#include "match/linkage_spec.hpp"
#include "match/name_key.hpp"

namespace kept {
namespace {

constexpr std::size_t slots_first = 1024;
constexpr std::size_t rows_max = std::size_t{1} << 31U;

std::optional<std::int32_t> day_of(std::string_view text, bool compact) {
  std::string iso;
  if (compact && text.size() == 8) {
    iso = fmt::format("{}-{}-{}", text.substr(0, 4), text.substr(4, 2), text.substr(6, 2));
    text = iso;
  }
  const auto date = Date::parse_iso(text);
  if (!date) return std::nullopt;
  return static_cast<std::int32_t>(date->days().time_since_epoch().count());
}

double number_of(std::string_view text) {
  double value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  return error == std::errc{} && end == text.data() + text.size() ? value : std::numeric_limits<double>::quiet_NaN();
}

std::vector<std::string_view> parts_of(std::string_view text, bool words) {
  std::vector<std::string_view> parts;
  const auto between = [words](char c) {
    if (!words) return c == ';';
    const auto byte = static_cast<unsigned char>(c);
    const bool inside = byte >= 0x80U || (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    return !inside;
  };
  std::size_t begin = 0;
  for (std::size_t i = 0; i <= text.size(); ++i) {
    if (i < text.size() && !between(text[i])) continue;
    const std::string_view piece = trim(text.substr(begin, i - begin));
    if (!piece.empty()) parts.push_back(piece);
    begin = i + 1;
  }
  return parts;
}

// The places of texts in ascending order of their bytes. Most differ in their first eight, which are compared as one
// number.
std::vector<std::uint32_t> order_of(const std::vector<std::string_view>& texts) {
  struct Entry {
    std::uint64_t beginning = 0;
    std::uint32_t place = 0;
  };
  std::vector<Entry> entries;
  entries.reserve(texts.size());
  for (const std::string_view text : texts) {
    std::uint64_t beginning = 0;
    for (std::size_t i = 0; i < sizeof beginning; ++i) {
      beginning = (beginning << 8U) | (i < text.size() ? static_cast<unsigned char>(text[i]) : 0U);
    }
    entries.push_back({beginning, static_cast<std::uint32_t>(entries.size())});
  }
  std::ranges::sort(entries, [&texts](const Entry& a, const Entry& b) {
    if (a.beginning != b.beginning) return a.beginning < b.beginning;
    return texts[a.place] < texts[b.place];
  });
  std::vector<std::uint32_t> order;
  order.reserve(texts.size());
  for (const Entry& entry : entries) order.push_back(entry.place);
  return order;
}

class Builder {
 public:
  Builder(const LinkageSpec& spec, LinkageTable& table) : spec_(spec), table_(table) {}

  Status build(const LinkageRows& from, LinkageSide& side) {
    if (from.ids.size() > rows_max) {
      return Problem{ProblemCode::limit_reached,
                     fmt::format("a table has {} rows", from.ids.size()),
                     {},
                     "",
                     fmt::format("link at most {} rows at once", rows_max)};
    }
    side.rows = order_of(from.ids);
    const auto twice = std::ranges::adjacent_find(side.rows, {}, [&from](std::uint32_t row) { return from.ids[row]; });
    if (twice != side.rows.end()) {
      return Problem{ProblemCode::usage,
                     fmt::format("two rows have the id '{}'", from.ids[*twice]),
                     {},
                     "",
                     "give each row an id of its own"};
    }
    for (const LinkageColumn& column : spec_.columns) {
      const auto header = std::ranges::find(from.headers, column.header);
      if (header == from.headers.end()) {
        return Problem{ProblemCode::usage,
                       fmt::format("a table has no column '{}'", column.header),
                       {},
                       "",
                       "name a column of both tables in the specification"};
      }
      const auto index = static_cast<std::size_t>(header - from.headers.begin());
      side.columns.push_back(cells_of(column, from.columns[index], side.rows));
    }
    return Nothing{};
  }

 private:
  LinkageCells cells_of(const LinkageColumn& column, const std::vector<std::string_view>& texts,
                        const std::vector<std::uint32_t>& order) {
    LinkageCells cells;
    if (column.type == LinkageType::list) cells.begins.push_back(0);
    for (const std::uint32_t row : order) {
      const std::string_view text = trim(texts[row]);
      switch (column.type) {
        case LinkageType::text:
          cells.codes.push_back(code_of(column, text));
          break;
        case LinkageType::number: {
          const double number = number_of(text);
          if (number != number && !text.empty()) ++table_.unreadable;
          cells.numbers.push_back(number);
          break;
        }
        case LinkageType::date: {
          const auto day = day_of(text, column.compact);
          if (!day && !text.empty()) ++table_.unreadable;
          cells.days.push_back(day.value_or(LinkageCells::no_day));
          break;
        }
        case LinkageType::list:
          add_list(column, text, cells);
          break;
      }
    }
    return cells;
  }

  std::uint32_t code_of(const LinkageColumn& column, std::string_view text) {
    if (text.empty()) return 0;
    if (column.name_key) return table_.dictionary.code_of(name_key(text));
    if (column.lower) return table_.dictionary.code_of(lower_case(text));
    return table_.dictionary.code_of(text);
  }

  void add_list(const LinkageColumn& column, std::string_view text, LinkageCells& cells) {
    const std::size_t begin = cells.items.size();
    for (const std::string_view item : parts_of(text, column.words)) {
      if (const std::uint32_t code = code_of(column, item); code != 0) cells.items.push_back(code);
    }
    const auto first = cells.items.begin() + static_cast<std::ptrdiff_t>(begin);
    std::sort(first, cells.items.end());
    cells.items.erase(std::unique(first, cells.items.end()), cells.items.end());
    cells.begins.push_back(static_cast<std::uint32_t>(cells.items.size()));
  }

  const LinkageSpec& spec_;
  LinkageTable& table_;
};

// Whether a text of the column stands in `repeats_min` rows on average.
bool repeats(const LinkageTable& table, std::size_t column) {
  constexpr std::size_t repeats_min = 4;
  std::vector<bool> seen(table.dictionary.size(), false);
  std::size_t rows = 0;
  std::size_t distinct = 0;
  for (const LinkageSide* side : {&table.left, &table.right}) {
    if (side->columns.empty()) continue;
    for (const std::uint32_t code : side->columns[column].codes) {
      ++rows;
      if (!seen[code]) ++distinct;
      seen[code] = true;
    }
  }
  return rows >= repeats_min * distinct;
}

}  // namespace

std::uint64_t mix(std::uint64_t value) {
  value = (value ^ (value >> 30U)) * 0xbf58476d1ce4e5b9U;
  value = (value ^ (value >> 27U)) * 0x94d049bb133111ebU;
  return value ^ (value >> 31U);
}

std::uint64_t hash_bytes(std::string_view bytes) {
  std::uint64_t hash = 0x9e3779b97f4a7c15U ^ bytes.size();
  while (!bytes.empty()) {
    std::uint64_t eight = 0;
    const std::size_t taken = std::min(bytes.size(), sizeof eight);
    std::memcpy(&eight, bytes.data(), taken);
    hash = mix(hash ^ eight) + 0x9e3779b97f4a7c15U;
    bytes.remove_prefix(taken);
  }
  return mix(hash);
}

Dictionary::Dictionary() : begins_{0, 0}, hashes_{0}, ascii_{true}, slots_(slots_first, 0) {}

std::uint32_t Dictionary::code_of(std::string_view text) {
  if (text.empty()) return 0;
  const std::uint64_t hash = hash_bytes(text);
  const std::size_t mask = slots_.size() - 1;
  std::size_t slot = hash & mask;
  for (; slots_[slot] != 0; slot = (slot + 1) & mask) {
    const std::uint32_t code = slots_[slot];
    if (hashes_[code] == hash && text_of(code) == text) return code;
  }
  const auto code = static_cast<std::uint32_t>(hashes_.size());
  slots_[slot] = code;
  texts_ += text;
  begins_.push_back(texts_.size());
  hashes_.push_back(hash);
  ascii_.push_back(std::ranges::all_of(text, [](char c) { return static_cast<unsigned char>(c) < 0x80U; }));
  if (hashes_.size() * 2 > slots_.size()) grow();
  return code;
}

void Dictionary::grow() {
  std::vector<std::uint32_t> slots(slots_.size() * 2, 0);
  const std::size_t mask = slots.size() - 1;
  for (std::size_t code = 1; code < hashes_.size(); ++code) {
    std::size_t slot = hashes_[code] & mask;
    while (slots[slot] != 0) slot = (slot + 1) & mask;
    slots[slot] = static_cast<std::uint32_t>(code);
  }
  slots_ = std::move(slots);
}

Result<LinkageTable> make_linkage_table(const LinkageSpec& spec, const LinkageRows& left, const LinkageRows* right) {
  LinkageTable table;
  table.with_itself = right == nullptr;
  Builder builder(spec, table);
  if (const Status built = builder.build(left, table.left); !built) return built.problem();
  if (right != nullptr) {
    if (const Status built = builder.build(*right, table.right); !built) return built.problem();
  }
  for (std::size_t i = 0; i < spec.columns.size(); ++i) table.repeats.push_back(repeats(table, i));
  return table;
}

}  // namespace kept
