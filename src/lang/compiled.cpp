#include "lang/compiled.hpp"

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

#include "base/problem.hpp"
#include "base/result.hpp"
#include "lang/packed.hpp"
#include "lang/packs.hpp"

namespace kept {
namespace {

void write_pack(PackedWriter& out, const LanguagePack& pack) {
  out.text(pack.language);
  for (const bool trait :
       {pack.traits.unspaced, pack.traits.bare_genitive, pack.traits.small_demonyms, pack.traits.verb_last}) {
    out.size(trait ? 1 : 0);
  }
  out.text(pack.traits.domestic);
  out.text(pack.traits.home);
  pack.lexicon.write(out);
  pack.marks.write(out);
  pack.dates.write(out);
  pack.glosses.write(out);
}

void read_pack(PackedReader& in, LanguagePack& pack) {
  pack.language = in.text();
  for (bool* trait :
       {&pack.traits.unspaced, &pack.traits.bare_genitive, &pack.traits.small_demonyms, &pack.traits.verb_last}) {
    *trait = in.size() != 0;
  }
  pack.traits.domestic = in.text();
  pack.traits.home = in.text();
  pack.lexicon.read(in);
  pack.marks.read(in);
  pack.dates.read(in);
  pack.glosses.read(in);
}

Problem cut_short() {
  Problem problem;
  problem.code = ProblemCode::pack_broken;
  problem.what = "the compiled packs are cut short or too long";
  problem.where.file = "compiled packs";
  problem.cure = "build the program again";
  return problem;
}

}  // namespace

std::string pack_up(const Packs& packs) {
  PackedWriter out;
  out.size(packs.packs.size());
  for (const auto& pack : packs.packs) write_pack(out, *pack);
  packs.languages.write(out);
  return out.take();
}

Result<Packs> unpack(std::string_view bytes) {
  Packs packs;
  PackedReader in(bytes);
  const std::uint64_t count = in.size();
  for (std::uint64_t at = 0; at < count && in.good(); ++at) {
    read_pack(in, *packs.packs.emplace_back(std::make_unique<LanguagePack>()));
  }
  packs.languages.read(in);
  if (!in.good() || !in.at_end()) return cut_short();
  return packs;
}

}  // namespace kept
