// The activities of an IATI file, one at a time: each is a small tree that lives until the next one.
//
// Only elements that say something about money are kept; results, documents, locations and other people's namespaces
// are passed over without being stored, so memory is that of the largest activity. No entity is ever expanded: a file
// with a DOCTYPE is refused.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/problem.hpp"

namespace kept {

struct XmlElement {
  std::string name;
  std::vector<std::pair<std::string, std::string>> attributes;  // without a namespace; xml:lang as "xml:lang"
  std::string text;                                             // of this element itself
  std::vector<XmlElement> children;
  std::uint64_t line = 0;
  std::uint64_t column = 0;

  // "" where it is absent.
  [[nodiscard]] std::string_view attribute(std::string_view name) const;
  [[nodiscard]] bool has_attribute(std::string_view name) const;
  // The first child of this name, or nothing.
  [[nodiscard]] const XmlElement* child(std::string_view name) const;
};

struct IatiXmlLimits {
  int depth_max = 64;
  std::size_t text_bytes_max = std::size_t{1} << 20U;  // of one element; the rest is cut off
  std::size_t elements_max = std::size_t{1} << 20U;    // kept of one activity
};

struct IatiXmlOutcome {
  std::string version;           // of the root; "" where it says none
  std::string generated;         // the root's generated-datetime
  std::uint64_t activities = 0;  // that were handed over whole
  std::vector<Problem> problems;
};

// Calls `take` for each whole activity, in the order of the file. Problems: xml_broken (not well-formed, or cut off;
// the activities before the fault were handed over), xml_refused (DOCTYPE or entity), limit_reached (depth, size of an
// activity), text_not_utf8 (bytes of Windows-1252 in a file that says UTF-8, read as such).
IatiXmlOutcome read_iati_xml(const std::string& file, std::string_view bytes,
                             const std::function<void(const XmlElement& activity)>& take,
                             const IatiXmlLimits& limits = {});

}  // namespace kept
