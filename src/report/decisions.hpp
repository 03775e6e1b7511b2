// `kept review`: what people decided.
#pragma once

#include <span>
#include <string>

#include "report/grid.hpp"
#include "source/decision.hpp"

namespace kept {

// One row a decision, with the columns that `kept review --import` reads.
Grid decisions_grid(std::span<const Decision> decisions);

// For people, 80 cells wide.
std::string decisions_lines(std::span<const Decision> decisions, bool colour);

}  // namespace kept
