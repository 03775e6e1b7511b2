#include "document/pdf.hpp"

#include <gtest/gtest.h>

#include <string>
#include <string_view>

#include "base/problem.hpp"
#include "base/result.hpp"
#include "document/document.hpp"
#include "document/extracted.hpp"

namespace kept {
namespace {

// Each origin's text with its page.
std::string pages_of(std::string_view printed) {
  const Result<Extracted> extracted = extract_pdf("a.pdf", printed);
  EXPECT_TRUE(extracted.ok());
  std::string pages;
  for (const Origin& origin : extracted->origins) {
    pages += std::to_string(origin.page) + "[" + std::string(origin.span.of(extracted->text)) + "]";
  }
  return pages;
}

TEST(Pdf, LinesAreJoinedAndPagesKept) {
  EXPECT_EQ(pages_of("A title\n\nOne line\nand another.\n\f"), "1[A title]1[One line and another.]");
  EXPECT_EQ(pages_of("One.\n\n1\n\fTwo.\n\n- 2 -\n\f"), "1[One.]2[Two.]");
  EXPECT_EQ(pages_of("Page text ends with 5\n\fmillion dollars.\n\f"), "1[Page text ends with 5]2[ million dollars.]");
  EXPECT_EQ(pages_of("It ends.\n\fand begins.\n\f"), "1[It ends.]2[and begins.]");
  EXPECT_EQ(pages_of("Перша сторінка без\n\fкрапки.\n\f"), "1[Перша сторінка без]2[ крапки.]");
  EXPECT_EQ(pages_of("日本は支援を\n行いました。\n\f"), "1[日本は支援を行いました。]");
}

TEST(Pdf, PicturesAreSaid) {
  const Result<Extracted> picture = extract_pdf("a.pdf", "\f");
  ASSERT_FALSE(picture.ok());
  EXPECT_EQ(picture.problem().code, ProblemCode::document_without_text);
  EXPECT_EQ(picture.problem().what, "the PDF's only page has no text: it is a picture");
  EXPECT_EQ(extract_pdf("a.pdf", "\f \n\f").problem().what, "none of the PDF's 2 pages has text: they are pictures");
  const Result<Extracted> some = extract_pdf("a.pdf", "One.\f\f\fTwo.\f");
  ASSERT_TRUE(some.ok());
  ASSERT_EQ(some->problems.size(), 1U);
  EXPECT_EQ(some->problems.front().what, "pages 2, 3 are without text, perhaps pictures");
}

TEST(Pdf, IsToldByItsFirstBytes) {
  EXPECT_TRUE(is_pdf("%PDF-1.7\n"));
  EXPECT_TRUE(is_pdf("\n%PDF-1.4"));
  EXPECT_FALSE(is_pdf("PDF"));
}

}  // namespace
}  // namespace kept
