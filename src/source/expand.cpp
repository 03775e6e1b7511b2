#include "source/expand.hpp"

#include <archive.h>
#include <archive_entry.h>
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>
#include "base/problem.hpp"
#include "base/result.hpp"

namespace kept {
namespace {

constexpr std::string_view gzip_magic{"\x1F\x8B", 2};
constexpr std::string_view zstd_magic{"\x28\xB5\x2F\xFD", 4};
constexpr std::string_view zip_magic{"PK\x03\x04", 4};
constexpr std::uint64_t ratio_free_bytes = std::uint64_t{1} << 20U;

struct ArchiveCloser {
  void operator()(archive* handle) const { archive_read_free(handle); }
};
using Archive = std::unique_ptr<archive, ArchiveCloser>;

Place place_of(std::string_view path) {
  return {.file = std::string(path), .line = {}, .column = {}, .byte = {}, .record = {}};
}

Problem broken(std::string_view path, archive* handle) {
  const char* why = archive_error_string(handle);
  return {ProblemCode::archive_broken,
          fmt::format("the compressed file is damaged or cut off{}", why == nullptr ? "" : fmt::format(" ({})", why)),
          place_of(path), "nothing of it is read", "get the file again, or give it expanded"};
}

Problem over_limit(std::string_view path, std::string what) {
  return {ProblemCode::limit_reached, std::move(what), place_of(path), "nothing of it is read",
          "give the file expanded, or in parts"};
}

Archive open_archive(std::string_view bytes) {
  Archive handle{archive_read_new()};
  archive_read_support_filter_gzip(handle.get());
  archive_read_support_filter_zstd(handle.get());
  if (bytes.starts_with(zip_magic)) {
    archive_read_support_format_zip(handle.get());
  } else {
    archive_read_support_format_raw(handle.get());
  }
  return handle;
}

struct Budget {
  const ExpandLimits& limits;
  std::uint64_t bytes_in;
  std::uint64_t bytes_out = 0;

  // What is over a limit after `more` bytes; empty: nothing.
  std::string spend(std::uint64_t more) {
    bytes_out += more;
    if (bytes_out > limits.bytes_max) return fmt::format("it holds more than {} bytes", limits.bytes_max);
    if (bytes_out > ratio_free_bytes && bytes_out / limits.ratio_max > bytes_in) {
      return fmt::format("it expands to more than {} times its size", limits.ratio_max);
    }
    return {};
  }
};

// The bytes of the member that `handle` stands at.
Result<std::string> read_member(std::string_view path, archive* handle, Budget& budget) {
  std::string bytes;
  std::array<char, 65536> buffer{};
  while (true) {
    const la_ssize_t count = archive_read_data(handle, buffer.data(), buffer.size());
    if (count == 0) return bytes;
    if (count < 0) return broken(path, handle);
    if (std::string why = budget.spend(static_cast<std::uint64_t>(count)); !why.empty()) {
      return over_limit(path, std::move(why));
    }
    bytes.append(buffer.data(), static_cast<std::size_t>(count));
  }
}

}  // namespace

bool is_compressed(std::string_view bytes) {
  return bytes.starts_with(gzip_magic) || bytes.starts_with(zstd_magic) || bytes.starts_with(zip_magic);
}

bool is_office_document(std::string_view bytes) {
  // The list of parts is the first member as every office program writes it; others put it last, in the directory at
  // the end, where its name stands as plainly.
  constexpr std::size_t probe_bytes = 65536;
  constexpr std::string_view parts = "[Content_Types].xml";
  if (!bytes.starts_with(zip_magic)) return false;
  const std::string_view end = bytes.substr(bytes.size() - std::min(bytes.size(), probe_bytes));
  return bytes.substr(0, probe_bytes).find(parts) != std::string_view::npos ||
         end.find(parts) != std::string_view::npos;
}

Result<std::vector<ExpandedFile>> expand(std::string_view path, std::string_view bytes, const ExpandLimits& limits,
                                         bool (*wanted)(std::string_view member)) {
  const Archive handle = open_archive(bytes);
  if (archive_read_open_memory(handle.get(), bytes.data(), bytes.size()) != ARCHIVE_OK)
    return broken(path, handle.get());
  const bool zip = bytes.starts_with(zip_magic);
  Budget budget{limits, bytes.size()};
  std::vector<ExpandedFile> files;
  archive_entry* entry = nullptr;
  while (true) {
    const int status = archive_read_next_header(handle.get(), &entry);
    if (status == ARCHIVE_EOF) return files;
    if (status != ARCHIVE_OK && status != ARCHIVE_WARN) return broken(path, handle.get());
    // A broken head is no filter to libarchive: it would hand the bytes through as they are.
    if (!zip && archive_filter_code(handle.get(), 0) == ARCHIVE_FILTER_NONE) return broken(path, handle.get());
    if (files.size() >= limits.members_max) {
      return over_limit(path, fmt::format("it has more than {} members", limits.members_max));
    }
    const char* name = archive_entry_pathname_utf8(entry);
    if (name == nullptr) name = archive_entry_pathname(entry);
    const std::string member = name == nullptr ? "?" : name;
    if (zip && wanted != nullptr && !wanted(member)) continue;
    if (zip && wanted == nullptr && member == "[Content_Types].xml") {
      return Problem{ProblemCode::source_unknown, "an office document, not a table of data", place_of(path),
                     "it is left out", "save its sheet as CSV and give that"};
    }
    auto read = read_member(path, handle.get(), budget);
    if (!read) return read.problem();
    if (zip && read->empty()) continue;
    files.push_back({zip ? fmt::format("{}/{}", path, member) : std::string(path), std::move(*read)});
  }
}

}  // namespace kept
