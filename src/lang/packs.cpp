#include "lang/packs.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstddef>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>

#include "base/data_table.hpp"
#include "base/embedded.hpp"
#include "base/problem.hpp"
#include "base/result.hpp"
#include "base/text.hpp"
#include "lang/compiled.hpp"
#include "lang/language.hpp"
#include "lang/lexicon.hpp"
#include "lang/table.hpp"
#include "lang/word_kind.hpp"

namespace kept {
namespace {

constexpr std::string_view root = "src/lang/";

std::optional<std::string_view> bytes_of(std::span<const EmbeddedFile> files, std::string_view path) {
  const auto found = std::ranges::find(files, path, &EmbeddedFile::path);
  if (found == files.end()) return std::nullopt;
  return found->bytes;
}

// "en" of "src/lang/en/number.tsv"; empty for any other path.
std::string_view language_of(std::string_view path) {
  if (!path.starts_with(root)) return {};
  path.remove_prefix(root.size());
  const std::size_t slash = path.find('/');
  return slash == std::string_view::npos ? std::string_view{} : path.substr(0, slash);
}

bool ends_or_begins_sentences(const Entry& entry) {
  return entry.table == Table::abbreviation || (entry.table == Table::function_word && entry.column(0) == "starter");
}

// Whether there is such a trait.
bool set_trait(Traits& traits, std::string_view name, std::string_view value) {
  if (name == "unspaced") {
    traits.unspaced = value == "yes";
  } else if (name == "bare_genitive") {
    traits.bare_genitive = value == "yes";
  } else if (name == "small_demonyms") {
    traits.small_demonyms = value == "yes";
  } else if (name == "verb_last") {
    traits.verb_last = value == "yes";
  } else if (name == "domestic") {
    traits.domestic = value;
  } else if (name == "home") {
    traits.home = value;
  } else {
    return false;
  }
  return true;
}

Problem too_many(const std::string& path) {
  return {ProblemCode::pack_broken,
          fmt::format("more than {} languages", LanguageIdentifier::languages_max),
          {path, {}, {}, {}, {}},
          "",
          "take one out"};
}

bool add_to_identifier(LanguageIdentifier& languages, std::string_view language, std::string_view kind,
                       std::string_view phrase) {
  if (kind == "letters") return languages.add_letters(language, phrase);
  bool added = true;
  for (const std::string_view word : split(phrase, '|')) added = languages.add_word(language, trim(word)) && added;
  return added;
}

Status add_table(Packs& packs, LanguagePack& pack, const TableSchema& schema, std::span<const EmbeddedFile> files) {
  const std::string path = fmt::format("{}{}/{}.tsv", root, pack.language, schema.name);
  const auto bytes = bytes_of(files, path);
  if (!bytes) {
    if (!schema.required) return Nothing{};
    return Problem{ProblemCode::pack_broken, "the table is missing", {path, {}, {}, {}, {}}, "", "add the file"};
  }
  auto rows = parse_table(schema, path, *bytes);
  if (!rows) return rows.problem();
  for (TableRow& row : *rows) {
    if (schema.table == Table::trait) {
      if (set_trait(pack.traits, row.phrase, row.columns[0])) continue;
      return Problem{ProblemCode::pack_broken,
                     fmt::format("no trait \"{}\"", row.phrase),
                     {path, row.line, {}, {}, {}},
                     "",
                     "write one of: unspaced bare_genitive small_demonyms verb_last home domestic"};
    }
    Entry entry{schema.table, std::move(row.columns)};
    if (schema.columns[0].kind == CellKind::choice) {
      entry.kind = place_among(schema.columns[0].choices, entry.column(0));
    }
    if (ends_or_begins_sentences(entry)) pack.marks.add(row.phrase, entry);
    if (schema.table == Table::language) {
      if (!add_to_identifier(packs.languages, pack.language, entry.column(0), row.phrase)) return too_many(path);
    } else if (schema.table == Table::gloss) {
      pack.glosses.add(row.phrase, std::move(entry));
    } else if (schema.table != Table::date) {
      pack.lexicon.add(row.phrase, std::move(entry));
    } else if (std::string complaint = pack.dates.add(row.phrase, std::move(entry)); !complaint.empty()) {
      return Problem{ProblemCode::pack_broken, complaint, {path, row.line, {}, {}, {}}, "", "see lang/pattern.hpp"};
    }
  }
  return Nothing{};
}

// Languages that are told from those of the packs, and that no pack reads yet.
Status add_unread(Packs& packs, std::span<const EmbeddedFile> files) {
  const std::string path = "data/language_unread.tsv";
  const auto bytes = bytes_of(files, path);
  if (!bytes) return Nothing{};
  const auto rows = read_data_table(path, *bytes, {"language", "kind", "phrase"});
  if (!rows) return rows.problem();
  for (const DataRow& row : *rows) {
    if (!add_to_identifier(packs.languages, row.cells[0], row.cells[1], row.cells[2])) return too_many(path);
  }
  return Nothing{};
}

}  // namespace

const LanguagePack* Packs::find(std::string_view language) const {
  const auto found = std::ranges::find_if(packs, [&](const auto& pack) { return pack->language == language; });
  return found == packs.end() ? nullptr : found->get();
}

Result<Packs> compile_packs(std::span<const EmbeddedFile> files) {
  Packs packs;
  for (const EmbeddedFile& file : files) {
    const std::string_view language = language_of(file.path);
    if (language.empty() || packs.find(language) != nullptr) continue;
    auto pack = std::make_unique<LanguagePack>();
    pack->language = language;
    for (const TableSchema& schema : table_schemas()) {
      if (Status added = add_table(packs, *pack, schema, files); !added) return added.problem();
    }
    packs.packs.push_back(std::move(pack));
  }
  packs.languages.end_read();
  if (Status added = add_unread(packs, files); !added) return added.problem();
  return packs;
}

Result<Packs> load_packs() { return unpack(compiled_packs()); }

}  // namespace kept
