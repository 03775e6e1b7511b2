// The tables of published sources whose columns are a contract (data/source_table.tsv, data/source_column.tsv), as CSV
// or as a workbook's sheet. Each has a reader that turns its rows into records or facts.
#pragma once

#include <string>
#include <string_view>

#include "source/readers.hpp"
#include "source/table.hpp"

namespace kept {

bool recognises_tables(const NamedBytes& file, const Folder& folder, const ReadOptions& options);

// Problems of a load: csv_broken, csv_row, value_unreadable, date_unreadable, text_not_utf8, and those of its source.
// Of a file without a load: csv_columns (nearly a known table: what is missing), scale_jump (its amounts are in
// another unit than every release known so far), and those of read_workbook.
void read_tables(const Folder& own, const ReadOptions& options, SourcesRead& out);

// ---- the parts, for one another and for tests ----

// One table, standing on its header row.
struct TableInput {
  const NamedBytes& file;
  const ReadOptions& options;
  std::string source;   // of data/source_table.tsv
  std::string dataset;  // likewise
  FieldRows rows;
};

// Loads of one table; each goes to `out` unless its scale is off.
void read_fts_flows(TableInput& in, SourcesRead& out);
void read_fts_requirements(TableInput& in, SourcesRead& out);
void read_fts_cluster_requirements(TableInput& in, SourcesRead& out);
void read_fts_plans(TableInput& in, SourcesRead& out);
void read_ibrd_loans(TableInput& in, SourcesRead& out);
void read_ida_credits(TableInput& in, SourcesRead& out);
void read_us_country(TableInput& in, SourcesRead& out);
void read_dac1(TableInput& in, SourcesRead& out);
void read_aiddata_locations(TableInput& in, SourcesRead& out);
void read_one_pledges(TableInput& in, SourcesRead& out);
void read_one_refugees(TableInput& in, SourcesRead& out);
void read_sipri_expenditure(TableInput& in, SourcesRead& out);
void read_unhcr_population(TableInput& in, SourcesRead& out);
void read_reign_leaders(TableInput& in, SourcesRead& out);
void read_leaders_list(TableInput& in, SourcesRead& out);

// The party code of a name or code; the name itself where it has none.
std::string party_or_name(std::string_view name);
// The coverage of what a load holds, never complete: its parties, measures and days. `note` says what it is.
void cover_as_read(LoadedFile& load, std::string note);

}  // namespace kept
