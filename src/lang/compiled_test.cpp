#include "lang/compiled.hpp"

#include <gtest/gtest.h>

#include <cstddef>
#include <string>
#include <string_view>

#include "base/embedded.hpp"
#include "base/problem.hpp"
#include "base/result.hpp"
#include "lang/packs.hpp"

namespace kept {
namespace {

TEST(Compiled, AreThePacksOfTheTables) {
  const Result<Packs> packs = compile_packs(embedded_files());
  ASSERT_TRUE(packs.ok());
  EXPECT_TRUE(pack_up(packs.value()) == compiled_packs());
}

TEST(Compiled, ComeBackAsTheyWere) {
  const Result<Packs> packs = unpack(compiled_packs());
  ASSERT_TRUE(packs.ok());
  EXPECT_TRUE(pack_up(packs.value()) == compiled_packs());
}

TEST(Compiled, RefusesBytesThatAreCutOrGoOn) {
  const std::string_view bytes = compiled_packs();
  for (const std::size_t size :
       {std::size_t{0}, std::size_t{7}, std::size_t{1000}, bytes.size() / 2, bytes.size() - 1}) {
    const Result<Packs> packs = unpack(bytes.substr(0, size));
    ASSERT_FALSE(packs.ok()) << size;
    EXPECT_EQ(packs.problem().code, ProblemCode::pack_broken);
    EXPECT_FALSE(packs.problem().cure.empty());
  }
  EXPECT_FALSE(unpack(std::string(bytes) + "x").ok());
}

}  // namespace
}  // namespace kept
