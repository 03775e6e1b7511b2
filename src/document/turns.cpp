#include "document/turns.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/text.hpp"
#include "document/document.hpp"
#include "lang/lexicon.hpp"
#include "lang/packs.hpp"
#include "lang/token.hpp"
#include "lang/word_kind.hpp"

namespace kept {
namespace {

constexpr std::size_t label_bytes_max = 160;
constexpr std::uint32_t label_tokens_max = 24;
constexpr std::uint32_t name_tokens_max = 4;
constexpr std::size_t colon_turns_min = 3;  // fewer lines with a colon are headings

enum class LabelKind : std::uint8_t {
  marked,    // "○岩屋国務大臣", "【林外務大臣】"
  question,  // "Q", "Question:"
  answer,    // "A:", "Answer:"
  office,    // "PRESIDENT BERG:"
  name,      // "Kari Berg:", a label only where it comes again
};

struct Label {
  LabelKind kind = LabelKind::marked;
  ByteOffset begin;
  std::string speaker;
  std::string role;
  std::string country;
};

// The begin of a paragraph as tokens and terms.
class LabelReader {
 public:
  LabelReader(std::string_view text, const LanguagePack& pack)
      : pack_(pack), text_(text), tokens_(tokenize(text)), terms_(pack.lexicon.find(tokens_)) {}

  [[nodiscard]] std::optional<Label> read() const {
    if (tokens_.size() < 2) return std::nullopt;
    std::optional<Label> label;
    if (has_word(0, "label")) label = read_marked();
    return label ? label : read_colon();
  }

 private:
  [[nodiscard]] const Term* term(Table table, std::uint32_t at) const {
    for (auto found = std::ranges::lower_bound(terms_, at, {}, &Term::first);
         found != terms_.end() && found->first == at; ++found) {
      if (found->table == table) return &*found;
    }
    return nullptr;
  }

  [[nodiscard]] bool has_word(std::uint32_t at, WordKind kind) const {
    for (auto found = std::ranges::lower_bound(terms_, at, {}, &Term::first);
         found != terms_.end() && found->first == at; ++found) {
      if (found->is_word(kind)) return true;
    }
    return false;
  }

  [[nodiscard]] std::string words(std::uint32_t first, std::uint32_t last) const {
    return first < last ? std::string(trim(tokens_.span(first, last).of(text_))) : std::string();
  }

  // Office and state among the tokens of a label.
  void read_office(std::uint32_t first, std::uint32_t last, Label& label) const {
    for (std::uint32_t at = first; at < last; ++at) {
      const Term* party = term(Table::party, at);
      if (party != nullptr && label.country.empty()) {
        const std::string_view kind = party->entry->column(1);
        if (kind == "state" || kind == "demonym") label.country = std::string(party->entry->column(0));
      }
      const Term* role = term(Table::role, at);
      if (role == nullptr) continue;
      label.role = words(role->first, role->last);
      at = role->last - 1;
    }
  }

  // "○岩屋国務大臣　", "○政府参考人（石月英雄君）", "【NHK　青木記者】"
  [[nodiscard]] std::optional<Label> read_marked() const {
    const std::uint32_t end = std::min(tokens_.size(), label_tokens_max);
    std::uint32_t last = 0;  // one behind the label
    for (std::uint32_t at = 1; at < end && last == 0; ++at) {
      if (tokens_.lower(at) == "】") last = at;
      if (const Term* role = term(Table::role, at); role != nullptr && tokens_.lower(0) != "【") last = role->last;
    }
    if (last == 0) return std::nullopt;
    Label label;
    label.country = pack_.traits.home;
    Label own;
    read_office(1, last, own);
    label.role = own.role;
    if (!own.country.empty()) label.country = own.country;
    label.speaker = words(1, last);
    if (has_word(last, "open")) {  // the name in brackets
      std::uint32_t close = last + 1;
      while (close < end && !has_word(close, "close") && term(Table::role, close) == nullptr) ++close;
      if (close > last + 1) label.speaker = words(last + 1, close);
    }
    return label;
  }

  [[nodiscard]] bool is_name_token(std::uint32_t at) const {
    return tokens_[at].kind == TokenKind::word && tokens_[at].capital;
  }

  // "PRESIDENT BERG:", "Kari Berg:", "Question:", "Q: ", "Q  Thank you".
  [[nodiscard]] std::optional<Label> read_colon() const {
    std::uint32_t first = 0;
    while (first < tokens_.size() && (has_word(first, "bullet") || has_word(first, "open"))) ++first;
    if (first + 1 >= tokens_.size()) return std::nullopt;
    Label label;
    for (const auto& [word, kind] : {std::pair{WordKind("question_label"), LabelKind::question},
                                     std::pair{WordKind("answer_label"), LabelKind::answer}}) {
      if (!has_word(first, word)) continue;
      const Term* said = term(Table::function_word, first);
      std::uint32_t next = said->last;
      while (next < tokens_.size() && (has_word(next, "bullet") || has_word(next, "close"))) ++next;
      const bool closed = next < tokens_.size() && (is_colon(next) || (next > said->last && first > 0));
      const bool letter = said->last == first + 1 && tokens_[first].span.size() == 1 && is_wide_gap(said->last);
      if (!closed && !letter) continue;
      label.kind = kind;
      label.speaker = words(first, said->last);
      return label;
    }
    std::uint32_t colon = first;
    constexpr std::uint32_t tokens_max = 10;
    while (colon < std::min(tokens_.size(), first + tokens_max) && !is_colon(colon)) ++colon;
    if (colon >= tokens_.size() || !is_colon(colon) || colon == first) return std::nullopt;
    std::uint32_t names = 0;
    for (std::uint32_t at = first; at < colon; ++at) {
      if (tokens_[at].kind == TokenKind::number) return std::nullopt;
      if (is_name_token(at)) ++names;
    }
    read_office(first, colon, label);
    label.speaker = words(first, colon);
    label.kind = label.role.empty() ? LabelKind::name : LabelKind::office;
    const bool all_names = names > 0 && names <= name_tokens_max && names + 1 >= colon - first;
    if (label.kind == LabelKind::name && !all_names) return std::nullopt;
    if (names == 0 && !pack_.traits.unspaced) return std::nullopt;
    return label;
  }

  [[nodiscard]] bool is_colon(std::uint32_t at) const { return tokens_.lower(at) == ":"; }
  // "Q" with two blanks or a tab behind it.
  [[nodiscard]] bool is_wide_gap(std::uint32_t at) const {
    constexpr std::size_t gap_min = 2;
    return at < tokens_.size() && tokens_[at].span.begin.value >= tokens_[at - 1].span.end.value + gap_min;
  }

  const LanguagePack& pack_;
  std::string_view text_;
  Tokens tokens_;
  std::vector<Term> terms_;
};

// Only such paragraphs are looked at closely: most have no label.
bool may_begin_with_label(std::string_view begin) {
  constexpr std::array<std::string_view, 8> marks{"○", "◯", "〇", "【", "Q", "A", "(", "（"};
  return begin.find(':') != std::string_view::npos || begin.find("：") != std::string_view::npos ||
         std::ranges::any_of(marks, [&](std::string_view mark) { return begin.starts_with(mark); });
}

// Whether a label may end where one can: with a mark or letter before all, or with a colon behind a few words.
bool has_colon_near(const Tokens& tokens, std::uint32_t first) {
  constexpr std::uint32_t tokens_max = 16;
  if (first < tokens.size() && (tokens[first].kind == TokenKind::mark || tokens[first].span.size() == 1)) return true;
  for (std::uint32_t at = first; at < std::min(tokens.size(), first + tokens_max); ++at) {
    if (tokens.lower(at) == ":") return true;
  }
  return false;
}

std::vector<Label> labels_of(const Document& document, const LanguagePack& pack) {
  std::vector<Label> labels;
  for (const Span& paragraph : document.paragraphs) {
    std::string_view begin = paragraph.of(document.text);
    std::size_t size = std::min(begin.size(), label_bytes_max);
    while (size > 0 && size < begin.size() && (static_cast<unsigned char>(begin[size]) & 0xC0U) == 0x80U) --size;
    begin = begin.substr(0, size);
    if (!may_begin_with_label(begin)) continue;
    if (!begin.starts_with("〇") && !has_colon_near(document.tokens, document.tokens.at_or_after(paragraph.begin)))
      continue;
    auto label = LabelReader(begin, pack).read();
    if (!label) continue;
    label->begin = paragraph.begin;
    labels.push_back(*std::move(label));
  }
  return labels;
}

// "Kari Berg" gives "berg"; empty where the name ends in no word.
std::string last_name(std::string_view name) {
  const Tokens tokens = tokenize(name);
  const std::uint32_t last = tokens.size();
  if (last == 0 || tokens[last - 1].kind != TokenKind::word) return {};
  return std::string(tokens.lower(last - 1));
}

// The begin of a text, where names stand with their offices.
struct Opening {
  explicit Opening(const Document& document, const LanguagePack& pack)
      : tokens(tokenize(std::string_view(document.text).substr(0, bytes_max))), terms(pack.lexicon.find(tokens)) {}
  static constexpr std::size_t bytes_max = 20'000;
  Tokens tokens;
  std::vector<Term> terms;
};

// The state that stands with an office and the label's last name elsewhere: "Norway's President Kari Berg".
std::string country_of_name(const Opening& opening, std::string_view speaker) {
  const std::string name = last_name(speaker);
  if (name.empty()) return {};
  constexpr std::uint32_t reach = 8;
  const auto& [tokens, terms] = opening;
  for (std::uint32_t at = 0; at < tokens.size(); ++at) {
    if (tokens.lower(at) != name) continue;
    const std::uint32_t first = at - std::min(at, reach);
    std::string_view state;
    bool office = false;
    for (auto term = std::ranges::lower_bound(terms, first, {}, &Term::first);
         term != terms.end() && term->first <= at + reach; ++term) {
      office = office || term->table == Table::role;
      const bool party = term->table == Table::party;
      if (party && (term->entry->column(1) == "state" || term->entry->column(1) == "demonym")) {
        if (state.empty()) state = term->entry->column(0);
      }
    }
    if (office && !state.empty()) return std::string(state);
  }
  return {};
}

bool shares_last_name(std::string_view a, std::string_view b) {
  const std::string name = last_name(a);
  return !name.empty() && name == last_name(b);
}

}  // namespace

void find_turns(Document& document, const LanguagePack& pack) {
  std::vector<Label> labels = labels_of(document, pack);
  std::map<std::string, std::size_t> times;
  for (const Label& label : labels) ++times[label.speaker];
  std::erase_if(labels, [&](const Label& label) { return label.kind == LabelKind::name && times[label.speaker] < 2; });
  const bool several = std::ranges::any_of(labels, [&](const Label& l) { return l.speaker != labels.front().speaker; });
  const bool marked = std::ranges::any_of(labels, [](const Label& l) { return l.kind == LabelKind::marked; });
  if (!several || (!marked && labels.size() < colon_turns_min)) return;
  std::map<std::string, std::string> countries;  // each name is looked for once
  std::optional<Opening> opening;                // read once a name is looked for
  for (Label& label : labels) {
    std::string country = label.country;
    std::string speaker = label.speaker;
    if (label.kind == LabelKind::answer || shares_last_name(speaker, document.speaker)) {
      if (country.empty()) country = document.speaker_country;
      if (label.kind == LabelKind::answer && !document.speaker.empty()) speaker = document.speaker;
    } else if (country.empty() && label.kind != LabelKind::question) {
      const auto [known, is_new] = countries.try_emplace(speaker);
      if (is_new && !opening) opening.emplace(document, pack);
      if (is_new) known->second = country_of_name(*opening, speaker);
      country = known->second;
    }
    if (country.empty()) country = pack.traits.home;
    document.turns.push_back({label.begin, std::move(speaker), std::move(label.role), std::move(country)});
  }
}

}  // namespace kept
