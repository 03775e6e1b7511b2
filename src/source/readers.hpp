// From the bytes of published files to records. What a file is, its content tells, not its name.
//
// A reader takes a folder's files together, because sources spread one release over several (rows, payments, a file
// that names the release, summaries to check against). A new source is one reader and one line in `source_readers`.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/date.hpp"
#include "base/problem.hpp"
#include "source/record.hpp"

namespace kept {

// A file as given, already expanded (source/expand.hpp). The bytes outlive the reading.
struct NamedBytes {
  std::string path;
  std::string_view bytes;
  std::string sha256;             // hex, of the bytes as given (before expanding); copied to the load
  std::uint64_t bytes_given = 0;  // their number; 0: that of `bytes`
};

struct SourcesRead {
  std::vector<LoadedFile> loaded;
  std::vector<LeftOutFile> left_out;  // no source, or nothing to load: no error
  std::vector<Problem> problems;      // of files that gave no load
};

struct ReadOptions {
  std::optional<Date> released;         // of --released: goes before what the files say
  std::optional<Date> retrieved = {};   // the day on which the files were got or are loaded; empty: not said
  const NamedBytes* mapping = nullptr;  // of a flag: for every CSV that no reader knows and no mapping stands beside
};

// One folder's files, by path ascending.
struct Folder {
  std::string path;
  std::vector<const NamedBytes*> files;
};

struct SourceReader {
  std::string_view name;
  // Whether the file is this reader's; `folder` is what stands beside it.
  bool (*recognises)(const NamedBytes& file, const Folder& folder, const ReadOptions& options);
  // Reads the reader's own files of one folder.
  void (*read)(const Folder& own, const ReadOptions& options, SourcesRead& out);
};

// In the order in which they are asked.
std::span<const SourceReader> source_readers();

// Reads all files; their order does not matter. Files that no reader knows are left out with a reason.
SourcesRead read_sources(std::span<const NamedBytes> files, const ReadOptions& options = {});

// The folder part of a path, "" where it has none.
std::string folder_of(std::string_view path);
// The last part of a path.
std::string_view file_name_of(std::string_view path);

// A load of `file` with what every reader fills in alike.
LoadedFile start_load(const NamedBytes& file, std::string source, std::string dataset, const ReadOptions& options);

// The bytes as UTF-8: what is not well-formed is replaced by U+FFFD, with one text_not_utf8 that counts the places.
struct Utf8Text {
  std::string repaired;  // empty: the bytes were well-formed
  std::string_view text(std::string_view bytes) const { return repaired.empty() ? bytes : std::string_view(repaired); }
};
Utf8Text as_utf8(const NamedBytes& file, std::vector<Problem>& problems);

}  // namespace kept
