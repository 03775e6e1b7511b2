#include "pipeline/countries.hpp"

#include <algorithm>

#include "base/embedded.hpp"
#include "base/text.hpp"

namespace kept {

CountryCurrencies CountryCurrencies::embedded() {
  CountryCurrencies result;
  const auto table = embedded_file("data/country.tsv");
  if (!table) return result;
  std::ptrdiff_t code = -1;
  std::ptrdiff_t currency = -1;
  for (const std::string_view line : split(*table, '\n')) {
    if (line.empty() || line.front() == '#') continue;
    const auto fields = split(line, '\t');
    if (code < 0) {  // the header
      code = std::ranges::find(fields, "code") - fields.begin();
      currency = std::ranges::find(fields, "currency") - fields.begin();
      continue;
    }
    const auto count = std::ssize(fields);
    if (code < count && currency < count) {
      result.currency_by_country_.emplace(fields[static_cast<std::size_t>(code)],
                                          fields[static_cast<std::size_t>(currency)]);
    }
  }
  return result;
}

std::string CountryCurrencies::of(std::string_view country) const {
  const auto found = currency_by_country_.find(country);
  return found == currency_by_country_.end() ? std::string{} : found->second;
}

}  // namespace kept
