// Shares of an activity's or a transaction's money by place and sector (docs/decisions/0012-iati-tolerances.md).
#pragma once

#include <string_view>
#include <vector>

#include "source/activity.hpp"

namespace kept {

// One recipient-country, recipient-region or sector, as published.
struct PublishedShare {
  std::string_view kind;        // "country", "region", "sector"
  std::string_view vocabulary;  // "" where none is given
  std::string_view code;
  std::string_view percentage;  // "" where none is given
};

// The rows of all sets, in the order in which they are published. A set is what has one dimension and vocabulary;
// countries and regions of vocabulary 1 are one.
//   no percentages: one has all, several have equal shares (percent-equal);
//   some without: they share what is left of 100 equally (percent-filled), or have none where nothing is left;
//   99.5 to 100.5: taken for 100;
//   below: the shares are as published, the rest is not allocated (percent-short);
//   above: reduced in proportion (percent-rescaled), unless the countries alone make 100: then the regions are the same
//   money again and have no share (region-dropped).
// `of_record`: they are one record's, of which a country has all.
std::vector<SplitRow> split_rows(const std::vector<PublishedShare>& published, bool of_record);

}  // namespace kept
