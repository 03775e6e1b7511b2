// Who an organisation of an IATI file is: a party code where its identifier or name is plainly a state, one of its
// agencies, or a body with a code (data/iati_publisher.tsv); else its name as published.
#pragma once

#include <string>
#include <string_view>

namespace kept {

struct IatiOrg {
  std::string_view ref;
  std::string_view name;
};

// The party code, else the name, else the identifier. Rules, the first that fits: an identifier of the table, exactly
// or by what it begins with (whole parts: "XM-DAC-701" is no beginning of "XM-DAC-7012"); "XX-GOV-...", a government
// list of country XX in the IATI registry; a bare country code; a name of the table; a country's name, also behind
// "Government of".
std::string iati_party(const IatiOrg& org);

}  // namespace kept
