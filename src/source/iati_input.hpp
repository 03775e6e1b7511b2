// Bytes of an IATI file, piece by piece, as UTF-8.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <span>
#include <string>
#include <string_view>

#include "base/result.hpp"

namespace kept {

// Writes the next bytes of a file to the span and says how many; 0 at its end.
using ByteSource = std::function<Result<std::size_t>(std::span<char>)>;

// A source over bytes that are all there.
ByteSource source_of(std::string_view bytes);

// UTF-8 from whatever encoding the first bytes show (a byte order mark, zeros between letters) or the XML declaration
// names. What says it is UTF-8 comes as it is, without its byte order mark: it need not be well-formed.
class Utf8Input {
 public:
  explicit Utf8Input(ByteSource source);
  Utf8Input(Utf8Input&&) noexcept;
  ~Utf8Input();

  // Appends about `bytes` bytes to `out`; nothing at the end. Problem xml_broken: the declared encoding is not known,
  // or bytes are none of it; and those of the source.
  Status read(std::string& out, std::size_t bytes);
  [[nodiscard]] bool at_end() const;
  // Whether the bytes come as they are.
  [[nodiscard]] bool says_utf8() const;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

// The encoding that the first bytes of an XML file show or name, as iconv spells it: "UTF-8", "UTF-16LE", ...
std::string xml_encoding_of(std::string_view head);

// A byte of Windows-1252 as a character.
char32_t from_windows_1252(unsigned char byte);

}  // namespace kept
