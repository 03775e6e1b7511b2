// A page of HTML to its main text.
//
// The rules, in order (docs/documents.md): what no reader sees is left out (scripts, `hidden`, `display:none`); so are
// navigation, asides, footers and forms' controls, by element and by ARIA role, and a `header` outside of the main
// text. Where the page marks its main text (`itemprop=articleBody`, `main`, `article`), only the longest so marked is
// taken. Of list items and table cells those are left out that lie in a list of which most of the text is links: menus.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "base/result.hpp"
#include "document/extracted.hpp"

namespace kept {

// Elements within elements: reading stops there.
inline constexpr std::size_t html_depth_max = 200'000;
// Closing tags and others that the parser must look for among all open elements: so many steps in all, then it stops.
inline constexpr std::size_t html_repair_steps_max = 50'000'000;

// Whether bytes begin as a page does: a doctype, <html>, or another element of a page's head.
bool is_html(std::string_view bytes);

// The encoding that a page's head declares, as spelt there; empty: none.
std::string html_encoding(std::string_view bytes);

// The main text of a page in UTF-8, one paragraph a block, with the element and the source line of each; its language
// (`lang`), its title and the day on which it was published. A page without text gives an empty one. Problems:
// pack_broken; limit_reached stands among the text's own problems.
Result<Extracted> extract_html(const std::string& name, std::string_view text);

}  // namespace kept
