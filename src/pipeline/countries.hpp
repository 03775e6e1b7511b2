// Each country's currency, from data/country.tsv.
#pragma once

#include <map>
#include <string>
#include <string_view>

namespace kept {

class CountryCurrencies {
 public:
  // From the table in the binary.
  static CountryCurrencies embedded();
  // The ISO 4217 code, or empty for a party that is no country with a currency.
  [[nodiscard]] std::string of(std::string_view country) const;

 private:
  std::map<std::string, std::string, std::less<>> currency_by_country_;
};

}  // namespace kept
