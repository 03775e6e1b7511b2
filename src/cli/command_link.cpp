// kept link: which records of a ledger speak of one flow.
#include <fmt/format.h>

#include <algorithm>
#include <cstdint>
#include <string>

#include "base/decimal.hpp"
#include "base/result.hpp"
#include "cli/cli.hpp"
#include "cli/commands.hpp"
#include "cli/console.hpp"
#include "cli/data.hpp"
#include "cli/ledger_path.hpp"
#include "cli/parse.hpp"
#include "pipeline/link.hpp"
#include "report/words.hpp"

namespace kept {

ExitCode run_link(const Invocation& invocation, Console& console) {
  const Result<std::string> path = ledger_path(invocation, console);
  if (!path) return fail(console, path.problem());
  // Linking makes no ledger: one that is not there is a problem.
  if (const auto there = Ledger::open(*path, LedgerMode::read_only); !there) return fail(console, there.problem());
  Result<Ledger> ledger = Ledger::open(*path, LedgerMode::read_write);
  if (!ledger) return fail(console, ledger.problem());
  const WeightsFrom weights = invocation.has("learn") ? WeightsFrom::decisions : WeightsFrom::table;
  const Result<RecordLinks> links = link_ledger(*ledger, load_options(invocation, console).threads, weights);
  if (!links) return fail(console, links.problem());
  const auto flows = static_cast<std::uint64_t>(std::ranges::count_if(links->members, &FlowMember::counts));
  std::string line = fmt::format("{} between {}, of {}", counted(links->links.size(), "link"),
                                 counted(links->members.size(), "record"), counted(flows, "flow"));
  if (!links->links.empty()) {
    line += fmt::format("; {} % of the links are to be expected wrong",
                        (links->false_share_expected * Decimal::from_integer(100)).to_fixed(2));
  }
  console.out.write(line + "\n");
  if (invocation.has("learn")) {
    console.out.write(fmt::format("weights moved by {}\n", counted(links->learnt_from, "confirmed link")));
  }
  if (links->passed_over > 0) {
    console.say(
        fmt::format("a rule of linking was passed over {} times: too many records agree in it", links->passed_over));
  }
  return ExitCode::done;
}

}  // namespace kept
