#include "source/json_sources.hpp"

#include <algorithm>
#include <array>
#include <string_view>

#include "source/json_items.hpp"
#include "source/readers.hpp"

namespace kept {
namespace {

struct JsonSource {
  bool (*is)(std::string_view head);
  void (*read)(const NamedBytes& file, const ReadOptions& options, SourcesRead& out);
};

// In the order in which they are asked.
constexpr std::array<JsonSource, 6> json_sources{{
    {is_kiel_json, read_kiel_json},
    {is_fts_json, read_fts_json},
    {is_ocds, read_ocds},
    {is_oc4ids, read_oc4ids},
    {is_missile_tests, read_missile_tests},
    {is_leaders_json, read_leaders_json},
}};

const JsonSource* source_of(const NamedBytes& file) {
  const std::string_view head = json_head(file.bytes);
  if (head.empty()) return nullptr;
  const auto* const found =
      std::ranges::find_if(json_sources, [&](const JsonSource& source) { return source.is(head); });
  return found == json_sources.end() ? nullptr : found;
}

}  // namespace

bool recognises_json(const NamedBytes& file, const Folder& /*folder*/, const ReadOptions& /*options*/) {
  return source_of(file) != nullptr;
}

void read_json_sources(const Folder& own, const ReadOptions& options, SourcesRead& out) {
  for (const NamedBytes* file : own.files) {
    if (const JsonSource* source = source_of(*file)) source->read(*file, options, out);
  }
}

}  // namespace kept
