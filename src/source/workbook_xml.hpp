// The parts of a workbook, each streamed through expat with the same guards.
#pragma once

#include <cstddef>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

#include "base/problem.hpp"

namespace kept::workbook_xml {

// An element's attributes, by local name.
class Attributes {
 public:
  explicit Attributes(const char** pairs) : pairs_(pairs) {}
  // "" where it has none of this name.
  [[nodiscard]] std::string_view operator[](std::string_view name) const;

 private:
  const char** pairs_;
};

struct Handlers {
  std::function<void(std::string_view name, const Attributes& attributes)> start;  // by local name
  std::function<void(std::string_view name)> end;
  std::function<void(std::string_view text)> text;
  std::function<bool()> stop;  // asked after each element: true ends the reading without a problem
};

// Calls the handlers in the order of the document. Problems: xml_broken, xml_refused (a document type, or elements
// deeper than `depth_max`); what came before was handled.
std::optional<Problem> read(std::string_view part, std::string_view bytes, std::size_t depth_max,
                            const Handlers& handlers);

}  // namespace kept::workbook_xml
