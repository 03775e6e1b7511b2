// Any CSV that has a mapping: NAME.map.tsv or NAME.mapping beside NAME.csv, or the mapping of a flag (docs/mapping.md).
#pragma once

#include "source/readers.hpp"

namespace kept {

bool recognises_mapped_csv(const NamedBytes& file, const Folder& folder, const ReadOptions& options);

// One load a CSV: source "csv:NAME", dataset the file's stem. Its coverage is never complete. Problems of a load:
// csv_broken, csv_row, value_unreadable, date_unreadable, currency_unknown, text_not_utf8; of a file without a load:
// mapping_broken.
void read_mapped_csv(const Folder& own, const ReadOptions& options, SourcesRead& out);

}  // namespace kept
