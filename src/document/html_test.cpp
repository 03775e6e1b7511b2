#include "document/html.hpp"

#include <gtest/gtest.h>

#include <cstddef>
#include <string>
#include <string_view>
#include <utility>

#include "base/problem.hpp"
#include "base/result.hpp"
#include "document/document.hpp"
#include "document/extracted.hpp"

namespace kept {
namespace {

Extracted page(std::string_view html) {
  Result<Extracted> extracted = extract_html("p.html", html);
  EXPECT_TRUE(extracted.ok());
  return std::move(extracted).value();
}

// The paragraphs, a bar between.
std::string text_of(std::string_view html) {
  std::string text = page(html).text;
  for (std::size_t at = text.find("\n\n"); at != std::string::npos; at = text.find("\n\n", at))
    text.replace(at, 2, "|");
  return text;
}

struct Case {
  std::string_view html;
  std::string_view text;
};

TEST(Html, MainTextByTheRules) {
  const Case cases[] = {
      {"<p>One.</p><p>Two <b>bold</b> words.</p>", "One.|Two bold words."},
      {"One.<div>Two.</div>Three.", "One.|Two.|Three."},
      {"<p>One\n  and\ttwo&nbsp;&amp; &euro;3.<br>Four.</p>", "One and two\xC2\xA0& €3.\nFour."},
      // left out: what no reader sees, and what is not the page's own
      {"<script>var a = '5 million';</script><style>p{}</style><p>One.</p><!-- two --><noscript>No.</noscript>",
       "One."},
      {"<nav><p>Home</p></nav><p>One.</p><aside>Two.</aside><footer>(c)</footer>", "One."},
      {"<p hidden>No.</p><p style='color: red; display : none'>No.</p><p aria-hidden=true>No.</p><p>One.</p>", "One."},
      {"<div role=navigation>Home</div><div role=banner>Top</div><p>One.</p>", "One."},
      {"<header>The ministry</header><p>One.</p>", "One."},
      {"<p>Say <button>Share</button>it.</p>", "Say it."},
      // the marked main text alone, the longest of its kind
      {"<p>Before.</p><main><header><h1>Title</h1></header><p>One.</p></main><p>After.</p>", "Title|One."},
      {"<article>Short.</article><article>This one is longer.</article>", "This one is longer."},
      {"<main><article>The speech itself, with much to say.</article><article>Teaser.</article></main>",
       "The speech itself, with much to say."},
      {"<article>All of it <div itemprop=articleBody>The body.</div></article>", "The body."},
      {"<main></main><p>One.</p>", "One."},
      // menus
      {"<ul><li><a href=a>Home</a></li><li><a href=b>News</a></li></ul><p>One.</p>", "One."},
      {"<ul><li>Ten pumps, see <a href=a>here</a></li><li>Two bridges</li></ul>", "Ten pumps, see here|Two bridges"},
      {"<table><tr><td>Loans</td><td>5</td></tr></table>", "Loans|5"},
      // lines and blanks that stay
      {"<pre>a  b\nc</pre>", "a  b\nc"},
      {"<p>bil&shy;lion &#x200F;5</p>", "billion 5"},
      // broken markup loses no text
      {"<p>One <b>two</p></i></div> three <p>four", "One two|three|four"},
      {"<p>One < two & three", "One < two & three"},
      {"<custom-tag>One.</custom-tag>", "One."},
      {"", ""},
  };
  for (const Case& c : cases) EXPECT_EQ(text_of(c.html), c.text) << c.html;
}

TEST(Html, SaysWhereEachParagraphStands) {
  const Extracted extracted = page("<html>\n<body>\n<h2>Title</h2>\n<p>One.</p><p>Two.</p>\n<ul>\n<li>Three</li></ul>");
  std::string origins;
  for (const Origin& origin : extracted.origins) {
    origins +=
        std::string(origin.span.of(extracted.text)) + "=" + origin.element + ":" + std::to_string(origin.line) + " ";
  }
  EXPECT_EQ(origins, "Title=h2[1]:3 One.=p[1]:4 Two.=p[2]:4 Three=li[1]:6 ");
}

TEST(Html, DateTitleAndLanguage) {
  const auto facts = [](std::string_view html) {
    const Extracted extracted = page(html);
    return (extracted.date ? extracted.date->to_string() : "") + "|" + extracted.title + "|" + extracted.language;
  };
  EXPECT_EQ(facts("<html lang=uk-UA><head><title> A  word </title></head><p>One."), "|A word|uk");
  EXPECT_EQ(facts("<meta property='article:published_time' content='2025-03-05T09:00:00+02:00'><p>One."),
            "2025-03-05||");
  EXPECT_EQ(facts("<meta name=date content='2025/03/06'><p>One."), "2025-03-06||");
  EXPECT_EQ(facts("<meta name=date content='2025-03-06'><meta property='article:published_time' content='2025-03-05'>"),
            "2025-03-05||");
  EXPECT_EQ(facts("<script type='application/ld+json'>{\"a\": 1, \"datePublished\" : \"2025-03-07T00:00\"}</script>"),
            "2025-03-07||");
  EXPECT_EQ(facts("<p>One <time itemprop=datePublished datetime=2025-03-08>8 March</time>"), "2025-03-08||");
  EXPECT_EQ(facts("<p>One <time datetime=2025-03-08>8 March</time>"), "||");
  EXPECT_EQ(facts("<meta name=date content='yesterday'>"), "||");
  EXPECT_EQ(facts("<title>Site - page</title><meta property=og:title content='Page'>"), "|Page|");
  EXPECT_EQ(facts("<title>Site</title><main><h1>The heading</h1><p>One."), "|The heading|");
  EXPECT_EQ(facts("<html lang=english>"), "||");
}

TEST(Html, IsToldByItsFirstBytes) {
  for (const std::string_view html : {"<!DOCTYPE html><p>", "\xEF\xBB\xBF <html>", "<?xml version='1.0'?><html>",
                                      "<!-- a --><!doctype HTML>", "<head>", "<meta charset=x>"}) {
    EXPECT_TRUE(is_html(html)) << html;
  }
  for (const std::string_view text :
       {"", "a <html>", "<5 million", "<?xml version='1.0'?><iati-activities>", "<!-- a"}) {
    EXPECT_FALSE(is_html(text)) << text;
  }
  EXPECT_EQ(html_encoding("<meta charset=\"windows-1251\">"), "windows-1251");
  EXPECT_EQ(html_encoding("<meta http-equiv=Content-Type content='text/html; charset=Shift_JIS'>"), "shift_jis");
  EXPECT_EQ(html_encoding("<p>"), "");
}

std::string repeated(std::string_view part, std::size_t times) {
  std::string text;
  for (std::size_t at = 0; at < times; ++at) text += part;
  return text;
}

TEST(Html, DeepAndBrokenPagesEnd) {
  const Extracted deep = page(repeated("<div>", 100'000) + "One." + repeated("</div>", 100'000) + "<p>Two.");
  EXPECT_EQ(deep.text, "One.\n\nTwo.");
  EXPECT_TRUE(deep.problems.empty());
  const Extracted deeper = page("<p>Zero.</p>" + repeated("<i>", html_depth_max + 10) + "One.");
  EXPECT_EQ(deeper.text, "Zero.");
  ASSERT_EQ(deeper.problems.size(), 1U);
  EXPECT_EQ(deeper.problems.front().code, ProblemCode::limit_reached);
  const Extracted broken = page("<p>Zero.</p>" + repeated("<i>", 100'000) + repeated("</b>", 100'000));
  ASSERT_EQ(broken.problems.size(), 1U);
  EXPECT_EQ(broken.problems.front().code, ProblemCode::limit_reached);
}

}  // namespace
}  // namespace kept
