// Tables for people: at most 80 terminal cells a line, nothing cut.
#pragma once

#include <cstddef>
#include <optional>
#include <string>

#include "report/check_report.hpp"

namespace kept {

struct TableOptions {
  bool colour = false;
  bool all = true;  // also claims that are not checkable; else they are counted only, and keep their numbers
  bool all_definitions = false;  // of explain_claim: every definition at hand, by how it fits
};

// `kept check`: one block a document, one row a claim, then the account, the sources and what was left out.
std::string check_table(const CheckReport& report, const TableOptions& options);

// `kept check --explain N`: everything about claim `number` of the table; empty where there is no such claim.
std::optional<std::string> explain_claim(const CheckReport& report, std::size_t number, const TableOptions& options);

}  // namespace kept
