#include "report/claim_table.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/country.hpp"
#include "base/date.hpp"
#include "base/decimal.hpp"
#include "base/text.hpp"
#include "claim/claim.hpp"
#include "document/document.hpp"
#include "report/cells.hpp"
#include "report/marked.hpp"
#include "report/style.hpp"
#include "report/words.hpp"

namespace kept {
namespace {

constexpr std::size_t indent = 6;  // behind a claim's number

// The numbers that are in no claim, one line a reason, in the order of the text.
std::string left_out_lines(const Document& document, const Reading& reading) {
  std::vector<std::string> reasons;
  std::map<std::string, std::string> numbers;
  for (const LeftOut& number : reading.left_out) {
    std::string& list = numbers[number.reason];
    if (list.empty()) reasons.push_back(number.reason);
    list += (list.empty() ? "" : ", ") + one_line(number.span.of(document.text));
  }
  std::string out;
  for (const std::string& reason : reasons) {
    out += wrap("left out: " + reason + ": " + numbers[reason],
                {.width = table_width, .first_indent = 2, .indent = indent + 2});
  }
  return out;
}

std::string blanks_for_underscores(std::string_view word) {
  std::string words(word);
  std::ranges::replace(words, '_', ' ');
  return words;
}

// "Japan, the World Bank"; a code that no table names stays as it is.
std::string party_names(const std::vector<std::string>& codes) {
  std::string names;
  for (const std::string& code : codes) {
    if (!names.empty()) names += ", ";
    names += countries().name_of(code);
  }
  return names;
}

std::string number_words(const Claim& claim) {
  std::string number;
  if (claim.value) number = grouped(*claim.value);
  if (claim.low && claim.high) number = grouped(*claim.low) + " to " + grouped(*claim.high);
  if (number.empty()) return number;
  if (claim.unit == "%") return number + " %";
  if (!claim.currency.empty()) return claim.currency + " " + number;
  return claim.unit.empty() ? number : number + " " + claim.unit;
}

// "given by Japan to Ukraine through UNDP".
std::string flow_words(const Claim& claim) {
  std::string words;
  const auto add = [&](std::string_view word, const std::vector<std::string>& parties) {
    if (parties.empty()) return;
    if (!words.empty()) words += ' ';
    words += word;
    words += party_names(parties);
  };
  if (claim.stage) words = to_string(*claim.stage);
  add("by ", claim.giver);
  add("to ", claim.receiver);
  add("through ", claim.channel);
  add(claim.kind == ClaimKind::event || claim.kind == ClaimKind::agreement ? "with " : "of ", claim.parties);
  return words;
}

// "in March 2025", "in 2024", "on 14 January 2025", "by 30 June 2025", "since 24 February 2022", "from ... to ...".
std::string when_words(const Period& period) {
  if (period.from && period.to) {
    const Date from = *period.from;
    if (from == *period.to) return "on " + long_date(from);
    if (period == Period::of_year(from.year())) return fmt::format("in {}", from.year());
    if (period == Period::of_month(from.year(), from.month())) {
      const std::string day = long_date(from);  // "1 March 2025"
      return "in " + day.substr(day.find(' ') + 1);
    }
    return "from " + long_date(from) + " to " + long_date(*period.to);
  }
  if (period.from) return "since " + long_date(*period.from);
  return period.to ? "by " + long_date(*period.to) : std::string{};
}

// "page 3", "p[12], line 40".
std::string origin_words(const Origin& origin) {
  if (origin.page != 0) return fmt::format("page {}", origin.page);
  return origin.line == 0 ? origin.element : fmt::format("{}, line {}", origin.element, origin.line);
}

// The fields of a claim as they are explained: name, value in words.
struct Field {
  std::string_view name;
  std::string value;
};
std::vector<Field> fields_of(const Claim& claim) {
  std::vector<Field> fields{{"kind", std::string(to_string(claim.kind))}};
  const auto add = [&](std::string_view name, std::string value) {
    if (!value.empty()) fields.push_back({name, std::move(value)});
  };
  add("value", number_words(claim));
  if (claim.value || claim.low) add("quantifier", blanks_for_underscores(to_string(claim.quantifier)));
  if (claim.stage) add("stage", std::string(to_string(*claim.stage)));
  add("modality", std::string(to_string(claim.modality)));
  if (claim.instrument) add("instrument", blanks_for_underscores(to_string(*claim.instrument)));
  add("giver", party_names(claim.giver));
  add("receiver", party_names(claim.receiver));
  add("parties", party_names(claim.parties));
  add("channel", party_names(claim.channel));
  add("date", when_words(claim.period));
  add("decided", when_words(claim.decided));
  add("fiscal_year", claim.fiscal_year);
  add("equivalent_of", claim.equivalent_of);
  if (claim.implied_rate) add("implied_rate", claim.implied_rate->to_string());
  add("part_of", claim.part_of);
  if (claim.cumulative) add("cumulative", "a total over time");
  if (claim.change) add("change", std::string(to_string(*claim.change)));
  return fields;
}

// The words that led to a field, in the order of the text, a bar between.
std::string words_for(const Document& document, const Claim& claim, std::string_view field) {
  std::string words;
  for (const Because& because : claim.because) {
    if (because.field != field) continue;
    const std::string line = one_line(because.span.of(document.text));
    if (words.find(line) != std::string::npos) continue;
    words += (words.empty() ? "" : " | ") + line;
  }
  if (!words.empty()) return "\"" + words + "\"";
  if (field == "value" || field == "kind") return "\"" + one_line(claim.span.of(document.text)) + "\"";
  if (field == "quantifier" && claim.quantifier == Quantifier::exact) return "no word widens it";
  if (field == "modality" && claim.modality == Modality::stated) return "no word makes it less than stated";
  if (field == "equivalent_of" || field == "part_of" || field == "implied_rate") return "by where it stands";
  return "from the text around it";
}

}  // namespace

std::string understood(const Claim& claim) {
  std::string words;
  const auto add = [&](const std::string& more, std::string_view separator) {
    if (more.empty()) return;
    if (!words.empty()) words += separator;
    words += more;
  };
  std::string number = number_words(claim);
  if (!number.empty() && claim.quantifier != Quantifier::exact) {
    number = blanks_for_underscores(to_string(claim.quantifier)) + " " + number;
  }
  add(number.empty() ? std::string(to_string(claim.kind)) : number, "");
  if (claim.instrument) add(blanks_for_underscores(to_string(*claim.instrument)), ", ");
  add(flow_words(claim), ", ");
  add(when_words(claim.period), ", ");
  if (!claim.fiscal_year.empty()) add("fiscal year " + claim.fiscal_year, ", ");
  if (claim.cumulative) add("a total over time", ", ");
  add(std::string(to_string(claim.modality)), "; ");
  if (!claim.equivalent_of.empty()) {
    add("restates " + claim.equivalent_of + (claim.implied_rate ? " at " + claim.implied_rate->to_string() : ""), "; ");
  }
  if (!claim.part_of.empty()) add("part of " + claim.part_of, "; ");
  return words;
}

std::string read_table_head(const Document& document, const ReadTableOptions& options) {
  return heading_lines(document, options.colour);
}

std::string read_table_claims(const Document& document, const Reading& reading, const ReadTableOptions& options) {
  std::string out;
  std::uint64_t number = options.first_number;
  for (const Claim& claim : reading.claims) {
    const std::string sentence = marked_sentence(document.text, claim.sentence, claim.span);
    out += with_marks(labelled(fmt::format("{:>4}  ", number++), sentence, indent), options.colour);
    std::string facts = claim.id + ": " + understood(claim);
    if (const Origin* origin = document.origin_of(claim.span.begin)) facts += "; " + origin_words(*origin);
    out += faint(indented(facts, indent), options.colour);
  }
  if (options.left_out) out += left_out_lines(document, reading);
  return out;
}

std::string read_table_account(const ReadingStats& stats, std::uint64_t claims) {
  return indented(
      fmt::format("{} in {}; numbers: {} seen, {} read, {} in no claim", counted(claims, "claim"),
                  counted(stats.sentences, "sentence"), stats.numbers_seen, stats.numbers_read, stats.numbers_left_out),
      2);
}

std::string read_table(const Document& document, const Reading& reading, const ReadTableOptions& options) {
  return read_table_head(document, options) + read_table_claims(document, reading, options) +
         read_table_account(reading.stats, reading.claims.size());
}

std::string explain_reading(const Document& document, const Claim& claim, std::uint64_t number, bool colour) {
  constexpr std::size_t name_width = 16;
  std::string out = bold(wrap(fmt::format("Claim {} ({}) of {}", number, claim.id, document.name), {}), colour);
  out += with_marks(indented(marked_sentence(document.text, claim.sentence, claim.span), 2), colour);
  out += indented(understood(claim), 2) + "\n";
  for (const Field& field : fields_of(claim)) {
    out += labelled("  " + blanks_for_underscores(field.name),
                    field.value + ": " + words_for(document, claim, field.name), name_width);
  }
  if (claim.purpose) out += labelled("  purpose", "\"" + one_line(claim.purpose->of(document.text)) + "\"", name_width);
  if (const Origin* origin = document.origin_of(claim.span.begin)) {
    out += labelled("  origin", origin_words(*origin), name_width);
  }
  return out;
}

}  // namespace kept
