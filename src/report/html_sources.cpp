// The end of the page: what was used, what was left out, and how Kept works.
#include <fmt/format.h>
#include <cstddef>
#include <string>
#include <vector>

#include "base/problem.hpp"
#include "base/version.hpp"
#include "report/check_report.hpp"
#include "report/html.hpp"
#include "report/words.hpp"
#include "source/record.hpp"
#include "verdict/verdict.hpp"

namespace kept {
namespace {

std::string source_row(const UsedSource& source) {
  const std::string period = period_words(source.coverage.period);
  return fmt::format(
      "<tr><th scope=\"row\">{} {}<span class=\"note place\">{}</span></th><td>{}</td><td>{}</td><td>{}{}</td><td "
      "class=\"amount\">{}</td></tr>\n",
      escaped(source.source), escaped(source.dataset), escaped(source.file),
      source.release.empty() ? "not said" : escaped(source.release),
      source.released ? source.released->to_string() : "unknown", period.empty() ? "not said" : escaped(period),
      element("span", "note", source.coverage.note), source.records == 0 ? "" : grouped(source.records));
}

std::string list_html(std::string_view summary, const std::vector<std::string>& items) {
  if (items.empty()) return "";
  std::string list = fmt::format("<details>\n<summary>{}</summary>\n<ul>\n", escaped(summary));
  for (const std::string& item : items) list += element("li", "", item);
  return list + "</ul>\n</details>\n";
}

std::string source_table(const std::string& rows) {
  return "<div class=\"scroll\" tabindex=\"0\" role=\"group\" aria-label=\"Sources\">\n<table "
         "class=\"sources\">\n<thead><tr><th scope=\"col\">Source</th><th "
         "scope=\"col\">Release</th><th scope=\"col\">Published</th><th scope=\"col\">Covers</th><th scope=\"col\" "
         "class=\"amount\">Records</th></tr></thead>\n<tbody>\n" +
         rows + "</tbody>\n</table>\n</div>\n";
}

// What could speak for or against a claim stands open, what could not is folded: a ledger may hold a thousand loads.
std::string source_tables(const CheckReport& report) {
  std::string open;
  std::string folded;
  std::size_t others = 0;
  for (const UsedSource& source : report.sources) {
    const bool used = source.is_rates || source.considered > 0;
    (used ? open : folded) += source_row(source);
    others += used ? 0 : 1;
  }
  std::string out = open.empty() ? "" : source_table(open);
  if (others > 0) {
    out += fmt::format("<details>\n<summary>{} without a record between the parties named</summary>\n{}</details>\n",
                       counted(others, "load"), source_table(folded));
  }
  return out;
}

}  // namespace

std::string sources_html(const CheckReport& report) {
  std::string out =
      "<section id=\"sources\" aria-labelledby=\"sources-title\">\n<h2 id=\"sources-title\">Sources</h2>\n";
  if (report.sources.empty()) {
    out += "<p>No data was given, so nothing could be checked.</p>\n";
  } else {
    out += source_tables(report);
  }
  std::vector<std::string> left_out;
  for (const LeftOutFile& file : report.left_out) left_out.push_back(file.file + ": " + file.reason);
  out += list_html(fmt::format("{} left out, no source by content", counted(left_out.size(), "file")), left_out);
  std::vector<std::string> problems;
  for (const Problem& problem : report.problems) problems.push_back(to_string(problem));
  out += list_html(fmt::format("{} in loading", counted(problems.size(), "problem")), problems);
  return out + "</section>\n";
}

std::string method_html(const CheckReport& report) {
  std::string out = "<section id=\"method\" aria-labelledby=\"method-title\">\n<h2 id=\"method-title\">Method</h2>\n";
  out += element("p", "", account_words(account_of(report)));
  out += element(
      "p", "",
      "Amounts, counts, events, agreements and promises are read from the text by fixed rules and compared with the "
      "records of the sources above. No language model decides anything; the same input gives the same page. A "
      "figure that agrees only by converting it names its rate; a figure found by trying many definitions says how "
      "many, "
      "and how many would agree by accident. Where nothing covers a claim, the page says so and does not guess.");
  out += "<h3>The verdicts</h3>\n<dl class=\"legend\">\n";
  for (std::size_t i = 0; i <= static_cast<std::size_t>(VerdictIs::not_checkable); ++i) {
    const auto verdict = static_cast<VerdictIs>(i);
    out += fmt::format("<div class=\"{}\"><dt>{} {}</dt><dd>{}</dd></div>\n", verdict_class(verdict), icon(verdict),
                       words_of(verdict), meaning_of(verdict));
  }
  out += "</dl>\n";
  return out + fmt::format(
                   "<p class=\"file\">Made by Kept {}. The same content as data: <code>kept check --format "
                   "json</code>.</p>\n</section>\n",
                   version);
}

}  // namespace kept
