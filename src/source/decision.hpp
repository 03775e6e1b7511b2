// What a person decided of a link or of a reading: made by `kept review`, kept by `ledger`, obeyed by `match` and
// `verdict`. A decision wins over the machine; a later one of the same thing wins over an earlier one.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/date.hpp"

namespace kept {

enum class DecisionKind : std::uint8_t {
  flow,       // two records speak of one flow
  evidence,   // a record is what a claim speaks of
  follow_up,  // a later claim tells what became of a promise
  reading,    // a claim is read as its words mean
};
inline constexpr std::array<std::string_view, 4> decision_kinds{"flow", "evidence", "follow_up", "reading"};
inline std::string_view to_string(DecisionKind kind) { return decision_kinds.at(static_cast<std::size_t>(kind)); }

struct Decision {
  DecisionKind kind = DecisionKind::flow;
  bool confirmed = false;   // else rejected
  std::string first;        // a record's id, or a claim as ClaimKey writes it; of two records the lower id
  std::string second;       // likewise; empty for a reading
  std::string relation;     // of a confirmed follow-up: "kept", "partly_kept", "restated", "changed", "broken"
  std::string first_words;  // what stands there, for people
  std::string second_words;
  std::string by;  // who decided
  std::string reason;
  Date decided;

  friend bool operator==(const Decision&, const Decision&) = default;
};

// A claim's name for as long as its document's text is the same, whatever the file is called and whatever number the
// reader gives it: "SHA256:FROM-TO", of the text as it was taken out of the file and of code points in it.
struct ClaimKey {
  std::string text_sha256;
  std::uint64_t from = 0;
  std::uint64_t to = 0;

  [[nodiscard]] std::string to_string() const {
    return text_sha256 + ':' + std::to_string(from) + '-' + std::to_string(to);
  }
  // Empty: that is none.
  static std::optional<ClaimKey> parse(std::string_view text);
};

// Every kind's name, verdict word and key are right, and who decided and why is there; else what is wrong, in words.
std::optional<std::string> fault_of(const Decision& decision);

}  // namespace kept
