// Transactions, budgets, planned disbursements and organisations' plans of IATI as records.
#include <fmt/format.h>
#include <pugixml.hpp>

#include <algorithm>
#include <cstdint>
#include <iterator>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/country.hpp"
#include "base/date.hpp"
#include "base/decimal.hpp"
#include "base/problem.hpp"
#include "base/text.hpp"
#include "source/activity.hpp"
#include "source/covered_days.hpp"
#include "source/iati.hpp"
#include "source/iati_code.hpp"
#include "source/iati_node.hpp"
#include "source/iati_piece.hpp"
#include "source/iati_reading.hpp"
#include "source/iati_split.hpp"
#include "source/record.hpp"

namespace kept {
namespace {

constexpr int first_plausible_year = 1950;
constexpr int last_plausible_year = 2050;

// DAC finance types: 110 grants, the 400s loans, 1100 guarantees; aid types A01 and A02 are budget support.
std::string_view instrument_of(std::string_view finance_type, std::string_view aid_type) {
  if (finance_type.size() == 3 && finance_type.front() == '4') return "loan";
  if (finance_type == "1100") return "guarantee";
  if (aid_type == "A01" || aid_type == "A02") return "budget_support";
  return finance_type == "110" ? "grant" : "";
}

// Whether the number is written as Kept would write it.
bool is_plain(std::string_view text, const Decimal& number) {
  if (text.front() == '+' || text.front() == '.' || text.back() == '.') return false;
  if (text.find('.') != std::string_view::npos && text.back() == '0') return false;
  const std::string_view digits = text.front() == '-' ? text.substr(1) : text;
  if (digits.size() > 1 && digits[0] == '0' && digits[1] != '.') return false;
  return !(number.is_zero() && text != "0");
}

// Two nodes that say the same, whatever comes first.
bool same_words(pugi::xml_node a, pugi::xml_node b) {
  pugi::xml_attribute x = a.first_attribute();
  pugi::xml_attribute y = b.first_attribute();
  for (; x && y; x = x.next_attribute(), y = y.next_attribute()) {
    if (std::string_view(x.name()) != y.name() || std::string_view(x.value()) != y.value()) return false;
  }
  return !x && !y && std::string_view(a.child_value()) == b.child_value();
}

// The first of its name counts; another that says something else is noted.
void take_first(pugi::xml_node& place, pugi::xml_node found, Record& record) {
  if (!place) {
    place = found;
  } else if (!same_words(place, found) && (record.notes.empty() || record.notes.back() != "repeated")) {
    record.notes.emplace_back("repeated");
  }
}

}  // namespace

Record& IatiReading::start_record(const Activity& activity, std::string_view kind) {
  const ActivityRow& row = row_of(activity);
  auto number = std::ranges::find(numbers_, kind, &std::pair<std::string, int>::first);
  if (number == numbers_.end()) number = numbers_.insert(number, {std::string(kind), 0});
  ++number->second;
  record_ = Record{};
  ++records_;
  Record& record = record_;
  record.kind = kind;
  record.activity_row = activity.row;
  record.number = static_cast<std::uint32_t>(number->second);
  record.secondary = row.secondary;
  return record;
}

void IatiReading::end_record(const Activity& activity, pugi::xml_node element) {
  const Record& record = record_;
  if (!record.giver.empty() && record.giver != last_giver_) {
    piece_.givers.insert(record.giver);
    last_giver_ = record.giver;
  }
  if (!record.receiver.empty() && record.receiver != last_receiver_) {
    piece_.receivers.insert(record.receiver);
    last_receiver_ = record.receiver;
  }
  piece_.measures.insert(record.measure);
  if (auto fault = date_fault(record, activity.known_by)) {
    const Problem problem = date_problem(std::move(*fault));
    report(problem.code, element, problem.what, problem.done, problem.cure);
  } else {
    piece_.days.add(record, activity.known_by);
  }
  take_(record);
}

void IatiReading::read_transaction(const Activity& activity, pugi::xml_node element) {
  Record& record = start_record(activity, "transaction");
  pugi::xml_node type;
  pugi::xml_node value;
  pugi::xml_node date;
  pugi::xml_node provider_node;
  pugi::xml_node receiver_node;
  pugi::xml_node description;
  std::string_view aid_type;
  std::string_view finance_type;
  std::string_view flow_type;
  std::string_view tied_status;
  bool own_places = false;
  shares_.clear();
  codes_.clear();
  for (pugi::xml_node child = element.first_child(); child; child = child.next_sibling()) {
    switch (tag_of(child)) {
      case IatiTag::transaction_type:
        take_first(type, child, record);
        break;
      case IatiTag::value:
        take_first(value, child, record);
        break;
      case IatiTag::transaction_date:
        take_first(date, child, record);
        break;
      case IatiTag::provider_org:
        take_first(provider_node, child, record);
        break;
      case IatiTag::receiver_org:
        take_first(receiver_node, child, record);
        break;
      case IatiTag::description:
        if (!description) description = child;
        break;
      case IatiTag::aid_type: {
        const std::string_view vocabulary = attribute(child, "vocabulary");
        if (vocabulary.empty() || vocabulary == "1") {
          if (aid_type.empty()) aid_type = attribute(child, "code");
        } else {
          add_code(child, "aid-type");
        }
        break;
      }
      case IatiTag::finance_type:
        finance_type = attribute(child, "code");
        break;
      case IatiTag::flow_type:
        flow_type = attribute(child, "code");
        break;
      case IatiTag::tied_status:
        tied_status = attribute(child, "code");
        break;
      case IatiTag::recipient_country:
        shares_.push_back({"country", "", attribute(child, "code"), attribute(child, "percentage")});
        own_places = true;
        break;
      case IatiTag::recipient_region:
        shares_.push_back(
            {"region", attribute(child, "vocabulary"), attribute(child, "code"), attribute(child, "percentage")});
        own_places = true;
        break;
      case IatiTag::sector:
        shares_.push_back({"sector", attribute(child, "vocabulary"), attribute(child, "code"), ""});
        break;
      case IatiTag::disbursement_channel:
        add_code(child, "disbursement-channel");
        break;
      default:
        pass_over(child);
    }
  }
  record.reference = attribute(element, "ref");
  const std::string_view direction = read_type(activity, element, type, record);
  read_value(activity, element, value, record);
  read_transaction_date(date, record);

  auto provider = org_of(provider_node, "provider-activity-id");
  auto receiver = org_of(receiver_node, "receiver-activity-id");
  // On money going out an absent provider is the reporting organisation, on money coming in an absent receiver; the
  // other side stays unknown, and who takes part in the activity is no more than a guess.
  if (!provider && direction == "out" && activity.reporting) {
    provider = activity.reporting;
    provider->activity.clear();
    record.notes.emplace_back("provider-default");
  } else if (!provider && direction == "in" && activity.only_funder) {
    record.notes.push_back(fmt::format("org-from-participating {}", words_of(activity.only_funder)));
  }
  if (!receiver && direction == "in" && activity.reporting) {
    receiver = activity.reporting;
    receiver->activity.clear();
    record.notes.emplace_back("receiver-default");
  } else if (!receiver && direction == "out" && activity.only_implementer) {
    const std::string_view ref = attribute(activity.only_implementer, "ref");
    record.notes.push_back(
        fmt::format("org-from-participating {}", ref.empty() ? words_of(activity.only_implementer) : std::string(ref)));
  }
  const KnownSplits& splits = split_set(true);
  const std::string& country = own_places ? splits.country : activity.country;
  record.splits = splits.set;
  record.classifications = classification_set();
  if (own_places && activity.has_places) record.notes.emplace_back("geo-at-both");
  set_parties(provider, receiver, country, record);
  classify(activity, aid_type, finance_type, flow_type, tied_status, element, record);
  if (description) {
    std::string words = words_of(description);
    if (words != row_of(activity).title) record.text = std::move(words);
    add_narratives(description, "description", activity.row, record_row(), true);
  }
  end_record(activity, element);
}

// Both vocabularies are accepted in every file, and the relics: the word as code, the code as text.
std::string_view IatiReading::read_type(const Activity& activity, pugi::xml_node owner, pugi::xml_node type,
                                        Record& record) {
  if (!type) {
    report(ProblemCode::value_unreadable, owner, "the transaction has no type", "it is a record of measure other",
           "publish transaction-type");
    return {};
  }
  const std::string_view published = attribute(type, "code");
  const TransactionType* found = transaction_type(published);
  record.measure_published = published;
  if (found == nullptr) {
    const std::string text = collapse(own_text(type, texts_));
    found = transaction_type(text);
    if (found != nullptr) record.notes.emplace_back("type-from-text");
    if (published.empty()) record.measure_published = text;
  } else if (published.size() > 2) {
    record.notes.emplace_back("type-from-word");
  } else if ((published.front() >= '0' && published.front() <= '9') != (activity.major == 2)) {
    record.notes.emplace_back("code-of-other-version");
  }
  if (found == nullptr) {
    report(ProblemCode::value_unreadable, type,
           fmt::format("'{}' is no transaction type", excerpt(record.measure_published)),
           "it is a record of measure other", "publish a code of TransactionType");
    return {};
  }
  record.measure = found->measure;
  record.direction = found->direction;
  return found->direction;
}

void IatiReading::read_value(const Activity& activity, pugi::xml_node owner, pugi::xml_node value, Record& record) {
  if (!value) {
    report(ProblemCode::value_unreadable, owner, "no value is given", "the record has no amount", "publish a value");
    record.currency = trim(row_of(activity).default_currency);
    return;
  }
  read_amount(value, record);
  read_currency(activity, value, record);
  const std::string_view day = raw_attribute(value, "value-date");
  record.value_date = parse_iati_date(day);
  if (record.value_date ? trim(day).size() != 10 : !day.empty()) record.value_date_published = day;
  if (!record.value_date && !day.empty()) record.notes.emplace_back("value-date-invalid");
}

void IatiReading::read_amount(pugi::xml_node value, Record& record) {
  const std::string_view text = trim(own_text(value, texts_));
  record.amount = Decimal::parse(text);
  if (record.amount) {
    if (!is_plain(text, *record.amount)) record.amount_published = text;
    return;
  }
  record.amount_published = text;
  record.notes.emplace_back(text.empty() ? "value-empty" : "not-a-decimal");
  if (const auto candidate = amount_candidate(text)) {
    record.notes.push_back(fmt::format("amount-candidate {}", candidate->to_string()));
  }
  report(ProblemCode::value_unreadable, value,
         text.empty() ? "the value is empty" : fmt::format("'{}' is no decimal number", collapse(excerpt(text))),
         "the record has no amount", "publish 2675.61, without separators of thousands");
}

// Own currency, else the activity's default, else unknown: never a guess.
void IatiReading::read_currency(const Activity& activity, pugi::xml_node value, Record& record) {
  std::string_view published = raw_attribute(value, "currency");
  if (trim(published).empty()) {
    published = row_of(activity).default_currency;
    if (!trim(published).empty()) record.notes.emplace_back("currency-default");
  }
  const std::string_view trimmed = trim(published);
  for (const char c : trimmed) {
    record.currency.push_back(c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c);
  }
  if (record.currency != published) {
    record.currency_published = published;
    if (!record.currency.empty()) record.notes.emplace_back("currency-trimmed");
  }
  if (record.currency.empty()) {
    report(ProblemCode::currency_unknown, value, "the value has no currency, and the activity no default",
           "the record is in no sum", "publish currency or default-currency");
  } else if (!countries().is_currency(record.currency)) {
    report(ProblemCode::currency_unknown, value,
           fmt::format("'{}' is no currency of ISO 4217", excerpt(record.currency)),
           "the record keeps it and is in no sum", "publish a code such as EUR");
  }
}

// When it happened; the value's date where that is missing.
void IatiReading::read_transaction_date(pugi::xml_node date, Record& record) {
  if (date) {
    const std::string_view iso = raw_attribute(date, "iso-date");
    record.date = parse_iati_date(iso);
    if (record.date ? trim(iso).size() != 10 : !iso.empty()) record.date_published = iso;
    if (!record.date) {
      if (!trim(iso).empty()) record.notes.emplace_back("date-invalid");
      if (const auto candidate = date_candidate(iso)) {
        record.notes.push_back(fmt::format("date-candidate {}", candidate->to_string()));
      }
      record.date = Date::parse_iso(trim(own_text(date, texts_)));
      if (record.date) record.notes.emplace_back("date-from-text");
    }
    if (!record.date) {
      report(ProblemCode::date_unreadable, date, fmt::format("'{}' is no day", excerpt(iso)),
             record.value_date ? "the value's date is used" : "the record has no date", "publish YYYY-MM-DD");
    }
  }
  if (!record.date && record.value_date) {
    record.date = record.value_date;
    record.notes.emplace_back("date-from-value-date");
  } else if (record.date && !record.value_date) {
    record.notes.emplace_back("value-date-from-date");
  }
  if (record.date && (record.date->year() < first_plausible_year || record.date->year() > last_plausible_year))
    record.notes.emplace_back("date-implausible");
  if (record.value_date == record.date) record.value_date.reset();
}

// The receiver is the one country that the money is for; the organisation that gets it is then the channel.
void IatiReading::set_parties(const std::optional<PublishedOrg>& provider, const std::optional<PublishedOrg>& receiver,
                              const std::string& country, Record& record) {
  if (provider) {
    record.giver = provider->code;
    record.giver_name = provider->name;
    record.giver_ref = provider->ref;
    record.giver_activity = provider->activity;
  }
  if (receiver) {
    record.receiver_name = receiver->name;
    record.receiver_ref = receiver->ref;
    record.receiver_activity = receiver->activity;
  }
  if (country.empty()) {
    if (receiver) record.receiver = receiver->code;
    return;
  }
  record.receiver = country;
  if (receiver && receiver->code != country) record.channel = receiver->code;
  if (!receiver) record.receiver_name = countries().name_of(country);
}

void IatiReading::classify(const Activity& activity, std::string_view aid_type, std::string_view finance_type,
                           std::string_view flow_type, std::string_view tied_status, pugi::xml_node element,
                           Record& record) {
  const ActivityRow& row = row_of(activity);
  const auto own_or = [](std::string_view own, const std::string& standard) {
    return own.empty() ? standard : std::string(own);
  };
  record.aid_type_published = own_or(aid_type, row.aid_type);
  record.finance_type = own_or(finance_type, row.finance_type);
  record.flow_type = own_or(flow_type, row.flow_type);
  record.tied_status = own_or(tied_status, row.tied_status);
  record.instrument = instrument_of(record.finance_type, record.aid_type_published);
  const auto own = flag_of(element, "humanitarian");
  record.humanitarian = own ? *own : row.humanitarian.value_or(false);
  record.aid_type = *record.humanitarian ? "humanitarian" : record.aid_type_published;
}

void IatiReading::read_plan(const Activity& activity, pugi::xml_node element, std::string_view kind) {
  Record& record = start_record(activity, kind);
  const bool budget = kind == "budget";
  record.measure = budget ? Measure::budget : Measure::planned;
  const bool revised = iati_code("budget", attribute(element, "type")) == "2";
  record.measure_published = fmt::format("{}{}", revised ? "revised " : "", element.name());
  if (budget) record.status = attribute(element, "status") == "2" ? "committed" : "indicative";
  pugi::xml_node value;
  pugi::xml_node from;
  pugi::xml_node to;
  pugi::xml_node provider_node;
  pugi::xml_node receiver_node;
  for (pugi::xml_node child = element.first_child(); child; child = child.next_sibling()) {
    switch (tag_of(child)) {
      case IatiTag::value:
        take_first(value, child, record);
        break;
      case IatiTag::period_start:
        take_first(from, child, record);
        break;
      case IatiTag::period_end:
        take_first(to, child, record);
        break;
      case IatiTag::provider_org:
        if (!provider_node) provider_node = child;
        break;
      case IatiTag::receiver_org:
        if (!receiver_node) receiver_node = child;
        break;
      default:
        pass_over(child);
    }
  }
  read_value(activity, element, value, record);
  read_period(element, from, to, record);
  if (record.value_date == record.date) record.value_date.reset();
  auto provider = budget ? std::nullopt : org_of(provider_node, "provider-activity-id");
  if (!provider && activity.reporting) {
    provider = activity.reporting;
    provider->activity.clear();
    record.notes.emplace_back("provider-default");
  }
  set_parties(provider, budget ? std::nullopt : org_of(receiver_node, "receiver-activity-id"), activity.country,
              record);
  classify(activity, {}, {}, {}, {}, element, record);
  end_record(activity, element);
}

void IatiReading::read_organisation_plan(const Activity& activity, pugi::xml_node element, std::string_view kind) {
  Record& record = start_record(activity, kind);
  const bool expenditure = kind == "total_expenditure";
  record.measure = expenditure ? Measure::expenditure : Measure::budget;
  record.measure_published = element.name();
  record.summary = true;
  if (!expenditure) record.status = attribute(element, "status") == "2" ? "committed" : "indicative";
  pugi::xml_node value;
  pugi::xml_node from;
  pugi::xml_node to;
  std::string country;
  std::optional<PublishedOrg> receiver;
  std::vector<SplitRow> splits;
  const auto add_all_of_it = [&](std::string_view what, std::string_view vocabulary, std::string_view code) {
    shares_ = {{what, vocabulary, code, ""}};
    std::vector<SplitRow> rows = split_rows(shares_, true);
    std::string only = only_country(rows);
    std::ranges::move(rows, std::back_inserter(splits));
    return only;
  };
  for (pugi::xml_node child = element.first_child(); child; child = child.next_sibling()) {
    switch (tag_of(child)) {
      case IatiTag::value:
        take_first(value, child, record);
        break;
      case IatiTag::period_start:
        take_first(from, child, record);
        break;
      case IatiTag::period_end:
        take_first(to, child, record);
        break;
      case IatiTag::recipient_org:
        if (!receiver) receiver = org_of(child, "activity-id");
        break;
      case IatiTag::recipient_region: {
        const std::string_view code = attribute(child, "code");
        std::string name = words_of(child);
        if (name.empty()) name = code;
        receiver = PublishedOrg{std::string(code), name, std::string(code), {}};
        add_all_of_it("region", attribute(child, "vocabulary"), code);
        break;
      }
      case IatiTag::recipient_country: {
        country = add_all_of_it("country", "", attribute(child, "code"));
        break;
      }
      default:
        pass_over(child);
    }
  }
  read_value(activity, element, value, record);
  read_period(element, from, to, record);
  if (record.value_date == record.date) record.value_date.reset();
  set_parties(activity.reporting, receiver, country, record);
  if (!splits.empty()) {
    record.splits = static_cast<std::uint32_t>(piece_.activities.split_sets.size());
    piece_.activities.split_sets.push_back(std::move(splits));
  }
  end_record(activity, element);
}

void IatiReading::read_period(pugi::xml_node owner, pugi::xml_node start, pugi::xml_node end, Record& record) {
  if (start) record.date = parse_iati_date(raw_attribute(start, "iso-date"));
  if (end) record.date_to = parse_iati_date(raw_attribute(end, "iso-date"));
  if (!record.date) {
    if (start) record.date_published = raw_attribute(start, "iso-date");
    report(ProblemCode::date_unreadable, start ? start : owner, "the period has no readable start",
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

}  // namespace kept
