#include "document/docx.hpp"

#include <archive.h>
#include <archive_entry.h>
#include <expat.h>
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

#include "base/problem.hpp"
#include "base/result.hpp"
#include "base/text.hpp"
#include "document/extracted.hpp"

namespace kept {
namespace {

constexpr char namespace_separator = '\n';
// WordprocessingML, transitional and strict (ISO/IEC 29500).
constexpr std::string_view word_names = "http://schemas.openxmlformats.org/wordprocessingml/2006/main\n";
constexpr std::string_view strict_word_names = "http://purl.oclc.org/ooxml/wordprocessingml/main\n";
// What stands in here again for readers that do not know the newer form beside it.
constexpr std::string_view fallback = "http://schemas.openxmlformats.org/markup-compatibility/2006\nFallback";

// The parts that hold text, in the order in which they are given, and what their paragraphs are called.
struct Part {
  std::string_view member;
  std::string_view prefix;
};
constexpr std::array<Part, 3> parts{
    {{"word/document.xml", ""}, {"word/footnotes.xml", "footnotes/"}, {"word/endnotes.xml", "endnotes/"}}};

struct Paragraph {
  std::string text;
  std::uint32_t ordinal = 0;
};

Problem broken(const std::string& name, std::string what) {
  return {ProblemCode::document_broken,
          std::move(what),
          {name, {}, {}, {}, {}},
          "nothing of it is read",
          "open it in a word processor and save it again, or save its text"};
}

Problem over_limit(const std::string& name, std::string what) {
  return {ProblemCode::limit_reached,
          std::move(what),
          {name, {}, {}, {}, {}},
          "nothing of it is read",
          "save its text and give that"};
}

// One part's XML to paragraphs, fed piece by piece.
class PartReader {
 public:
  explicit PartReader(const DocxLimits& limits)
      : limits_(limits), parser_(XML_ParserCreateNS(nullptr, namespace_separator)) {
    XML_SetUserData(parser_.get(), this);
    XML_SetElementHandler(parser_.get(), on_start, on_end);
    XML_SetCharacterDataHandler(parser_.get(), on_text);
    XML_SetEntityDeclHandler(parser_.get(), on_entity);
  }

  // False: the XML is broken, or stopped for a reason that `refusal` tells.
  bool feed(std::string_view bytes, bool last) {
    return XML_Parse(parser_.get(), bytes.data(), static_cast<int>(bytes.size()), last ? 1 : 0) != XML_STATUS_ERROR &&
           refusal.empty() && !has_entities;
  }

  std::vector<Paragraph> paragraphs;  // as they end
  std::string refusal;                // a limit that was reached
  bool has_entities = false;

 private:
  struct Free {
    void operator()(XML_Parser parser) const { XML_ParserFree(parser); }
  };

  static std::string_view word_name(std::string_view name) {
    for (const std::string_view names : {word_names, strict_word_names}) {
      if (name.starts_with(names)) return name.substr(names.size());
    }
    return {};
  }

  void start(std::string_view name) {
    if (++depth_ > limits_.depth_max) stop(fmt::format("its XML nests more than {} deep", limits_.depth_max));
    if (skipped_ > 0 || name == fallback) {
      ++skipped_;
      return;
    }
    const std::string_view word = word_name(name);
    if (word == "p") {
      open_.push_back({"", ++ordinal_});
    } else if (word == "t") {
      in_text_ = true;
    } else if (word == "tab") {
      add(" ");
    } else if (word == "br" || word == "cr") {
      add("\n");
    } else if (word == "noBreakHyphen") {
      add("-");
    }
  }

  void end(std::string_view name) {
    --depth_;
    if (skipped_ > 0) {
      --skipped_;
      return;
    }
    const std::string_view word = word_name(name);
    if (word == "t") in_text_ = false;
    if (word != "p" || open_.empty()) return;
    paragraphs.push_back(std::move(open_.back()));
    open_.pop_back();
  }

  void add(std::string_view text) {
    if (open_.empty() || skipped_ > 0) return;
    open_.back().text += text;
    text_bytes_ += text.size();
    if (text_bytes_ > limits_.text_bytes_max)
      stop(fmt::format("it has more than {} bytes of text", limits_.text_bytes_max));
  }

  void stop(std::string why) {
    if (refusal.empty()) refusal = std::move(why);
    XML_StopParser(parser_.get(), XML_FALSE);
  }

  static PartReader& self(void* data) { return *static_cast<PartReader*>(data); }
  static void on_start(void* data, const XML_Char* name, const XML_Char** /*attributes*/) { self(data).start(name); }
  static void on_end(void* data, const XML_Char* name) { self(data).end(name); }
  static void on_text(void* data, const XML_Char* text, int size) {
    if (self(data).in_text_) self(data).add({text, static_cast<std::size_t>(size)});
  }
  static void on_entity(void* data, const XML_Char* /*name*/, int /*is_parameter*/, const XML_Char* /*value*/,
                        int /*size*/, const XML_Char* /*base*/, const XML_Char* /*system*/, const XML_Char* /*public*/,
                        const XML_Char* /*notation*/) {
    self(data).has_entities = true;
    XML_StopParser(self(data).parser_.get(), XML_FALSE);
  }

  const DocxLimits& limits_;
  std::unique_ptr<std::remove_pointer_t<XML_Parser>, Free> parser_;
  std::vector<Paragraph> open_;  // a text box stands inside a paragraph
  std::uint32_t ordinal_ = 0;
  std::uint32_t depth_ = 0;
  std::uint32_t skipped_ = 0;
  std::uint64_t text_bytes_ = 0;
  bool in_text_ = false;
};

struct CloseArchive {
  void operator()(archive* handle) const { archive_read_free(handle); }
};

class DocxReader {
 public:
  DocxReader(const std::string& name, std::string_view bytes, const DocxLimits& limits)
      : name_(name), bytes_(bytes), limits_(limits), archive_(archive_read_new()) {
    archive_read_support_format_zip(archive_.get());
  }

  Result<Extracted> read() {
    if (archive_read_open_memory(archive_.get(), bytes_.data(), bytes_.size()) != ARCHIVE_OK) return damaged();
    std::uint64_t members = 0;
    archive_entry* entry = nullptr;
    for (;;) {
      const int status = archive_read_next_header(archive_.get(), &entry);
      if (status == ARCHIVE_EOF) break;
      if (status != ARCHIVE_OK && status != ARCHIVE_WARN) return damaged();
      if (++members > limits_.members_max) {
        return over_limit(name_, fmt::format("it has more than {} members", limits_.members_max));
      }
      const char* path = archive_entry_pathname_utf8(entry);
      const auto* const part = std::ranges::find(parts, std::string_view(path == nullptr ? "" : path), &Part::member);
      if (part == parts.end()) continue;
      if (const auto problem = read_part(static_cast<std::size_t>(part - parts.begin()))) return *problem;
    }
    if (!found_[0]) return broken(name_, "it is a .zip file without a Word document in it");
    return assembled();
  }

 private:
  [[nodiscard]] Problem damaged() const { return broken(name_, "the .docx file is damaged or cut off"); }

  // What is over a limit after `more` bytes of XML.
  std::optional<Problem> spend(std::uint64_t more) {
    constexpr std::uint64_t ratio_free_bytes = std::uint64_t{1} << 20U;
    bytes_out_ += more;
    if (bytes_out_ > limits_.bytes_max) {
      return over_limit(name_, fmt::format("it expands to more than {} bytes", limits_.bytes_max));
    }
    if (bytes_out_ > ratio_free_bytes && bytes_out_ / limits_.ratio_max > bytes_.size()) {
      return over_limit(name_, fmt::format("it expands to more than {} times its size", limits_.ratio_max));
    }
    return std::nullopt;
  }

  std::optional<Problem> read_part(std::size_t index) {
    PartReader reader(limits_);
    std::array<char, 65536> buffer{};
    la_ssize_t count = 0;
    do {
      count = archive_read_data(archive_.get(), buffer.data(), buffer.size());
      if (count < 0) return damaged();
      if (auto problem = spend(static_cast<std::uint64_t>(count))) return problem;
      if (reader.feed({buffer.data(), static_cast<std::size_t>(count)}, count == 0)) continue;
      if (!reader.refusal.empty()) return over_limit(name_, reader.refusal);
      if (reader.has_entities) {
        return Problem{ProblemCode::xml_refused,
                       "its XML declares entities of its own",
                       {name_, {}, {}, {}, std::string(parts.at(index).member)},
                       "nothing of it is read",
                       "save it again from a word processor"};
      }
      return damaged();
    } while (count > 0);
    found_.at(index) = true;
    paragraphs_.at(index) = std::move(reader.paragraphs);
    return std::nullopt;
  }

  Extracted assembled() {
    Extracted document;
    document.format = "docx";
    for (std::size_t index = 0; index < parts.size(); ++index) {
      std::ranges::stable_sort(paragraphs_.at(index), {}, &Paragraph::ordinal);
      for (const Paragraph& paragraph : paragraphs_.at(index)) {
        add_paragraph(document, trim(paragraph.text),
                      {.span = {},
                       .page = 0,
                       .line = 0,
                       .element = fmt::format("{}p[{}]", parts.at(index).prefix, paragraph.ordinal)});
      }
    }
    return document;
  }

  const std::string& name_;
  std::string_view bytes_;
  const DocxLimits& limits_;
  std::unique_ptr<archive, CloseArchive> archive_;
  std::uint64_t bytes_out_ = 0;
  std::array<bool, parts.size()> found_{};
  std::array<std::vector<Paragraph>, parts.size()> paragraphs_;
};

}  // namespace

bool is_zip(std::string_view bytes) { return bytes.starts_with("PK\x03\x04"); }

Result<Extracted> extract_docx(const std::string& name, std::string_view bytes, const DocxLimits& limits) {
  return DocxReader(name, bytes, limits).read();
}

}  // namespace kept
