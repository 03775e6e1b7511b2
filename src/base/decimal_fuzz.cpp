// Any bytes as two decimals: what was read prints and reads as itself, and the laws of arithmetic hold.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "base/decimal.hpp"

namespace {

void require(bool holds) {
  if (!holds) std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);  // NOLINT(*-reinterpret-cast)
  const std::size_t middle = text.find(' ');
  const auto a = kept::Decimal::parse(text.substr(0, middle), true);
  if (!a) return 0;
  require(kept::Decimal::parse(a->to_string()) == a);
  require(a->negated().negated() == *a && a->abs() == a->negated().abs());
  require(a->rounded_to_digits(kept::Decimal::max_digits) == *a);
  if (middle == std::string_view::npos) return 0;
  const auto b = kept::Decimal::parse(text.substr(middle + 1), true);
  if (!b) return 0;
  require(kept::Decimal::add_exact(*a, *b) == kept::Decimal::add_exact(*b, *a));
  require(kept::Decimal::multiply_exact(*a, *b) == kept::Decimal::multiply_exact(*b, *a));
  if (const auto sum = kept::Decimal::add_exact(*a, *b)) require(*a + *b == *sum);
  if (const auto product = kept::Decimal::multiply_exact(*a, *b)) require(*a * *b == *product);
  require((*a < *b) == (*b > *a));
  if (!b->is_zero()) (void)(*a / *b);
  return 0;
}
