// kept rates: the rate behind two amounts, or one amount converted, under each policy.
#include <fmt/format.h>

#include <algorithm>
#include <cstddef>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/decimal.hpp"
#include "base/result.hpp"
#include "cli/cli.hpp"
#include "cli/commands.hpp"
#include "cli/console.hpp"
#include "cli/data.hpp"
#include "cli/parse.hpp"
#include "pipeline/rate_question.hpp"
#include "pipeline/read.hpp"
#include "report/style.hpp"
#include "report/words.hpp"

namespace kept {
namespace {

using Json = nlohmann::ordered_json;

constexpr std::size_t policy_width = 29;  // of "previous_fiscal_year_budget" and two blanks
constexpr int rate_digits = 6;            // as the ECB quotes

std::string_view fit_words(AmountFit fit) {
  switch (fit) {
    case AmountFit::agrees:
      return "agrees";
    case AmountFit::close:
      return "close";
    case AmountFit::beyond:
      return "in the letter only";
    case AmountFit::misses:
      return "differs";
  }
  return "";
}

std::string shown_rate(const Decimal& rate) { return rate.rounded_to_digits(rate_digits).to_string(); }

std::string table_of(const RateAnswer& answer, bool colour) {
  std::string head = fmt::format("{} {}", answer.from, grouped(answer.amount));
  if (answer.stated) head += fmt::format(" and {} {}", answer.to, grouped(answer.stated->value));
  std::string out = bold(head + ", on " + answer.on.to_string(), colour) + "\n";
  if (answer.implied && answer.implied_bounds) {
    out += fmt::format("implied rate: {} {} per {} ({} to {} by the rounding of both)\n", shown_rate(*answer.implied),
                       answer.quote, answer.base, shown_rate(answer.implied_bounds->low),
                       shown_rate(answer.implied_bounds->high));
  }
  for (const PolicyAnswer& one : answer.answers) {
    out += "\n";
    if (!one.conversion) {
      out += labelled(to_string(one.policy), one.missing, policy_width);
      continue;
    }
    std::string finding = fmt::format("{} {}", answer.to, grouped(one.conversion->amount));
    if (one.fit) finding += fmt::format("; {}", fit_words(*one.fit));
    out += labelled(to_string(one.policy), finding, policy_width);
    std::string rate =
        fmt::format("{} {} per {}, {}, {}", shown_rate(one.conversion->rate), one.conversion->quote_currency,
                    one.conversion->base_currency, one.conversion->source, one.conversion->used);
    if (!one.conversion->note.empty()) rate += "; " + one.conversion->note;
    if (!one.conversion->status_source.empty()) rate += "; its source: " + one.conversion->status_source;
    out += indented(rate, policy_width);
  }
  return out;
}

Json text_or_null(const std::string& text) { return text.empty() ? Json(nullptr) : Json(text); }

std::string json_of(const RateAnswer& answer) {
  Json object = {{"on", answer.on.to_string()},
                 {"amount", {{"value", answer.amount.to_string()}, {"currency", answer.from}}}};
  if (answer.stated) {
    object["stated"] = {{"value", answer.stated->value.to_string()}, {"currency", answer.to}};
  } else {
    object["to"] = answer.to;
  }
  if (answer.implied && answer.implied_bounds) {
    object["implied_rate"] = {{"rate", answer.implied->rounded_to_digits(rate_digits).to_string()},
                              {"low", answer.implied_bounds->low.rounded_to_digits(rate_digits).to_string()},
                              {"high", answer.implied_bounds->high.rounded_to_digits(rate_digits).to_string()},
                              {"base", answer.base},
                              {"quote", answer.quote}};
  }
  Json rates = Json::array();
  for (const PolicyAnswer& one : answer.answers) {
    Json item = {{"policy", to_string(one.policy)}};
    if (one.conversion) {
      const Conversion& conversion = *one.conversion;
      item.update({{"amount", conversion.amount.to_fixed(2)},
                   {"rate", conversion.rate.to_string()},
                   {"base", conversion.base_currency},
                   {"quote", conversion.quote_currency},
                   {"source", conversion.source},
                   {"used", conversion.used},
                   {"status", text_or_null(conversion.status)},
                   {"status_source", text_or_null(conversion.status_source)},
                   {"note", text_or_null(conversion.note)}});
      if (one.fit) item["finding"] = fit_words(*one.fit);
    } else {
      item["missing"] = one.missing;
    }
    rates.push_back(std::move(item));
  }
  object["rates"] = std::move(rates);
  return object.dump(1, ' ', false, Json::error_handler_t::replace) + "\n";
}

bool is_currency_code(std::string_view text) {
  return text.size() == 3 && std::ranges::all_of(text, [](char c) { return c >= 'A' && c <= 'Z'; });
}

std::optional<RatePolicy> policy_of(const Invocation& invocation) {
  return parse_rate_policy(invocation.value("policy").value_or(""));
}

Result<RateAnswer> convert(const Invocation& invocation, const RateTable& rates, Date on) {
  const std::vector<std::string>& words = invocation.operands;
  const auto amount = Decimal::parse(words.at(0));
  if (!amount) return wrong_use("rates: " + words[0] + " is not a plain number", "kept rates 8800000000 JPY USD");
  for (const std::string& code : {words.at(1), words.at(2)}) {
    if (!is_currency_code(code)) {
      return wrong_use("rates: " + code + " is not a currency's code (ISO 4217)", "kept rates 100 USD JPY");
    }
  }
  return convert_under_policies(
      rates, {.amount = *amount, .from = words[1], .to = words[2], .date = on, .policy = RatePolicy::day},
      policy_of(invocation));
}

}  // namespace

ExitCode run_rates(const Invocation& invocation, Console& console) {
  const Date on = day_of_asking(invocation, console);
  const bool pair = invocation.operands.size() == 2;
  std::vector<WrittenAmount> amounts;
  std::vector<std::string> currencies;
  if (pair) {
    const Result<ClaimReader> reader = ClaimReader::open();
    if (!reader) return fail(console, reader.problem());
    for (const std::string& operand : invocation.operands) {
      Result<WrittenAmount> amount = read_amount(*reader, operand);
      if (!amount) return fail(console, amount.problem());
      currencies.push_back(amount->currency);
      amounts.push_back(std::move(*amount));
    }
  } else {
    currencies = {invocation.operands[1], invocation.operands[2]};
  }
  const Result<OpenData> data = open_data(invocation, console);
  if (!data) return fail(console, data.problem());
  const Result<RateTable> rates = data->ledger.rates(currencies);
  if (!rates) return fail(console, rates.problem());

  const Result<RateAnswer> answer =
      pair ? Result<RateAnswer>(explain_pair(*rates, amounts[0], amounts[1], on, policy_of(invocation)))
           : convert(invocation, *rates, on);
  if (!answer) return fail(console, answer.problem());
  const bool as_json = invocation.value("format").value_or("table") == "json";
  console.out.write(as_json ? json_of(*answer) : table_of(*answer, console.colour()));
  if (!pair &&
      std::ranges::none_of(answer->answers, [](const PolicyAnswer& one) { return one.conversion.has_value(); })) {
    console.say("no rate for " + currencies[0] + " and " + currencies[1] + " on " + on.to_string() +
                "; load rates: kept load eurofxref-hist.csv");
    return ExitCode::failed;
  }
  return data->code;
}

}  // namespace kept
