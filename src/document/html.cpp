#include "document/html.hpp"

#include <fmt/format.h>
#include <libxml/HTMLparser.h>
#include <libxml/SAX2.h>
#include <libxml/parser.h>
#include <libxml/xmlerror.h>
#include <libxml/xmlstring.h>

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "base/date.hpp"
#include "base/problem.hpp"
#include "base/result.hpp"
#include "base/text.hpp"
#include "document/document.hpp"
#include "document/extracted.hpp"
#include "document/html_rules.hpp"

namespace kept {
namespace {

constexpr std::size_t head_bytes_max = 4096;  // in which a page declares its encoding, by the standard within 1024

std::string_view view(const xmlChar* text) {
  return text == nullptr ? std::string_view{} : std::string_view(reinterpret_cast<const char*>(text));
}

// The attributes of an element, looked up by name.
class Attributes {
 public:
  explicit Attributes(const xmlChar** list) : list_(list) {}
  [[nodiscard]] std::optional<std::string_view> find(std::string_view name) const {
    for (const xmlChar** at = list_; at != nullptr && *at != nullptr; at += 2) {
      if (view(at[0]) == name) return view(at[1]);
    }
    return std::nullopt;
  }
  [[nodiscard]] std::string lower(std::string_view name) const { return lower_case(find(name).value_or("")); }

 private:
  const xmlChar** list_;
};

// An element that marks the main text; 0 is the page as a whole.
struct Scope {
  MainMark mark = MainMark::none;
  std::size_t parent = 0;
  std::size_t characters = 0;  // of all text in it
};

// A list or table, of which it is asked whether it is a menu; 0 is none.
struct List {
  std::size_t characters = 0;
  std::size_t in_links = 0;
};

struct Block {
  std::string text;
  Origin origin;
  std::size_t scope = 0;
  std::size_t list = 0;
  bool in_header = false;
};

// Takes the parser's events; keeps blocks, and of open elements what each must undo.
class PageReader {
 public:
  explicit PageReader(const HtmlRules& rules) : rules_(rules) { open_.reserve(64); }

  void start(std::string_view name, const Attributes& attributes, std::uint32_t line) {
    Open element;
    element.role = rules_.role_of(name);
    const std::uint32_t ordinal = ++ordinals_[std::string(name)];
    if (open_.size() >= html_depth_max) {
      too_deep_ = true;
      return;
    }
    if (name == "html" && page.language.empty()) page.language = language_of(attributes.find("lang").value_or(""));
    if (name == "meta") read_meta(attributes);
    if (name == "time" && aside_ == 0 && attributes.find("datetime")) read_time(attributes);
    read_script_ = name == "script" && attributes.lower("type") == "application/ld+json";
    read_title_ = name == "title" && title_.empty();
    if (read_script_) script_.clear();
    if (is_aside(element.role, attributes)) {
      element.aside = true;
      ++aside_;
    } else if (aside_ == 0) {
      enter(element, name, ordinal, line, attributes);
    }
    open_.push_back(element);
  }

  void end(std::string_view name) {
    if (open_.empty()) return;
    if (name == "script" && read_script_) {
      const std::optional<Date> date = json_ld_date(script_);
      if (date) offer_date(*date, rules_.json_ld_rank());
      read_script_ = false;
    }
    if (name == "title") read_title_ = false;
    const Open element = open_.back();
    open_.pop_back();
    if (element.aside) {
      --aside_;
    } else if (aside_ == 0) {
      leave(element);
    }
  }

  void text(std::string_view characters) {
    if (read_script_) script_ += characters;
    if (read_title_) title_ += characters;
    if (aside_ > 0) return;
    block_.text += characters;
    if (links_ > 0) block_links_ += characters.size();
  }

  // The page's text by the rules, once all events are in.
  Extracted finish() {
    flush();
    const std::size_t main = main_scope();
    std::string heading;
    for (Block& block : blocks_) {
      if (main != 0 ? !is_inside(block.scope, main) : block.in_header) continue;
      if (is_menu(block.list)) continue;
      if (heading.empty() && block.origin.element.starts_with("h1[")) heading = block.text;
      add_paragraph(page, block.text, std::move(block.origin));
    }
    if (page.title.empty()) page.title = !heading.empty() ? heading : collapsed(title_);
    return std::move(page);
  }

  [[nodiscard]] bool too_deep() const { return too_deep_; }
  [[nodiscard]] std::size_t depth() const { return open_.size(); }

  Extracted page;

 private:
  struct Open {
    ElementRole role = ElementRole::inline_;
    bool aside = false;
    bool header = false;
    std::size_t scope_before = 0;
    std::size_t list_before = 0;
    bool restores = false;  // scope and list
  };

  static bool is_aside(ElementRole role, const Attributes& attributes) {
    if (role == ElementRole::aside || attributes.find("hidden") || attributes.lower("aria-hidden") == "true") {
      return true;
    }
    if (is_aside_role(attributes.lower("role"))) return true;
    std::string style = attributes.lower("style");
    std::erase(style, ' ');
    return style.find("display:none") != std::string::npos || style.find("visibility:hidden") != std::string::npos;
  }

  void enter(Open& element, std::string_view name, std::uint32_t ordinal, std::uint32_t line,
             const Attributes& attributes) {
    if (element.role == ElementRole::link) ++links_;
    if (element.role == ElementRole::break_) {
      block_.text += verbatim_ > 0 ? "\n" : "\x01";  // stays through the collapsing of blanks
      return;
    }
    if (element.role == ElementRole::inline_ || element.role == ElementRole::link) return;
    flush();
    block_.origin.element = fmt::format("{}[{}]", name, ordinal);
    block_.origin.line = line;
    if (element.role == ElementRole::verbatim) ++verbatim_;
    const MainMark mark = main_mark_of(name, attributes.lower("role"), attributes.lower("itemprop"));
    element.header = name == "header";
    if (element.header) ++headers_;
    const bool is_list = name == "ul" || name == "ol" || name == "dl" || name == "table";
    element.restores = mark != MainMark::none || is_list;
    element.scope_before = scope_;
    element.list_before = list_;
    if (mark != MainMark::none) {
      scopes_.push_back({.mark = mark, .parent = scope_, .characters = 0});
      scope_ = scopes_.size() - 1;
    }
    if (is_list) {
      lists_.emplace_back();
      list_ = lists_.size() - 1;
    }
  }

  void leave(const Open& element) {
    if (element.role == ElementRole::link) --links_;
    if (element.role == ElementRole::inline_ || element.role == ElementRole::link ||
        element.role == ElementRole::break_) {
      return;
    }
    flush();
    if (element.role == ElementRole::verbatim) --verbatim_;
    if (element.header) --headers_;
    if (!element.restores) return;
    scope_ = element.scope_before;
    list_ = element.list_before;
  }

  // The block that ends here, kept where it has words. What follows in the same element goes on under its name.
  void flush() {
    std::string text = verbatim_ > 0 ? std::string(trim(block_.text)) : collapsed(block_.text);
    std::ranges::replace(text, '\x01', '\n');
    const std::size_t size = text.size();
    if (!trim(text).empty()) {
      for (std::size_t at = scope_; at != 0; at = scopes_[at].parent) scopes_[at].characters += size;
      if (list_ != 0) {
        lists_[list_].characters += size;
        lists_[list_].in_links += std::min(block_links_, size);
      }
      blocks_.push_back({std::move(text), block_.origin, scope_, list_, headers_ > 0});
    }
    block_.text.clear();
    block_links_ = 0;
  }

  // The longest scope of the strongest kind of mark that there is; an article that is most of it instead.
  [[nodiscard]] std::size_t main_scope() const {
    std::size_t best = 0;
    for (std::size_t at = 1; at < scopes_.size(); ++at) {
      const Scope& scope = scopes_[at];
      if (scope.characters == 0) continue;
      const bool better = best == 0 || scope.mark > scopes_[best].mark ||
                          (scope.mark == scopes_[best].mark && scope.characters > scopes_[best].characters);
      if (better) best = at;
    }
    for (std::size_t at = best + 1; at < scopes_.size() && scopes_[best].mark == MainMark::main; ++at) {
      if (2 * scopes_[at].characters > scopes_[best].characters && is_inside(at, best)) return at;
    }
    return best;
  }

  [[nodiscard]] bool is_inside(std::size_t scope, std::size_t outer) const {
    while (scope != 0 && scope != outer) scope = scopes_[scope].parent;
    return scope == outer;
  }

  [[nodiscard]] bool is_menu(std::size_t list) const {
    return list != 0 && 2 * lists_[list].in_links > lists_[list].characters;
  }

  void read_meta(const Attributes& attributes) {
    const std::optional<std::string_view> content = attributes.find("content");
    if (!content) return;
    for (const char* attribute : {"property", "name", "itemprop"}) {
      const HtmlMeta* meta = rules_.meta(attribute, attributes.lower(attribute));
      if (meta == nullptr) continue;
      if (meta->field == "title") {
        if (meta->rank < title_rank_) page.title = collapsed(*content);
        title_rank_ = std::min(title_rank_, meta->rank);
      } else if (const auto date = leading_date(*content)) {
        offer_date(*date, meta->rank);
      }
    }
  }

  // <time datetime> with itemprop=datePublished or `pubdate`.
  void read_time(const Attributes& attributes) {
    const HtmlMeta* meta = rules_.meta("itemprop", attributes.lower("itemprop"));
    const bool published = (meta != nullptr && meta->field == "date") || attributes.find("pubdate").has_value();
    const auto date = leading_date(attributes.find("datetime").value_or(""));
    if (published && date) offer_date(*date, meta != nullptr ? meta->rank : rules_.json_ld_rank());
  }

  void offer_date(Date date, std::size_t rank) {
    if (page.date && rank >= date_rank_) return;
    page.date = date;
    date_rank_ = rank;
  }

  const HtmlRules& rules_;
  std::vector<Open> open_;
  std::vector<Scope> scopes_{1};
  std::vector<List> lists_{1};
  std::vector<Block> blocks_;
  std::unordered_map<std::string, std::uint32_t> ordinals_;
  Block block_;
  std::size_t block_links_ = 0;
  std::size_t scope_ = 0;
  std::size_t list_ = 0;
  std::size_t links_ = 0;
  std::size_t aside_ = 0;
  std::size_t headers_ = 0;
  std::size_t verbatim_ = 0;
  std::size_t date_rank_ = SIZE_MAX;
  std::size_t title_rank_ = SIZE_MAX;
  bool read_script_ = false;
  bool read_title_ = false;
  bool too_deep_ = false;
  std::string script_;
  std::string title_;
};

// The parser of libxml2 as a stream of events: no tree is built, so memory is the page's text and the open elements.
class Parser {
 public:
  explicit Parser(PageReader& reader) : reader_(reader) {
    xmlInitParser();
    handler_.startElement = on_start;
    handler_.endElement = on_end;
    handler_.characters = on_text;
    handler_.cdataBlock = on_text;
    handler_.ignorableWhitespace = on_text;
    handler_.error = on_error;
    handler_.warning = on_error;
    context_.reset(htmlCreatePushParserCtxt(&handler_, this, nullptr, 0, nullptr, XML_CHAR_ENCODING_UTF8));
    if (context_) htmlCtxtUseOptions(context_.get(), HTML_PARSE_RECOVER | HTML_PARSE_IGNORE_ENC);
  }

  void parse(std::string_view text) {
    constexpr std::size_t piece_bytes = std::size_t{1} << 16U;
    while (!text.empty() && context_ && !stopped_) {
      const std::string_view piece = text.substr(0, piece_bytes);
      text.remove_prefix(piece.size());
      htmlParseChunk(context_.get(), piece.data(), static_cast<int>(piece.size()), 0);
    }
    if (context_ && !stopped_) htmlParseChunk(context_.get(), nullptr, 0, 1);
  }

  [[nodiscard]] bool stopped() const { return stopped_; }

 private:
  struct Free {
    void operator()(htmlParserCtxt* context) const { htmlFreeParserCtxt(context); }
  };

  void stop() {
    if (!stopped_) xmlStopParser(context_.get());
    stopped_ = true;
  }

  static Parser& self(void* data) { return *static_cast<Parser*>(data); }
  static void on_start(void* data, const xmlChar* name, const xmlChar** attributes) {
    Parser& parser = self(data);
    if (parser.stopped_) return;
    const int line = parser.context_->input == nullptr ? 0 : parser.context_->input->line;
    parser.reader_.start(view(name), Attributes(attributes), static_cast<std::uint32_t>(line));
    if (parser.reader_.too_deep()) parser.stop();
  }
  static void on_end(void* data, const xmlChar* name) {
    if (!self(data).stopped_) self(data).reader_.end(view(name));
  }
  static void on_text(void* data, const xmlChar* text, int size) {
    if (!self(data).stopped_)
      self(data).reader_.text({reinterpret_cast<const char*>(text), static_cast<std::size_t>(size)});
  }
  // Faults of pages are the rule and are no problem; but each may have cost a walk through all open elements.
  static void on_error(void* data, const char* /*message*/, ...) {
    Parser& parser = self(data);
    parser.repair_steps_ += parser.reader_.depth() + 1;
    if (parser.repair_steps_ > html_repair_steps_max) parser.stop();
  }

  PageReader& reader_;
  htmlSAXHandler handler_{};
  std::unique_ptr<htmlParserCtxt, Free> context_;
  std::size_t repair_steps_ = 0;
  bool stopped_ = false;
};

}  // namespace

bool is_html(std::string_view bytes) {
  constexpr std::array<std::string_view, 6> begins{"<!doctype html", "<html", "<head", "<meta", "<body", "<title"};
  const std::string head = lower_case(excerpt(bytes, head_bytes_max));
  std::string_view rest = head;
  if (rest.starts_with("\xEF\xBB\xBF")) rest.remove_prefix(3);
  for (rest = trim(rest); rest.starts_with("<?xml") || rest.starts_with("<!--"); rest = trim(rest)) {
    const std::size_t end = rest.find('>', rest.starts_with("<!--") ? rest.find("-->") : 0);
    if (end == std::string_view::npos) return false;
    rest.remove_prefix(end + 1);
  }
  return std::ranges::any_of(begins, [&](std::string_view begin) { return rest.starts_with(begin); });
}

std::string html_encoding(std::string_view bytes) {
  const std::string head = lower_case(excerpt(bytes, head_bytes_max));
  const std::size_t found = head.find("charset=");
  if (found == std::string::npos) return {};
  std::size_t begin = found + std::string_view("charset=").size();
  while (begin < head.size() && (head[begin] == '"' || head[begin] == '\'' || head[begin] == ' ')) ++begin;
  const std::size_t end = head.find_first_of("\"' />;", begin);
  return head.substr(begin, end == std::string::npos ? end : end - begin);
}

Result<Extracted> extract_html(const std::string& name, std::string_view text) {
  const Result<HtmlRules> rules = HtmlRules::from_data();
  if (!rules) return rules.problem();
  PageReader reader(*rules);
  Parser parser(reader);
  parser.parse(text);
  Extracted page = reader.finish();
  page.format = "html";
  if (parser.stopped()) {
    page.problems.push_back(
        {ProblemCode::limit_reached,
         fmt::format("the page nests elements more than {} deep, or breaks its tags too often", html_depth_max),
         {name, {}, {}, {}, {}},
         "what follows is left out",
         "save the page's text and give that"});
  }
  return page;
}

}  // namespace kept
