// One claim's card: the verdict and its line at a glance, all else behind a disclosure that needs no script.
#include <fmt/format.h>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "claim/claim.hpp"
#include "report/html.hpp"
#include "report/words.hpp"
#include "source/record.hpp"
#include "verdict/verdict.hpp"

namespace kept {
namespace {

std::string capital(std::string_view words) {
  std::string text(words);
  if (!text.empty() && text.front() >= 'a' && text.front() <= 'z') text.front() = static_cast<char>(text.front() - 32);
  return text;
}

std::string fact(std::string_view term, std::string_view words) {
  if (words.empty()) return "";
  return fmt::format("<div><dt>{}</dt><dd>{}</dd></div>\n", term, escaped(words));
}

std::string facts_html(const Card& card) {
  const Verdict& verdict = card.checked.verdict;
  std::string list = "<dl class=\"facts\">\n";
  list += fact("Read as", fmt::format("{}; {}", to_string(card.checked.claim.kind), claim_facts(card.checked.claim)));
  list += fact("Findings", fmt::format("amount: {}; date: {}", words_of(verdict.amount), words_of(verdict.date)));
  if (verdict.definition) {
    list += fact("Definition", definition_words(*verdict.definition));
    list += fact("Data", verdict.definition->dataset);
  }
  list += fact("Rule", verdict.rule);
  if (verdict.chance) {
    list +=
        fact("Chance", fmt::format("{} tried, {} no more complex than the one found; by accident they hit {} of "
                                   "figures like it, the whole search {}",
                                   counted(verdict.chance->tried, "definition"),
                                   counted(verdict.chance->distinct, "distinct value"),
                                   chance_words(verdict.chance->probability), chance_words(verdict.chance->of_search)));
  }
  return list + "</dl>\n";
}

// Only the web's own schemes become links; anything else is shown as text.
std::string link_html(std::string_view link) {
  if (link.empty()) return "";
  if (!link.starts_with("https://") && !link.starts_with("http://")) return element("span", "note", link);
  return fmt::format("<a class=\"note\" rel=\"noopener noreferrer nofollow\" href=\"{}\">{}</a>\n", escaped(link),
                     escaped(link));
}

std::string evidence_row(const Evidence& evidence) {
  const Record& record = evidence.record;
  Evidence named = evidence;  // the sources at the page's end have the whole path
  named.record.file = file_name(record.file);
  std::string row = fmt::format("<tr class=\"r-{}\"><th scope=\"row\">{}<span class=\"day\">{}</span></th>",
                                to_string(evidence.role), words_of(evidence.role), date_words(record));
  row += fmt::format("<td class=\"amount\"><span>{}</span>{}</td><td>", escaped(amount_words(record)),
                     element("span", "note", evidence.shown_as));
  row += escaped(flow_words(record)) + element("span", "note place", place_words(named));
  if (!record.text.empty()) row += fmt::format("<q class=\"note\">{}</q>", escaped(record.text));
  row += link_html(record.link) + element("span", "note", evidence.note);
  if (evidence.circular) row += element("span", "note", "it cites the very speech");
  return row + "</td></tr>\n";
}

std::string evidence_html(const Card& card) {
  const auto& rows = card.checked.verdict.evidence;
  if (rows.empty()) return "";
  std::string table = fmt::format(
      "<h4>Evidence</h4>\n<div class=\"scroll\" tabindex=\"0\" role=\"group\" aria-label=\"Evidence of claim {}\">\n"
      "<table>\n<thead><tr><th scope=\"col\">Role and date</th><th scope=\"col\">Amount</th>"
      "<th scope=\"col\">What and where</th></tr></thead>\n<tbody>\n",
      card.number);
  for (const Evidence& evidence : rows) table += evidence_row(evidence);
  return table + "</tbody>\n</table>\n</div>\n";
}

std::string steps_html(const Verdict& verdict) {
  if (verdict.steps.empty()) return "";
  std::string list = "<h4>Steps</h4>\n<ol class=\"steps\">\n";
  for (const std::string& step : verdict.steps) list += element("li", "", step.empty() ? " " : step);
  return list + "</ol>\n";
}

std::string rates_html(const Verdict& verdict) {
  if (verdict.rates.empty()) return "";
  std::string list = "<h4>Rates</h4>\n<ul>\n";
  for (const RateUse& use : verdict.rates) list += element("li", "", rate_words(use));
  return list + "</ul>\n";
}

std::string considered_html(const Verdict& verdict) {
  if (verdict.considered.empty()) return "";
  std::string list = "<h4>Also considered</h4>\n<ul>\n";
  for (const std::string& words : considered_words(verdict)) list += element("li", "", words);
  return list + "</ul>\n";
}

std::string follow_ups_html(const CheckedClaim& checked, const ClaimNumbers& numbers) {
  std::string out;
  for (const FollowUp& follow_up : checked.followed_by) {
    const std::size_t number = numbers.find(follow_up.document, follow_up.claim);
    out += fmt::format("<p class=\"later\">Later {}: ", escaped(relation_words(follow_up.relation)));
    if (number > 0) out += fmt::format("<a href=\"#c{}\">claim {}</a> of ", number, number);
    out += escaped(follow_up.document);
    if (!follow_up.words.empty()) out += fmt::format(", <q>{}</q>", escaped(follow_up.words));
    out += "</p>\n";
  }
  return out;
}

// What the disclosure holds, said before it is opened.
std::string contents_words(const Verdict& verdict) {
  std::string words;
  const auto add = [&](std::size_t count, std::string_view noun) {
    if (count > 0) words += (words.empty() ? "" : ", ") + counted(count, noun);
  };
  add(verdict.evidence.size(), "record");
  add(verdict.steps.size(), "step");
  add(verdict.rates.size(), "rate");
  return words;
}

}  // namespace

std::string claim_card(const Card& card, const ClaimNumbers& numbers) {
  const Verdict& verdict = card.checked.verdict;
  std::string out = fmt::format("<article class=\"claim {}\" id=\"c{}\">\n", verdict_class(verdict.is), card.number);
  out += fmt::format(
      "<header>\n<h3><a class=\"number\" href=\"#m{}\" aria-label=\"Claim {}, back to the text\">{}</a> "
      "<q lang=\"{}\">{}</q></h3>\n",
      card.number, card.number, card.number, escaped(card.in.document.language),
      escaped(said(card.checked.claim, card.in.document)));
  out += fmt::format("<p class=\"verdict\">{} <strong>{}</strong></p>\n</header>\n", icon(verdict.is),
                     capital(words_of(verdict.is)));
  out += element("p", "line", verdict.line);
  if (verdict.days_late && *verdict.days_late > 0) {
    out += element("p", "later",
                   fmt::format("Late by {}.", counted(static_cast<std::uint64_t>(*verdict.days_late), "day")));
  }
  if (verdict.circular) out += element("p", "later", "Some evidence cites the very speech.");
  if (verdict.as_known_then && !card.in.nothing_known_then) {
    out += element("p", "later", fmt::format("As known on the document's day: {}.", words_of(*verdict.as_known_then)));
  }
  out += follow_ups_html(card.checked, numbers);
  out += fmt::format(
      "<details{}>\n<summary>How this was checked{}</summary>\n", card.open ? " open=\"open\"" : "",
      contents_words(verdict).empty() ? "" : fmt::format(" <span class=\"note\">{}</span>", contents_words(verdict)));
  out += facts_html(card) + evidence_html(card) + steps_html(verdict) + rates_html(verdict) + considered_html(verdict);
  return out + "</details>\n</article>\n";
}

}  // namespace kept
