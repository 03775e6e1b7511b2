#include "pipeline/byte_file.hpp"

#include <archive.h>
#include <archive_entry.h>
#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <sys/types.h>
#include <array>
#include <cerrno>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/problem.hpp"
#include "base/result.hpp"
#include "pipeline/sha256.hpp"
#include "pipeline/walk.hpp"
#include "source/expand.hpp"

namespace kept {
namespace {

constexpr std::size_t block_bytes = std::size_t{1} << 18U;
constexpr std::string_view zip_magic{"PK\x03\x04", 4};

struct CloseArchive {
  void operator()(struct archive* handle) const { archive_read_free(handle); }
};

class Descriptor {
 public:
  explicit Descriptor(int value) : value_(value) {}
  Descriptor(Descriptor&& other) noexcept : value_(std::exchange(other.value_, -1)) {}
  Descriptor& operator=(Descriptor&&) = delete;
  ~Descriptor() {
    if (value_ >= 0) ::close(value_);
  }
  [[nodiscard]] int value() const { return value_; }

 private:
  int value_;
};

}  // namespace

struct ByteFile::State {
  State(std::string given, Descriptor opened) : path(std::move(given)), descriptor(std::move(opened)), member(path) {}

  std::string path;
  Descriptor descriptor;
  std::uint64_t size = 0;
  std::uint64_t taken = 0;
  bool compressed = false;
  bool zip = false;
  std::string member;
  std::unique_ptr<struct archive, CloseArchive> handle;
  std::vector<char> block;  // that the expander reads from
  Sha256 given_hash;        // of the bytes on disk
  Sha256 member_hash;
  std::uint64_t expanded = 0;  // of all members
  std::uint64_t member_bytes = 0;
  std::size_t members = 0;
  ExpandLimits limits;

  [[nodiscard]] Problem problem(ProblemCode code, std::string what, std::string cure) const {
    Problem problem;
    problem.code = code;
    problem.what = std::move(what);
    problem.where.file = member;
    problem.done = "what stands before it is kept";
    problem.cure = std::move(cure);
    return problem;
  }

  Problem broken() {
    const char* why = archive_error_string(handle.get());
    return problem(
        ProblemCode::archive_broken,
        fmt::format("the compressed file is damaged or cut off{}", why == nullptr ? "" : fmt::format(" ({})", why)),
        "get the file again, or give it expanded");
  }

  // From the disk; negative: an error.
  ssize_t take(std::span<char> to) {
    ssize_t got = 0;
    do {
      got = ::read(descriptor.value(), to.data(), to.size());
    } while (got < 0 && errno == EINTR);
    if (got > 0) {
      taken += static_cast<std::uint64_t>(got);
      if (!zip) given_hash.add({to.data(), static_cast<std::size_t>(got)});
    }
    return got;
  }

  static la_ssize_t on_read(struct archive* /*handle*/, void* data, const void** buffer) {
    auto& state = *static_cast<State*>(data);
    state.block.resize(block_bytes);
    *buffer = state.block.data();
    return state.take(state.block);
  }

  Status open_archive() {
    handle.reset(archive_read_new());
    archive_read_support_filter_gzip(handle.get());
    archive_read_support_filter_zstd(handle.get());
    if (zip) {
      archive_read_support_format_zip(handle.get());
    } else {
      archive_read_support_format_raw(handle.get());
    }
    if (archive_read_open(handle.get(), this, nullptr, on_read, nullptr) != ARCHIVE_OK) return broken();
    return Nothing{};
  }
};

ByteFile::ByteFile(std::unique_ptr<State> state) : state_(std::move(state)) {}
ByteFile::ByteFile(ByteFile&&) noexcept = default;
ByteFile& ByteFile::operator=(ByteFile&&) noexcept = default;
ByteFile::~ByteFile() = default;

Result<ByteFile> ByteFile::open(const std::string& path) {
  Descriptor descriptor{::open(path.c_str(), O_RDONLY | O_CLOEXEC)};
  struct stat status{};
  if (descriptor.value() < 0 || ::fstat(descriptor.value(), &status) != 0) return problem_of_errno(errno, path);
  auto state = std::make_unique<State>(path, std::move(descriptor));
  state->size = static_cast<std::uint64_t>(status.st_size);
  std::array<char, 8> head{};
  const ssize_t got = ::pread(state->descriptor.value(), head.data(), head.size(), 0);
  if (got < 0) return problem_of_errno(errno, path);
  const std::string_view begin(head.data(), static_cast<std::size_t>(got));
  state->compressed = is_compressed(begin);
  state->zip = begin.starts_with(zip_magic);
  return ByteFile{std::move(state)};
}

bool ByteFile::compressed() const { return state_->compressed; }
bool ByteFile::is_archive() const { return state_->zip; }

Result<bool> ByteFile::next_member() {
  State& state = *state_;
  if (!state.compressed) return state.members++ == 0;
  if (!state.handle) {
    if (Status opened = state.open_archive(); !opened) return opened.problem();
  }
  if (!state.zip && state.members > 0) return false;
  struct archive_entry* entry = nullptr;
  while (true) {
    const int status = archive_read_next_header(state.handle.get(), &entry);
    if (status == ARCHIVE_EOF) return false;
    if (status != ARCHIVE_OK && status != ARCHIVE_WARN) return state.broken();
    // A broken head is no filter to libarchive: it would hand the bytes through as they are.
    if (!state.zip && archive_filter_code(state.handle.get(), 0) == ARCHIVE_FILTER_NONE) return state.broken();
    if (++state.members > state.limits.members_max) {
      return state.problem(ProblemCode::limit_reached,
                           fmt::format("it has more than {} members", state.limits.members_max),
                           "give the file expanded, or in parts");
    }
    const char* name = archive_entry_pathname_utf8(entry);
    if (name == nullptr) name = archive_entry_pathname(entry);
    const std::string_view member = name == nullptr ? "?" : name;
    if (state.zip && member.ends_with('/')) continue;
    state.member = state.zip ? fmt::format("{}/{}", state.path, member) : state.path;
    state.member_bytes = 0;
    state.member_hash = Sha256{};
    return true;
  }
}

const std::string& ByteFile::name() const { return state_->member; }

Result<std::size_t> ByteFile::read(std::span<char> to) {
  constexpr std::uint64_t ratio_free_bytes = std::uint64_t{1} << 20U;
  State& state = *state_;
  if (!state.compressed) {
    const ssize_t got = state.take(to);
    if (got < 0) return problem_of_errno(errno, state.path);
    state.member_bytes += static_cast<std::uint64_t>(got);
    return static_cast<std::size_t>(got);
  }
  const la_ssize_t got = archive_read_data(state.handle.get(), to.data(), to.size());
  if (got < 0) return state.broken();
  const auto count = static_cast<std::size_t>(got);
  state.expanded += count;
  state.member_bytes += count;
  if (state.zip) state.member_hash.add({to.data(), count});
  if (state.expanded > ratio_free_bytes && state.expanded / state.limits.ratio_max > state.taken) {
    return state.problem(ProblemCode::limit_reached,
                         fmt::format("it expands to more than {} times its size", state.limits.ratio_max),
                         "give the file expanded, or in parts");
  }
  return count;
}

std::uint64_t ByteFile::size_given() const { return state_->size; }
std::uint64_t ByteFile::taken() const { return state_->taken; }
std::uint64_t ByteFile::member_bytes() const { return state_->member_bytes; }

std::string ByteFile::sha256_hex() {
  State& state = *state_;
  if (state.zip) return state.member_hash.hex();
  // What stands behind the expanded bytes, such as a checksum, belongs to the file too.
  std::vector<char> rest(block_bytes);
  while (state.take(rest) > 0) {
  }
  return state.given_hash.hex();
}

}  // namespace kept
