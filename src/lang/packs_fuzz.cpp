// Any bytes as one table of a language pack, the others being those of English: it is compiled or refused with file and
// cure, and what was compiled finds phrases inside a text.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>
#include <vector>

#include "base/embedded.hpp"
#include "lang/lexicon.hpp"
#include "lang/packs.hpp"
#include "lang/token.hpp"

namespace {

void require(bool holds) {
  if (!holds) std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);  // NOLINT(*-reinterpret-cast)
  // The first byte chooses the table, so that every table's schema is met.
  std::vector<kept::EmbeddedFile> files;
  for (const kept::EmbeddedFile& file : kept::embedded_files()) {
    if (file.path.starts_with("src/lang/en/")) files.push_back(file);
  }
  require(!files.empty());
  if (!bytes.empty()) {
    files[static_cast<unsigned char>(bytes.front()) % files.size()].bytes = bytes.substr(1);
  }
  const auto packs = kept::compile_packs(files);
  if (!packs) {
    require(!packs.problem().where.file.empty() && !packs.problem().cure.empty());
    return 0;
  }
  const kept::LanguagePack* pack = packs->find("en");
  if (pack == nullptr) return 0;
  const kept::Tokens tokens = kept::tokenize("In March 2025 Japan gave 5 million dollars; two bridges.");
  for (const kept::Term& term : pack->lexicon.find(tokens)) {
    require(term.first < term.last && term.last <= tokens.size());
  }
  return 0;
}
