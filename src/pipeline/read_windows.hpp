// A text of any size, read in overlapping windows: memory is that of one window, claims are handed on as they are
// found. What a claim says of another one (a part of a total, an equivalent) reaches no further than a window.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "claim/claim.hpp"
#include "document/document.hpp"
#include "pipeline/read.hpp"

namespace kept {

// A text of more bytes than this is read in windows. Reading takes about 25 bytes of memory for one of text.
inline constexpr std::size_t whole_bytes_max = std::size_t{2} << 20U;

struct WindowSizes {
  std::size_t body_bytes = std::size_t{1} << 20U;  // whose claims are taken
  std::size_t overlap_bytes = std::size_t{64}
                              << 10U;  // of text before and behind it, read for what it tells of the body
};

// The claims of one window. Offsets are into `document.text`, which begins `characters_before` code points and
// `bytes_before` bytes behind the begin of the whole text; ids are those of the whole text.
struct WindowClaims {
  const Document& document;
  const Reading& reading;  // claims and left-out numbers of the window's body alone
  std::uint64_t characters_before = 0;
  std::uint64_t bytes_before = 0;
  bool first = false;
};

// What is known of the whole text at its end.
struct ReadWindows {
  Document document;  // of the head; `text` is empty
  ReadingStats stats;
  std::uint64_t claims = 0;
  std::uint64_t characters = 0;
};

// Reads the text that `begin` begins and `more` goes on with (an empty answer is its end): plain text or Markdown in
// any encoding that detect_encoding knows. Problems: those of decode_text; what was converted or damaged stands in the
// document's problems.
Result<ReadWindows> read_windows(const ClaimReader& reader, const std::string& name, std::string begin,
                                 const std::function<std::string()>& more, const DocumentHints& hints,
                                 const std::function<void(const WindowClaims&)>& take, const WindowSizes& sizes = {});

}  // namespace kept
