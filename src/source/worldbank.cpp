// The World Bank's statements of IBRD loans and IDA credits (docs/sources/worldbank.md). A line is a loan with all that
// became of it by the end of the period: a commitment, and what was disbursed so far.
#include <fmt/format.h>

#include <algorithm>
#include <cassert>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "base/data_table.hpp"
#include "base/date.hpp"
#include "source/readers.hpp"
#include "source/record.hpp"
#include "source/table.hpp"
#include "source/tables.hpp"

namespace kept {
namespace {

constexpr std::string_view day_format = "MM/DD/YYYY";

// Of the loan's type, or of what its number begins with: the first line that fits.
std::string instrument_of(std::string_view statement, std::string_view type, std::string_view number) {
  static const auto rows =
      read_data_table("data/worldbank_instrument.tsv", {"statement", "match", "text", "instrument", "name"});
  assert(rows.ok());
  if (!rows) return {};
  const auto found = std::ranges::find_if(*rows, [&](const DataRow& row) {
    if (row.cells[0] != statement) return false;
    return row.cells[1] == "type" ? row.cells[2] == type : number.starts_with(row.cells[2]);
  });
  return found == rows->end() ? std::string{} : std::string(found->cells[3]);
}

void add_loan(FieldRows& rows, LoadedFile& load, std::optional<Date> as_of) {
  Record record;
  record.measure_published = rows.cell("status");
  record.currency = "USD";
  record.giver = "WB";
  record.giver_name = load.dataset == "ibrd" ? "International Bank for Reconstruction and Development"
                                             : "International Development Association";
  record.receiver_name = rows.cell("receiver");
  record.receiver =
      party_or_name(rows.cell("receiver_code").empty() ? record.receiver_name : rows.cell("receiver_code"));
  record.channel = rows.cell("borrower");
  record.instrument = instrument_of(load.dataset, rows.cell("type"), rows.cell("number"));
  record.aid_type = "financial";
  record.activity = rows.cell("number");
  record.activity_how = "published";
  record.text = rows.cell("name");
  for (const char* field : {"project",
                            "type",
                            "guarantor",
                            "interest",
                            "currency",
                            "cancelled",
                            "undisbursed",
                            "repaid",
                            "due",
                            "exchange_adjustment",
                            "obligation",
                            "sold",
                            "repaid_third",
                            "due_third",
                            "held",
                            "approved",
                            "effective",
                            "closed",
                            "first_repayment",
                            "last_repayment"}) {
    if (rows.has(field)) add_note(record.notes, field, rows.cell(field));
  }
  record.file = rows.file();
  record.position = rows.position();

  Record commitment = record;
  commitment.id = fmt::format("worldbank/{}/{}/commitment", load.dataset, rows.cell("number"));
  commitment.kind = "loan";
  commitment.measure = Measure::commitment;
  commitment.amount = rows.number("principal");
  commitment.date = rows.day("signed", day_format);
  if (!commitment.date) {
    commitment.date = rows.day("approved", day_format);
    if (commitment.date) commitment.notes.emplace_back("date-of-approval");
  }
  load.records.push_back(std::move(commitment));

  // What was paid out by the end of the period, in one figure; the days between are not published.
  record.id = fmt::format("worldbank/{}/{}/disbursed", load.dataset, rows.cell("number"));
  record.kind = "disbursed_to_date";
  record.measure = Measure::disbursement;
  record.amount = rows.number("disbursed");
  record.date = rows.day("last_disbursement", day_format);
  if (!record.date) record.date = as_of;
  record.notes.emplace_back("sum-to-date");
  record.summary = true;  // of payments whose days are not published: in no total of a period
  load.records.push_back(std::move(record));
}

void read_statement(TableInput& in, SourcesRead& out) {
  FieldRows& rows = in.rows;
  LoadedFile load = start_load(in.file, in.source, in.dataset, in.options);
  std::optional<Date> as_of;
  while (rows.next()) {
    const auto end = rows.day("as_of", day_format);
    if (end && (!as_of || *as_of < *end)) as_of = end;
    add_loan(rows, load, end);
  }
  if (as_of) load.release = as_of->to_string();
  load.problems = rows.take_problems();
  cover_as_read(load, fmt::format("each {} of the World Bank as it stood on {}: sums paid out are totals to that day, "
                                  "not payments",
                                  in.dataset == "ibrd" ? "IBRD loan" : "IDA credit, grant and guarantee",
                                  as_of ? as_of->to_string() : "a day that is not said"));
  out.loaded.push_back(std::move(load));
}

}  // namespace

void read_ibrd_loans(TableInput& in, SourcesRead& out) { read_statement(in, out); }
void read_ida_credits(TableInput& in, SourcesRead& out) { read_statement(in, out); }

}  // namespace kept
