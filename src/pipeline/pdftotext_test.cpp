#include "pipeline/pdftotext.hpp"

#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>

#include <cstdlib>
#include <string>
#include <string_view>
#include <vector>

#include "base/problem.hpp"
#include "base/result.hpp"

namespace kept {
namespace {

// A PDF with one page a text, its cross-reference table made to fit.
std::string pdf_of(const std::vector<std::string>& texts) {
  std::vector<std::string> objects{"<</Type/Catalog/Pages 2 0 R>>"};
  std::string kids;
  for (std::size_t at = 0; at < texts.size(); ++at) kids += std::to_string(4 + 2 * at) + " 0 R ";
  objects.push_back("<</Type/Pages/Kids[" + kids + "]/Count " + std::to_string(texts.size()) + ">>");
  objects.push_back("<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>");
  for (std::size_t at = 0; at < texts.size(); ++at) {
    objects.push_back("<</Type/Page/Parent 2 0 R/MediaBox[0 0 300 200]/Resources<</Font<</F 3 0 R>>>>/Contents " +
                      std::to_string(5 + 2 * at) + " 0 R>>");
    const std::string content = texts[at].empty() ? "" : "BT /F 12 Tf 20 100 Td (" + texts[at] + ") Tj ET";
    objects.push_back("<</Length " + std::to_string(content.size()) + ">>stream\n" + content + "\nendstream");
  }
  std::string pdf = "%PDF-1.4\n";
  std::string table = "0000000000 65535 f \n";
  for (std::size_t at = 0; at < objects.size(); ++at) {
    const std::string offset = std::to_string(pdf.size());
    table += std::string(10 - offset.size(), '0') + offset + " 00000 n \n";
    pdf += std::to_string(at + 1) + " 0 obj" + objects[at] + "endobj\n";
  }
  const std::string begin = std::to_string(pdf.size());
  const std::string size = std::to_string(objects.size() + 1);
  return pdf + "xref\n0 " + size + "\n" + table + "trailer<</Root 1 0 R/Size " + size + ">>\nstartxref\n" + begin +
         "\n%%EOF\n";
}

ProblemCode refused(std::string_view pdf, const PdfLimits& limits, const char* program) {
  const Result<std::string> text = run_pdftotext("a.pdf", pdf, limits, program);
  EXPECT_FALSE(text.ok());
  return text.ok() ? ProblemCode::internal : text.problem().code;
}

bool has_pdftotext() { return run_pdftotext("a.pdf", pdf_of({"One"})).ok(); }

TEST(Pdftotext, GivesEachPage) {
  if (!has_pdftotext()) GTEST_SKIP() << "skipped: no pdftotext";
  const Result<std::string> text = run_pdftotext("a.pdf", pdf_of({"A loan of 5 million.", "", "Three."}));
  ASSERT_TRUE(text.ok());
  EXPECT_EQ(*text, "A loan of 5 million.\n\n\f\fThree.\n\n\f");
}

TEST(Pdftotext, SaysWhatIsWrong) {
  EXPECT_EQ(refused("%PDF-1.4", {}, "no-such-program"), ProblemCode::program_missing);
  if (!has_pdftotext()) GTEST_SKIP() << "skipped: no pdftotext";
  EXPECT_EQ(refused("%PDF-1.4\nnothing", {}, "pdftotext"), ProblemCode::document_broken);
  EXPECT_EQ(refused(pdf_of({"A loan of 5 million."}), {.text_bytes_max = 5}, "pdftotext"), ProblemCode::limit_reached);
}

TEST(Pdftotext, TheChildIsStopped) {
  // What stands in for a program that prints without end, whatever its arguments.
  const std::filesystem::path program =
      std::filesystem::path(testing::TempDir()) / ("endless-" + std::to_string(::getpid()));
  std::ofstream(program) << "#!/bin/sh\nexec yes\n";
  std::filesystem::permissions(program, std::filesystem::perms::owner_all);
  EXPECT_EQ(refused("%PDF", {.seconds_max = 1, .text_bytes_max = 1U << 20U}, program.c_str()),
            ProblemCode::limit_reached);
  std::filesystem::remove(program);
}

}  // namespace
}  // namespace kept
