// The rows that are to be linked, as columns of numbers: each distinct text is kept once and known by its code.
#pragma once

#include <array>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "match/linkage_spec.hpp"

namespace kept {

// A table as it comes: views into bytes that outlive the linkage.
struct LinkageRows {
  std::vector<std::string_view> ids;  // one a row, no two alike
  std::vector<std::string_view> headers;
  std::vector<std::vector<std::string_view>> columns;  // of each header the cells, as many as ids
};

// Texts by code; code 0 is the missing text.
class Dictionary {
 public:
  Dictionary();
  std::uint32_t code_of(std::string_view text);
  [[nodiscard]] std::string_view text_of(std::uint32_t code) const {
    return std::string_view(texts_).substr(begins_[code], begins_[code + 1] - begins_[code]);
  }
  [[nodiscard]] std::uint64_t hash_of(std::uint32_t code) const { return hashes_[code]; }
  [[nodiscard]] bool is_ascii(std::uint32_t code) const { return ascii_[code]; }
  [[nodiscard]] std::size_t size() const { return hashes_.size(); }

 private:
  void grow();
  std::string texts_;
  std::vector<std::size_t> begins_;
  std::vector<std::uint64_t> hashes_;
  std::vector<bool> ascii_;
  std::vector<std::uint32_t> slots_;  // code, 0: free
};

// A hash of bytes, the same on every machine of one byte order.
std::uint64_t hash_bytes(std::string_view bytes);
// A number's digits well mixed (splitmix64's last step).
std::uint64_t mix(std::uint64_t value);

// One column of one table; which vectors are filled depends on its type.
struct LinkageCells {
  static constexpr std::int32_t no_day = std::numeric_limits<std::int32_t>::min();

  std::vector<std::uint32_t> codes;   // text
  std::vector<double> numbers;        // number; not a number: missing
  std::vector<std::int32_t> days;     // date, days since 1970; no_day: missing
  std::vector<std::uint32_t> begins;  // list: of each row, and the end
  std::vector<std::uint32_t> items;   // list: codes, ascending, each once

  [[nodiscard]] std::span<const std::uint32_t> list(std::size_t row) const {
    return std::span(items).subspan(begins[row], begins[row + 1] - begins[row]);
  }
};

struct LinkageSide {
  std::vector<std::uint32_t> rows;  // where each row stands in the table as given: rows are in the order of their ids
  std::vector<LinkageCells> columns;
  [[nodiscard]] std::size_t size() const { return rows.size(); }
};

struct LinkageTable {
  Dictionary dictionary;
  LinkageSide left;
  LinkageSide right;  // empty where one table is linked with itself
  bool with_itself = false;
  std::vector<bool> repeats;     // of each column: a text column whose texts stand in several rows each
  std::uint64_t unreadable = 0;  // cells that are no number or no day: taken as missing

  [[nodiscard]] const LinkageSide& other() const { return with_itself ? left : right; }
};

// Puts the rows in the order of their ids, so that nothing depends on the order in which they come. `right` null: the
// table is linked with itself. Problems: usage (a header that the specification names is missing, two rows have one
// id), limit_reached (more than 2^31 rows).
Result<LinkageTable> make_linkage_table(const LinkageSpec& spec, const LinkageRows& left, const LinkageRows* right);

}  // namespace kept
