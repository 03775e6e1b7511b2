#include "match/name_key.hpp"

#include <algorithm>
#include <cassert>
#include <cstddef>
#include <cstdint>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/data_table.hpp"
#include "base/problem.hpp"
#include "base/result.hpp"
#include "base/text.hpp"

namespace kept {
namespace {

struct NameTables {
  std::map<std::string_view, std::string_view> letters;
  std::map<std::string_view, std::string_view> sounds;
  std::map<std::string_view, std::string_view> sounds_at_begin;
  std::map<std::string_view, std::string_view> sounds_at_end;
  std::set<std::string_view> endings;
  std::set<std::string_view> passed_over;

  static Result<NameTables> from_data();
};

Result<NameTables> NameTables::from_data() {
  NameTables tables;
  const auto letters = read_data_table("data/name_letter.tsv", {"letters", "latin"});
  if (!letters) return letters.problem();
  for (const DataRow& row : *letters) tables.letters[row.cells[0]] = row.cells[1];
  const auto sounds = read_data_table("data/name_sound.tsv", {"letters", "sound", "where"});
  if (!sounds) return sounds.problem();
  for (const DataRow& row : *sounds) {
    const std::string_view where = row.cells[2];
    if (where != "any" && where != "begin" && where != "end") {
      return Problem{ProblemCode::pack_broken,
                     "the place in the word is '" + std::string(where) + "'",
                     {.file = "data/name_sound.tsv", .line = row.line, .column = {}, .byte = {}, .record = {}},
                     "the table is not used",
                     "write any, begin or end"};
    }
    auto& table = where == "any" ? tables.sounds : where == "begin" ? tables.sounds_at_begin : tables.sounds_at_end;
    table[row.cells[0]] = row.cells[1];
  }
  const auto endings = read_data_table("data/name_ending.tsv", {"ending"});
  if (!endings) return endings.problem();
  for (const DataRow& row : *endings) tables.endings.insert(row.cells[0]);
  const auto words = read_data_table("data/name_word.tsv", {"word", "kind"});
  if (!words) return words.problem();
  for (const DataRow& row : *words) tables.passed_over.insert(row.cells[0]);
  return tables;
}

// Read once; a broken table of our own is an error of the build, which a test would show.
const NameTables& name_tables() {
  static const NameTables tables = [] {
    auto read = NameTables::from_data();
    assert(read);
    return read ? std::move(*read) : NameTables{};
  }();
  return tables;
}

constexpr std::size_t letters_kept_min = 3;  // of a word whose ending is taken off
constexpr std::size_t entry_bytes_max = 9;   // of a table's `letters`
constexpr char32_t hiragana_first = 0x3041;
constexpr char32_t hiragana_last = 0x3096;
constexpr char32_t kana_apart = 0x60;

bool is_cyrillic(char32_t c) { return c >= 0x400 && c < 0x530; }

// Letters of any script and digits; other signs end a word, or are silent in it (full stops and apostrophes).
enum class Sign : std::uint8_t { letter, silent, separator };
Sign sign_of(char32_t c) {
  if ((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9')) return Sign::letter;
  if (c == '.' || c == '\'' || c == '`' || c == 0x2019 || c == 0x2bc || c == 0xb4) return Sign::silent;
  if (c < 0xc0 || c == 0xd7 || c == 0xf7) return Sign::separator;
  const bool general_punctuation = c >= 0x2000 && c <= 0x2bff;
  const bool cjk_punctuation = (c >= 0x3000 && c <= 0x303f && c != 0x3005) || c == 0x30fb || c == 0x30a0;
  const bool full_width = c >= 0xff00 && c <= 0xff0f;
  return general_punctuation || cjk_punctuation || full_width ? Sign::separator : Sign::letter;
}

std::vector<std::string> words_of(std::string_view name) {
  std::vector<std::string> words(1);
  const std::string lower = lower_case(name);
  for (std::uint32_t at = 0; at < lower.size();) {
    const CodePoint point = code_point_at(lower, ByteOffset{at});
    at += point.bytes;
    const bool hiragana = point.value >= hiragana_first && point.value <= hiragana_last;
    switch (sign_of(point.value)) {
      case Sign::letter:
        append_utf8(words.back(), hiragana ? point.value + kana_apart : point.value);
        break;
      case Sign::silent:
        break;
      case Sign::separator:
        if (!words.back().empty()) words.emplace_back();
        break;
    }
  }
  if (words.back().empty()) words.pop_back();
  return words;
}

std::string_view without_ending(std::string_view word, const std::set<std::string_view>& endings) {
  std::size_t letters = 0;
  for (std::uint32_t at = 0; at < word.size(); ++letters) {
    const CodePoint point = code_point_at(word, ByteOffset{at});
    if (!is_cyrillic(point.value)) return word;
    at += point.bytes;
  }
  // Cyrillic letters are two bytes.
  for (std::size_t length = std::min<std::size_t>(5, letters); length > 0; --length) {
    if (letters - length < letters_kept_min) continue;
    if (endings.contains(word.substr(word.size() - 2 * length))) return word.substr(0, word.size() - 2 * length);
  }
  return word;
}

// The longest beginning of `rest` that the table has; empty: none.
std::string_view longest(const std::map<std::string_view, std::string_view>& table, std::string_view rest) {
  for (std::size_t length = std::min(entry_bytes_max, rest.size()); length > 0; --length) {
    if (table.contains(rest.substr(0, length))) return rest.substr(0, length);
  }
  return {};
}

std::string to_latin(std::string_view word, const NameTables& tables) {
  std::string out;
  for (std::size_t at = 0; at < word.size();) {
    const std::string_view rest = word.substr(at);
    const std::string_view found = longest(tables.letters, rest);
    if (found.empty()) {
      out += rest.front();
      ++at;
    } else {
      out += tables.letters.at(found);
      at += found.size();
    }
  }
  return out;
}

std::string to_sounds(std::string_view word, const NameTables& tables) {
  std::string out;
  for (std::size_t at = 0; at < word.size();) {
    const std::string_view rest = word.substr(at);
    if (tables.sounds_at_end.contains(rest)) return out + std::string(tables.sounds_at_end.at(rest));
    const std::string_view first = at == 0 ? longest(tables.sounds_at_begin, rest) : std::string_view{};
    const std::string_view any = longest(tables.sounds, rest);
    if (!first.empty() && first.size() >= any.size()) {
      out += tables.sounds_at_begin.at(first);
      at += first.size();
    } else if (!any.empty()) {
      out += tables.sounds.at(any);
      at += any.size();
    } else {
      out += rest.front();
      ++at;
    }
  }
  return out;
}

bool is_vowel(char c) { return c == 'a' || c == 'e' || c == 'i' || c == 'o' || c == 'u' || c == 'y'; }

// Without vowels but for a first one, which is written `a`; a doubled sound once.
std::string skeleton(std::string_view word) {
  std::string out;
  for (std::size_t at = 0; at < word.size(); ++at) {
    const char c = word[at];
    if (is_vowel(c)) {
      if (out.empty()) out += 'a';
    } else if (out.empty() || out.back() != c || static_cast<unsigned char>(c) >= 0x80U || (c >= '0' && c <= '9')) {
      out += c;
    }
  }
  return out;
}

}  // namespace

std::string name_key(std::string_view name) {
  const NameTables& tables = name_tables();
  std::vector<std::string> words = words_of(name);
  const auto is_passed_over = [&tables](const std::string& word) { return tables.passed_over.contains(word); };
  if (!std::ranges::all_of(words, is_passed_over)) std::erase_if(words, is_passed_over);
  std::vector<std::string> keys;
  for (const std::string& word : words) {
    keys.push_back(skeleton(to_sounds(to_latin(without_ending(word, tables.endings), tables), tables)));
  }
  std::ranges::sort(keys);
  std::string out;
  for (const std::string& key : keys) {
    if (!out.empty()) out += ' ';
    out += key;
  }
  return out.empty() ? lower_case(name) : out;
}

}  // namespace kept
