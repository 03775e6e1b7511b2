#include "report/json_text.hpp"

#include <gtest/gtest.h>

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "report/json.hpp"

namespace kept {
namespace {

void write_sample(JsonText& json) {
  json.begin_object();
  json.field("text", std::string_view("a \"b\" \\ \n\t\r\b\f \x01 \x7F \xE5\x86\x86"));
  json.field("number", std::uint64_t{18446744073709551615U});
  json.field_or_null("nothing", "");
  json.key("list");
  json.begin_array();
  json.value("one");
  json.begin_array();
  json.end_array();
  json.begin_object();
  json.field("yes", true);
  json.end_object();
  json.end_array();
  json.key("empty");
  json.begin_object();
  json.end_object();
  json.end_object();
}

TEST(JsonText, WritesWhatTheLibraryWould) {
  std::string line;
  JsonText one_line(line);
  write_sample(one_line);
  const Json parsed = Json::parse(line);
  EXPECT_EQ(line + "\n", dump_line(parsed));
  for (const std::size_t depth : {std::size_t{0}, std::size_t{3}}) {
    std::string text;
    JsonText indented(text, depth);
    write_sample(indented);
    EXPECT_EQ(text, dump_value(parsed, depth));
  }
}

}  // namespace
}  // namespace kept
