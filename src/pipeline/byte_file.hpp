// The bytes of a file as they come, expanded where it is compressed.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "base/result.hpp"

namespace kept {

// One file, or one member of an archive, from its beginning.
class ByteFile {
 public:
  // The members of a .zip one after the other; of any other file the file itself. Problems: file_missing,
  // permission_denied, file_unreadable.
  static Result<ByteFile> open(const std::string& path);
  ByteFile(ByteFile&&) noexcept;
  ByteFile& operator=(ByteFile&&) noexcept;
  ~ByteFile();

  // Whether the file is a .gz, .zst or .zip.
  [[nodiscard]] bool compressed() const;
  [[nodiscard]] bool is_archive() const;  // a .zip
  // Moves to the first member, then to the next one; false at the end. A file that is no archive is its only member.
  // Problems: archive_broken, limit_reached.
  Result<bool> next_member();
  // "ARCHIVE/MEMBER" of a .zip, else the path.
  [[nodiscard]] const std::string& name() const;
  // The next bytes of the member; 0 at its end. Problems: archive_broken, limit_reached, file_unreadable.
  Result<std::size_t> read(std::span<char> to);

  [[nodiscard]] std::uint64_t size_given() const;  // of the file on disk
  [[nodiscard]] std::uint64_t taken() const;       // bytes on disk read so far
  // SHA-256 of the bytes on disk, or of the member of a .zip; complete at the member's end, where `read` gave 0.
  [[nodiscard]] std::string sha256_hex();
  [[nodiscard]] std::uint64_t member_bytes() const;  // expanded, so far

 private:
  struct State;
  explicit ByteFile(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

}  // namespace kept
