// The Ukraine Support Tracker of the Kiel Institute (docs/sources/kiel.md): rows, donor-months and payments, and the
// files that name the release. Its summaries are checked against the rows and never become records.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/csv.hpp"
#include "source/contract.hpp"
#include "source/readers.hpp"
#include "source/table.hpp"
#include "source/workbook.hpp"

namespace kept {

bool recognises_kiel(const NamedBytes& file, const Folder& folder, const ReadOptions& options);

// Problems of a load: csv_broken, csv_row, value_unreadable, date_unreadable, text_not_utf8, summary_differs. Of a file
// that is nearly one of Kiel's: csv_columns, with the columns that are missing and what to call them.
void read_kiel(const Folder& own, const ReadOptions& options, SourcesRead& out);

// ---- the parts, for one another and for tests ----

// Which of Kiel's tables a header is (data/kiel_column.tsv), and where each field stands.
using KielHeader = MatchedTable;
KielHeader kiel_header(std::string_view file, const std::vector<std::string_view>& header);

struct KielRelease {
  std::string number;
  std::optional<Date> released;
  std::string how;
  std::optional<Date> covers_to;  // last day of the release's period where it says one
};
// What metadata.json and release_info.csv of the folder say.
KielRelease kiel_release(const Folder& own);

void read_kiel_rows(const NamedBytes& file, LoadedFile& load);
void read_kiel_months(const NamedBytes& file, const KielRelease& release, LoadedFile& load);
// The rows of the workbook's main sheet, as a sheet or as CSV.
void read_kiel_workbook_rows(FieldRows& rows, LoadedFile& load);
// Loads the workbook's main sheet and checks its country summary against it; gives the names of the other sheets.
// Nothing happens where the workbook is not Kiel's.
std::vector<std::string> read_kiel_workbook(const NamedBytes& file, const Workbook& book, const ReadOptions& options,
                                            SourcesRead& out);
void read_kiel_payments(const NamedBytes& file, LoadedFile& load);

// Compares a summary with the records of the folder's loads; differences become summary_differs of the load that has
// the rows. Gives a sentence for the list of files left out.
std::string check_kiel_summary(const NamedBytes& file, std::vector<LoadedFile>& loads);

// A cell by field, trimmed; empty where the table lacks the field.
std::string_view kiel_cell(const CsvReader& csv, const KielHeader& header, std::string_view field);

// The party code of a donor as Kiel spells it, else the name itself.
std::string kiel_giver(std::string_view name);

// Kiel counts months from January 2022, which is 1; empty for 0, "no month", and beyond 2099.
std::optional<Date> kiel_month(std::string_view number);

}  // namespace kept
