#include "document/docx.hpp"

#include <archive.h>
#include <archive_entry.h>
#include <gtest/gtest.h>

#include <cstddef>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/problem.hpp"
#include "base/result.hpp"
#include "document/document.hpp"
#include "document/extracted.hpp"

namespace kept {
namespace {

using Members = std::vector<std::pair<std::string, std::string>>;

std::string zip_of(const Members& members) {
  std::string bytes(std::size_t{1} << 20U, '\0');
  for (const auto& [name, content] : members) bytes.resize(bytes.size() + content.size() + 1024);
  archive* out = archive_write_new();
  archive_write_set_format_zip(out);
  std::size_t used = 0;
  archive_write_open_memory(out, bytes.data(), bytes.size(), &used);
  for (const auto& [name, content] : members) {
    archive_entry* entry = archive_entry_new();
    archive_entry_set_pathname(entry, name.c_str());
    archive_entry_set_size(entry, static_cast<la_int64_t>(content.size()));
    archive_entry_set_filetype(entry, AE_IFREG);
    archive_entry_set_perm(entry, 0644);
    archive_write_header(out, entry);
    archive_write_data(out, content.data(), content.size());
    archive_entry_free(entry);
  }
  archive_write_close(out);
  archive_write_free(out);
  bytes.resize(used);
  return bytes;
}

std::string word(std::string_view body) {
  return R"(<?xml version="1.0"?><w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main")"
         R"( xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"><w:body>)" +
         std::string(body) + "</w:body></w:document>";
}

std::string docx(std::string_view body) { return zip_of({{"word/document.xml", word(body)}}); }

ProblemCode refused(std::string_view bytes, const DocxLimits& limits = {}) {
  const Result<Extracted> extracted = extract_docx("a.docx", bytes, limits);
  EXPECT_FALSE(extracted.ok());
  return extracted.ok() ? ProblemCode::internal : extracted.problem().code;
}

std::string paragraphs_of(std::string_view bytes) {
  const Result<Extracted> extracted = extract_docx("a.docx", bytes);
  EXPECT_TRUE(extracted.ok());
  std::string text;
  for (const Origin& origin : extracted->origins) {
    text += origin.element + "=" + std::string(origin.span.of(extracted->text)) + " ";
  }
  return text;
}

TEST(Docx, ParagraphsWithTheirNumbers) {
  EXPECT_EQ(paragraphs_of(docx("<w:p><w:r><w:t>One </w:t></w:r><w:r><w:t>two.</w:t></w:r></w:p><w:p/>"
                               "<w:p><w:r><w:t>A</w:t><w:tab/><w:t>b</w:t><w:br/><w:t>c</w:t></w:r></w:p>")),
            "p[1]=One two. p[3]=A b\nc ");
  // deleted text, field codes and the older form beside a newer one are left out; a table's cells are paragraphs
  EXPECT_EQ(
      paragraphs_of(docx("<w:p><w:del><w:r><w:delText>5</w:delText></w:r></w:del><w:r><w:instrText>DATE"
                         "</w:instrText><w:t>6</w:t></w:r></w:p>"
                         "<w:tbl><w:tr><w:tc><w:p><w:r><w:t>Cell</w:t></w:r></w:p></w:tc></w:tr></w:tbl>"
                         "<w:p><mc:Fallback><w:r><w:t>old</w:t></w:r></mc:Fallback><w:r><w:t>new</w:t></w:r></w:p>")),
      "p[1]=6 p[2]=Cell p[3]=new ");
}

TEST(Docx, FootnotesComeLast) {
  EXPECT_EQ(paragraphs_of(zip_of({{"word/footnotes.xml", word("<w:p><w:r><w:t>A note.</w:t></w:r></w:p>")},
                                  {"word/document.xml", word("<w:p><w:r><w:t>One.</w:t></w:r></w:p>")},
                                  {"word/comments.xml", word("<w:p><w:r><w:t>A comment.</w:t></w:r></w:p>")}})),
            "p[1]=One. footnotes/p[1]=A note. ");
}

TEST(Docx, WhatIsNoneIsRefused) {
  EXPECT_EQ(refused("PK\x03\x04"), ProblemCode::document_broken);
  EXPECT_EQ(refused(zip_of({{"a.txt", "text"}})), ProblemCode::document_broken);
  const std::string good = docx("<w:p><w:r><w:t>One.</w:t></w:r></w:p>");
  EXPECT_EQ(refused(good.substr(0, good.size() / 3)), ProblemCode::document_broken);
  EXPECT_EQ(refused(zip_of({{"word/document.xml", "<w:document>"}})), ProblemCode::document_broken);
  EXPECT_EQ(refused(zip_of({{"word/document.xml", "<!DOCTYPE a [<!ENTITY b \"c\">]><a>&b;</a>"}})),
            ProblemCode::xml_refused);
}

TEST(Docx, BombsAreRefused) {
  const std::string bomb = docx("<w:p><w:r><w:t>" + std::string(std::size_t{16} << 20U, 'a') + "</w:t></w:r></w:p>");
  EXPECT_LT(bomb.size(), std::size_t{1} << 18U);
  EXPECT_EQ(refused(bomb), ProblemCode::limit_reached);
  EXPECT_EQ(refused(bomb, {.bytes_max = 1U << 20U}), ProblemCode::limit_reached);
  EXPECT_EQ(refused(bomb, {.ratio_max = 10'000, .text_bytes_max = 1U << 20U}), ProblemCode::limit_reached);
  std::string deep;
  for (int at = 0; at < 300; ++at) deep += "<w:p>";
  EXPECT_EQ(refused(docx(deep)), ProblemCode::limit_reached);
  EXPECT_EQ(refused(zip_of({{"a", "1"}, {"b", "2"}, {"c", "3"}}), {.members_max = 2}), ProblemCode::limit_reached);
}

}  // namespace
}  // namespace kept
