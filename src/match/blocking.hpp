// Which pairs of rows are worth comparing: those that meet all conditions of at least one blocking rule.
//
// Of each rule the right rows are sorted by a key and, within a key, by the first condition on a distance (days, ratio,
// near). The key is a hash of the values that must be the same, and of the bucket that a second distance falls into;
// buckets are as wide as the distance reaches, so a left row has two of them at most. The candidates of a left row are
// then one or two runs of each rule's rows. A pair that several rules give is visited once: the first rule that it
// meets gives it. Two different values with one 64-bit hash would only make a pair a candidate that the comparisons
// then judge.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <utility>
#include <vector>

#include "match/linkage_spec.hpp"
#include "match/linkage_table.hpp"

namespace kept {

// A rule's rows, sorted. `table` outlives it.
class BlockIndex {
 public:
  BlockIndex(const LinkageSpec& spec, const BlockRule& rule, const LinkageTable& table);

  struct Entry {
    std::uint64_t key = 0;
    double value = 0;  // of the condition on a distance
    std::uint32_t row = 0;
  };
  using Runs = std::array<std::span<const Entry>, 2>;

  // The right rows that meet the rule's keys and its first distance with this left row; perhaps not its others.
  [[nodiscard]] Runs runs_of(std::uint32_t left) const;
  // Whether the pair meets all conditions.
  [[nodiscard]] bool holds(std::uint32_t left, std::uint32_t right) const {
    if (left_keys_[left] == 0 || left_keys_[left] != right_keys_[right]) return false;
    for (const Check& check : checks_) {
      if (!check.holds(left, right)) return false;
    }
    return true;
  }

 private:
  // A condition on the columns' values themselves.
  struct Check {
    BlockCondition condition;
    LinkageType type = LinkageType::text;
    const LinkageCells* left = nullptr;
    const LinkageCells* right = nullptr;

    [[nodiscard]] bool holds(std::uint32_t a, std::uint32_t b) const;
    [[nodiscard]] bool differs(std::uint32_t a, std::uint32_t b) const;
    // A side's value, not a number where it is missing.
    [[nodiscard]] double value(bool is_left, std::uint32_t row) const;
    // The right values within the distance of a left one; a little wider, as arithmetic rounds.
    [[nodiscard]] std::pair<double, double> range(double from_left) const;
    // A scale on which that range is equally wide everywhere, and how wide.
    [[nodiscard]] double on_scale(double value) const;
    [[nodiscard]] double width() const;
  };

  [[nodiscard]] std::uint64_t key_of(const LinkageSpec& spec, bool is_left, std::uint32_t row) const;
  [[nodiscard]] std::span<const Entry> run_of(std::uint64_t key, std::uint32_t left) const;
  void sort_right();

  const LinkageTable& table_;
  std::vector<BlockCondition> keys_;
  std::vector<Check> checks_;
  std::optional<Check> distance_;         // by which a key's rows are sorted
  std::optional<Check> bucketed_;         // the second distance
  std::vector<std::uint64_t> left_keys_;  // without the bucket; 0: a value is missing
  std::vector<std::uint64_t> right_keys_;
  std::vector<Entry> entries_;
  std::vector<std::uint32_t> places_;  // by a key's highest bits, where its entries begin
  unsigned place_bits_ = 0;
};

// The rules of a linkage together.
class Blocking {
 public:
  Blocking(const LinkageSpec& spec, const std::vector<BlockRule>& rules, const LinkageTable& table);

  // Calls visit(right) for each candidate of the left row, each once. Gives how many rules were passed over for this
  // row because they have more than block_rows_max rows for it.
  template <typename Visit>
  std::uint64_t visit(std::uint32_t left, Visit&& visit) const {
    std::uint64_t passed_over = 0;
    std::uint64_t used = 0;  // rules that were not passed over, as bits
    for (std::size_t i = 0; i < indexes_.size(); ++i) {
      const BlockIndex::Runs runs = indexes_[i].runs_of(left);
      if (runs[0].size() + runs[1].size() > block_rows_max_) {
        ++passed_over;
        continue;
      }
      for (const auto& run : runs) {
        for (const BlockIndex::Entry& entry : run) {
          if (with_itself_ && entry.row <= left) continue;
          if (!indexes_[i].holds(left, entry.row) || given_before(used, left, entry.row)) continue;
          visit(entry.row);
        }
      }
      used |= std::uint64_t{1} << i;
    }
    return passed_over;
  }

 private:
  [[nodiscard]] bool given_before(std::uint64_t used, std::uint32_t left, std::uint32_t right) const;

  std::vector<BlockIndex> indexes_;
  std::size_t block_rows_max_;
  bool with_itself_;
};

}  // namespace kept
