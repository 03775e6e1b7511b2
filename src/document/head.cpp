#include "document/head.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>
#include <utility>
#include <vector>
#include "base/date.hpp"
#include "base/problem.hpp"
#include "base/text.hpp"
#include "document/document.hpp"
#include "lang/lexicon.hpp"
#include "lang/packs.hpp"
#include "lang/pattern.hpp"
#include "lang/token.hpp"
#include "lang/word_kind.hpp"

namespace kept {
namespace {

constexpr std::size_t head_paragraphs_max = 8;
constexpr std::uint32_t head_bytes_max = 3000;
constexpr std::uint32_t title_bytes_max = 250;

std::string_view unquoted(std::string_view value) {
  value = trim(value);
  if (value.size() >= 2 && (value.front() == '"' || value.front() == '\'') && value.back() == value.front()) {
    value = value.substr(1, value.size() - 2);
  }
  return value;
}

void set_front_date(Document& document, std::string_view value, std::uint64_t line) {
  document.date = Date::parse_iso(value.substr(0, std::min<std::size_t>(value.size(), 10)));
  if (document.date) return;
  Problem problem;
  problem.code = ProblemCode::date_unreadable;
  problem.what = fmt::format("\"{}\" is no date", value);
  problem.where.file = document.name;
  problem.where.line = line;
  problem.done = "the document's date is taken from its text";
  problem.cure = "write date: YYYY-MM-DD";
  document.problems.push_back(std::move(problem));
}

// The state that a country's name (in any language that is read) or code stands for, or "".
std::string country_of(std::string_view value, const Packs& packs) {
  if (value.size() == 2 && value[0] >= 'A' && value[0] <= 'Z' && value[1] >= 'A' && value[1] <= 'Z') {
    return std::string(value);
  }
  const Tokens tokens = tokenize(value);
  for (const auto& pack : packs.packs) {
    for (const Term& term : pack->lexicon.find(tokens)) {
      if (term.table == Table::party && term.last - term.first == tokens.size()) {
        return std::string(term.entry->column(0));
      }
    }
  }
  return {};
}

// The tokens and terms of the head alone.
class HeadReader {
 public:
  HeadReader(Document& document, const LanguagePack& pack)
      : document_(document),
        pack_(pack),
        head_(std::string_view(document.text).substr(0, head_end(document))),
        tokens_(tokenize(head_)),
        terms_(pack.lexicon.find(tokens_)),
        date_words_(pack.dates.words_of(tokens_)) {}

  void read() {
    for (const Sentence& sentence : document_.sentences) {
      if (sentence.paragraph >= head_paragraphs_max || sentence.span.end.value > head_.size()) break;
      const std::uint32_t first = tokens_.at_or_after(sentence.span.begin);
      const std::uint32_t last = tokens_.at_or_after(sentence.span.end);
      if (first >= last) continue;
      read_date(first, last, sentence.paragraph);
      if (pack_.traits.verb_last) {
        if (document_.speaker_country.empty()) read_speaker_verb_last(first, last, sentence.paragraph);
      } else {
        read_speaker(first, last);
      }
    }
    read_title();
  }

 private:
  static std::size_t head_end(const Document& document) {
    std::size_t end = 0;
    for (const Sentence& sentence : document.sentences) {
      if (sentence.paragraph >= head_paragraphs_max || sentence.span.end.value > head_bytes_max) break;
      end = sentence.span.end.value;
    }
    return end;
  }

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

  // What fills a slot of a whole date: day, month and year, nothing relative.
  [[nodiscard]] std::optional<SlotValue> slot(Slot slot, std::uint32_t at) const {
    if (slot == Slot::month) {
      const Term* month = term(Table::calendar, at);
      if (month == nullptr || !month->entry->column(0).starts_with("month")) return std::nullopt;
      return SlotValue{slot, number(month->entry->column(1)), month->last};
    }
    const bool is_day = slot == Slot::day || slot == Slot::month_number;
    if ((!is_day && slot != Slot::year) || tokens_[at].kind != TokenKind::number) return std::nullopt;
    const std::string_view digits = tokens_.lower(at);
    if (is_day ? digits.size() > 2 : digits.size() != 4) return std::nullopt;
    std::uint32_t last = at + 1;
    const Term* suffix = last < tokens_.size() && !tokens_[last].blank_before ? term(Table::number, last) : nullptr;
    if (slot == Slot::day && suffix != nullptr && suffix->entry->column(0) == "ordinal_suffix") ++last;
    return SlotValue{slot, number(digits), last};
  }

  static std::int32_t number(std::string_view digits) {
    std::int32_t value = 0;
    for (const char c : digits) value = c >= '0' && c <= '9' ? value * 10 + (c - '0') : value;
    return value;
  }

  struct FoundDate {
    Date date;
    std::uint32_t first;
    std::uint32_t last;
  };

  [[nodiscard]] std::optional<FoundDate> date_in(std::uint32_t first, std::uint32_t last) const {
    const auto fill = [this](Slot wanted, std::uint32_t at) { return slot(wanted, at); };
    for (std::uint32_t at = first; at < last; ++at) {
      const bool possible = tokens_[at].kind == TokenKind::number || date_words_.begins(tokens_[at]) ||
                            term(Table::calendar, at) != nullptr;
      if (!possible) continue;
      for (const PatternMatch& match : pack_.dates.longest(tokens_, date_words_, at, fill)) {
        const auto month = match.value(Slot::month) ? match.value(Slot::month) : match.value(Slot::month_number);
        const auto day = match.value(Slot::day);
        const auto year = match.value(Slot::year);
        if (match.entry->column(0) != "day" || !month || !day || !year || match.value(Slot::day, 1)) continue;
        const auto date = Date::from_ymd(*year, static_cast<unsigned>(*month), static_cast<unsigned>(*day));
        if (date) return FoundDate{*date, match.first, match.last};
      }
    }
    return std::nullopt;
  }

  // A date and little else: names of places and persons, a time, few other words.
  [[nodiscard]] bool is_date_line(std::uint32_t first, std::uint32_t last, const FoundDate& found) const {
    constexpr std::uint32_t words_max = 6;
    constexpr std::uint32_t small_words_max = 1;
    std::uint32_t words = 0;
    std::uint32_t small_words = 0;
    for (std::uint32_t at = first; at < last; ++at) {
      if (at >= found.first && at < found.last) continue;
      if (tokens_[at].kind != TokenKind::word) continue;
      ++words;
      if (!tokens_[at].capital && term(Table::head, at) == nullptr) ++small_words;
    }
    return words <= words_max && small_words <= small_words_max;
  }

  [[nodiscard]] bool names_a_speech(std::uint32_t first, std::uint32_t last) const {
    for (std::uint32_t at = first; at < last; ++at) {
      const Term* word = term(Table::head, at);
      if (word != nullptr && word->entry->column(0) == "speech") return true;
    }
    return false;
  }

  void read_date(std::uint32_t first, std::uint32_t last, std::uint32_t paragraph) {
    if (document_.date) return;
    constexpr std::uint32_t speech_paragraph_max = 2;
    const auto found = date_in(first, last);
    if (!found) return;
    if (is_date_line(first, last, *found) || (paragraph <= speech_paragraph_max && names_a_speech(first, last))) {
      document_.date = found->date;
      date_paragraph_ = paragraph;
      date_opens_ = paragraph == 0 && !names_a_speech(first, last);
    }
  }

  [[nodiscard]] bool is_name_token(std::uint32_t at) const {
    return tokens_[at].kind == TokenKind::word && tokens_[at].capital && term(Table::role, at) == nullptr &&
           term(Table::party, at) == nullptr && term(Table::head, at) == nullptr &&
           term(Table::calendar, at) == nullptr && !has_word(at, "starter");
  }

  [[nodiscard]] bool joins_name(std::uint32_t at) const {
    const std::string_view mark = tokens_.lower(at);
    return (mark == "-" || mark == "'" || mark == ".") && !tokens_[at].blank_before;
  }

  // The name that ends before `last`: "Speech of [Masashi Nakagome], Ambassador".
  [[nodiscard]] std::string name_before(std::uint32_t first, std::uint32_t last) const {
    constexpr std::uint32_t tokens_max = 6;
    std::uint32_t begin = last;
    while (begin > first && last - begin < tokens_max && (is_name_token(begin - 1) || joins_name(begin - 1))) --begin;
    while (begin < last && !is_name_token(begin)) ++begin;
    return name(begin, last);
  }

  [[nodiscard]] std::string name_after(std::uint32_t begin, std::uint32_t end) const {
    std::uint32_t last = begin;
    while (last < end && (is_name_token(last) || (last > begin && joins_name(last)))) ++last;
    while (last > begin && !is_name_token(last - 1)) --last;
    return name(begin, last);
  }

  [[nodiscard]] std::string name(std::uint32_t begin, std::uint32_t last) const {
    if (last < begin + 2) return {};  // a first and a last name
    return std::string(tokens_.span(begin, last).of(head_));
  }

  // An office of a state: "Ambassador ... of Ukraine to Japan", "Prime Minister of Japan", "Japan's Prime Minister";
  // where a case says it, "Посол Норвегії".
  struct Office {
    std::uint32_t first = 0;
    std::uint32_t last = 0;
    std::string_view country;
  };

  [[nodiscard]] std::optional<Office> office_at(std::uint32_t at, std::uint32_t end) const {
    const Term* role = term(Table::role, at);
    if (role == nullptr) return std::nullopt;
    constexpr std::uint32_t tokens_to_state_max = 12;
    Office office{at, role->last, {}};
    bool of = false;
    for (std::uint32_t next = role->last; next < end && next < role->last + tokens_to_state_max; ++next) {
      if (has_word(next, "of")) of = true;
      const Term* party = term(Table::party, next);
      const bool is_mark = tokens_[next].kind == TokenKind::mark && tokens_.lower(next) != "-";
      if (is_mark) break;
      if (party == nullptr || party->entry->column(1) != "state") continue;
      if (next == role->last) of = true;
      if (of && office.country.empty()) office.country = party->entry->column(0);
      if (of) office.last = std::max(office.last, party->last);
      next = party->last - 1;
    }
    if (!office.country.empty()) return office;
    for (std::uint32_t back = at; back > 0 && at - back < 4; --back) {
      const Term* party = term(Table::party, back - 1);
      if (party == nullptr) continue;
      const std::string_view kind = party->entry->column(1);
      if (kind != "state" && kind != "demonym") continue;
      office.country = party->entry->column(0);
      office.first = back - 1;
      return office;
    }
    return std::nullopt;
  }

  // The label of a speaker in records: "○岩屋国務大臣", "○政府参考人（石月英雄君）", "【林外務大臣】". Gives whether
  // there is one; an office without a state is one of the language's home.
  bool read_label(std::uint32_t first, std::uint32_t last) {
    constexpr std::uint32_t label_tokens_max = 24;
    if (first + 1 >= last || !has_word(first, "label")) return false;
    const std::uint32_t ceiling = std::min(last, first + label_tokens_max);
    Office office{0, 0, pack_.traits.home};
    for (std::uint32_t at = first + 1; at < ceiling && office.last == 0; ++at) {
      const Term* party = term(Table::party, at);
      if (party != nullptr && party->entry->column(1) == "state") office.country = party->entry->column(0);
      if (const Term* role = term(Table::role, at)) office = {at, role->last, office.country};
    }
    if (office.last == 0) return false;
    std::string speaker(trim(tokens_.span(first + 1, office.first).of(head_)));
    if (office.last + 1 < ceiling && has_word(office.last, "open")) {
      std::uint32_t close = office.last + 1;
      while (close < ceiling && !has_word(close, "close") && term(Table::role, close) == nullptr) ++close;
      speaker = std::string(tokens_.span(office.last + 1, close).of(head_));
    }
    keep_speaker(office, speaker);
    return true;
  }

  // What follows an office up to a blank, a mark or another known word: "大使 [山田花子] 講演".
  [[nodiscard]] std::string verb_last_name_after(std::uint32_t begin, std::uint32_t end) const {
    constexpr std::uint32_t tokens_max = 8;
    std::uint32_t last = begin;
    while (last < std::min(end, begin + tokens_max) && tokens_[last].kind != TokenKind::mark &&
           (last == begin || !tokens_[last].blank_before) && !has_word(last, "stop") &&
           term(Table::head, last) == nullptr && term(Table::role, last) == nullptr) {
      ++last;
    }
    return last == begin ? std::string{} : std::string(tokens_.span(begin, last).of(head_));
  }

  // In languages whose heads come last the office stands behind its state, the nearest one where nobody is posted:
  // "ウクライナ大統領の演説", "駐ウクライナ・ノルウェー大使".
  void read_speaker_verb_last(std::uint32_t first, std::uint32_t last, std::uint32_t paragraph) {
    constexpr std::uint32_t speech_paragraph_max = 2;
    constexpr std::uint32_t tokens_to_office_max = 6;
    if (read_label(first, last) || paragraph > speech_paragraph_max || !names_a_speech(first, last)) return;
    const Term* state = nullptr;
    for (std::uint32_t at = first; at < last; ++at) {
      const Term* party = term(Table::party, at);
      const bool posted = at > first && has_word(at - 1, "post_mark");
      if (party != nullptr && party->entry->column(1) == "state" && !posted) state = party;
      const Term* role = state != nullptr ? term(Table::role, at) : nullptr;
      if (role == nullptr || at < state->last || at >= state->last + tokens_to_office_max) continue;
      keep_speaker({state->first, role->last, state->entry->column(0)}, verb_last_name_after(role->last, last));
      return;
    }
  }

  void read_speaker(std::uint32_t first, std::uint32_t last) {
    if (!document_.speaker_country.empty() && !document_.speaker.empty()) return;
    const bool speech = names_a_speech(first, last);
    for (std::uint32_t at = first; at < last; ++at) {
      const auto office = office_at(at, last);
      if (!office) continue;
      const bool comma =
          office->first > first && (has_word(office->first - 1, "group_mark") || has_word(office->first - 1, "comma"));
      const std::string before = comma ? name_before(first, office->first - 1) : "";
      const bool at_begin = !before.empty() && tokens_.span(first, last).of(head_).starts_with(before);
      const std::string after = before.empty() ? name_after(office->last, last) : "";
      if (!speech && !at_begin) return;  // a text about somebody, not by him
      if (!before.empty() || !after.empty() || speech) keep_speaker(*office, before.empty() ? after : before);
      return;
    }
  }

  void keep_speaker(const Office& office, const std::string& speaker) {
    if (document_.speaker.empty()) document_.speaker = speaker;
    if (document_.speaker_role.empty()) {
      document_.speaker_role = std::string(tokens_.span(office.first, office.last).of(head_));
    }
    if (document_.speaker_country.empty()) document_.speaker_country = std::string(office.country);
  }

  // "**Support to Ukraine**": a line in bold or italics stands for a heading in many texts.
  static std::string_view without_emphasis(std::string_view line) {
    for (const std::string_view mark : {"**", "__", "*", "_"}) {
      const bool around = line.size() > 2 * mark.size() && line.starts_with(mark) && line.ends_with(mark);
      if (around) return trim(line.substr(mark.size(), line.size() - 2 * mark.size()));
    }
    return line;
  }

  // A heading of Markdown, else the short line above the date's, else a short first line, below a date that opens.
  void read_title() {
    if (!document_.title.empty() || document_.paragraphs.empty()) return;
    const auto paragraph = [this](std::size_t at) { return document_.paragraphs[at].of(document_.text); };
    const std::size_t count = std::min(document_.paragraphs.size(), head_paragraphs_max);
    for (std::size_t at = 0; at < count; ++at) {
      if (!paragraph(at).starts_with("# ")) continue;
      document_.title = std::string(trim(paragraph(at).substr(2)));
      return;
    }
    std::size_t at = date_paragraph_ > 0 ? date_paragraph_ - 1 : 0;
    if (date_opens_ && count > 1) at = 1;
    const std::string_view line = without_emphasis(paragraph(at));
    if (line.size() <= title_bytes_max && !line.ends_with('.')) document_.title = std::string(line);
  }

  Document& document_;
  const LanguagePack& pack_;
  std::string_view head_;
  Tokens tokens_;
  std::vector<Term> terms_;
  PatternSet::Words date_words_;
  std::uint32_t date_paragraph_ = 0;
  bool date_opens_ = false;  // the first paragraph is a date alone
};

}  // namespace

ByteOffset read_front_matter(Document& document, const Packs& packs) {
  const std::string_view text = document.text;
  if (!text.starts_with("---\n")) return {0};
  const std::size_t end = text.find("\n---", 3);
  if (end == std::string_view::npos) return {0};
  std::uint64_t line_number = 1;
  for (const std::string_view line : split(text.substr(4, end - 3), '\n')) {
    ++line_number;
    const std::size_t colon = line.find(':');
    if (colon == std::string_view::npos) continue;
    const std::string key = lower_case(trim(line.substr(0, colon)));
    const std::string_view value = unquoted(line.substr(colon + 1));
    if (value.empty()) continue;
    if (key == "date") set_front_date(document, value, line_number);
    if (key == "speaker") document.speaker = value;
    if (key == "role") document.speaker_role = value;
    if (key == "title") document.title = value;
    if (key == "country") document.speaker_country = country_of(value, packs);
    if ((key == "language" || key == "lang") && packs.find(value) != nullptr) document.language = value;
  }
  const std::size_t next = text.find('\n', end + 1);
  return {static_cast<std::uint32_t>(next == std::string_view::npos ? text.size() : next + 1)};
}

void read_head(Document& document, const LanguagePack& pack) { HeadReader(document, pack).read(); }

}  // namespace kept
