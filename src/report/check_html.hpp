// `kept check --format html`: one self-contained page. The speech stands on the left with its claims marked, the
// evidence on the right beside each paragraph; sources and method at the end. No script, nothing fetched.
//
// The markup is well-formed XML too, so that any tool can read it; everything that is not ours is escaped.
#pragma once

#include <string>

#include "report/check_report.hpp"

namespace kept {

std::string check_html(const CheckReport& report);

}  // namespace kept
