#include "report/check_html.hpp"

#include <fmt/format.h>
#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "base/embedded.hpp"
#include "base/text.hpp"
#include "base/version.hpp"
#include "document/document.hpp"
#include "report/check_report.hpp"
#include "report/html.hpp"
#include "report/words.hpp"
#include "verdict/verdict.hpp"

namespace kept {
namespace {

constexpr std::uint32_t long_title = 60;  // code points

std::string_view name_of(const Document& document) {
  return document.title.empty() ? file_name(document.name) : std::string_view(document.title);
}

std::string byline(const Document& document) {
  std::string words = document.speaker;
  if (!document.speaker_role.empty()) words += (words.empty() ? "" : ", ") + document.speaker_role;
  if (words.empty()) words = document.speaker_country;
  return words;
}

// How many claims have which verdict: an account, no score.
std::string tally_html(const CheckedDocument& checked) {
  std::array<std::size_t, static_cast<std::size_t>(VerdictIs::not_checkable) + 1> counts{};
  for (const CheckedClaim& claim : checked.claims) ++counts.at(static_cast<std::size_t>(claim.verdict.is));
  std::string list = "<ul class=\"tally\" aria-label=\"Verdicts\">\n";
  for (std::size_t i = 0; i < counts.size(); ++i) {
    if (counts.at(i) == 0) continue;
    const auto verdict = static_cast<VerdictIs>(i);
    list += fmt::format("<li class=\"{}\">{} <strong>{}</strong> {}</li>\n", verdict_class(verdict), icon(verdict),
                        counts.at(i), words_of(verdict));
  }
  return checked.claims.empty() ? "<p class=\"later\">No claims were found.</p>\n" : list + "</ul>\n";
}

std::string document_html(const CheckedDocument& checked, std::size_t index, const ClaimNumbers& numbers) {
  const Document& document = checked.document;
  std::string out =
      fmt::format("<section class=\"document\" id=\"d{}\" aria-labelledby=\"t{}\">\n<header>\n", index + 1, index + 1);
  out += fmt::format("<p class=\"day\">{}</p>\n", document.date ? long_date(*document.date) : "No date");
  // A title that is a whole sentence is set smaller.
  const bool is_long = count_code_points(name_of(document)) > long_title;
  out += fmt::format("<h2 id=\"t{}\"{} lang=\"{}\">{}</h2>\n", index + 1, is_long ? " class=\"long\"" : "",
                     escaped(document.language), escaped(name_of(document)));
  out += element("p", "byline", byline(document));
  out += element("p", "file", document.name);
  out += tally_html(checked);
  if (checked.nothing_known_then) out += element("p", "hindsight", hindsight_words(document));
  out += "</header>\n";
  out += "<div class=\"row heads\" aria-hidden=\"true\"><p>What was said</p><p>What is published</p></div>\n";
  return out + speech_html(checked, numbers.first(index), numbers) + "</section>\n";
}

std::string contents_html(const CheckReport& report) {
  std::string list = "<nav aria-label=\"Contents\">\n<ul>\n";
  for (std::size_t i = 0; i < report.documents.size(); ++i) {
    const Document& document = report.documents[i].document;
    const std::string_view name = document.speaker.empty() ? name_of(document) : std::string_view(document.speaker);
    list += fmt::format("<li><a href=\"#d{}\">{}{}</a></li>\n", i + 1,
                        document.date ? long_date(*document.date) + ", " : "", escaped(name));
  }
  return list + "<li><a href=\"#sources\">Sources</a></li>\n<li><a href=\"#method\">Method</a></li>\n</ul>\n</nav>\n";
}

std::string title_of(const CheckReport& report) {
  if (report.documents.size() == 1) return escaped(name_of(report.documents.front().document));
  return fmt::format("{} checked", counted(report.documents.size(), "document"));
}

}  // namespace

std::string check_html(const CheckReport& report) {
  const ClaimNumbers numbers(report);
  const std::string asked =
      fmt::format("Checked against published data as of {}{}.", long_date(report.on),
                  report.as_of ? ", using only what was published by " + long_date(*report.as_of) : "");
  std::string page = fmt::format(
      "<!DOCTYPE html>\n<html xmlns=\"http://www.w3.org/1999/xhtml\" lang=\"en\">\n<head>\n<meta charset=\"utf-8\"/>\n"
      "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"/>\n<meta name=\"generator\" "
      "content=\"kept {}\"/>\n"
      "<title>{}</title>\n<style>\n{}</style>\n</head>\n<body>\n",
      version, title_of(report), embedded_file("src/report/check.css").value_or(""));
  page += icon_sheet();
  page +=
      "<a class=\"skip\" href=\"#main\">Skip to the documents</a>\n<header class=\"masthead\">\n<h1>Said and "
      "published</h1>\n";
  page += element("p", "asked", asked) + contents_html(report) + "</header>\n<main id=\"main\">\n";
  for (std::size_t i = 0; i < report.documents.size(); ++i) page += document_html(report.documents[i], i, numbers);
  page += "</main>\n<footer>\n" + sources_html(report) + method_html(report) + "</footer>\n</body>\n</html>\n";
  return page;
}

}  // namespace kept
