// kept read through run_command: its forms of output and input, and what it says of files that cannot be read. What
// is read in a text is the business of claim/; here texts are chosen so that their end lines are plain.
#include <gtest/gtest.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstddef>
#include <filesystem>
#include <fstream>
#include <ios>
#include <iterator>
#include <nlohmann/json.hpp>
#include <sstream>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/problem.hpp"
#include "cli/console.hpp"
#include "cli/document_line.hpp"
#include "cli/input.hpp"
#include "cli/temporary_folder.hpp"
#include "cli/testing.hpp"
#include "pipeline/read.hpp"
#include "pipeline/read_windows.hpp"

namespace kept {
namespace {

namespace fs = std::filesystem;
using Json = nlohmann::json;
using testing::Ran;
using testing::run;

constexpr std::string_view speech = "Japan provided 500 million US dollars to Ukraine in March 2025.\n";

using CommandRead = testing::TemporaryFolder;

std::size_t lines_in(const std::string& text) {
  return static_cast<std::size_t>(std::count(text.begin(), text.end(), '\n'));
}

TEST_F(CommandRead, OneFileIsOneObject) {
  const std::string name = file("a.txt", speech);
  const Ran ran =
      run({"read", "--format", "json", "--date", "2025-04-01", "--speaker", "A. Person", "--country", "UA", name});
  ASSERT_EQ(ran.code, 0) << ran.err;
  EXPECT_EQ(ran.err, "");
  const Json object = Json::parse(ran.out);
  EXPECT_EQ(object.at("document").at("name"), name);
  EXPECT_EQ(object.at("document").at("date"), "2025-04-01");
  EXPECT_EQ(object.at("document").at("speaker"), "A. Person");
  EXPECT_EQ(object.at("document").at("speaker_country"), "UA");
  for (const char* key : {"kept", "claims", "problems", "stats"}) EXPECT_TRUE(object.contains(key)) << key;
}

TEST_F(CommandRead, SeveralFilesAndFoldersInAFixedOrder) {
  file("b/z.md", speech);
  file("b/a.txt", speech);
  file("b/deep/m.txt", speech);
  file("b/notes.csv", "not,a,document\n");
  file("b/.hidden.txt", speech);
  const std::string first = file("a.txt", speech);
  const Ran ran = run({"read", "--format=json", first, path("b")});
  ASSERT_EQ(ran.code, 0) << ran.err;
  std::vector<std::string> names;
  const Json object = Json::parse(ran.out);
  for (const Json& document : object.at("documents")) {
    names.push_back(document.at("document").at("name"));
  }
  EXPECT_EQ(names, (std::vector<std::string>{first, path("b/a.txt"), path("b/deep/m.txt"), path("b/z.md")}));
}

TEST_F(CommandRead, StandardInput) {
  const Ran ran = run({"read", "-", "-fjson"}, {.input = std::string(speech), .environment = {}});
  ASSERT_EQ(ran.code, 0) << ran.err;
  EXPECT_EQ(Json::parse(ran.out).at("document").at("name"), "-");
}

TEST_F(CommandRead, JsonLinesEndWithTheirDocument) {
  const Ran ran = run({"read", "--format", "jsonl", file("a.txt", speech), file("b.txt", speech)});
  ASSERT_EQ(ran.code, 0) << ran.err;
  std::size_t ends = 0;
  std::size_t claims = 0;
  std::istringstream lines(ran.out);
  for (std::string line; std::getline(lines, line);) {
    const Json object = Json::parse(line);
    if (!object.at("end").is_boolean()) {  // a claim has its last offset there
      ++claims;
      continue;
    }
    EXPECT_EQ(object.at("claims"), claims);
    claims = 0;
    ++ends;
  }
  EXPECT_EQ(ends, 2U);
}

TEST_F(CommandRead, DocumentsAsJsonLines) {
  const std::string input =
      R"({"id": "one", "text": "Thank you.", "date": "2026-02-10", "speaker": "A", "country": "UA"})"
      "\n\n"
      R"({"id": 2, "text": "Thank you all."})"
      "\nnot json\n"
      R"({"id": "empty", "text": ""})"
      "\n"
      R"({"id": "no text"})"
      "\n"
      R"({"text": "No id, a wrong date.", "date": "2026-02-31"})";
  const Ran ran = run({"read", "--input", "jsonl", "-"}, {.input = input, .environment = {}});
  EXPECT_EQ(ran.code, 1);
  std::vector<std::string> ended;
  std::istringstream lines(ran.out);
  for (std::string line; std::getline(lines, line);) {
    const Json object = Json::parse(line);
    if (object.at("end").is_boolean()) ended.push_back(object.at("document"));
  }
  EXPECT_EQ(ended, (std::vector<std::string>{"one", "2", "empty", "line 7"}));
  EXPECT_NE(ran.err.find("kept: -:4: the line is no JSON object; the line is left out; a line is {\"id\""),
            std::string::npos)
      << ran.err;
  EXPECT_NE(ran.err.find("kept: -:6: the line has no \"text\""), std::string::npos) << ran.err;
  EXPECT_NE(ran.err.find("-:7: \"date\" 2026-02-31 is not a date that exists"), std::string::npos) << ran.err;
  EXPECT_NE(ran.err.find("kept: 3 of 6 inputs failed"), std::string::npos) << ran.err;
}

TEST_F(CommandRead, JsonLinesInGoWithJsonLinesOut) {
  const Ran ran = run({"read", "--input", "jsonl", "--format", "json", "-"});
  EXPECT_EQ(ran.code, 2);
  EXPECT_EQ(ran.err, "kept: read: --input jsonl goes with --format jsonl only; try: kept read --input jsonl -\n");
}

TEST_F(CommandRead, TheTextOfAJsonLineIsTakenAsItIs) {
  const std::string input =
      R"({"id": "https://a.example/page.html", "text": "<p>Thank\r\nyou. Japan gave Ukraine 5 million dollars."})";
  const Ran ran = run({"read", "--input", "jsonl", "-"}, {.input = input, .environment = {}});
  ASSERT_EQ(ran.code, 0) << ran.err;
  const Json claim = Json::parse(ran.out.substr(0, ran.out.find('\n')));
  EXPECT_EQ(claim.at("text"), "5 million dollars");
  EXPECT_EQ(claim.at("start"), 34);
  EXPECT_FALSE(claim.contains("origin"));
}

TEST_F(CommandRead, SeveralInputsAreAListThoughOneFails) {
  const Ran ran = run({"read", "--format", "json", file("a.txt", speech), path("b.txt")});
  EXPECT_EQ(ran.code, 1);
  EXPECT_EQ(Json::parse(ran.out).at("documents").size(), 1U);
}

TEST_F(CommandRead, WhatWasDoneToAFileIsSaid) {
  const Ran ran = run({"read",
                       file("a.txt",
                            "F\xFCnf Br\xFC"
                            "cken.\n"),
                       "--format", "json"});
  EXPECT_EQ(ran.code, 0);
  EXPECT_EQ(ran.err, "kept: " + path("a.txt") + ": the text is in windows-1252; it was converted to UTF-8\n");
  const Json object = Json::parse(ran.out);
  EXPECT_EQ(object.at("document").at("encoding"), "windows-1252");
  EXPECT_EQ(object.at("problems").at(0).at("code"), "text_converted");
}

TEST_F(CommandRead, ExplainsOneClaimOfAll) {
  const std::string a = file("a.txt", speech);
  const std::string b = file("b.txt", speech);
  const Ran second = run({"read", a, b, "--explain", "2"});
  ASSERT_EQ(second.code, 0) << second.err;
  EXPECT_TRUE(second.out.starts_with("Claim 2 (c1) of " + b)) << second.out;
  const Ran none = run({"read", a, b, "--explain", "3"});
  EXPECT_NE(none.err.find("there is no claim 3; the documents have 2"), std::string::npos) << none.err;
  EXPECT_EQ(run({"read", a, "--explain", "1", "--format", "json"}).code, 2);
}

TEST_F(CommandRead, ABigTextIsReadInWindows) {
  std::string text;
  std::size_t count = 0;
  for (; text.size() <= whole_bytes_max; ++count) text += speech;
  const std::string name = file("big.txt", text);
  const Ran lines = run({"read", name, "--format", "jsonl"});
  ASSERT_EQ(lines.code, 0) << lines.err;
  EXPECT_EQ(lines_in(lines.out), count + 1);
  const Json end = Json::parse(std::string_view(lines.out).substr(lines.out.rfind("{\"document\"")));
  EXPECT_EQ(end.at("claims"), count);
  const Ran whole = run({"read", name, "--format", "json"});
  const Json object = Json::parse(whole.out);
  EXPECT_EQ(object.at("claims").size(), count);
  EXPECT_EQ(object.at("document").at("characters"), text.size());
  const Json& last = object.at("claims").back();
  EXPECT_EQ(text.substr(last.at("start"), last.at("end").get<std::size_t>() - last.at("start").get<std::size_t>()),
            last.at("text").get<std::string>());
  EXPECT_EQ(last.at("id"), "c" + std::to_string(count));
  EXPECT_LE(object.at("left_out").size(), 10000U);
  EXPECT_GE(lines_in(run({"read", name}).out), 2 * count + 3);
}

TEST_F(CommandRead, BadFilesAreNamedAndTheOthersGoOn) {
  const std::string good = file("good.txt", speech);
  const Ran missing = run({"read", good, path("god.txt")});
  EXPECT_EQ(missing.code, 1);
  EXPECT_NE(missing.out.find(good), std::string::npos);
  EXPECT_EQ(missing.err, "kept: " + path("god.txt") + ": there is no such file or folder; did you mean " + good +
                             "?\nkept: 1 of 2 inputs failed\n");

  const Ran alone = run({"read", path("nowhere/at/all.txt"), "--format", "json"});
  EXPECT_EQ(alone.code, 2);
  EXPECT_EQ(alone.out, "");
  EXPECT_EQ(lines_in(alone.err), 1U);

  fs::create_directories(path("empty"));
  const Ran folder = run({"read", path("empty")});
  EXPECT_EQ(folder.code, 2);
  EXPECT_EQ(folder.err, "kept: " + path("empty") +
                            ": the folder holds no .txt, .md, .html, .docx or .pdf file; name the files themselves\n");
}

TEST_F(CommandRead, AFileThatMayNotBeReadIsNamed) {
  const std::string name = file("closed.txt", speech);
  ::chmod(name.c_str(), 0);
  if (::access(name.c_str(), R_OK) == 0) GTEST_SKIP() << "skipped: this user may read everything";
  const Ran ran = run({"read", name});
  EXPECT_EQ(ran.code, 2);
  EXPECT_EQ(ran.err, "kept: " + name + ": you may not read it; allow it: chmod u+r " + name + "\n");
}

TEST_F(CommandRead, OutputFileIsReplacedOnlyWhenAllIsWritten) {
  const std::string good = file("good.txt", speech);
  const std::string out = file("out.json", "as before");
  EXPECT_EQ(run({"read", path("missing.txt"), "--output", out}).code, 2);
  EXPECT_EQ(bytes_of(out), "as before");
  const Ran ran = run({"read", good, "--format", "json", "--output", out});
  EXPECT_EQ(ran.code, 0) << ran.err;
  EXPECT_EQ(ran.out, "");
  EXPECT_EQ(bytes_of(out), run({"read", good, "--format", "json"}).out);
  EXPECT_EQ(std::distance(fs::directory_iterator(folder_), fs::directory_iterator()), 2);

  const Ran full = run({"read", good, "--output", "/dev/full"});
  EXPECT_EQ(full.code, 2);
  EXPECT_EQ(full.err, "kept: /dev/full: there is no space left for it; make room, or choose another place\n");
  EXPECT_EQ(run({"read", good, "--output", path("no/folder/out")}).err,
            "kept: " + path("no/folder/out") + ": its folder does not exist; make the folder first\n");
  EXPECT_EQ(run({"read", good, "--output", folder_.string()}).code, 2);
}

TEST(FileProblem, TellsWhatAnErrnoMeans) {
  EXPECT_EQ(file_problem("a", EACCES).code, ProblemCode::permission_denied);
  EXPECT_EQ(file_problem("/nowhere/a", ENOENT).code, ProblemCode::file_missing);
  EXPECT_EQ(file_problem("a", ENOSPC).code, ProblemCode::disk_full);
  EXPECT_EQ(file_problem("a", EIO).code, ProblemCode::file_unreadable);
  EXPECT_EQ(to_string(file_problem("a", EISDIR)), "a: it is a folder");
}

TEST(Limits, AreThoseOfThePage) {
  std::ifstream in(std::string(KEPT_SOURCE_DIR) + "/docs/limits.md", std::ios::binary);
  const std::string page{std::istreambuf_iterator<char>(in), {}};
  EXPECT_NE(page.find("| bytes of one document | " + std::to_string(document_bytes_max) + " "), std::string::npos);
  EXPECT_NE(page.find("`--input jsonl` | " + std::to_string(document_line_bytes_max) + " "), std::string::npos);
}

TEST(ReadBytes, StopsAtTheLimit) {
  testing::StringReader exact(std::string(1000, 'a'));
  const auto all = read_bytes("-", 1000, exact);
  ASSERT_TRUE(all);
  EXPECT_EQ(all->size(), 1000U);
  testing::StringReader more(std::string(1001, 'a'));
  const auto refused = read_bytes("-", 1000, more);
  ASSERT_FALSE(refused);
  EXPECT_EQ(to_string(refused.problem()), "-: a document may have 1000 bytes, and this one has more; split it");
}

// Gives one byte at a time, so that lines cross every boundary.
class DripReader : public Reader {
 public:
  explicit DripReader(std::string bytes) : bytes_(std::move(bytes)) {}
  std::string read(std::size_t /*limit*/) override {
    return at_ < bytes_.size() ? std::string(1, bytes_[at_++]) : std::string();
  }

 private:
  std::string bytes_;
  std::size_t at_ = 0;
};

TEST(LineReader, SameLinesHoweverTheyArrive) {
  for (const std::string text : {"", "a", "a\n", "\n", "a\n\nbb\nccc", "a\nb\n\n", "toolong\nb\n", "a\ntoolong"}) {
    std::vector<std::string> expected;
    std::istringstream in(text);
    for (std::string line; std::getline(in, line);) expected.push_back(line.size() > 6 ? "too long" : line);
    const auto lines_of = [](Reader& reader) {
      std::vector<std::string> lines;
      LineReader line_reader(reader, 6);
      while (const auto line = line_reader.next()) lines.push_back(line->too_long ? "too long" : line->text);
      return lines;
    };
    DripReader drip(text);
    EXPECT_EQ(lines_of(drip), expected) << text;
    testing::StringReader whole(text);
    EXPECT_EQ(lines_of(whole), expected) << text;
  }
}

TEST(DocumentLine, FieldsOfAnotherTypeAreLeftOutAndSaid) {
  const auto line =
      parse_document_line({.text = R"({"id": "x", "text": "t", "speaker": 3, "country": null})", .too_long = false},
                          {.file = "-", .line = 9, .column = {}, .byte = {}, .record = ""});
  ASSERT_TRUE(line);
  EXPECT_FALSE(line->hints.speaker);
  EXPECT_FALSE(line->hints.speaker_country);
  ASSERT_EQ(line->problems.size(), 1U);
  EXPECT_EQ(line->problems.front().what, "\"speaker\" is not a string");
}

}  // namespace
}  // namespace kept
