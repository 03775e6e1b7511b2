// States and the bodies that act like one: codes, names as published files spell them, and their currency.
// The tables are data/country.tsv, data/country_alias.tsv, data/currency.tsv and data/currency_before_euro.tsv.
#pragma once

#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "base/date.hpp"
#include "base/result.hpp"

namespace kept {

class Countries {
 public:
  // Problem pack_broken: one of the tables is broken.
  static Result<Countries> from_data();

  // The party code (ISO 3166 alpha-2, EU, or of a body such as EIB) of a name, an alpha-2 or an alpha-3 code; letter
  // case does not matter. Empty where it is not known.
  [[nodiscard]] std::optional<std::string_view> code_of(std::string_view name) const;
  // As code_of, but of an alpha-2 code alone.
  [[nodiscard]] bool is_code(std::string_view alpha2) const;
  // The English name of a code; the code itself where it has none.
  [[nodiscard]] std::string_view name_of(std::string_view code) const;
  // Whether ISO 4217 has, or once had, this code; capitals only.
  [[nodiscard]] bool is_currency(std::string_view code) const;
  // ISO 4217 of the state's money on `day`; empty: no state of the table, or no money of its own.
  [[nodiscard]] std::string_view currency_of(std::string_view code, Date day) const;

 private:
  struct Country {
    std::string_view currency;
    std::string_view name;
    std::string_view currency_before_euro;
    std::optional<Date> before_euro_until;
  };
  std::map<std::string_view, Country> by_code_;
  std::set<std::string_view> currencies_;
  std::map<std::string, std::string_view, std::less<>> code_by_name_;  // lower case
};

// The tables of the binary, read once; a broken table of our own is an error of the build, which a test would show.
const Countries& countries();

}  // namespace kept
