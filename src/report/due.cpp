#include "report/due.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cstddef>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <tuple>
#include <utility>
#include <vector>

#include "base/date.hpp"
#include "base/text.hpp"
#include "base/version.hpp"
#include "claim/claim.hpp"
#include "report/cells.hpp"
#include "report/check_report.hpp"
#include "report/json.hpp"
#include "report/style.hpp"
#include "report/words.hpp"
#include "verdict/verdict.hpp"

namespace kept {
namespace {

using Place = std::pair<std::string, std::string>;  // document and claim id

struct Told {
  const CheckedDocument* document = nullptr;
  const CheckedClaim* claim = nullptr;
};

bool is_promise(const Claim& claim) {
  return claim.modality == Modality::promised || claim.modality == Modality::expected;
}

// In which group of the list a status stands.
std::size_t group_of(VerdictIs verdict) {
  constexpr std::array groups{VerdictIs::overdue, VerdictIs::due, VerdictIs::partly_kept};
  const auto* const found = std::ranges::find(groups, verdict);
  if (found != groups.end()) return static_cast<std::size_t>(found - groups.begin());
  return verdict == VerdictIs::kept ? groups.size() + 1 : groups.size();
}

bool told_again(const FollowUp& follow_up) {
  return follow_up.relation == "restated" || follow_up.relation == "changed";
}

class Histories {
 public:
  explicit Histories(const CheckReport& report) {
    for (const CheckedDocument& document : report.documents) {
      for (const CheckedClaim& claim : document.claims) {
        places_[{document.document.name, claim.claim.id}] = {&document, &claim};
        for (const FollowUp& follow_up : claim.followed_by) {
          if (told_again(follow_up)) later_.insert({follow_up.document, follow_up.claim});
        }
      }
    }
  }

  // Whether an earlier document told it first.
  [[nodiscard]] bool is_later(const Told& told) const {
    return later_.contains({told.document->document.name, told.claim->claim.id});
  }

  [[nodiscard]] DuePromise promise(const Told& told) const {
    DuePromise promise{told.document,
                       told.claim,
                       told.claim,
                       told.claim->verdict.is,
                       deadline_of(told.claim->claim, told.document->document.date),
                       {},
                       {}};
    std::set<Place> seen;
    follow(told, promise, seen);
    return promise;
  }

 private:
  void follow(const Told& told, DuePromise& promise, std::set<Place>& seen) const {
    for (const FollowUp& follow_up : told.claim->followed_by) {
      if (!seen.insert({follow_up.document, follow_up.claim}).second) continue;
      promise.history.push_back(&follow_up);
      const auto later = places_.find({follow_up.document, follow_up.claim});
      if (later == places_.end() || !told_again(follow_up) || !is_promise(later->second.claim->claim)) continue;
      take_over(later->second, promise);
      follow(later->second, promise, seen);
    }
  }

  // The newest telling has the newest deadline; what was found of any of them holds.
  static void take_over(const Told& told, DuePromise& promise) {
    const Claim& claim = told.claim->claim;
    const auto deadline = deadline_of(claim, told.document->document.date);
    if (deadline && promise.deadline && *deadline != *promise.deadline) promise.moved_from.push_back(*promise.deadline);
    if (deadline) promise.deadline = deadline;
    const bool settled = promise.is == VerdictIs::kept || promise.is == VerdictIs::partly_kept;
    if (settled && told.claim->verdict.is != VerdictIs::kept) return;
    promise.newest = told.claim;
    promise.is = told.claim->verdict.is;
  }

  std::map<Place, Told> places_;
  std::set<Place> later_;
};

std::string deadline_words(const DuePromise& promise) {
  std::string words = promise.deadline ? promise.deadline->to_string() : "no deadline";
  for (const Date& moved : promise.moved_from) words += ", moved from " + moved.to_string();
  return words;
}

std::string who_words(const Claim& claim) {
  const auto& from = claim.giver.empty() ? claim.parties : claim.giver;
  std::string who = fmt::format("{}", fmt::join(from, " and "));
  if (claim.receiver.empty()) return who;
  return who + (who.empty() ? "to " : " to ") + fmt::format("{}", fmt::join(claim.receiver, " and "));
}

std::string promise_rows(const DuePromise& promise, std::size_t number, std::size_t width, bool colour) {
  const Document& document = promise.document->document;
  const std::string_view status = words_of(promise.is);
  std::string lines = row_lines({number, width, said(promise.claim->claim, document), status},
                                in_colour_of(promise.is, status, colour));
  const std::size_t indent = width + 2;
  const std::string who = who_words(promise.claim->claim);
  lines += indented(deadline_words(promise) + (who.empty() ? "" : "; " + who), indent);
  if (!promise.newest->verdict.line.empty()) lines += indented(promise.newest->verdict.line, indent);
  lines += indented(
      fmt::format("said in {}{}", document.name, document.date ? " on " + document.date->to_string() : std::string()),
      indent);
  for (const FollowUp* later : promise.history) {
    lines += indented(fmt::format("later {}: {} {}, \"{}\"", relation_words(later->relation), later->document,
                                  later->claim, later->words),
                      indent);
  }
  return lines;
}

Json promise_json(const DuePromise& promise) {
  const Document& document = promise.document->document;
  Json moved = Json::array();
  for (const Date& date : promise.moved_from) moved.push_back(date.to_string());
  Json history = Json::array();
  for (const FollowUp* later : promise.history) {
    history.push_back({{"document", later->document}, {"claim", later->claim}, {"relation", later->relation}});
  }
  return {{"document", document.name},
          {"claim", promise.claim->claim.id},
          {"text", promise.claim->claim.span.of(document.text)},
          {"giver", promise.claim->claim.giver},
          {"receiver", promise.claim->claim.receiver},
          {"parties", promise.claim->claim.parties},
          {"is", to_string(promise.is)},
          {"deadline", json_or_null(promise.deadline)},
          {"moved_from", std::move(moved)},
          {"line", json_or_null(promise.newest->verdict.line)},
          {"history", std::move(history)}};
}

}  // namespace

std::vector<DuePromise> due_promises(const CheckReport& report) {
  const Histories histories(report);
  std::vector<DuePromise> promises;
  for (const CheckedDocument& document : report.documents) {
    for (const CheckedClaim& claim : document.claims) {
      const Told told{&document, &claim};
      const bool listed = is_promise(claim.claim) && claim.verdict.is != VerdictIs::not_checkable &&
                          claim.claim.equivalent_of.empty() && !histories.is_later(told);
      if (listed) promises.push_back(histories.promise(told));
    }
  }
  std::ranges::stable_sort(promises, {}, [](const DuePromise& promise) {
    return std::tuple(group_of(promise.is), !promise.deadline, promise.deadline.value_or(Date{}));
  });
  return promises;
}

std::string due_table(const CheckReport& report, bool colour) {
  const auto promises = due_promises(report);
  const std::size_t width = std::max<std::size_t>(2, std::to_string(promises.size()).size());
  std::string text = bold(fmt::format("Promises on {}", report.on.to_string()), colour) + "\n";
  if (promises.empty()) return text + "none: the documents promise nothing that published data could show\n";
  std::map<std::string_view, std::size_t> counts;
  for (const DuePromise& promise : promises) ++counts[words_of(promise.is)];
  std::string account;
  for (const auto& [words, count] : counts) {
    account += (account.empty() ? "" : ", ") + std::to_string(count) + " " + std::string(words);
  }
  text += wrap(counted(promises.size(), "promise") + ": " + account, {table_width, 0, 0}) + "\n";
  for (std::size_t i = 0; i < promises.size(); ++i) text += promise_rows(promises[i], i + 1, width, colour);
  return text;
}

std::string due_json(const CheckReport& report) {
  Json promises = Json::array();
  for (const DuePromise& promise : due_promises(report)) promises.push_back(promise_json(promise));
  return dump_indented({{"kept", version},
                        {"on", report.on.to_string()},
                        {"as_of", json_or_null(report.as_of)},
                        {"promises", std::move(promises)}});
}

}  // namespace kept
