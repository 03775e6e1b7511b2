// What stands around the activities of an IATI file: the declaration, the root, wrappers, comments. An activity itself
// is one empty element here, of the same extent, so lines and columns are those of the file.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "base/problem.hpp"

namespace kept {

struct OutlineRoot {
  std::string name;
  std::string version;
  std::string generated;  // generated-datetime
  std::string language;
};

// Where an activity begins, both from 1.
struct OutlinePlace {
  std::uint64_t line = 1;
  std::uint64_t column = 1;
};

class IatiOutline {
 public:
  explicit IatiOutline(const std::string& file);
  IatiOutline(IatiOutline&&) noexcept;
  ~IatiOutline();

  // Bytes between activities, as they come; UTF-8.
  void text(std::string_view bytes);
  // An activity: its place where it is one, nothing where it is in a namespace of somebody's or behind a fault.
  std::optional<OutlinePlace> activity(std::string_view name, std::string_view bytes);
  // The same for one of which the bytes are gone: so many lines, and so many characters in its last line.
  struct Extent {
    std::uint64_t newlines = 0;
    std::uint64_t last_line_characters = 0;
    void add(std::string_view bytes);
  };
  std::optional<OutlinePlace> activity(std::string_view name, const Extent& extent);
  void end();

  // Nothing more is taken. xml_broken, xml_refused (a DOCTYPE), limit_reached.
  [[nodiscard]] const std::optional<Problem>& fault() const;
  [[nodiscard]] const OutlineRoot& root() const;
  // The place behind everything so far.
  [[nodiscard]] OutlinePlace here() const;
  // The namespaces that are declared here, as attributes: ` xmlns:a="..."`.
  [[nodiscard]] std::shared_ptr<const std::string> namespaces() const;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace kept
