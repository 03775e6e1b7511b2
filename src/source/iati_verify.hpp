// Whether an activity is well-formed XML. The parser that makes its tree is fast because it does not look at
// everything; what it passes over is looked for here, and where anything is found, a strict parser decides.
#pragma once

#include <pugixml.hpp>

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include "base/problem.hpp"

namespace kept {

// True where the bytes of an element have something that the fast parser does not judge: an entity of no standard
// name, control characters, "]]>" in text, a declaration or processing instruction, "--" in a comment.
bool has_odd_bytes(std::string_view xml);

// True where its tree has: a "<" in an attribute, an attribute twice, a prefix that `namespaces` does not declare, a
// name of unusual letters, or elements nested more than `depth_max` deep.
bool has_odd_elements(pugi::xml_node element, std::string_view namespaces, int depth_max);

struct XmlFault {
  std::string what;
  std::size_t byte = 0;  // from the beginning of the element
  bool limit = false;    // no fault of the XML, but a limit of ours
};
// The strict parser's judgement of the element, `namespaces` being declared around it: ` xmlns:a="..."`.
std::optional<XmlFault> xml_fault(std::string_view xml, std::string_view namespaces, int depth_max);

// With entities for what an attribute may not have.
std::string escape_xml(std::string_view text);

}  // namespace kept
