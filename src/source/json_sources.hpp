// Sources in JSON: FTS's API, Kiel's totals behind web pages, contracts (OCDS), infrastructure (OC4IDS), missile tests,
// holders of offices. What a file is, its keys tell.
#pragma once

#include <string_view>

#include "source/readers.hpp"

namespace kept {

bool recognises_json(const NamedBytes& file, const Folder& folder, const ReadOptions& options);

// Problems of a load: json_broken, limit_reached, value_unreadable, summary_differs. Of a file without a load:
// csv_columns (members that every known release has are not there), json_broken, limit_reached.
void read_json_sources(const Folder& own, const ReadOptions& options, SourcesRead& out);

// ---- the parts, for one another and for tests: whether a file with this head is theirs, and its reading ----

bool is_fts_json(std::string_view head);
void read_fts_json(const NamedBytes& file, const ReadOptions& options, SourcesRead& out);
bool is_kiel_json(std::string_view head);
void read_kiel_json(const NamedBytes& file, const ReadOptions& options, SourcesRead& out);
bool is_ocds(std::string_view head);
void read_ocds(const NamedBytes& file, const ReadOptions& options, SourcesRead& out);
bool is_oc4ids(std::string_view head);
void read_oc4ids(const NamedBytes& file, const ReadOptions& options, SourcesRead& out);
bool is_missile_tests(std::string_view head);
void read_missile_tests(const NamedBytes& file, const ReadOptions& options, SourcesRead& out);
bool is_leaders_json(std::string_view head);
void read_leaders_json(const NamedBytes& file, const ReadOptions& options, SourcesRead& out);

}  // namespace kept
