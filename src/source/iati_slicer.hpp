// An IATI file cut into slices of whole activities, each of which another thread may read by itself.
//
// A boundary is a tag of an activity that stands in no comment, CDATA section, processing instruction or attribute.
// What stands between activities goes to IatiOutline. Memory is that of one slice and the largest activity.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/problem.hpp"
#include "source/iati_input.hpp"
#include "source/iati_outline.hpp"

namespace kept {

struct SliceLimits {
  std::size_t slice_bytes = std::size_t{1} << 20U;          // a slice ends with the first activity that reaches it
  std::size_t activity_bytes_max = std::size_t{64} << 20U;  // a larger one is left out
};

struct SlicedActivity {
  std::size_t begin = 0;  // in IatiSlice::text
  std::size_t end = 0;
  OutlinePlace place;
  bool odd = false;                               // a comment, CDATA section or instruction stands in it
  std::shared_ptr<const std::string> namespaces;  // declared around it, as attributes
};

struct IatiSlice {
  std::string text;  // UTF-8, though perhaps not well-formed
  std::vector<SlicedActivity> activities;
  OutlineRoot root;
  bool organisations = false;  // they are iati-organisation elements
};

class IatiSlicer {
 public:
  IatiSlicer(const std::string& file, ByteSource source, const SliceLimits& limits = {});
  IatiSlicer(IatiSlicer&&) noexcept;
  ~IatiSlicer();

  // The next activities; nothing at the end of the file, or at its first fault.
  std::optional<IatiSlice> next();

  // What else was found, in the order of the file; to be asked at the end. xml_broken, xml_refused, limit_reached.
  [[nodiscard]] std::vector<Problem> take_problems();
  [[nodiscard]] const OutlineRoot& root() const;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace kept
