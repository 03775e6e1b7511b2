#include "source/iati_piece.hpp"

#include <fmt/format.h>
#include <pugixml.hpp>

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/date.hpp"
#include "base/problem.hpp"
#include "base/text.hpp"
#include "source/activity.hpp"
#include "source/iati.hpp"
#include "source/iati_input.hpp"
#include "source/iati_node.hpp"
#include "source/iati_outline.hpp"
#include "source/iati_reading.hpp"
#include "source/iati_slicer.hpp"
#include "source/iati_verify.hpp"
#include "source/readers.hpp"
#include "source/record.hpp"

namespace kept {
namespace {

constexpr int depth_max = 64;
constexpr std::size_t receivers_max = 10'000;  // named in a load's coverage; with more, none is

class SliceReader {
 public:
  SliceReader(const std::string& file, const IatiSlice& slice, const ReadOptions& options, IatiPiece& piece,
              RecordTaker take)
      : file_(file), slice_(slice), piece_(piece), reading_(file, slice.root, options, piece, std::move(take)) {}

  void read() {
    for (const SlicedActivity& activity : slice_.activities) {
      if (!read_one(activity)) return;
    }
  }

 private:
  // False where the file is broken here.
  bool read_one(const SlicedActivity& activity) {
    std::string_view xml = std::string_view(slice_.text).substr(activity.begin, activity.end - activity.begin);
    std::string repaired;
    if (const auto bad = first_invalid_utf8(xml)) {
      repaired = repair(xml, *bad, activity.place);
      xml = repaired;
    }
    scratch_.assign(xml);
    const pugi::xml_parse_result parsed =
        tree_.load_buffer_inplace(scratch_.data(), scratch_.size(), pugi::parse_default, pugi::encoding_utf8);
    const pugi::xml_node element = tree_.first_child();
    const bool odd = !parsed || element.next_sibling() || activity.odd || has_odd_bytes(xml) ||
                     has_odd_elements(element, *activity.namespaces, depth_max);
    if (odd) {
      if (const auto fault = xml_fault(xml, *activity.namespaces, depth_max)) return say(*fault, xml, activity.place);
      if (!parsed)
        return say({parsed.description(), static_cast<std::size_t>(parsed.offset), false}, xml, activity.place);
    }
    if (element.attribute("xmlns").value()[0] != '\0') {  // somebody else's
      ++piece_.activities.passed_over["xmlns:*"];
    } else if (slice_.organisations) {
      reading_.read_organisation(element, xml, activity.place);
    } else {
      reading_.read_activity(element, xml, activity.place);
    }
    return true;
  }

  bool say(const XmlFault& fault, std::string_view xml, OutlinePlace begin) {
    const OutlinePlace place = IatiPlaces(xml, begin).of(fault.byte);
    piece_.problems.push_back(
        {fault.limit ? ProblemCode::limit_reached : ProblemCode::xml_broken,
         fault.limit ? fault.what : fmt::format("the XML is not well-formed: {}", fault.what),
         {.file = file_, .line = place.line, .column = place.column, .byte = {}, .record = {}},
         fault.limit ? "the activity is left out" : "the whole activities before it are kept",
         fault.limit ? "get the file again; no IATI file is that deep" : "get the file again, or mend it there"});
    piece_.broken = !fault.limit;
    return fault.limit;
  }

  // Bytes that are no UTF-8 read as Windows-1252.
  std::string repair(std::string_view xml, ByteOffset first, OutlinePlace begin) {
    if (!piece_.repaired_line) piece_.repaired_line = IatiPlaces(xml, begin).of(first.value).line;
    std::string out;
    std::optional<ByteOffset> bad = first;
    for (; bad; bad = first_invalid_utf8(xml)) {
      out.append(xml.substr(0, bad->value));
      append_utf8(out, from_windows_1252(static_cast<unsigned char>(xml[bad->value])));
      xml.remove_prefix(bad->value + 1);
      ++piece_.repaired_bytes;
    }
    out.append(xml);
    return out;
  }

  const std::string& file_;
  const IatiSlice& slice_;
  IatiPiece& piece_;
  IatiReading reading_;
  std::string scratch_;  // what the tree points into
  pugi::xml_document tree_;
};

}  // namespace

std::optional<Date> generated_day(const OutlineRoot& root) {
  constexpr std::size_t day_size = 10;
  return parse_iati_date(trim(root.generated).substr(0, day_size));
}

IatiPiece read_iati_slice(const std::string& file, const IatiSlice& slice, const ReadOptions& options,
                          RecordTaker take) {
  IatiPiece piece;
  if (!take) take = [&piece](const Record& record) { piece.records.push_back(record); };
  SliceReader(file, slice, options, piece, std::move(take)).read();
  return piece;
}

bool IatiMerge::add(IatiPiece& piece) {
  for (ActivityRow& activity : piece.activities.activities) {
    if (!activity.identifier.empty()) activity.occurrence = ++seen_[activity.identifier];
  }
  for (Problem& problem : piece.problems) problems_.add(std::move(problem));
  givers_.merge(piece.givers);
  receivers_.merge(piece.receivers);
  reporters_.merge(piece.reporters);
  measures_.insert(piece.measures.begin(), piece.measures.end());
  days_.add(piece.days);
  for (const auto& [element, count] : piece.activities.passed_over) load_.activities.passed_over[element] += count;
  repaired_bytes_ += piece.repaired_bytes;
  if (!repaired_line_) repaired_line_ = piece.repaired_line;
  broken_ = piece.broken;
  return !broken_;
}

void IatiMerge::finish(const OutlineRoot& root, std::vector<Problem> problems) {
  if (repaired_bytes_ > 0) {
    load_.problems.push_back({ProblemCode::text_not_utf8,
                              fmt::format("{} bytes are no UTF-8, which the file says it is", repaired_bytes_),
                              {.file = load_.file, .line = repaired_line_, .column = {}, .byte = {}, .record = {}},
                              "they are read as Windows-1252",
                              "publish the file as UTF-8"});
  }
  // What the slicer found behind a broken place does not count.
  if (!broken_) {
    for (Problem& problem : problems) problems_.add(std::move(problem));
  }
  for (Problem& problem : problems_.take(load_.file)) load_.problems.push_back(std::move(problem));
  if (const auto day = generated_day(root); day && !load_.released) {
    load_.released = day;
    load_.released_how = "generated-datetime";
  }
  Coverage& coverage = load_.coverage;
  if (givers_.size() <= receivers_max) coverage.givers.assign(givers_.begin(), givers_.end());
  if (receivers_.size() <= receivers_max) coverage.receivers.assign(receivers_.begin(), receivers_.end());
  coverage.measures.assign(measures_.begin(), measures_.end());
  coverage.period = days_.period();
  const std::string who =
      reporters_.size() == 1 ? *reporters_.begin() : fmt::format("{} publishers", reporters_.size());
  coverage.note = fmt::format("an IATI file of {} covers what was chosen for publication: never complete", who);
}

}  // namespace kept
