// Kiel's own totals, held against the rows beside them.
#include <fmt/format.h>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "base/csv.hpp"
#include "base/decimal.hpp"
#include "base/problem.hpp"
#include "base/text.hpp"
#include "source/kiel.hpp"
#include "source/readers.hpp"
#include "source/record.hpp"

namespace kept {
namespace {

const Decimal billion = Decimal::from_parts(1, 9);

struct Count {
  std::uint64_t agree = 0;
  std::uint64_t differ = 0;
};

// Compares one figure (billions of euro) with a sum (euro); a difference becomes a problem of the load with the rows.
void compare(const CsvReader& csv, std::size_t column, const Decimal& sum, const Decimal& tolerance,
             const std::string& what, LoadedFile& load, Count& count) {
  const auto published = Decimal::parse(trim(csv.fields()[column]), true);
  if (!published) return;
  const Decimal difference = *published * billion - sum;
  if (difference.abs() <= tolerance) {
    ++count.agree;
    return;
  }
  ++count.differ;
  if (count.differ > CsvReader::problems_max) return;
  load.problems.push_back(
      {ProblemCode::summary_differs,
       fmt::format("{}: the summary says EUR {} million, the rows give {}", what,
                   (*published * Decimal::from_parts(1, 3)).to_fixed(3), (sum / Decimal::from_parts(1, 6)).to_fixed(3)),
       csv.place(column), "the rows count, the summary is left out", "see what the publisher says of the difference"});
}

std::string verdict(std::string_view rows, const Count& count) {
  return fmt::format("a summary, checked against {}: {} of {} figures agree", rows, count.agree,
                     count.agree + count.differ);
}

LoadedFile* find_load(std::vector<LoadedFile>& loads, std::string_view dataset) {
  const auto load = std::ranges::find(loads, dataset, &LoadedFile::dataset);
  return load == loads.end() ? nullptr : &*load;
}

std::string check_donors(CsvReader& csv, const KielHeader& header, LoadedFile& load) {
  std::map<std::string, Decimal> sums;  // by "GIVER financial_allocation"
  for (const Record& record : load.records) {
    if (!record.amount) continue;
    Decimal& sum = sums[fmt::format("{} {}_{}", record.giver, record.aid_type, to_string(record.measure))];
    sum = sum + *record.amount;
  }
  const Decimal tolerance = Decimal::from_integer(1000);  // EUR; the figures carry double precision
  Count count;
  while (csv.next()) {
    const std::string_view name = kiel_cell(csv, header, "giver");
    for (const char* aid_type : {"financial", "humanitarian", "military"}) {
      for (const char* measure : {"allocation", "commitment"}) {
        const std::string field = fmt::format("{}_{}", aid_type, measure);
        compare(csv, header.columns.at(field), sums[fmt::format("{} {}", kiel_giver(name), field)], tolerance,
                fmt::format("{}, {} {}s", name, aid_type, measure), load, count);
      }
    }
  }
  return verdict("the rows", count);
}

std::string check_months(CsvReader& csv, const KielHeader& header, LoadedFile& load) {
  struct Sum {
    Decimal amount;
    int figures = 0;
  };
  std::map<std::string, Sum> sums;  // by "2024-05 financial"
  for (const Record& record : load.records) {
    if (!record.amount || !record.date || record.measure != Measure::allocation) continue;
    Sum& sum = sums[fmt::format("{} {}", record.date->to_string().substr(0, 7), record.aid_type)];
    sum.amount = sum.amount + *record.amount;
    ++sum.figures;
  }
  Count count;
  while (csv.next()) {
    const std::string month = fmt::format("{}-{:0>2}", kiel_cell(csv, header, "year"), kiel_cell(csv, header, "month"));
    for (const char* aid_type : {"financial", "humanitarian", "military"}) {
      const Sum& sum = sums[fmt::format("{} {}", month, aid_type)];
      // Each figure, and the sum, is rounded to a thousand euro.
      compare(csv, header.columns.find(std::string_view(aid_type))->second, sum.amount,
              Decimal::from_integer(500) * Decimal::from_integer(sum.figures + 1),
              fmt::format("{}, {} allocations of all donors", month, aid_type), load, count);
    }
  }
  return verdict("the donor-months", count);
}

}  // namespace

std::string check_kiel_summary(const NamedBytes& file, std::vector<LoadedFile>& loads) {
  std::vector<Problem> ignored;
  const Utf8Text utf8 = as_utf8(file, ignored);
  CsvReader csv(file.path, utf8.text(file.bytes));
  if (!csv.next()) return "a summary of Kiel's without rows";
  const KielHeader header = kiel_header(file.path, csv.fields());
  LoadedFile* rows = find_load(loads, "rows");
  if (header.table == "donor-summary" && rows != nullptr) return check_donors(csv, header, *rows);
  LoadedFile* months = find_load(loads, "donor-months");
  if (header.table == "month-summary" && months != nullptr) return check_months(csv, header, *months);
  return "a summary or chart of Kiel's: no flows of its own";
}

}  // namespace kept
