#include <expat.h>
#include <gtest/gtest.h>
#include <algorithm>
#include <cmath>
#include <cstddef>
#include <memory>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "base/embedded.hpp"
#include "report/check_fixture.hpp"
#include "report/check_html.hpp"
#include "report/check_report.hpp"
#include "report/html.hpp"
#include "source/record.hpp"
#include "verdict/verdict.hpp"

namespace kept {
namespace {

// What an XML parser finds in a page.
struct Page {
  std::string error;                // empty: well-formed
  std::set<std::string> elements;   // names
  std::vector<std::string> ids;     // id attributes
  std::set<std::string> links;      // href attributes
  std::string text;                 // of body, whitespace as it is
  std::vector<std::string> marked;  // the text of each <mark>
  std::vector<std::string> open;    // elements that are open now
};

void on_start(void* data, const XML_Char* name, const XML_Char** attributes) {
  Page& page = *static_cast<Page*>(data);
  page.elements.emplace(name);
  page.open.emplace_back(name);
  if (std::string_view(name) == "mark") page.marked.emplace_back();
  for (; *attributes != nullptr; attributes += 2) {
    const std::string_view key = attributes[0];
    if (key == "id") page.ids.emplace_back(attributes[1]);
    if (key == "href" || key == "src") page.links.emplace(attributes[1]);
  }
}

void on_end(void* data, const XML_Char* /*name*/) { static_cast<Page*>(data)->open.pop_back(); }

void on_text(void* data, const XML_Char* text, int size) {
  Page& page = *static_cast<Page*>(data);
  const std::string_view piece(text, static_cast<std::size_t>(size));
  if (page.open.back() != "style") page.text += piece;
  if (page.open.back() == "mark") page.marked.back() += piece;
}

Page parse(const std::string& html) {
  Page page;
  const std::unique_ptr<XML_ParserStruct, decltype(&XML_ParserFree)> parser(XML_ParserCreate("UTF-8"), XML_ParserFree);
  XML_SetUserData(parser.get(), &page);
  XML_SetElementHandler(parser.get(), on_start, on_end);
  XML_SetCharacterDataHandler(parser.get(), on_text);
  if (XML_Parse(parser.get(), html.data(), static_cast<int>(html.size()), 1) == XML_STATUS_ERROR) {
    page.error = XML_ErrorString(XML_GetErrorCode(parser.get()));
    page.error += " in line " + std::to_string(XML_GetCurrentLineNumber(parser.get()));
  }
  return page;
}

TEST(CheckHtml, IsOneWellFormedFileThatFetchesNothing) {
  const std::string html = check_html(fixture_report());
  const Page page = parse(html);
  EXPECT_EQ(page.error, "");
  for (const char* element : {"script", "img", "link", "iframe"}) EXPECT_FALSE(page.elements.contains(element));
  for (const char* element : {"header", "nav", "main", "footer", "h1", "h2", "h3"}) {
    EXPECT_TRUE(page.elements.contains(element)) << element;
  }
  for (const std::string& link : page.links) {
    EXPECT_TRUE(link.starts_with("#") || link == "https://example.org/a?b=1&c=2") << link;
  }
  EXPECT_EQ(html.find("url("), std::string::npos);
  EXPECT_EQ(html.find("@import"), std::string::npos);
}

TEST(CheckHtml, EveryLinkInsideThePageLeadsSomewhereAndIdsAreUnique) {
  const Page page = parse(check_html(fixture_report()));
  const std::set<std::string> ids(page.ids.begin(), page.ids.end());
  EXPECT_EQ(ids.size(), page.ids.size());
  for (const std::string& link : page.links) {
    EXPECT_TRUE(!link.starts_with("#") || ids.contains(link.substr(1))) << link;
  }
}

TEST(CheckHtml, HoldsTheWholeSpeechAndAllEvidence) {
  const CheckReport report = fixture_report();
  const Page page = parse(check_html(report));
  for (const char* words :
       {"Since 2022, Canada has committed ", "17.5 billion Canadian dollars", "Supported otherwise", "EUR 347,800,000",
        "rows.csv, line 2", "data/rows.csv", "left out by the definition", "5,120 definitions tried",
        "commitments without line 4", "1 USD = 1.3782 CAD", "Late by 12 days.", "First tranche <of> the loan",
        "kiel rows", "prose, no table", "row has 9 fields, the header 10", "Numbers: 10 seen",
        "Nothing that was loaded had been published"}) {
    EXPECT_NE(page.text.find(words), std::string::npos) << words;
  }
  EXPECT_EQ(page.marked, (std::vector<std::string>{"17.5 billion Canadian dollars", "5 billion Canadian dollars",
                                                   "G7 Leaders' Summit in Kananaskis", "300,000 Ukrainians",
                                                   "680 million Canadian dollars", "500 million US dollars",
                                                   "G7 Leaders' Summit in Kananaskis"}));
}

// The same hostile words wherever a document, a record or a file can put them.
TEST(CheckHtml, EscapesWhatIsNotOurs) {
  const std::string hostile = "</style><script>alert(1)</script>\" onload=\"x\" ' & &amp; ]]> \x01 \xff";
  std::string two_lines = hostile;
  two_lines.append("\n").append(hostile);
  CheckReport report = fixture_report();
  for (CheckedDocument& checked : report.documents) {
    checked.document = fixture_document(hostile, two_lines);
    checked.document.title = checked.document.speaker = checked.document.speaker_role = hostile;
    checked.document.language = hostile;
    for (CheckedClaim& claim : checked.claims) {
      claim.claim.because.clear();
      claim.claim.span = {{3}, {20}};
      claim.claim.currency = claim.claim.unit = claim.claim.fiscal_year = hostile;
      claim.claim.giver = claim.claim.parties = {hostile};
      claim.verdict.line = claim.verdict.rule = hostile;
      claim.verdict.steps = {hostile};
      claim.followed_by = {{hostile, hostile, hostile, hostile}};
      for (Evidence& evidence : claim.verdict.evidence) {
        evidence.source = evidence.release = evidence.note = evidence.shown_as = hostile;
        Record& record = evidence.record;
        record.currency = record.giver = record.text = record.file = record.position = record.aid_type = hostile;
        record.link = "javascript:alert(1)";
      }
    }
  }
  report.sources.front().source = report.sources.front().file = report.sources.front().coverage.note = hostile;
  report.left_out.front().file = hostile;
  report.problems.front().what = hostile;
  const std::string html = check_html(report);
  const Page page = parse(html);
  EXPECT_EQ(page.error, "");
  EXPECT_FALSE(page.elements.contains("script"));
  EXPECT_EQ(html.find("<script"), std::string::npos);
  EXPECT_NE(page.text.find("</style><script>alert(1)</script>\" onload=\"x\" ' & &amp; ]]> \uFFFD \uFFFD"),
            std::string::npos);
  for (const std::string& link : page.links) EXPECT_FALSE(link.starts_with("javascript:")) << link;
}

struct MarkCase {
  std::string_view name;
  std::vector<Span> spans;
  std::string_view html;  // without the numbers' links
};

// "[" and "]" stand for a mark's ends, {n} for a claim's number.
std::string simplified(std::string html) {
  std::string out;
  for (std::size_t at = 0; at < html.size();) {
    if (html.compare(at, 5, "<mark") == 0) {
      out += html.compare(at, html.find('>', at) - at, "<mark class=\"v-no_data nested\"") == 0 ? "[[" : "[";
      at = html.find('>', at) + 1;
    } else if (html.compare(at, 7, "</mark>") == 0) {
      out += ']';
      at += 7;
    } else if (html.compare(at, 2, "<a") == 0) {
      const std::size_t id = html.find("id=\"m", at) + 5;
      out += '{' + html.substr(id, html.find('"', id) - id) + '}';
      at = html.find("</a>", at) + 4;
    } else {
      out += html[at++];
    }
  }
  return out;
}

TEST(MarkedText, CutsOverlappingAndNestedClaims) {
  const std::vector<MarkCase> cases{
      {"none", {}, "abcdefgh"},
      {"one", {{{2}, {4}}}, "ab[cd]{1}efgh"},
      {"side by side", {{{0}, {2}}, {{2}, {8}}}, "[ab]{1}[cdefgh]{2}"},
      {"nested", {{{1}, {7}}, {{3}, {5}}}, "a[bc][[de]{2}[fg]{1}h"},
      {"overlapping", {{{1}, {5}}, {{3}, {7}}}, "a[bc][[de]{1}[fg]{2}h"},
      {"the same words twice", {{{1}, {3}}, {{1}, {3}}}, "a[[bc]{1}{2}defgh"},
      {"same end", {{{1}, {6}}, {{4}, {6}}}, "a[bcd][[ef]{1}{2}gh"},
      {"the whole", {{{0}, {8}}}, "[abcdefgh]{1}"},
  };
  for (const MarkCase& c : cases) {
    CheckedDocument checked;
    checked.document = fixture_document("x", "abcdefgh");
    for (const Span& span : c.spans) {
      checked.claims.emplace_back();
      checked.claims.back().claim.span = span;
    }
    EXPECT_EQ(simplified(marked_text(checked, 1, {{0}, {8}})), c.html) << c.name;
  }
}

TEST(SpeechHtml, LosesNoTextAndNoClaimBetweenParagraphs) {
  CheckReport report;
  CheckedDocument& checked = report.documents.emplace_back();
  checked.document.text = "Head\n\none two\nTail";
  checked.document.paragraphs = {{{6}, {13}}};
  for (const Span& span : {Span{{0}, {4}}, Span{{4}, {8}}, Span{{14}, {18}}}) {
    checked.claims.emplace_back();
    checked.claims.back().claim.span = span;
  }
  const Page page = parse(check_html(report));
  EXPECT_EQ(page.error, "");
  for (const char* words : {"Head", "one", "two", "Tail"}) EXPECT_NE(page.text.find(words), std::string::npos) << words;
  for (const char* id : {"m1", "m2", "m3", "c1", "c2", "c3"}) {
    EXPECT_EQ(std::ranges::count(page.ids, id), 1) << id;
  }
}

TEST(CheckHtml, AnEmptyReportIsAPageToo) {
  const Page page = parse(check_html({}));
  EXPECT_EQ(page.error, "");
  EXPECT_NE(page.text.find("No data was given"), std::string::npos);
}

// WCAG 2 contrast of two colours "#rrggbb".
double luminance(std::string_view colour) {
  const auto channel = [&](std::size_t at) {
    const double value = std::stoi(std::string(colour.substr(at, 2)), nullptr, 16) / 255.0;
    return value <= 0.03928 ? value / 12.92 : std::pow((value + 0.055) / 1.055, 2.4);
  };
  return 0.2126 * channel(1) + 0.7152 * channel(3) + 0.0722 * channel(5);
}

double contrast(std::string_view a, std::string_view b) {
  const double first = luminance(a);
  const double second = luminance(b);
  return (std::max(first, second) + 0.05) / (std::min(first, second) + 0.05);
}

TEST(CheckCss, EveryTextIsReadableInLightAndDark) {
  const std::string css(embedded_file("src/report/check.css").value_or(""));
  EXPECT_EQ(css.find('<'), std::string::npos);
  EXPECT_EQ(css.find('&'), std::string::npos);
  const std::size_t dark = css.find("prefers-color-scheme: dark");
  ASSERT_NE(dark, std::string::npos);
  for (const std::size_t from : {std::size_t{0}, dark}) {
    const auto colour = [&](const std::string& name) {
      const std::size_t at = css.find("--" + name + ": #", from);
      EXPECT_NE(at, std::string::npos) << name;
      return css.substr(at + name.size() + 4, 7);
    };
    for (const char* ground : {"paper", "card"}) {
      for (const char* text : {"ink", "soft", "link", "green", "amber", "violet", "red", "blue", "grey"}) {
        EXPECT_GE(contrast(colour(text), colour(ground)), 4.5) << text << " on " << ground << " from " << from;
      }
    }
    for (const std::string tone : {"green", "amber", "violet", "red", "blue", "grey"}) {
      EXPECT_GE(contrast(colour(tone), colour(tone + "-wash")), 4.5) << tone << " from " << from;
      EXPECT_GE(contrast(colour("ink"), colour(tone + "-wash")), 4.5) << tone << " from " << from;
    }
  }
}

}  // namespace
}  // namespace kept
