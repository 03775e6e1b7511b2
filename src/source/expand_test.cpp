#include "source/expand.hpp"

#include <archive.h>
#include <archive_entry.h>
#include <gtest/gtest.h>
#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>
#include "base/problem.hpp"

namespace kept {
namespace {

enum class Packing : std::uint8_t { gzip, zstd, zip };

struct Member {
  std::string name;
  std::string bytes;
};

std::string pack(Packing packing, const std::vector<Member>& members) {
  std::string out(std::size_t{1} << 20U, '\0');
  std::size_t used = 0;
  archive* handle = archive_write_new();
  if (packing == Packing::gzip) archive_write_add_filter_gzip(handle);
  if (packing == Packing::zstd) archive_write_add_filter_zstd(handle);
  if (packing == Packing::zip) {
    archive_write_set_format_zip(handle);
  } else {
    archive_write_set_format_raw(handle);
  }
  archive_write_set_bytes_per_block(handle, 1);
  archive_write_open_memory(handle, out.data(), out.size(), &used);
  for (const Member& member : members) {
    archive_entry* entry = archive_entry_new();
    archive_entry_set_pathname(entry, member.name.c_str());
    archive_entry_set_filetype(entry, AE_IFREG);
    archive_entry_set_size(entry, static_cast<la_int64_t>(member.bytes.size()));
    archive_write_header(handle, entry);
    archive_write_data(handle, member.bytes.data(), member.bytes.size());
    archive_entry_free(entry);
  }
  archive_write_close(handle);
  archive_write_free(handle);
  out.resize(used);
  return out;
}

TEST(Expand, TellsByContent) {
  EXPECT_FALSE(is_compressed(""));
  EXPECT_FALSE(is_compressed("giver,dato\n"));
  for (const Packing packing : {Packing::gzip, Packing::zstd}) {
    const std::string packed = pack(packing, {{"x", "a,b\n1,2\n"}});
    ASSERT_TRUE(is_compressed(packed));
    const auto files = expand("folder/x.csv", packed);
    ASSERT_TRUE(files.ok());
    ASSERT_EQ(files->size(), 1U);
    EXPECT_EQ(files->front().path, "folder/x.csv");
    EXPECT_EQ(files->front().bytes, "a,b\n1,2\n");
  }
}

TEST(Expand, AZipHasMembers) {
  const std::string packed = pack(Packing::zip, {{"one.csv", "1"}, {"empty.csv", ""}, {"d/two.csv", "22"}});
  const auto files = expand("a.zip", packed);
  ASSERT_TRUE(files.ok());
  ASSERT_EQ(files->size(), 2U);
  EXPECT_EQ((*files)[0].path, "a.zip/one.csv");
  EXPECT_EQ((*files)[1].path, "a.zip/d/two.csv");
  EXPECT_EQ((*files)[1].bytes, "22");
}

TEST(Expand, DamagedOrCutOff) {
  const std::string text(20000, 'x');
  for (const Packing packing : {Packing::gzip, Packing::zstd, Packing::zip}) {
    std::string packed = pack(packing, {{"x", text + "end"}});
    packed.resize(packed.size() / 2);
    const auto files = expand("x", packed);
    ASSERT_FALSE(files.ok());
    EXPECT_EQ(files.problem().code, ProblemCode::archive_broken);
  }
  EXPECT_FALSE(expand("x", "\x1F\x8Bnothing").ok());
}

TEST(Expand, LimitsAreKept) {
  const std::string packed = pack(Packing::zstd, {{"x", std::string(3U << 20U, 'x')}});
  auto files = expand("x", packed, {.bytes_max = 1U << 20U, .ratio_max = 1'000'000, .members_max = 10});
  ASSERT_FALSE(files.ok());
  EXPECT_EQ(files.problem().code, ProblemCode::limit_reached);
  files = expand("x", packed);
  ASSERT_FALSE(files.ok());
  EXPECT_EQ(files.problem().what, "it expands to more than 1000 times its size");
  files =
      expand("x", pack(Packing::zip, {{"a", "1"}, {"b", "2"}}), {.bytes_max = 100, .ratio_max = 10, .members_max = 1});
  ASSERT_FALSE(files.ok());
  EXPECT_EQ(files.problem().code, ProblemCode::limit_reached);
}

TEST(Expand, AnOfficeDocumentIsNoArchiveOfData) {
  const auto files =
      expand("book.xlsx", pack(Packing::zip, {{"[Content_Types].xml", "<Types/>"}, {"xl/a.xml", "<a/>"}}));
  ASSERT_FALSE(files.ok());
  EXPECT_EQ(files.problem().code, ProblemCode::source_unknown);
}

}  // namespace
}  // namespace kept
