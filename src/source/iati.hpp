// IATI activity files, versions 1.01 to 2.03 (docs/sources/iati.md): transactions, budgets and planned disbursements.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "base/date.hpp"
#include "source/readers.hpp"

namespace kept {

bool recognises_iati(const NamedBytes& file, const Folder& folder, const ReadOptions& options);

// One load a file; its dataset is the file's stem. Problems of a load: xml_broken, xml_refused, limit_reached,
// text_not_utf8, value_unreadable, currency_unknown, date_unreadable. A transaction without a readable amount stays a
// record without one. An organisation file is left out.
void read_iati(const Folder& own, const ReadOptions& options, SourcesRead& out);

// An xsd:date with an optional zone, as the calendar day that is written: never shifted.
std::optional<Date> parse_iati_date(std::string_view text);

// "usaid-ua" of "folder/usaid-ua.xml.zst".
std::string stem_of(std::string_view path);

}  // namespace kept
