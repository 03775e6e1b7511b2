// From scored candidates to links: probabilities, one-to-one assignment, threshold, second-best candidates.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

namespace kept {

struct CandidatePair {
  std::uint32_t left = 0;
  std::uint32_t right = 0;
  double weight = 0;  // bits, without the prior's
};

struct AssignmentInput {
  std::span<const CandidatePair> candidates;  // by left, then right
  std::size_t lefts = 0;                      // rows
  std::size_t rights = 0;
  bool with_itself = false;  // left and right are one table
  bool one_to_one = false;
  double prior = 0;
  bool prior_is_given = false;  // else `prior` is where its estimation begins
  std::optional<double> threshold;
};

struct Assigned {
  std::size_t candidate = 0;
  double probability = 0;
  std::optional<std::size_t> second;  // the best other candidate of either row
};

struct Assignment {
  std::vector<Assigned> links;  // in the order of the candidates
  double prior = 0;
  double threshold = 0;
  double false_share_expected = 0;   // of the links: 1 - mean probability
  double missed_share_expected = 0;  // of the matches among the candidates
};

// One to one: a match excludes the other candidates of both its rows. A candidate's probability is its share of all
// one-to-one matchings weighted by their odds, by belief propagation (Huang and Jebara 2009; exact where candidates
// form no ring); links are taken by falling weight, of equal ones the first. Else each candidate stands for itself.
//
// Without a threshold the one with the greatest F1 to be expected is taken: of the links by falling probability so
// many that 2 * (matches among them) / (links + all matches) is greatest.
Assignment assign(const AssignmentInput& input);

}  // namespace kept
