#include "source/iati_input.hpp"

#include <fmt/format.h>
#include <iconv.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstddef>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <utility>

#include "base/problem.hpp"
#include "base/result.hpp"
#include "base/text.hpp"

namespace kept {
namespace {

constexpr std::size_t head_bytes = 256;  // an XML declaration is within these

// The upper half of Windows-1252 that is not Latin-1.
constexpr std::array<char16_t, 32> windows_1252{0x20AC, 0x0081, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021,
                                                0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0x008D, 0x017D, 0x008F,
                                                0x0090, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014,
                                                0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0x009D, 0x017E, 0x0178};

// What begins a file that needs no declaration to be told: byte order marks, then "<" with zeros around it.
struct Opening {
  std::string_view bytes;
  std::string_view encoding;
};
constexpr std::array<Opening, 9> openings{{{{"\xFF\xFE\0\0", 4}, "UTF-32LE"},
                                           {{"\0\0\xFE\xFF", 4}, "UTF-32BE"},
                                           {{"\xEF\xBB\xBF", 3}, "UTF-8"},
                                           {{"\xFF\xFE", 2}, "UTF-16LE"},
                                           {{"\xFE\xFF", 2}, "UTF-16BE"},
                                           {{"<\0\0\0", 4}, "UTF-32LE"},
                                           {{"\0\0\0<", 4}, "UTF-32BE"},
                                           {{"<\0", 2}, "UTF-16LE"},
                                           {{"\0<", 2}, "UTF-16BE"}}};

// Of ASCII letters alone: the bytes may be of any encoding.
std::string lower_ascii(std::string_view bytes) {
  std::string out(bytes);
  for (char& c : out) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  return out;
}

// The value of encoding="..." in the XML declaration, in lower case; "" without one.
std::string declared_encoding(std::string_view head) {
  const std::size_t begin = head.find("<?xml");
  if (begin == std::string_view::npos) return {};
  const std::string_view declaration = head.substr(begin, head.find("?>", begin) - begin);
  const std::size_t name = declaration.find("encoding");
  if (name == std::string_view::npos) return {};
  const std::size_t open = declaration.find_first_of("\"'", name);
  if (open == std::string_view::npos) return {};
  const std::size_t close = declaration.find(declaration[open], open + 1);
  if (close == std::string_view::npos) return {};
  return lower_ascii(trim(declaration.substr(open + 1, close - open - 1)));
}

struct CloseIconv {
  void operator()(void* handle) const { ::iconv_close(handle); }
};

Problem unreadable(std::string what) {
  Problem problem;
  problem.code = ProblemCode::xml_broken;
  problem.what = std::move(what);
  problem.done = "what stands before it is kept";
  problem.cure = "publish the file as UTF-8";
  return problem;
}

}  // namespace

char32_t from_windows_1252(unsigned char byte) {
  if (byte >= 0x80 && byte < 0xA0) return windows_1252.at(byte - 0x80U);
  return byte;
}

std::string xml_encoding_of(std::string_view head) {
  for (const Opening& opening : openings) {
    if (head.starts_with(opening.bytes)) return std::string(opening.encoding);
  }
  std::string declared = declared_encoding(head.substr(0, head_bytes));
  // Letters that were read one byte each are no UTF-16, whatever the declaration says.
  if (declared.empty() || declared == "utf-8" || declared == "utf8" || declared == "us-ascii" || declared == "ascii" ||
      declared.starts_with("utf-16") || declared.starts_with("utf-32") || declared.starts_with("ucs-")) {
    return "UTF-8";
  }
  // Browsers and publishers mean Windows-1252 when they say Latin-1: it has more characters, and no others.
  if (declared == "iso-8859-1" || declared == "latin1" || declared == "latin-1") return "WINDOWS-1252";
  return declared;
}

ByteSource source_of(std::string_view bytes) {
  return [bytes](std::span<char> to) mutable -> Result<std::size_t> {
    const std::size_t size = bytes.copy(to.data(), to.size());
    bytes.remove_prefix(size);
    return size;
  };
}

struct Utf8Input::State {
  ByteSource source;
  std::string encoding;  // empty: not yet known
  std::unique_ptr<void, CloseIconv> converter;
  std::string raw;  // read and not yet converted
  bool source_done = false;

  Status fill(std::size_t bytes) {
    const std::size_t had = raw.size();
    raw.resize(had + bytes);
    std::size_t got = 0;
    while (got < bytes && !source_done) {
      auto piece = source(std::span<char>(raw).subspan(had + got));
      if (!piece) {
        raw.resize(had + got);
        source_done = true;
        return piece.problem();
      }
      got += *piece;
      source_done = *piece == 0;
    }
    raw.resize(had + got);
    return Nothing{};
  }

  Status begin() {
    if (Status filled = fill(head_bytes); !filled) return filled;
    encoding = xml_encoding_of(raw);
    for (const Opening& opening : openings) {
      // A mark is no character of the text.
      if (opening.bytes.find('<') == std::string_view::npos && raw.starts_with(opening.bytes)) {
        raw.erase(0, opening.bytes.size());
        break;
      }
    }
    if (encoding == "UTF-8") return Nothing{};
    ::iconv_t handle = ::iconv_open("UTF-8", encoding.c_str());
    if (handle == reinterpret_cast<::iconv_t>(-1)) {  // NOLINT(performance-no-int-to-ptr): iconv's own error value
      source_done = true;
      raw.clear();
      return unreadable(fmt::format("the encoding '{}' is not known", excerpt(encoding)));
    }
    converter.reset(handle);
    return Nothing{};
  }

  // All of `raw` that is whole characters.
  Status convert(std::string& out) {
    char* from = raw.data();
    std::size_t left = raw.size();
    std::array<char, 16384> buffer{};
    const std::size_t unit_bytes = encoding.starts_with("UTF-32") ? 4U : (encoding.starts_with("UTF-16") ? 2U : 1U);
    while (left > 0) {
      char* to = buffer.data();
      std::size_t room = buffer.size();
      const std::size_t done = ::iconv(converter.get(), &from, &left, &to, &room);
      const int error = errno;
      out.append(buffer.data(), buffer.size() - room);
      if (done != static_cast<std::size_t>(-1) || error == E2BIG) continue;
      if (error == EINVAL && !source_done) break;  // the rest of a character comes with the next bytes
      append_utf8(out, U'\xFFFD');
      const std::size_t step = std::min(left, unit_bytes);
      from += step;
      left -= step;
    }
    raw.erase(0, raw.size() - left);
    return Nothing{};
  }
};

Utf8Input::Utf8Input(ByteSource source) : state_(std::make_unique<State>()) { state_->source = std::move(source); }
Utf8Input::Utf8Input(Utf8Input&&) noexcept = default;
Utf8Input::~Utf8Input() = default;

bool Utf8Input::at_end() const { return state_->source_done && state_->raw.empty(); }
bool Utf8Input::says_utf8() const { return state_->encoding == "UTF-8"; }

Status Utf8Input::read(std::string& out, std::size_t bytes) {
  State& state = *state_;
  if (state.encoding.empty()) {
    if (Status begun = state.begin(); !begun) return begun;
  }
  if (state.converter) {
    Status filled = state.source_done ? Status{Nothing{}} : state.fill(bytes);
    Status converted = state.convert(out);
    return filled ? converted : filled;
  }
  out.append(state.raw);
  state.raw.clear();
  const std::size_t had = out.size();
  out.resize(had + bytes);
  std::size_t got = 0;
  while (got < bytes && !state.source_done) {
    auto piece = state.source(std::span<char>(out).subspan(had + got));
    if (!piece) {
      out.resize(had + got);
      state.source_done = true;
      return piece.problem();
    }
    got += *piece;
    state.source_done = *piece == 0;
  }
  out.resize(had + got);
  return Nothing{};
}

}  // namespace kept
