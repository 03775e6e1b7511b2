#include "claim/date_expression.hpp"

#include <algorithm>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/date.hpp"
#include "base/decimal.hpp"
#include "claim/calendar.hpp"
#include "claim/context.hpp"
#include "claim/predicate.hpp"
#include "lang/lexicon.hpp"
#include "lang/packs.hpp"
#include "lang/pattern.hpp"
#include "lang/token.hpp"

namespace kept {
namespace {

std::optional<std::int32_t> to_int(std::string_view digits) {
  const auto value = Decimal::parse(digits);
  if (!value || digits.size() > 4) return std::nullopt;
  std::int32_t result = 0;
  for (const char c : digits) {
    if (c < '0' || c > '9') return std::nullopt;
    result = result * 10 + (c - '0');
  }
  return result;
}

constexpr std::int32_t year_min = 1900;
constexpr std::int32_t year_max = 2100;

// What a slot of a date pattern finds at a token.
class SlotReader {
 public:
  explicit SlotReader(const ReadingContext& context) : context_(context), tokens_(context.tokens) {}

  // Whether a slot may be filled: by figures, a number in words, or a word of the calendar.
  [[nodiscard]] bool may_fill(std::uint32_t at) const {
    return tokens_[at].kind == TokenKind::number || context_.number_at(at) != nullptr ||
           context_.begins(Table::calendar, at);
  }

  std::optional<SlotValue> operator()(Slot slot, std::uint32_t at) const {
    switch (slot) {
      case Slot::day:
        return digits(slot, at, 1, 31, true);
      case Slot::month_number:
        return digits(slot, at, 1, 12, false);
      case Slot::year:
        return year(at);
      case Slot::short_year:
        return tokens_.lower(at).size() == 2 ? digits(slot, at, 0, 99, false) : std::nullopt;
      case Slot::month:
        return calendar(slot, at, "month");
      case Slot::weekday:
        return calendar(slot, at, "weekday");
      case Slot::season:
        return calendar(slot, at, "season");
      case Slot::ordinal:
        return ordinal(at);
      case Slot::number:
        return number(at);
      case Slot::count_:
        break;
    }
    return std::nullopt;
  }

 private:
  [[nodiscard]] std::optional<SlotValue> digits(Slot slot, std::uint32_t at, std::int32_t least, std::int32_t most,
                                                bool with_suffix) const {
    if (tokens_[at].kind != TokenKind::number) return spelled(slot, at, least, most);
    if (tokens_.lower(at).size() > 2) return std::nullopt;
    const auto value = to_int(tokens_.lower(at));
    if (!value || *value < least || *value > most) return std::nullopt;
    std::uint32_t last = at + 1;
    if (with_suffix && last < tokens_.size() && !tokens_[last].blank_before) {
      const Term* suffix = context_.term_at(Table::number, last);
      if (suffix != nullptr && suffix->entry->column(0) == "ordinal_suffix") ++last;
    }
    return SlotValue{slot, *value, last};
  }

  // A number in words or ideographs, where the language writes dates so: "二〇二四年十一月".
  [[nodiscard]] std::optional<SlotValue> spelled(Slot slot, std::uint32_t at, std::int32_t least,
                                                 std::int32_t most) const {
    if (!context_.pack->traits.unspaced) return std::nullopt;
    const NumberMention* found = context_.number_at(at);
    if (found == nullptr || found->ordinal || found->fraction || found->glued) return std::nullopt;
    const auto value = to_int(found->value.to_string());
    if (!value || *value < least || *value > most) return std::nullopt;
    return SlotValue{slot, *value, found->tokens.last};
  }

  // Four digits that no mark joins to more digits.
  [[nodiscard]] std::optional<SlotValue> year(std::uint32_t at) const {
    if (tokens_[at].kind != TokenKind::number) return spelled(Slot::year, at, year_min, year_max);
    if (tokens_.lower(at).size() != 4) return std::nullopt;
    const auto value = to_int(tokens_.lower(at));
    if (!value || *value < year_min || *value > year_max) return std::nullopt;
    const bool joined = at + 2 < tokens_.size() && !tokens_[at + 1].blank_before && !tokens_[at + 2].blank_before &&
                        tokens_[at + 2].kind == TokenKind::number &&
                        (context_.has_word(at + 1, "group_mark") || context_.has_word(at + 1, "decimal_mark"));
    if (joined) return std::nullopt;
    std::uint32_t last = at + 1;  // behind the suffix of "2023-му"
    if (last + 1 < tokens_.size() && !tokens_[last].blank_before && !tokens_[last + 1].blank_before &&
        context_.has_word(last, "dash")) {
      const Term* suffix = context_.term_at(Table::number, last + 1);
      if (suffix != nullptr && suffix->entry->column(0) == "ordinal_suffix") last += 2;
    }
    return SlotValue{Slot::year, *value, last};
  }

  [[nodiscard]] std::optional<SlotValue> calendar(Slot slot, std::uint32_t at, std::string_view kind) const {
    const Term* term = context_.term_at(Table::calendar, at);
    if (term == nullptr || !term->entry->column(0).starts_with(kind)) return std::nullopt;
    if (term->entry->column(0).ends_with("_capital") && !tokens_[at].capital) return std::nullopt;
    return SlotValue{slot, to_int(term->entry->column(1)).value_or(1), term->last};
  }

  [[nodiscard]] std::optional<SlotValue> ordinal(std::uint32_t at) const {
    const NumberMention* found = context_.number_at(at);
    if (found == nullptr || !found->ordinal) return std::nullopt;
    return SlotValue{Slot::ordinal, to_int(found->value.to_string()).value_or(0), found->tokens.last};
  }

  [[nodiscard]] std::optional<SlotValue> number(std::uint32_t at) const {
    const NumberMention* found = context_.number_at(at);
    if (found == nullptr || found->ordinal || found->fraction) return std::nullopt;
    const auto value = to_int(found->value.to_string());
    if (!value || *value == 0) return std::nullopt;
    return SlotValue{Slot::number, *value, found->tokens.last};
  }

  const ReadingContext& context_;
  const Tokens& tokens_;
};

class DateReader {
 public:
  explicit DateReader(const ReadingContext& context)
      : context_(context),
        tokens_(context.tokens),
        slots_(context),
        words_(context.pack->dates.words_of(tokens_)),
        today_(context.document->date) {}

  std::vector<DateMention> read() {
    for (const SentenceTokens& sentence : context_.sentences) {
      if (sentence.paragraph != paragraph_) year_.reset();
      paragraph_ = sentence.paragraph;
      for (std::uint32_t at = sentence.tokens.first; at < sentence.tokens.last;) {
        sentence_ = sentence.tokens;
        const auto date = read_at(at, sentence.tokens.last);
        at = date ? date->tokens.last : at + 1;
        if (!date) continue;
        if (explains_last(*date)) {
          dates_.back().tokens.last = date->tokens.last;
        } else {
          dates_.push_back(*date);
        }
      }
    }
    return std::move(dates_);
  }

 private:
  // "since the start of the invasion in February 2022": the second says the first in other words.
  [[nodiscard]] bool explains_last(const DateMention& date) const {
    return !dates_.empty() && dates_.back().tokens.last == date.tokens.first && dates_.back().edge == DateEdge::since &&
           date.edge == DateEdge::whole;
  }

  // Whether "will" or the like stands near a date: somewhat before it, or soon behind it.
  [[nodiscard]] bool speaks_of_future(std::uint32_t at, std::uint32_t last) const {
    constexpr std::uint32_t words_before_max = 24;
    constexpr std::uint32_t words_behind_max = 10;
    if (context_.pack->traits.verb_last) {
      const bool topical = context_.has_word(last, "either_mark") || context_.has_word(last, "topic_mark");
      return topical ? ends_to_come(context_, last, sentence_.last) : is_told_to_come(context_, at, sentence_.last);
    }
    for (std::uint32_t back = 0; back < std::min(at, 2U); ++back) {  // "will give ..., it decided on 3 May"
      const Term* verb = context_.term_ending_at(Table::money_cue, at - back);
      if (verb != nullptr && verb->entry->column(3) == "past") return false;
    }
    const TokenRange near{std::max(sentence_.first, at - std::min(at, words_before_max)),
                          std::min(sentence_.last, at + words_behind_max)};
    for (std::uint32_t word = near.first; word < near.last; ++word) {
      if (!context_.begins(Table::modality, word)) continue;
      const bool future = std::ranges::any_of(in(context_.terms, {word, word + 1}), [](const Term& t) {
        return t.table == Table::modality && t.entry->column(1) == "future";
      });
      if (future) return true;
    }
    return false;
  }

  [[nodiscard]] std::optional<PatternMatch> match(std::uint32_t at) const {
    if (at >= tokens_.size()) return std::nullopt;
    if (!words_.begins(tokens_[at]) && !slots_.may_fill(at)) return std::nullopt;
    if (is_inside_number(at)) return std::nullopt;
    auto matches = context_.pack->dates.longest(tokens_, words_, at, slots_);
    if (matches.empty() || is_ambiguous(matches)) return std::nullopt;
    return std::move(matches.front());
  }

  // The 31 of "6,107.31 August", the 7 of "3/7/2017".
  [[nodiscard]] bool is_inside_number(std::uint32_t at) const {
    if (at < 2 || tokens_[at].kind != TokenKind::number || tokens_[at].blank_before) return false;
    return tokens_[at - 1].kind == TokenKind::mark && !tokens_[at - 1].blank_before &&
           tokens_[at - 2].kind == TokenKind::number && !context_.has_word(at - 1, "dash");
  }

  // "3/7/2017" is 7 March to some and 3 July to others, and so none.
  [[nodiscard]] bool is_ambiguous(const std::vector<PatternMatch>& matches) const {
    const auto period_of = [&](const PatternMatch& match) {
      return answer_date({match.entry->column(0), match.entry->column(1), match, today_, year_, false}).period;
    };
    return std::ranges::any_of(matches, [&](const PatternMatch& match) {
      return match.entry->column(0) == "day" && match.slots.size() == 3 &&
             period_of(match) != period_of(matches.front());
    });
  }

  // A date, a date behind an edge word, or a range of two dates.
  std::optional<DateMention> read_at(std::uint32_t at, std::uint32_t end) {
    auto first = match(at);
    if (!first || first->entry->column(0) == "edge_after") return std::nullopt;
    std::string_view edge = first->entry->column(2);
    const bool has_edge_word = first->entry->column(0) == "edge";
    std::uint32_t begin = at;
    if (has_edge_word) {
      begin = first->last;
      first = match(begin);
      if (!first || first->entry->column(0) == "edge" || begin >= end) return std::nullopt;
      if (!first->entry->column(2).empty()) edge = first->entry->column(2);
    }
    DateMention date = resolve(*first);
    if (is_number_of_things(*first, has_edge_word) || is_number_of_days(*first)) return std::nullopt;
    if (first->entry->column(1) == "same" && !date.period.from) return std::nullopt;
    extend_range(date, *first, edge);
    if (first->value(Slot::day, 1)) is_range_ = true;  // "from 4 to 22 January"
    date.tokens.first = at;
    if (has_edge_word && date.weak && is_bare_edge(at)) return std::nullopt;
    if (has_edge_word) date.weak = false;
    if (const auto after = edge_after(date.tokens.last, end)) {
      edge = after->entry->column(2);
      date.tokens.last = after->last;
      date.weak = false;
    }
    apply_edge(date, edge);
    remember_year(*first, date);
    return date;
  }

  // The edge word behind a date, in languages that put it there: "2027年末[までに]".
  [[nodiscard]] std::optional<PatternMatch> edge_after(std::uint32_t at, std::uint32_t end) const {
    auto after = at < end ? match(at) : std::nullopt;
    if (!after || after->entry->column(0) != "edge_after") return std::nullopt;
    return after;
  }

  // "rose to 2024", "at 2024": these words need a date that is no bare number.
  [[nodiscard]] bool is_bare_edge(std::uint32_t at) const {
    return context_.has_word(at, "bare") && tokens_[at + 1].kind == TokenKind::number;
  }

  // "over 2000 people" is no year.
  [[nodiscard]] bool is_number_of_things(const PatternMatch& match, bool has_edge_word) const {
    if (match.entry->column(0) != "year" || match.slots.size() != 1 || match.slots[0].slot != Slot::year) return false;
    if (match.slots[0].last != match.last) return false;
    const std::uint32_t next = match.last;
    if (context_.has_word(next, "percent") || context_.term_at(Table::scale, next) != nullptr ||
        context_.term_at(Table::currency, next) != nullptr) {
      return true;
    }
    return !has_edge_word && match.entry->column(1) == "weak" && context_.term_at(Table::unit, next) != nullptr;
  }

  // "12日は" is a day of the month, "12日間", "約十日で" are so many days.
  [[nodiscard]] bool is_number_of_days(const PatternMatch& match) const {
    if (match.entry->column(1) != "nearest") return false;
    if (!context_.has_word(match.last, "day_follower")) return true;
    const bool bare = !match.slots.empty() && match.slots[0].last + 1 == match.last &&
                      tokens_[match.first].kind != TokenKind::number && match.first + 2 >= match.last;
    const bool spelled = bare && match.first != sentence_.first;
    return spelled || (match.first > 0 && context_.term_ending_at(Table::hedge, match.first) != nullptr);
  }

  // "from 2010 to 2021", "February 2022 - March 2026", "January and September".
  void extend_range(DateMention& date, const PatternMatch& first, std::string_view edge) {
    const std::uint32_t joint = date.tokens.last;
    const bool to = context_.has_word(joint, "to");
    const bool dash = context_.has_word(joint, "dash");
    const bool both = context_.has_word(joint, "and");
    if (!to && !dash && !both) return;
    if (to && !dash && edge.empty() && date.weak && first.slots.size() == 1 && first.slots[0].slot == Slot::month)
      return;
    const Term* joint_word = context_.term_at(Table::function_word, joint);
    auto second = match(joint_word->last);
    if (!second || second->entry->column(0).starts_with("edge") || !second->entry->column(2).empty()) return;
    const bool same_kind = second->entry->column(0) == first.entry->column(0);
    if (both && !same_kind) return;
    if (both && !date.weak && second->entry->column(1) != "weak" && edge != "whole") return;
    DateMention other = resolve(*second);
    if (!other.period.to || !date.fiscal_year.empty()) return;
    if (!first.value(Slot::year) && second->value(Slot::year))
      date = resolve_with_year(first, *second->value(Slot::year));
    if (!date.period.from || *date.period.from > *other.period.to) return;
    date.period.to = other.period.to;
    date.tokens.last = other.tokens.last;
    date.weak = both && date.weak && first.slots.size() == 1 && first.slots[0].slot == Slot::year && edge.empty();
    is_range_ = true;
    remember_year(*second, other);
  }

  DateMention resolve_with_year(const PatternMatch& match, std::int32_t year) {
    const auto kept_year = year_;
    year_ = year;
    DateMention date = resolve(match);
    year_ = kept_year;
    return date;
  }

  void apply_edge(DateMention& date, std::string_view edge) {
    const bool range = std::exchange(is_range_, false);
    if (edge.empty() || edge == "whole" || range) return;
    // "до 2027 року" is until its end, "до вересня" before its begin.
    const bool whole_part = date.precision == DatePrecision::month || date.precision == DatePrecision::season;
    if (edge == "by") edge = whole_part ? "before" : "until";
    if (edge == "until") {
      date.edge = DateEdge::until;
      date.period.from.reset();
    } else if (edge == "before") {
      date.edge = DateEdge::until;
      date.period.to = date.period.from ? std::optional(date.period.from->plus_days(-1)) : std::nullopt;
      date.period.from.reset();
    } else {
      date.edge = DateEdge::since;
      date.period.to.reset();
      if (edge == "since" && today_ && date.period.from && *date.period.from <= *today_) date.period.to = today_;
    }
  }

  void remember_year(const PatternMatch& match, const DateMention& date) {
    if (const auto year = match.value(Slot::year)) {
      year_ = year;
    } else if (match.entry->column(1).starts_with("year") && date.fiscal_year.empty()) {
      if (date.period.to) year_ = date.period.to->year();
    }
  }

  DateMention resolve(const PatternMatch& match) {
    DateMention date;
    date.tokens = {match.first, match.last};
    date.weak = match.entry->column(1) == "weak";
    const DateQuestion question{match.entry->column(0),
                                match.entry->column(1),
                                match,
                                today_,
                                year_,
                                speaks_of_future(match.first, match.last)};
    const DateAnswer answer = answer_date(question);
    date.period = answer.period;
    date.precision = answer.precision;
    date.fiscal_year = answer.fiscal_year;
    if (match.entry->column(0) == "span") date.edge = DateEdge::span;
    if (match.entry->column(1) == "same") {
      date.period = last_day_;
    } else if (date.precision == DatePrecision::day && date.period.from && date.period.from == date.period.to) {
      last_day_ = date.period;
    }
    return date;
  }

  const ReadingContext& context_;
  const Tokens& tokens_;
  SlotReader slots_;
  PatternSet::Words words_;
  std::optional<Date> today_;
  std::vector<DateMention> dates_;
  std::uint32_t paragraph_ = 0;
  std::optional<std::int32_t> year_;  // named last in this paragraph
  TokenRange sentence_;
  bool is_range_ = false;
  Period last_day_;  // "同日" is the day named last
};

}  // namespace

std::vector<DateMention> find_dates(const ReadingContext& context) { return DateReader(context).read(); }

}  // namespace kept
