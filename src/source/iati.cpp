#include "source/iati.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cassert>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/country.hpp"
#include "base/data_table.hpp"
#include "base/date.hpp"
#include "base/decimal.hpp"
#include "base/problem.hpp"
#include "base/text.hpp"
#include "source/iati_party.hpp"
#include "source/iati_xml.hpp"
#include "source/problem_list.hpp"
#include "source/readers.hpp"
#include "source/record.hpp"

namespace kept {
namespace {

struct TransactionType {
  Measure measure = Measure::other;
  std::string_view direction;  // "in", "out", "back"
};

// By code of 2.0x, code of 1.0x, or word; in lower case.
const std::map<std::string, TransactionType, std::less<>>& transaction_types() {
  static const std::map<std::string, TransactionType, std::less<>> types = [] {
    std::map<std::string, TransactionType, std::less<>> result;
    const auto rows =
        read_data_table("data/iati_transaction_type.tsv", {"code", "old", "word", "direction", "measure", "name"});
    assert(rows.ok());
    if (!rows) return result;
    for (const DataRow& row : *rows) {
      const TransactionType type{parse_measure(row.cells[4]).value_or(Measure::other), row.cells[3]};
      for (const std::size_t cell : {0U, 1U, 2U, 5U}) {
        if (!row.cells[cell].empty()) result.emplace(lower_case(row.cells[cell]), type);
      }
    }
    return result;
  }();
  return types;
}

// Runs of white space become one blank; the ends are trimmed.
std::string collapse(std::string_view text) {
  std::string out;
  for (const char c : text) {
    const bool blank = c == ' ' || c == '\n' || c == '\t' || c == '\r';
    if (!blank) {
      out.push_back(c);
    } else if (!out.empty() && out.back() != ' ') {
      out.push_back(' ');
    }
  }
  if (out.ends_with(' ')) out.pop_back();
  return out;
}

// The words of an element: its English narrative, else its first one, else its own text (1.0x).
std::string words_of(const XmlElement* element) {
  if (element == nullptr) return {};
  std::string first;
  for (const XmlElement& child : element->children) {
    if (child.name != "narrative") continue;
    std::string text = collapse(child.text);
    if (text.empty()) continue;
    if (lower_case(child.attribute("xml:lang")).starts_with("en")) return text;
    if (first.empty()) first = std::move(text);
  }
  return first.empty() ? collapse(element->text) : first;
}

bool is_true(std::string_view text) { return text == "1" || text == "true"; }

struct Org {
  std::string code;  // of iati_party
  std::string name;  // as published: its name, else its identifier
};

std::optional<Org> org_of(const XmlElement* element) {
  if (element == nullptr) return std::nullopt;
  const std::string name = words_of(element);
  const std::string_view ref = trim(element->attribute("ref"));
  if (name.empty() && ref.empty()) return std::nullopt;
  return Org{iati_party({ref, name}), name.empty() ? std::string(ref) : name};
}

// The one country that all the money of `element` goes to, else "".
std::string single_country(const XmlElement& element) {
  std::string code;
  std::string_view percentage;
  bool several = false;
  bool region = false;
  for (const XmlElement& child : element.children) {
    if (child.name == "recipient-region") region = true;
    if (child.name != "recipient-country") continue;
    several = several || !code.empty();
    code = trim(child.attribute("code"));
    percentage = trim(child.attribute("percentage"));
  }
  if (several || code.empty()) return {};
  // A lone country has all; beside a region only where it says so. Shares within half of one per cent of 100 are 100.
  const auto share = Decimal::parse(percentage);
  if (percentage.empty() ? region : (!share || *share < Decimal::from_parts(995, -1))) return {};
  const auto known = countries().code_of(code);
  return known ? std::string(*known) : code;
}

// What an activity says for all that stands in it.
struct Activity {
  const XmlElement& element;
  std::string identifier;  // as published, trimmed
  std::string key;         // unique in the file
  std::optional<Org> reporting;
  std::string title;
  std::string country;
  std::string currency;
  std::string aid_type;
  std::string finance_type;
  bool secondary = false;
  bool humanitarian = false;
};

class IatiReader {
 public:
  IatiReader(const NamedBytes& file, LoadedFile& load) : file_(file), load_(load) {}

  void read() {
    IatiXmlOutcome outcome =
        read_iati_xml(file_.path, file_.bytes, [this](const XmlElement& activity) { read_activity(activity); });
    load_.problems = std::move(outcome.problems);
    for (Problem& problem : problems_.take(file_.path)) load_.problems.push_back(std::move(problem));
    const auto generated = parse_iati_date(
        std::string_view(outcome.generated).substr(0, std::min<std::size_t>(10, outcome.generated.size())));
    if (!load_.released && generated) {
      load_.released = generated;
      load_.released_how = "generated-datetime";
    }
    cover();
  }

 private:
  void report(ProblemCode code, const XmlElement& at, std::string what, std::string done, std::string cure) {
    problems_.add({code,
                   std::move(what),
                   {.file = file_.path, .line = at.line, .column = at.column, .byte = {}, .record = position_},
                   std::move(done),
                   std::move(cure)});
  }

  void read_activity(const XmlElement& element) {
    ++activities_;
    Activity activity{element, {}, {}, {}, {}, {}, {}, {}, {}, false, false};
    if (const XmlElement* identifier = element.child("iati-identifier")) activity.identifier = trim(identifier->text);
    activity.key = activity.identifier.empty() ? fmt::format("number {}", activities_) : activity.identifier;
    if (const int seen = ++identifiers_[activity.key]; seen > 1) activity.key += fmt::format("#{}", seen);
    const XmlElement* reporting = element.child("reporting-org");
    activity.reporting = org_of(reporting);
    activity.secondary = reporting != nullptr && is_true(trim(reporting->attribute("secondary-reporter")));
    if (activity.reporting) reporters_.insert(activity.reporting->name);
    activity.title = words_of(element.child("title"));
    activity.country = single_country(element);
    activity.currency = element.attribute("default-currency");
    activity.aid_type = dac_aid_type(element, "default-aid-type");
    if (const XmlElement* finance = element.child("default-finance-type"))
      activity.finance_type = finance->attribute("code");
    activity.humanitarian = is_true(element.attribute("humanitarian"));
    std::array<int, 3> numbers{};
    for (const XmlElement& child : element.children) {
      if (child.name == "transaction") read_transaction(activity, child, ++numbers[0]);
      if (child.name == "budget") read_plan(activity, child, "budget", ++numbers[1]);
      if (child.name == "planned-disbursement") read_plan(activity, child, "planned_disbursement", ++numbers[2]);
    }
  }

  // The code of the DAC's vocabulary; others answer other questions.
  static std::string dac_aid_type(const XmlElement& element, std::string_view name) {
    for (const XmlElement& child : element.children) {
      if (child.name != name) continue;
      const std::string_view vocabulary = child.attribute("vocabulary");
      if (vocabulary.empty() || vocabulary == "1") return std::string(trim(child.attribute("code")));
    }
    return {};
  }

  Record start_record(const Activity& activity, std::string_view kind, int number) {
    Record record;
    position_ = fmt::format("activity {} {} {}", activity.key, kind, number);
    record.id = fmt::format("iati/{}/{}/{}/{}", load_.dataset, activity.key, kind, number);
    record.kind = kind;
    record.activity = activity.key;
    record.activity_how = activity.identifier.empty() ? "place in the file" : "published";
    record.secondary = activity.secondary;
    record.text = activity.title;
    record.file = file_.path;
    record.position = position_;
    return record;
  }

  void read_transaction(const Activity& activity, const XmlElement& element, int number) {
    Record record = start_record(activity, "transaction", number);
    const TransactionType type = read_type(element, record);
    record.measure = type.measure;
    read_value(activity, element, record);
    read_transaction_date(element, record);
    read_parties(activity, element, type, record);
    read_classification(activity, element, record);
    const std::string words = words_of(element.child("description"));
    if (!words.empty() && words != record.text) record.text += (record.text.empty() ? "" : ": ") + words;
    add(std::move(record));
  }

  // Both vocabularies are accepted in every file, and the relics: the word as code, the code as text.
  TransactionType read_type(const XmlElement& element, Record& record) {
    const XmlElement* type = element.child("transaction-type");
    if (type == nullptr) {
      report(ProblemCode::value_unreadable, element, "the transaction has no type", "it is a record of measure other",
             "publish transaction-type");
      return {};
    }
    std::string_view published = trim(type->attribute("code"));
    auto found = transaction_types().find(lower_case(published));
    if (found == transaction_types().end()) {
      const std::string text = collapse(type->text);
      found = transaction_types().find(lower_case(text));
      if (found != transaction_types().end()) record.notes.emplace_back("type-from-text");
      record.measure_published = published.empty() ? text : std::string(published);
    } else {
      record.measure_published = published;
      if (published.size() > 2) record.notes.emplace_back("type-from-word");
    }
    if (found == transaction_types().end()) {
      report(ProblemCode::value_unreadable, *type,
             fmt::format("'{}' is no transaction type", excerpt(record.measure_published)),
             "it is a record of measure other", "publish a code of TransactionType");
      return {};
    }
    return found->second;
  }

  void read_value(const Activity& activity, const XmlElement& element, Record& record) {
    const XmlElement* value = element.child("value");
    if (value == nullptr) {
      report(ProblemCode::value_unreadable, element, "no value is given", "the record has no amount",
             "publish a value");
      return;
    }
    const std::string_view text = trim(value->text);
    record.amount = Decimal::parse(text);
    if (!record.amount) {
      record.notes.emplace_back(text.empty() ? "value-empty" : "not-a-decimal");
      const std::string shown(excerpt(text));
      report(ProblemCode::value_unreadable, *value,
             text.empty() ? "the value is empty" : fmt::format("'{}' is no decimal number", collapse(shown)),
             "the record has no amount", "publish 2675.61, without separators of thousands");
    }
    record.currency = currency_of(activity, *value, record);
    const auto day = parse_iati_date(value->attribute("value-date"));
    if (day) record.value_date = day;
  }

  // Own currency, else the activity's default, else unknown: never a guess.
  std::string currency_of(const Activity& activity, const XmlElement& value, Record& record) {
    std::string_view published = value.attribute("currency");
    if (trim(published).empty()) {
      published = activity.currency;
      if (!trim(published).empty()) record.notes.emplace_back("currency-default");
    }
    std::string code;
    for (const char c : trim(published)) code.push_back(c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c);
    if (code.empty()) {
      report(ProblemCode::currency_unknown, value, "the value has no currency, and the activity no default",
             "the record is in no sum", "publish currency or default-currency");
    } else if (!countries().is_currency(code)) {
      report(ProblemCode::currency_unknown, value, fmt::format("'{}' is no currency of ISO 4217", excerpt(code)),
             "the record keeps it and is in no sum", "publish a code such as EUR");
    }
    return code;
  }

  // When it happened; the value's date where that is missing.
  void read_transaction_date(const XmlElement& element, Record& record) {
    const XmlElement* date = element.child("transaction-date");
    if (date != nullptr) {
      const std::string_view iso = date->attribute("iso-date");
      record.date = parse_iati_date(iso);
      if (!record.date) {
        record.date = Date::parse_iso(trim(date->text));
        if (record.date) record.notes.emplace_back("date-from-text");
      }
      if (!record.date) {
        report(ProblemCode::date_unreadable, *date, fmt::format("'{}' is no day", excerpt(iso)),
               record.value_date ? "the value's date is used" : "the record has no date", "publish YYYY-MM-DD");
      }
    }
    if (!record.date && record.value_date) {
      record.date = record.value_date;
      record.notes.emplace_back("date-from-value-date");
    }
    if (record.date && (record.date->year() < 1950 || record.date->year() > 2050))
      record.notes.emplace_back("date-implausible");
    if (record.value_date == record.date) record.value_date.reset();
  }

  // On money going out an absent provider is the reporting organisation, on money coming in an absent receiver; the
  // other side stays unknown.
  void read_parties(const Activity& activity, const XmlElement& element, const TransactionType& type, Record& record) {
    auto provider = org_of(element.child("provider-org"));
    auto receiver = org_of(element.child("receiver-org"));
    if (!provider && type.direction == "out" && activity.reporting) {
      provider = activity.reporting;
      record.notes.emplace_back("provider-default");
    }
    if (!receiver && type.direction == "in" && activity.reporting) {
      receiver = activity.reporting;
      record.notes.emplace_back("receiver-default");
    }
    const std::string own = single_country(element);
    set_parties(provider, receiver, own.empty() ? activity.country : own, record);
  }

  // The receiver is the one country that the money is for; the organisation that gets it is then the channel.
  static void set_parties(const std::optional<Org>& provider, const std::optional<Org>& receiver,
                          const std::string& country, Record& record) {
    if (provider) {
      record.giver = provider->code;
      record.giver_name = provider->name;
    }
    if (receiver) record.receiver_name = receiver->name;
    if (country.empty()) {
      if (receiver) record.receiver = receiver->code;
      return;
    }
    record.receiver = country;
    if (receiver && receiver->code != country) record.channel = receiver->code;
    if (!receiver) record.receiver_name = countries().name_of(country);
  }

  static void read_classification(const Activity& activity, const XmlElement& element, Record& record) {
    std::string aid_type = dac_aid_type(element, "aid-type");
    if (aid_type.empty()) aid_type = activity.aid_type;
    const XmlElement* finance = element.child("finance-type");
    const std::string finance_type =
        finance == nullptr ? activity.finance_type : std::string(trim(finance->attribute("code")));
    record.instrument = instrument_of(finance_type, aid_type);
    const std::string_view flag = element.attribute("humanitarian");
    const bool humanitarian = flag.empty() ? activity.humanitarian : is_true(flag);
    record.aid_type = humanitarian ? "humanitarian" : aid_type;
  }

  // DAC finance types: 110 grants, the 400s loans, 1100 guarantees; aid types A01 and A02 are budget support.
  static std::string instrument_of(std::string_view finance_type, std::string_view aid_type) {
    if (finance_type.size() == 3 && finance_type.front() == '4') return "loan";
    if (finance_type == "1100") return "guarantee";
    if (aid_type == "A01" || aid_type == "A02") return "budget_support";
    return finance_type == "110" ? "grant" : "";
  }

  void read_plan(const Activity& activity, const XmlElement& element, std::string_view kind, int number) {
    Record record = start_record(activity, kind, number);
    const bool budget = kind == "budget";
    record.measure = budget ? Measure::budget : Measure::planned;
    const bool revised = element.attribute("type") == "2" || lower_case(element.attribute("type")) == "revised";
    record.measure_published = fmt::format("{}{}", revised ? "revised " : "", element.name);
    read_value(activity, element, record);
    read_period(element, record);
    if (record.value_date == record.date) record.value_date.reset();
    auto provider = budget ? std::nullopt : org_of(element.child("provider-org"));
    if (!provider && activity.reporting) {
      provider = activity.reporting;
      record.notes.emplace_back("provider-default");
    }
    set_parties(provider, budget ? std::nullopt : org_of(element.child("receiver-org")), activity.country, record);
    read_classification(activity, element, record);
    add(std::move(record));
  }

  void read_period(const XmlElement& element, Record& record) {
    const XmlElement* start = element.child("period-start");
    const XmlElement* end = element.child("period-end");
    if (start != nullptr) record.date = parse_iati_date(start->attribute("iso-date"));
    if (end != nullptr) record.date_to = parse_iati_date(end->attribute("iso-date"));
    if (!record.date) {
      report(ProblemCode::date_unreadable, start == nullptr ? element : *start, "the period has no readable start",
             "the record has no date", "publish period-start as YYYY-MM-DD");
      return;
    }
    if (!record.date_to) return;
    const Date first = *record.date;
    const auto spans = [&](int months) {
      return first.day() == 1 && first.plus_months(months).plus_days(-1) == *record.date_to;
    };
    if (spans(1)) record.date_precision = DatePrecision::month;
    if (spans(3) && first.month() % 3 == 1) record.date_precision = DatePrecision::quarter;
    if (spans(6) && first.month() % 6 == 1) record.date_precision = DatePrecision::half;
    if (spans(12)) record.date_precision = first.month() == 1 ? DatePrecision::year : DatePrecision::fiscal_year;
  }

  void add(Record record) {
    if (!record.giver.empty()) givers_.insert(record.giver);
    if (!record.receiver.empty()) receivers_.insert(record.receiver);
    measures_.insert(record.measure);
    if (record.date) {
      Period& period = load_.coverage.period;
      if (!period.from || *record.date < *period.from) period.from = record.date;
      if (!period.to || *period.to < *record.date) period.to = record.date;
    }
    load_.records.push_back(std::move(record));
  }

  void cover() {
    Coverage& coverage = load_.coverage;
    coverage.givers.assign(givers_.begin(), givers_.end());
    coverage.receivers.assign(receivers_.begin(), receivers_.end());
    coverage.measures.assign(measures_.begin(), measures_.end());
    std::string who = reporters_.size() == 1 ? *reporters_.begin() : fmt::format("{} publishers", reporters_.size());
    coverage.note = fmt::format("an IATI file of {} covers what was chosen for publication: never complete", who);
  }

  const NamedBytes& file_;
  LoadedFile& load_;
  ProblemList problems_;
  std::string position_;  // of the record at hand
  std::uint64_t activities_ = 0;
  std::map<std::string, int, std::less<>> identifiers_;
  std::set<std::string> reporters_;
  std::set<std::string> givers_;
  std::set<std::string> receivers_;
  std::set<Measure> measures_;
};

// The first bytes without the zeros of UTF-16.
std::string head_of(std::string_view bytes) {
  constexpr std::size_t probe_bytes = 65536;
  std::string head(bytes.substr(0, probe_bytes));
  if (bytes.starts_with("\xFF\xFE") || bytes.starts_with("\xFE\xFF")) std::erase(head, '\0');
  return head;
}

}  // namespace

std::optional<Date> parse_iati_date(std::string_view text) {
  text = trim(text);
  if (text.size() < 10) return std::nullopt;
  const std::string_view zone = text.substr(10);
  const auto digit = [&zone](std::size_t at) { return zone[at] >= '0' && zone[at] <= '9'; };
  const bool offset = zone.size() == 6 && (zone[0] == '+' || zone[0] == '-') && digit(1) && digit(2) &&
                      zone[3] == ':' && digit(4) && digit(5);
  if (!zone.empty() && zone != "Z" && !offset) return std::nullopt;
  return Date::parse_iso(text.substr(0, 10));
}

std::string stem_of(std::string_view path) {
  std::string_view name = file_name_of(path);
  const std::size_t dot = name.find('.', 1);
  return std::string(name.substr(0, dot));
}

bool recognises_iati(const NamedBytes& file, const Folder& /*folder*/, const ReadOptions& /*options*/) {
  const std::string head = head_of(file.bytes);
  const std::size_t first = head.find('<');
  return first != std::string::npos && first < 16 &&
         (head.find("<iati-activit") != std::string::npos || head.find("<iati-organisation") != std::string::npos);
}

void read_iati(const Folder& own, const ReadOptions& options, SourcesRead& out) {
  for (const NamedBytes* file : own.files) {
    if (head_of(file->bytes).find("<iati-activit") == std::string::npos) {
      out.left_out.push_back({file->path, "an IATI organisation file: plans of an organisation, which are not read"});
      continue;
    }
    LoadedFile load = start_load(*file, "iati", stem_of(file->path), options);
    IatiReader(*file, load).read();
    out.loaded.push_back(std::move(load));
  }
}

}  // namespace kept
