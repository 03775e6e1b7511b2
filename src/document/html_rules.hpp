// What elements and metadata of HTML are to a reader of text, from data/html_element.tsv and data/html_meta.tsv.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "base/date.hpp"
#include "base/result.hpp"

namespace kept {

enum class ElementRole : std::uint8_t { inline_, block, heading, item, break_, verbatim, aside, link };

// How an element marks a page's main text, the strongest last.
enum class MainMark : std::uint8_t { none, article, main, article_body };

struct HtmlMeta {
  std::string_view attribute;
  std::string_view name;
  std::string_view field;  // "date", "title"
  std::size_t rank = 0;    // its line: a lower one wins
};

class HtmlRules {
 public:
  // Problems: pack_broken.
  static Result<HtmlRules> from_data();

  [[nodiscard]] ElementRole role_of(std::string_view element) const;
  // What `<meta ATTRIBUTE=NAME>` says, or nullptr.
  [[nodiscard]] const HtmlMeta* meta(std::string_view attribute, std::string_view name) const;
  [[nodiscard]] std::size_t json_ld_rank() const { return json_ld_rank_; }

 private:
  std::unordered_map<std::string_view, ElementRole> roles_;
  std::vector<HtmlMeta> metas_;
  std::size_t json_ld_rank_ = 0;
};

// Whether an ARIA role marks what is not the page's own text: "navigation", "banner".
bool is_aside_role(std::string_view role);
MainMark main_mark_of(std::string_view element, std::string_view role, std::string_view itemprop);

// "2026-02-10" of "2026-02-10T09:00:00+02:00", and of "2026/02/10".
std::optional<Date> leading_date(std::string_view text);
// The first "datePublished" of JSON-LD.
std::optional<Date> json_ld_date(std::string_view json);
// "uk" of "uk-UA"; empty where it is no language of two letters.
std::string language_of(std::string_view tag);

}  // namespace kept
