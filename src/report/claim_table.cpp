#include "report/claim_table.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <vector>

#include "base/text.hpp"

namespace kept {
namespace {

constexpr std::size_t columns = 80;
constexpr std::size_t indent = 18;  // behind the number and the kind

// East Asian wide and fullwidth characters take two columns (Unicode UAX 11, the blocks that speeches use).
std::size_t width_of(char32_t c) {
  const bool wide = (c >= 0x1100 && c <= 0x115F) || (c >= 0x2E80 && c <= 0xA4CF) || (c >= 0xAC00 && c <= 0xD7A3) ||
                    (c >= 0xF900 && c <= 0xFAFF) || (c >= 0xFE30 && c <= 0xFE6F) || (c >= 0xFF00 && c <= 0xFF60) ||
                    (c >= 0xFFE0 && c <= 0xFFE6) || (c >= 0x1F300 && c <= 0x1FAFF) || (c >= 0x20000 && c <= 0x3FFFD);
  return wide ? 2 : 1;
}

// Appends `text` in lines of `columns`, broken at blanks and, where a piece is too long for a line, anywhere; every
// further line begins behind `indent` blanks. Blanks and control characters become one blank.
class Lines {
 public:
  explicit Lines(std::string& out, std::size_t column) : out_(out), column_(column) {}

  void add(std::string_view text) {
    for (std::size_t at = 0; at < text.size();) {
      const CodePoint point = code_point_at(text, ByteOffset{static_cast<std::uint32_t>(at)});
      if (point.value <= U' ' || point.value == 0x7F || point.value == 0xA0) {
        end_word();
      } else {
        word_ += text.substr(at, point.bytes);
        word_width_ += width_of(point.value);
        if (word_width_ + indent >= columns - 1 || width_of(point.value) == 2) put_word();
      }
      at += point.bytes;
    }
    end_word();
  }
  void end() {
    put_word();
    out_ += '\n';
  }

 private:
  void end_word() {
    put_word();
    blank_ = true;
  }
  void put_word() {
    if (word_.empty()) return;
    const bool blank = blank_ && column_ > indent;
    if (column_ + (blank ? 1U : 0U) + word_width_ > columns) {
      out_ += '\n';
      out_.append(indent, ' ');
      column_ = indent;
    } else if (blank) {
      out_ += ' ';
      ++column_;
    }
    out_ += word_;
    column_ += word_width_;
    word_.clear();
    word_width_ = 0;
    blank_ = false;
  }

  std::string& out_;
  std::size_t column_;
  std::string word_;
  std::size_t word_width_ = 0;
  bool blank_ = false;
};

std::string joined(const std::vector<std::string>& parts, std::string_view separator) {
  std::string text;
  for (const std::string& part : parts) {
    if (!text.empty() && !part.empty()) text += separator;
    text += part;
  }
  return text;
}

// "more_than" as people read it.
std::string words(std::string_view name) {
  std::string text(name);
  std::ranges::replace(text, '_', ' ');
  return text;
}

std::string period_words(const Period& period) {
  if (period.from && period.to) {
    return *period.from == *period.to ? period.from->to_string()
                                      : period.from->to_string() + " to " + period.to->to_string();
  }
  if (period.from) return "from " + period.from->to_string();
  return period.to ? "until " + period.to->to_string() : "";
}

std::string parties_words(const Claim& claim) {
  if (!claim.parties.empty()) return joined(claim.parties, ", ");
  const std::string giver = joined(claim.giver, ", ");
  const std::string receiver = joined(claim.receiver, ", ");
  if (receiver.empty()) return giver.empty() ? "" : "from " + giver;
  return (giver.empty() ? "" : giver + " ") + "to " + receiver;
}

// With blanks between thousands: "15 000 000 000".
std::string grouped(const Decimal& value) {
  std::string text = value.to_string();
  const std::size_t point = std::min(text.find('.'), text.size());
  for (std::size_t at = point; at > 3 && text[at - 4] != '-'; at -= 3) text.insert(at - 3, " ");
  return text;
}

std::string value_words(const Claim& claim) {
  std::string text;
  if (claim.value) text = grouped(*claim.value);
  if (claim.low && claim.high) text = grouped(*claim.low) + " to " + grouped(*claim.high);
  if (text.empty()) return "";
  if (claim.quantifier != Quantifier::exact) text = words(to_string(claim.quantifier)) + " " + text;
  const std::string& unit = claim.kind == ClaimKind::money ? claim.currency : claim.unit;
  return unit.empty() ? text : text + " " + unit;
}

std::string facts(const Claim& claim) {
  std::vector<std::string> parts{value_words(claim)};
  if (claim.stage) parts.push_back(words(to_string(*claim.stage)));
  parts.push_back(words(to_string(claim.modality)));
  if (claim.instrument) parts.push_back(words(to_string(*claim.instrument)));
  parts.push_back(parties_words(claim));
  if (!claim.channel.empty()) parts.push_back("through " + joined(claim.channel, ", "));
  parts.push_back(period_words(claim.period));
  if (!claim.fiscal_year.empty()) parts.push_back("fiscal year " + claim.fiscal_year);
  if (claim.cumulative) parts.emplace_back("cumulative");
  if (!claim.equivalent_of.empty()) {
    parts.push_back("the same as " + claim.equivalent_of);
    if (claim.implied_rate) parts.back() += " at " + claim.implied_rate->to_string();
  }
  if (!claim.part_of.empty()) parts.push_back("part of " + claim.part_of);
  std::erase(parts, "");
  return joined(parts, "; ");
}

void put_head(std::string& out, const Document& document) {
  std::vector<std::string> parts{document.name};
  parts.push_back(document.date ? document.date->to_string() : "no date");
  std::string speaker = document.speaker.empty() ? "no speaker" : document.speaker;
  if (!document.speaker_country.empty()) speaker += " (" + document.speaker_country + ")";
  parts.push_back(std::move(speaker));
  parts.push_back(document.language);
  Lines lines(out, 0);
  lines.add(joined(parts, "; "));
  lines.end();
}

// The numbers that are in no claim, one line a reason, in the order of the text.
void put_left_out(std::string& out, const Document& document, const Reading& reading) {
  std::vector<std::string> reasons;
  std::map<std::string, std::vector<std::string>> numbers;
  for (const LeftOut& number : reading.left_out) {
    if (!numbers.contains(number.reason)) reasons.push_back(number.reason);
    numbers[number.reason].emplace_back(number.span.of(document.text));
  }
  for (const std::string& reason : reasons) {
    out += "  left out: ";
    Lines lines(out, 12);
    lines.add(reason + ": " + joined(numbers[reason], ", "));
    lines.end();
  }
}

}  // namespace

std::string read_table(const Document& document, const Reading& reading, bool with_left_out) {
  std::string out;
  put_head(out, document);
  for (const Claim& claim : reading.claims) {
    out += fmt::format("  {:<5} {:<9} ", claim.id, to_string(claim.kind));
    Lines lines(out, indent);
    lines.add(claim.span.of(document.text));
    lines.end();
    out.append(indent, ' ');
    Lines more(out, indent);
    more.add(facts(claim));
    more.end();
  }
  if (with_left_out) put_left_out(out, document, reading);
  out += fmt::format("  {} claims in {} sentences; numbers: {} seen, {} read, {} left out\n\n", reading.claims.size(),
                     reading.stats.sentences, reading.stats.numbers_seen, reading.stats.numbers_read,
                     reading.stats.numbers_left_out);
  return out;
}

}  // namespace kept
