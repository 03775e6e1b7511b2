// Column contracts: which columns the tables of a source have, by data (data/*_column.tsv). A file that has all that is
// required is that table; one that has most of it is a release with other columns and is not read, but reported with
// what is missing and what was probably renamed.
#pragma once

#include <cstddef>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/problem.hpp"

namespace kept {

// What a header was found to be.
struct MatchedTable {
  std::string table;                                        // its name in the data; empty: none
  std::map<std::string, std::size_t, std::less<>> columns;  // by field
  std::optional<Problem> problem;                           // csv_columns where it is only nearly that table
  std::vector<std::string> unknown;                         // columns that the contract does not name
};

class Contracts {
 public:
  // Of an embedded table with the columns table, field, column, need (required or optional); several lines of a field
  // are names that it has in one release or another. `title` says what a table is called in messages.
  Contracts(std::string_view data_file, std::string (*title)(std::string_view table));

  // The table with most required columns of those that the header has entirely, else the one that it nearly is.
  [[nodiscard]] MatchedTable match(std::string_view file, const std::vector<std::string_view>& header) const;

 private:
  struct Field {
    std::vector<std::string_view> columns;
    bool required = false;
  };
  using Table = std::map<std::string_view, Field>;
  struct Likeness;
  static Likeness likeness(std::string_view table, const Table& fields, const std::vector<std::string_view>& header);
  [[nodiscard]] Problem problem_of(std::string_view file, const Likeness& like) const;

  std::map<std::string_view, Table> tables_;
  std::string (*title_)(std::string_view table);
};

}  // namespace kept
