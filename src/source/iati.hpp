// IATI activity and organisation files, versions 1.01 to 2.03 (docs/sources/iati.md).
//
// A file is cut into slices of whole activities (iati_slicer.hpp); each is read by itself (iati_piece.hpp), by any
// thread; what they say together is put together in the order of the file. The result does not depend on threads or
// slices.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "base/date.hpp"
#include "source/iati_slicer.hpp"
#include "source/readers.hpp"

namespace kept {

// Whether these are the first bytes of an IATI file, in any encoding; 65,536 are enough.
bool looks_like_iati(std::string_view head);
bool recognises_iati(const NamedBytes& file, const Folder& folder, const ReadOptions& options);

// One load a file, all of it in memory; its dataset is the file's stem. Problems of a load: xml_broken, xml_refused,
// limit_reached, text_not_utf8, value_unreadable, currency_unknown, date_unreadable, date_implausible. A transaction
// without a readable amount stays a record without one.
void read_iati(const Folder& own, const ReadOptions& options, SourcesRead& out);
LoadedFile read_iati_file(const NamedBytes& file, const ReadOptions& options, const SliceLimits& limits = {});

// An xsd:date with an optional zone, as the calendar day that is written: never shifted.
std::optional<Date> parse_iati_date(std::string_view text);

// "usaid-ua" of "folder/usaid-ua.xml.zst".
std::string stem_of(std::string_view path);

}  // namespace kept
