#include "document/read_document.hpp"

#include <gtest/gtest.h>

#include <string>
#include <string_view>
#include <utility>
#include <vector>
#include "base/problem.hpp"
#include "base/result.hpp"
#include "document/document.hpp"
#include "lang/packs.hpp"

namespace kept {
namespace {

const Packs& packs() {
  static const Result<Packs> loaded = load_packs();
  return loaded.value();
}

Document read(std::string_view bytes, const DocumentHints& hints = {}) {
  Result<Document> document = read_document("d.txt", bytes, hints, packs());
  EXPECT_TRUE(document.ok());
  return std::move(document).value();
}

Problem refused(std::string_view bytes) {
  const Result<Document> document = read_document("d.txt", bytes, {}, packs());
  EXPECT_FALSE(document.ok());
  return document.ok() ? Problem{} : document.problem();
}

// date | speaker | role | country
std::string head_of(std::string_view text) {
  const Document document = read(text);
  return (document.date ? document.date->to_string() : "") + "|" + document.speaker + "|" + document.speaker_role +
         "|" + document.speaker_country;
}

std::string sentences_of(std::string_view text) {
  const Document document = read(text);
  std::string line;
  for (const Sentence& sentence : document.sentences) line += "[" + std::string(sentence.span.of(document.text)) + "]";
  return line;
}

TEST(Document, RefusesWhatIsNoText) {
  EXPECT_EQ(refused("").code, ProblemCode::file_empty);
  EXPECT_EQ(refused("\xEF\xBB\xBF \n").code, ProblemCode::file_empty);
  EXPECT_EQ(refused(std::string_view("PK\0\1", 4)).code, ProblemCode::file_binary);
  EXPECT_EQ(refused("a \x81 b \x8D c").code, ProblemCode::text_not_utf8);
  EXPECT_EQ(refused(std::string(document_bytes_max + 1, 'a')).code, ProblemCode::file_too_large);
  EXPECT_EQ(refused("%PDF-1.7\n").code, ProblemCode::document_broken);
  EXPECT_EQ(refused("{\\rtf1 One.}").code, ProblemCode::document_broken);
  EXPECT_EQ(refused("\xD0\xCF\x11\xE0\xA1").code, ProblemCode::document_broken);
  EXPECT_EQ(refused("<html><script>5 million</script></html>").code, ProblemCode::file_empty);
}

TEST(Document, SaysWhatWasDoneToItsBytes) {
  const Document damaged = read("\xEF\xBB\xBFGr\xFC\xDF");
  EXPECT_EQ(damaged.text, "Gr\xEF\xBF\xBD\xEF\xBF\xBD");
  ASSERT_EQ(damaged.problems.size(), 1U);
  EXPECT_EQ(damaged.problems.front().code, ProblemCode::text_damaged);
  EXPECT_EQ(damaged.problems.front().where.byte, 5U);  // of the file, its mark counted
  const Document converted = read("The caf\xE9 gave 5 pumps.");
  EXPECT_EQ(converted.text, "The café gave 5 pumps.");
  EXPECT_EQ(converted.encoding, "windows-1252");
  ASSERT_EQ(converted.problems.size(), 1U);
  EXPECT_EQ(converted.problems.front().code, ProblemCode::text_converted);
}

TEST(Document, ReadsPages) {
  const Document page =
      read("<html lang=de><meta name=date content=2025-03-05><p>We gave 5 pumps.</p><p>Thanks.</p></html>");
  EXPECT_EQ(page.format, "html");
  EXPECT_EQ(page.text, "We gave 5 pumps.\n\nThanks.");
  EXPECT_EQ(page.date->to_string(), "2025-03-05");
  ASSERT_NE(page.origin_of({20}), nullptr);
  EXPECT_EQ(page.origin_of({0})->element, "p[1]");
  EXPECT_EQ(page.origin_of({20})->element, "p[2]");
  EXPECT_EQ(read("One.").origin_of({0}), nullptr);
  // in UTF-16 it shows only once it is converted
  EXPECT_EQ(read(std::string_view("\xFF\xFE<\0h\0t\0m\0l\0>\0O\0n\0e\0", 20)).text, "One");
}

TEST(Document, DropsMarkAndCarriageReturns) {
  EXPECT_EQ(read("\xEF\xBB\xBFOne.\r\nTwo.\rThree.").text, "One.\nTwo.\nThree.");
}

TEST(Document, ReadsFrontMatter) {
  const Document document = read(
      "---\ndate: 2024-05-06\nspeaker: \"Kari Berg\"\nrole: Minister of Finance\ncountry: Norway\ntitle: On aid\n---\n"
      "We gave. 5 May 2020.\n");
  EXPECT_EQ(document.date->to_string(), "2024-05-06");
  EXPECT_EQ(document.speaker, "Kari Berg");
  EXPECT_EQ(document.speaker_role, "Minister of Finance");
  EXPECT_EQ(document.speaker_country, "NO");
  EXPECT_EQ(document.title, "On aid");
  EXPECT_EQ(document.paragraphs.size(), 1U);
}

TEST(Document, SaysWhereADateOfFrontMatterDoesNotExist) {
  const Document document = read("---\ntitle: x\ndate: 2024-02-30\n---\nWe gave.\n");
  EXPECT_FALSE(document.date);
  ASSERT_EQ(document.problems.size(), 1U);
  EXPECT_EQ(document.problems[0].code, ProblemCode::date_unreadable);
  EXPECT_EQ(document.problems[0].where.line, 3U);
}

TEST(Document, TakesTheDateFromTheNameWhereNothingElseSaysIt) {
  const auto date_of = [](const char* name, std::string_view text) {
    const auto document = read_document(name, text, {}, packs());
    return document->date ? document->date->to_string() : "";
  };
  EXPECT_EQ(date_of("2020-01-02/oslo-2024-09-26-b.txt", "We gave.\n"), "2024-09-26");
  EXPECT_EQ(date_of("oslo-2024-09-26.txt", "---\ndate: 2024-05-06\n---\nWe gave.\n"), "2024-05-06");
  EXPECT_EQ(date_of("2024-09-26/oslo.txt", "We gave.\n"), "") << "a folder's name is not the file's";
  EXPECT_EQ(date_of("oslo-2024-09.txt", "We gave.\n"), "");
  EXPECT_EQ(date_of("oslo-12024-09-26.txt", "We gave.\n"), "");
}

TEST(Document, HintsWin) {
  DocumentHints hints;
  hints.date = Date::from_ymd(2023, 1, 2);
  hints.speaker_country = "SE";
  const Document document = read("---\ndate: 2024-05-06\ncountry: NO\n---\nWe gave.\n", hints);
  EXPECT_EQ(document.date->to_string(), "2023-01-02");
  EXPECT_EQ(document.speaker_country, "SE");
}

TEST(Head, ReadsDateAndSpeaker) {
  EXPECT_EQ(head_of("Speech of Kari Berg, Ambassador Extraordinary and Plenipotentiary of Norway to Ukraine, at the "
                    "Fjord Forum, held on March 15, 2025.\nDear friends, thank you."),
            "2025-03-15|Kari Berg|Ambassador Extraordinary and Plenipotentiary of Norway to Ukraine|NO");
  EXPECT_EQ(
      head_of("News\nWhy fjords matter\n3 June 2024, 10:30\n\nOlena Bondar, Ambassador of Ukraine to Norway, spoke "
              "of fjords.\n\nDear friends."),
      "2024-06-03|Olena Bondar|Ambassador of Ukraine to Norway|UA");
  EXPECT_EQ(head_of("Statement by the Prime Minister of Denmark\nCopenhagen, 1 May 2024\nWe decided."),
            "2024-05-01||Prime Minister of Denmark|DK");
  EXPECT_EQ(head_of("Address by Finland's Minister of Finance Aino Korpi\n2nd May 2024\nWe decided."),
            "2024-05-02|Aino Korpi|Finland's Minister of Finance|FI");
}

TEST(Head, ReadsASpeakerWhoseStateACaseSays) {
  EXPECT_EQ(head_of("15 березня 2025\nВиступ Карі Берг, Посла Норвегії в Україні\nДорогі друзі."),
            "2025-03-15|Карі Берг|Посла Норвегії в Україні|NO");
  EXPECT_EQ(head_of("Заява Прем'єр-міністра Данії\n1 травня 2024 року\nМи вирішили."),
            "2024-05-01||Прем'єр-міністра Данії|DK");
}

TEST(Head, ReadsAJapaneseEnvoyByWhoSendsHim) {
  EXPECT_EQ(head_of("2025年3月15日\n駐ウクライナ日本国大使 山田花子 講演\n友人の皆さん。"),
            "2025-03-15|山田花子|日本国大使|JP");
  EXPECT_EQ(head_of("2025年3月15日\n駐日ウクライナ大使の講演\n友人の皆さん。"), "2025-03-15||ウクライナ大使|UA");
  EXPECT_EQ(head_of("ウクライナ大統領の演説\n2025年3月15日\n友人の皆さん。"), "2025-03-15||ウクライナ大統領|UA");
}

TEST(Head, FindsTheTitleAboveTheDateOrBelowOneThatOpens) {
  EXPECT_EQ(read("News\n\nWhy fjords matter\n\n3 June 2024, 10:30\n\nWe gave.\n").title, "Why fjords matter");
  EXPECT_EQ(read("3 June 2024\n\nSpeech of Kari Berg, Ambassador of Norway\n\nWe gave.\n").title,
            "Speech of Kari Berg, Ambassador of Norway");
  EXPECT_EQ(read("Speech of Kari Berg, held on 3 June 2024\n\nWe gave much to many.\n").title,
            "Speech of Kari Berg, held on 3 June 2024");
  EXPECT_EQ(read("**Aid for fjords**\n\nWe gave much to many.\n").title, "Aid for fjords");
  EXPECT_EQ(read("3 June 2024\n\nWe gave much to many.\n").title, "");  // a sentence is none
}

TEST(Head, NeverGuesses) {
  EXPECT_EQ(head_of("On 24 February 2022 the invasion began, and many people left their homes in the east."), "|||");
  EXPECT_EQ(head_of("The grant was signed by Norway's Minister of Finance Kari Berg and others in the morning."),
            "|||");
  EXPECT_EQ(head_of("30 February 2024\nWe decided."), "|||");
  EXPECT_EQ(head_of("Dear friends, thank you for coming."), "|||");
}

TEST(Sentence, EndsWhereSentencesEnd) {
  EXPECT_EQ(sentences_of("One. Two! Three? \"Four.\" Five"), "[One.][Two!][Three?][\"Four.\"][Five]");
  EXPECT_EQ(sentences_of("Mr. Berg gave $1.5 bn. to St. Olav."), "[Mr. Berg gave $1.5 bn. to St. Olav.]");
  EXPECT_EQ(sentences_of("He went to the U.S. The trip was long."), "[He went to the U.S.][The trip was long.]");
  EXPECT_EQ(sentences_of("He met U.S. President Roe in Washington, D.C. for talks."),
            "[He met U.S. President Roe in Washington, D.C. for talks.]");
  EXPECT_EQ(sentences_of("John R. Roe spoke."), "[John R. Roe spoke.]");
  EXPECT_EQ(sentences_of("一つ。二つ。"), "[一つ。][二つ。]");
}

TEST(Sentence, KnowsHardWrappedText) {
  const std::string wrapped =
      "The first line of a text that was wrapped by hand at a\nwidth of about fifty-five characters, as mail often "
      "is,\n"
      "goes on like this for a third line, which is long too.\n\n-   An item of a list\n    goes on here.\n-   Another "
      "item.\n";
  EXPECT_EQ(read(wrapped).paragraphs.size(), 3U);
  EXPECT_EQ(read("First line\nSecond line\n\nThird").paragraphs.size(), 3U);
}

TEST(Sentence, LiesInItsParagraph) {
  const Document document = read("A. B.\nC? D!\n\n“E.” F");
  for (const Sentence& sentence : document.sentences) {
    EXPECT_TRUE(document.paragraphs[sentence.paragraph].contains(sentence.span));
    EXPECT_GT(sentence.span.size(), 0U);
  }
}

TEST(Document, IsInTheLanguageOfMostParagraphsAndCountsWhatNoPackReads) {
  const Document document = read(
      "The harbour was rebuilt with the help of our neighbours.\n\n"
      "Порт восстановили благодаря помощи соседей. Это было важно.\n\n"
      "It cost EUR 5 million and took a year.\n");
  EXPECT_EQ(document.language, "en");
  ASSERT_EQ(document.sentences.size(), 4U);
  EXPECT_EQ(document.sentences[0].language, "en");
  EXPECT_EQ(document.sentences[1].language, "ru");
  EXPECT_EQ(document.sentences[2].language, "ru");
  EXPECT_EQ(document.sentences[3].language, "en");
  ASSERT_EQ(document.problems.size(), 1U);
  EXPECT_EQ(document.problems[0].code, ProblemCode::language_unread);
  EXPECT_EQ(document.problems[0].what, "2 sentences are in the language \"ru\", which no pack reads");
}

TEST(Document, KeepsTheStatedLanguage) {
  EXPECT_EQ(read("---\nlanguage: en\n---\n12 000 - 3,5\n").language, "en");
  EXPECT_EQ(read("12 000 - 3,5\n").language, "en");
}

}  // namespace
}  // namespace kept
