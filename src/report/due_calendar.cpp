// RFC 5545 (iCalendar): section 3.1 lines and their folding, 3.3.11 escapes, 3.6.1 events, 3.8.4.7 UID, 3.8.7.4
// SEQUENCE.
#include <fmt/format.h>

#include <cstddef>
#include <string>
#include <string_view>

#include "base/date.hpp"
#include "base/text.hpp"
#include "base/version.hpp"
#include "claim/claim.hpp"
#include "document/document.hpp"
#include "report/cells.hpp"
#include "report/check_report.hpp"
#include "report/due.hpp"
#include "report/words.hpp"
#include "verdict/verdict.hpp"

namespace kept {
namespace {

constexpr std::size_t line_octets_max = 75;  // without its end, section 3.1

// One property: escaped by the caller where it is TEXT, folded between characters.
void add_line(std::string& calendar, std::string_view line) {
  std::size_t octets = 0;
  for (std::size_t at = 0; at < line.size();) {
    std::size_t end = at + 1;
    while (end < line.size() && (static_cast<unsigned char>(line[end]) & 0xC0U) == 0x80U) ++end;
    if (octets + (end - at) > line_octets_max) {
      calendar += "\r\n ";
      octets = 1;
    }
    calendar += line.substr(at, end - at);
    octets += end - at;
    at = end;
  }
  calendar += "\r\n";
}

// TEXT of section 3.3.11.
std::string escaped(std::string_view text) {
  std::string out;
  for (const char c : one_line(text)) {
    if (c == '\\' || c == ';' || c == ',') out += '\\';
    out += c;
  }
  return out;
}

std::string basic_date(Date date) {
  std::string text = date.to_string();
  std::erase(text, '-');
  return text;
}

void add_event(std::string& calendar, const DuePromise& promise, Date on) {
  const Document& document = promise.document->document;
  const Claim& claim = promise.claim->claim;
  const std::string words = one_line(claim.span.of(document.text));
  std::string description = fmt::format("{}: {}. Said in {}", words, words_of(promise.is), document.name);
  if (document.date) description += " on " + document.date->to_string();
  description += ".";
  if (!promise.newest->verdict.line.empty()) description += " " + promise.newest->verdict.line + ".";
  for (const Date& moved : promise.moved_from) description += " The deadline was " + moved.to_string() + ".";
  add_line(calendar, "BEGIN:VEVENT");
  add_line(calendar, fmt::format("UID:{}-{}-{}@kept", escaped(file_name(document.name)), to_string(claim.kind),
                                 claim.span.begin.value));
  add_line(calendar, "DTSTAMP:" + basic_date(on) + "T000000Z");
  add_line(calendar, fmt::format("SEQUENCE:{}", promise.moved_from.size()));
  add_line(calendar, "DTSTART;VALUE=DATE:" + basic_date(*promise.deadline));
  add_line(calendar, "DTEND;VALUE=DATE:" + basic_date(promise.deadline->plus_days(1)));
  add_line(calendar, "SUMMARY:" + escaped(fmt::format("{} ({})", words, words_of(promise.is))));
  add_line(calendar, "DESCRIPTION:" + escaped(description));
  add_line(calendar, "CATEGORIES:" + escaped(words_of(promise.is)));
  add_line(calendar, "TRANSP:TRANSPARENT");
  add_line(calendar, "END:VEVENT");
}

}  // namespace

std::string due_calendar(const CheckReport& report) {
  std::string calendar;
  add_line(calendar, "BEGIN:VCALENDAR");
  add_line(calendar, "VERSION:2.0");
  add_line(calendar, fmt::format("PRODID:-//Kept//kept {}//EN", version));
  add_line(calendar, "CALSCALE:GREGORIAN");
  for (const DuePromise& promise : due_promises(report)) {
    if (promise.deadline) add_event(calendar, promise, report.on);
  }
  add_line(calendar, "END:VCALENDAR");
  return calendar;
}

}  // namespace kept
