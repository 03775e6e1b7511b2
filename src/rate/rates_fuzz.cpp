// Any bytes as a rate file, and some conversions with what comes out of it.
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "base/decimal.hpp"
#include "rate/rates.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);  // NOLINT(*-reinterpret-cast)
  (void)kept::looks_like_rate_file(bytes);
  const auto file = kept::read_rate_file("fuzz.csv", bytes);
  if (!file) return 0;
  kept::RateTable rates;
  rates.add(*file);
  if (file->days.empty()) return 0;
  for (const auto policy :
       {kept::RatePolicy::day, kept::RatePolicy::month_mean, kept::RatePolicy::fiscal_year_budget}) {
    const auto converted = rates.convert({kept::Decimal::from_integer(100), "JPY", "USD", file->days.front(), policy});
    (void)converted.ok();
  }
  (void)kept::recover_original(rates, kept::Decimal::from_parts(123456, -2), file->days.front(), {"USD", "JPY"});
  return 0;
}
