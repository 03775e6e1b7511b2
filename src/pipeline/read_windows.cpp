#include "pipeline/read_windows.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "base/problem.hpp"
#include "base/result.hpp"
#include "base/text.hpp"
#include "claim/claim.hpp"
#include "claim/read.hpp"
#include "document/document.hpp"
#include "document/encoding.hpp"
#include "document/extracted.hpp"
#include "document/read_document.hpp"
#include "pipeline/read.hpp"

namespace kept {
namespace {

// The best place to cut `text` in [from, to): behind the last empty line, else line break, else sentence, else blank,
// else character.
std::size_t cut_place(std::string_view text, std::size_t from, std::size_t to) {
  for (const std::string_view mark : {"\n\n", "\n", ". ", "\xE3\x80\x82", " "}) {
    const std::size_t found = text.substr(0, to).rfind(mark);
    if (found != std::string_view::npos && found >= from) return found + mark.size();
  }
  while (to > from && (static_cast<unsigned char>(text[to]) & 0xC0U) == 0x80) --to;
  return to;
}

// Without the sequence of UTF-8 that the end cuts, if any.
std::string_view whole_characters(std::string_view bytes) {
  constexpr std::size_t sequence_bytes_max = 4;
  for (std::size_t back = 1; back <= std::min(sequence_bytes_max, bytes.size()); ++back) {
    const auto byte = static_cast<unsigned char>(bytes[bytes.size() - back]);
    if ((byte & 0xC0U) == 0x80) continue;
    const std::size_t wanted = byte >= 0xF0 ? 4 : byte >= 0xE0 ? 3 : byte >= 0xC0 ? 2 : 1;
    return wanted > back ? bytes.substr(0, bytes.size() - back) : bytes;
  }
  return bytes;
}

class WindowReader {
 public:
  WindowReader(const ClaimReader& reader, const std::string& name, const DocumentHints& hints,
               const std::function<void(const WindowClaims&)>& take, const WindowSizes& sizes)
      : reader_(reader), name_(name), hints_(hints), take_(take), sizes_(sizes) {}

  // Text behind all that came before; whole windows of it are read at once.
  Status add(std::string text, bool last) {
    if (pending_cr_) text.insert(text.begin(), '\r');
    pending_cr_ = !last && text.ends_with('\r');
    if (pending_cr_) text.pop_back();
    text_ += with_line_feeds(std::move(text));
    while (text_.size() > lead_ + sizes_.body_bytes + sizes_.overlap_bytes) {
      const std::size_t to = lead_ + sizes_.body_bytes;
      if (Status status = read(cut_place(text_, lead_ + sizes_.body_bytes / 2, to)); !status) return status;
    }
    return last ? read(text_.size()) : Status(Nothing{});
  }

  ReadWindows finish() {
    whole_.characters += count_code_points(text_);
    return std::move(whole_);
  }

 private:
  Result<Document> window() {
    Extracted extracted;
    extracted.text = text_;
    if (!first_) return make_part(name_, std::move(extracted), whole_.document, reader_.packs());
    return make_document(name_, std::move(extracted), hints_, reader_.packs());
  }

  // Reads what is pending and hands on the claims that begin in [lead_, cut).
  Status read(std::size_t cut) {
    if (!trim(text_).empty()) {
      Result<Document> document = window();
      if (!document) return document.problem();
      Reading reading = read_claims(*document, reader_.packs());
      keep_body(*document, reading, cut);
      for (Problem& problem : reading.problems) whole_.document.problems.push_back(std::move(problem));
      reading.problems.clear();
      if (first_) {
        whole_.document = *document;
        whole_.document.text.clear();
        whole_.document.text.shrink_to_fit();
        whole_.document.tokens = {};
        whole_.document.paragraphs.clear();
        whole_.document.sentences.clear();
      }
      take_({*document, reading, whole_.characters, bytes_before_, first_});
      first_ = false;
    }
    advance(cut);
    return Nothing{};
  }

  // Only the claims of the body, under the ids of the whole text.
  void keep_body(const Document& document, Reading& reading, std::size_t cut) {
    const auto in_body = [&](const Span& span) { return span.begin.value >= lead_ && span.begin.value < cut; };
    std::unordered_map<std::string, std::string> ids;  // of this window to those of the whole text
    std::vector<std::pair<std::uint64_t, std::string>> places;
    for (Claim& claim : reading.claims) {
      const std::uint64_t place = bytes_before_ + claim.span.begin.value;
      if (in_body(claim.span)) {
        ids[claim.id] = "c" + std::to_string(++whole_.claims);
        places.emplace_back(place, ids[claim.id]);
      } else if (const auto before = std::ranges::find(places_, place, &std::pair<std::uint64_t, std::string>::first);
                 before != places_.end()) {
        ids[claim.id] = before->second;
      }
    }
    const auto renamed = [&](const std::string& id) {
      const auto found = ids.find(id);
      return found == ids.end() ? std::string{} : found->second;
    };
    std::erase_if(reading.claims, [&](const Claim& claim) { return !in_body(claim.span); });
    for (Claim& claim : reading.claims) {
      claim.id = renamed(claim.id);
      if (!claim.equivalent_of.empty()) claim.equivalent_of = renamed(claim.equivalent_of);
      if (!claim.part_of.empty()) claim.part_of = renamed(claim.part_of);
      if (claim.equivalent_of.empty()) claim.implied_rate.reset();
    }
    places_ = std::move(places);
    std::erase_if(reading.left_out, [&](const LeftOut& number) { return !in_body(number.span); });
    count(document, reading, cut);
  }

  // The account of the body alone.
  void count(const Document& document, Reading& reading, std::size_t cut) {
    std::erase_if(reading.numbers,
                  [&](const Span& span) { return span.begin.value < lead_ || span.begin.value >= cut; });
    const std::uint64_t read = reading.numbers.size();
    reading.stats = {.numbers_seen = read + reading.left_out.size(),
                     .numbers_read = read,
                     .numbers_left_out = reading.left_out.size(),
                     .sentences = 0};
    for (const Sentence& sentence : document.sentences) {
      if (sentence.span.begin.value >= lead_ && sentence.span.begin.value < cut) ++reading.stats.sentences;
    }
    whole_.stats.numbers_seen += reading.stats.numbers_seen;
    whole_.stats.numbers_read += reading.stats.numbers_read;
    whole_.stats.numbers_left_out += reading.stats.numbers_left_out;
    whole_.stats.sentences += reading.stats.sentences;
  }

  // Lets go of the text that no later window needs.
  void advance(std::size_t cut) {
    const std::size_t wanted = cut > sizes_.overlap_bytes ? cut - sizes_.overlap_bytes : 0;
    const std::size_t begin = cut == text_.size() ? cut : std::min(cut, cut_place(text_, wanted / 2, wanted));
    whole_.characters += count_code_points(std::string_view(text_).substr(0, begin));
    bytes_before_ += begin;
    lead_ = cut - begin;
    text_.erase(0, begin);
  }

  const ClaimReader& reader_;
  const std::string& name_;
  const DocumentHints& hints_;
  const std::function<void(const WindowClaims&)>& take_;
  const WindowSizes& sizes_;
  std::string text_;
  std::size_t lead_ = 0;  // of text_, whose claims were handed on
  std::uint64_t bytes_before_ = 0;
  bool first_ = true;
  bool pending_cr_ = false;
  std::vector<std::pair<std::uint64_t, std::string>> places_;  // of the claims of the window before, with their ids
  ReadWindows whole_;
};

}  // namespace

Result<ReadWindows> read_windows(const ClaimReader& reader, const std::string& name, std::string begin,
                                 const std::function<std::string()>& more, const DocumentHints& hints,
                                 const std::function<void(const WindowClaims&)>& take, const WindowSizes& sizes) {
  const std::string_view encoding = detect_encoding(whole_characters(begin));
  if (encoding.empty()) return undetected_problem(name, begin);
  TextDecoder decoder(encoding);
  WindowReader windows(reader, name, hints, take, sizes);
  constexpr std::size_t piece_bytes = std::size_t{256} << 10U;
  for (std::size_t at = 0; at < begin.size(); at += piece_bytes) {
    if (Status status = windows.add(decoder.decode(std::string_view(begin).substr(at, piece_bytes), false), false);
        !status) {
      return status.problem();
    }
  }
  begin = {};
  for (std::string piece = more(); !piece.empty(); piece = more()) {
    if (piece.find('\0') != std::string::npos && !encoding.starts_with("UTF-16"))
      return undetected_problem(name, piece);
    if (Status status = windows.add(decoder.decode(piece, false), false); !status) return status.problem();
  }
  if (Status status = windows.add(decoder.decode("", true), true); !status) return status.problem();
  ReadWindows whole = windows.finish();
  whole.document.encoding = encoding;
  if (encoding != "UTF-8") whole.document.problems.push_back(converted_problem(name, encoding));
  if (decoder.damaged() > 0) whole.document.problems.push_back(damaged_problem(name, decoder));
  return whole;
}

}  // namespace kept
