#include "cli/flags.hpp"

#include <algorithm>
#include <array>
#include <cassert>
#include <span>
#include <string_view>
#include <vector>

namespace kept {
namespace {

using enum CommandId;
constexpr CommandSet reading = in(check) | in(diff) | in(due) | in(read) | in(review);
constexpr CommandSet asking = in(check) | in(diff) | in(due) | in(explain) | in(rates);
constexpr CommandSet listing = in(problems) | in(sources) | in(sql);

constexpr std::array commands{
    CommandSpec{check, "check", "FILE...", 1, any_number, "a document",
                "Check the claims of documents against published data",
                "Reads each document's claims and gives every one a verdict, with the published rows that it rests on. "
                "Several documents are read together: a later one may show what became of an earlier one's promises. "
                "FILE is a text, Markdown, HTML, .docx or PDF file, a folder of them, or - for standard input. The "
                "data is that of --data, or else "
                "the ledger's.",
                "kept check speech.txt --data data/"},
    CommandSpec{
        compare, "compare", "A B", 2, 2, "two documents", "Compare two language versions of one text",
        "Lists the amounts, counts, other numbers and dates that stand in one and not in the other, or differ: in "
        "number, currency, hedge or time. They are aligned by what they are and by their order; no word of one "
        "language is compared with one of the other.",
        "kept compare speech.en.txt speech.uk.txt"},
    CommandSpec{
        diff, "diff", "OLD NEW FILE...", 3, any_number, "a ledger or day, another, and a document",
        "Say which verdicts changed between two ledgers or days, and why",
        "OLD and NEW are two ledgers, or two days: what had been published by each, of --data or of the ledger. The "
        "documents are checked by both, and each verdict that changed is explained by the rows between its parties "
        "that were added, removed or amended, and by what the data cover.",
        "kept diff 2025-12-31 2026-06-30 speech.txt --ledger kept.duckdb"},
    CommandSpec{
        due, "due", "FILE...", 1, any_number, "a document",
        "List promises with their deadlines and what became of them",
        "Reads each document's promises and says of each whether it is overdue, due, kept, kept in part, or "
        "unknown, with its deadline, what moved it, and what the data and the later documents show. A promise that "
        "is told again is one promise with a history. FILE is a text file, a folder of them, or - for standard "
        "input.",
        "kept due speeches/ --data data/ --format ics --output promises.ics"},
    CommandSpec{explain, "explain", "AMOUNT", 1, 1, "an amount",
                "Say under which definitions published data give an amount",
                "Lists the definitions (measure, aid type, period, what is left out, exchange rate) under which the "
                "published records give AMOUNT, those that nearly do, and how many accidental hits a search of this "
                "size is to be expected to give.",
                "kept explain \"USD 12.4 billion\" --from JP --to UA --on 2025-03-05 --data data/"},
    CommandSpec{
        export_data, "export", "", 0, 0, "", "Write what a ledger holds as files for other programs",
        "Give one or more of --parquet, --csv and --xlsx. Written are the records of the newest releases, or of those "
        "published by --as-of; Parquet and the workbook have facts, rates and loads too. A file appears once it "
        "is whole. The same ledger gives the same bytes.",
        "kept export --parquet out/ --xlsx out.xlsx --ledger kept.duckdb"},
    CommandSpec{generate, "generate", "docs|man|completions-bash|completions-fish|completions-zsh", 1, 1,
                "what to generate", "Print the documentation that is made from the table of flags",
                "Used when Kept itself is built: the files under docs/ and completions/ are its output.",
                "kept generate docs", true},
    CommandSpec{help, "help", "[COMMAND]", 0, 1, "a command", "Show help for Kept or for one command",
                "The same as --help.", "kept help check"},
    CommandSpec{
        link, "link", "", 0, 0, "", "Find the records that speak of one flow of money",
        "Compares the records of the newest releases: those of a provider and a receiver who both report a payment, "
        "and "
        "those of sources that repeat each other. Both stay; each link has its reason, its weight and the second-best "
        "candidate in the table link, and the view flow has each flow once. Run it again after loading.",
        "kept link --ledger kept.duckdb"},
    CommandSpec{
        load, "load", "PATH...", 1, any_number, "a file or folder of data",
        "Load published data and exchange rates into a ledger",
        "What a file is, its content tells, not its name. Each file is one transaction, all or nothing; the same "
        "bytes twice change nothing; a newer release adds versions and deletes nothing. Files that are no known "
        "source are listed as left out.",
        "kept load data/ --ledger kept.duckdb"},
    CommandSpec{
        problems, "problems", "", 0, 0, "", "List what could not be read when data was loaded",
        "By kind, most frequent first, five of each: where it stands, what is wrong, what was done instead, what would "
        "cure it. CSV and JSON have one row a problem.",
        "kept problems --ledger kept.duckdb"},
    CommandSpec{
        rates, "rates", "AMOUNT AMOUNT | NUMBER FROM TO", 2, 3, "two amounts",
        "Find the rate behind two amounts, or convert one",
        "With two amounts (\"8.8 billion yen\" \"63.3 million US dollars\"): the rate that they imply, and each "
        "policy with the rate that it gives, agreeing or not. With a number and two currencies (100 USD JPY): "
        "the amount converted under each policy, or under that of --policy.",
        "kept rates \"8.8 billion yen\" \"63.3 million US dollars\" --on 2025-02-27 --data data/"},
    CommandSpec{
        read, "read", "FILE...", 1, any_number, "a document", "Read documents and print their claims",
        "Amounts, counts, shares, goods, events, agreements, sanctions and other acts that published facts could "
        "show true or false, with who, whom, when and how firmly said. What is uncertain is left empty; numbers "
        "that are in no claim are counted. FILE is a text, Markdown, HTML, .docx or PDF file, a folder of them, or - "
        "for "
        "standard input.",
        "kept read speech.txt --format json"},
    CommandSpec{
        review, "review", "[FIRST [SECOND]]", 0, 2, "a record or a claim",
        "Confirm or reject a link or a reading, or list what was decided",
        "FIRST and SECOND are a record, by its id, or a claim, as FILE#c3. Two records are one flow or not; a claim "
        "speaks of a record or not; a later claim tells what became of a promise or not; one claim alone is read "
        "rightly or not. Decisions win over the machine, survive loading and linking anew, and travel as a file: "
        "--format csv writes it, --import reads it. Without FIRST what was decided is listed.",
        "kept review --reject speech.txt#c3 kiel/rows/line-5 --by \"A. Person\" --reason \"another loan\""},
    CommandSpec{
        sources, "sources", "", 0, 0, "", "List what is loaded and what it covers",
        "One row a load: source, dataset, release, the day on which it was published, records, problems, and what "
        "it claims to cover.",
        "kept sources --ledger kept.duckdb"},
    CommandSpec{
        sql, "sql", "STATEMENT", 1, 1, "a statement", "Ask the ledger in SQL",
        "One statement, which cannot change the ledger. The view record holds each published fact of the newest "
        "versions, record_version all versions.",
        "kept sql \"SELECT source, count(*) FROM record GROUP BY source\" --ledger kept.duckdb"},
};

constexpr std::array flags{
    FlagSpec{"all", 'a', "", ValueKind::none, "", "", "Show every claim and load, also those that say nothing",
             "Without it the table leaves out claims that are not checkable, and loads without a record between the "
             "parties named, and counts them. JSON and HTML always show every claim.",
             in(check)},
    FlagSpec{"all", 'a', "", ValueKind::none, "", "", "List every definition that was tried",
             "The plain reading of the words first, then what gives the number, what nearly does, and what does not. "
             "Without it the best twenty are listed, and the whole totals.",
             in(explain)},
    FlagSpec{"all", 'a', "", ValueKind::none, "", "", "List every problem",
             "Without it the table shows five of each kind and counts the others. CSV and JSON always have all.",
             in(problems)},
    FlagSpec{"all", 'a', "", ValueKind::none, "", "", "List decisions that later ones replaced, too",
             "With --undecided: every link, not only the twenty that are the least sure.", in(review)},
    FlagSpec{"as-of", 0, "DATE", ValueKind::date, "", "everything loaded", "Use only what was published by this day",
             "Releases that were published later are ignored; those whose day of publication is unknown are used, and "
             "that is said. The day itself counts as before.",
             in(check) | in(due) | in(explain) | in(export_data)},
    FlagSpec{"by", 0, "NAME", ValueKind::text, "", "", "Who decides", "It stands in everything that rests on it.",
             in(review)},
    FlagSpec{"confirm", 0, "", ValueKind::none, "", "", "Decide that it is so",
             "Of a later claim, --relation tells what became of the promise.", in(review)},
    FlagSpec{"country", 0, "CODE", ValueKind::country, "", "what the text says", "The speaker's country, ISO 3166",
             "Two letters, such as UA. Wins over what the text says, for every document of this run.", reading},
    FlagSpec{"csv", 0, "FILE", ValueKind::path, "", "", "Write the records as one CSV file",
             "RFC 4180 with LF; the columns are those of the view record.", in(export_data)},
    FlagSpec{"data", 'd', "PATH", ValueKind::folder_or_file, "", "the ledger",
             "Published data or rates, file or folder",
             "Loaded into a ledger in memory that is gone afterwards. Files that are no known "
             "source are listed as left out, and are no error.",
             asking, true},
    FlagSpec{"date", 0, "DATE", ValueKind::date, "", "what the text says", "The day on which the documents were said",
             "\"Last December\" is counted from here. Wins over what the text says, for every document of this run.",
             reading | in(compare)},
    FlagSpec{
        "explain", 'e', "N", ValueKind::number, "", "", "Give everything about claim number N of the table",
        "N is the number in the table's first column. Printed are the definition, every evidence row, the steps with "
        "their arithmetic, the rates, the chance of an accidental hit, and what else was considered.",
        in(check)},
    FlagSpec{
        "explain", 'e', "N", ValueKind::number, "", "", "Give everything about claim number N of the table",
        "N is the number in the table's first column. Printed are the sentence, each field, and the words that led to "
        "it.",
        in(read)},
    FlagSpec{"format", 'f', "FORMAT", ValueKind::choice, "table json jsonl html", "table", "How to print",
             "table is for people and fits 80 columns; json and jsonl are docs/json.md; html is one file that needs no "
             "other.",
             in(check)},
    FlagSpec{"format", 'f', "FORMAT", ValueKind::choice, "table json jsonl", "table", "How to print",
             "json prints one object for one document and a list of them for several; jsonl one claim a line as it is "
             "found, and one line at each document's end.",
             in(read)},
    FlagSpec{
        "format", 'f', "FORMAT", ValueKind::choice, "table json ics", "table", "How to print",
        "table is for people and fits 80 columns; json is docs/json.md; ics is a calendar (RFC 5545) with one all-day "
        "event on each deadline.",
        in(due)},
    FlagSpec{"format", 'f', "FORMAT", ValueKind::choice, "table json", "table", "How to print",
             "Amounts are decimal strings in JSON, never numbers.", in(compare) | in(diff) | in(explain) | in(rates)},
    FlagSpec{"format", 'f', "FORMAT", ValueKind::choice, "table csv json", "table", "How to print",
             "csv has a header (RFC 4180, with LF); json is a list with one object a row.", listing | in(review)},
    FlagSpec{"from", 0, "PARTY", ValueKind::text, "", "every giver", "The giver, as a party's code",
             "ISO 3166 (JP) or an organisation's acronym (EU, WB, UNDP).", in(explain), true},
    FlagSpec{"help", 'h', "", ValueKind::none, "", "", "Show help", "-h shows one line a flag, --help everything.",
             every_command},
    FlagSpec{"import", 0, "FILE", ValueKind::path, "", "", "Take decisions from a file",
             "CSV, as --format csv writes it, all or nothing; what is known already is not added again.", in(review)},
    FlagSpec{"input", 'i', "FORMAT", ValueKind::choice, "text jsonl", "text", "What the input is",
             "jsonl takes documents as JSON lines {\"id\", \"text\"}, with \"date\", \"speaker\" and \"country\" where "
             "known, and prints as --format jsonl does.",
             in(read)},
    FlagSpec{
        "learn", 0, "", ValueKind::none, "", "", "Move the weights towards what people confirmed",
        "Of each comparison, how often the confirmed links of kept review fall into each of its levels. The weights "
        "of the table count as much as 50 links; the figures hold for this run.",
        in(link)},
    FlagSpec{"ledger", 'l', "FILE", ValueKind::path, "", "$KEPT_LEDGER, else kept.duckdb in the user's data folder",
             "The ledger to use", "The user's data folder is $XDG_DATA_HOME/kept, or ~/.local/share/kept.",
             in(link) | in(load) | in(review) | asking | listing | in(export_data)},
    FlagSpec{
        "left-out", 0, "", ValueKind::none, "", "", "List the numbers that are in no claim, and why",
        "Dates, ordinals, and numbers that could not be read with certainty. JSON always has them, under left_out.",
        in(read)},
    FlagSpec{"mapping", 'm', "FILE", ValueKind::path, "", "", "How to read a CSV file that is no known source",
             "A small file that names the columns: docs/mapping.md.", in(check) | in(diff) | in(due) | in(load)},
    FlagSpec{"on", 0, "DATE", ValueKind::date, "", "today", "The day of asking",
             "Records dated later are ignored; deadlines are due or overdue on this day; rates are those of this day.",
             asking},
    FlagSpec{"on", 0, "DATE", ValueKind::date, "", "today", "The day of the decision", "It is kept with it.",
             in(review)},
    FlagSpec{"output", 'o', "FILE", ValueKind::path, "", "standard output", "Write to a file",
             "The file is replaced only once everything is written.", reading | in(compare) | in(explain)},
    FlagSpec{
        "parquet", 0, "DIR", ValueKind::path, "", "", "Write records and facts as Parquet, by source and year",
        "DIR must be new or empty. It gets record/ and fact/ with a folder a source and a year, and the rates, loads "
        "and problems beside them.",
        in(export_data)},
    FlagSpec{
        "policy", 'p', "POLICY", ValueKind::choice,
        "day previous_business_day month_mean year_mean fiscal_year_budget previous_fiscal_year_budget oecd_annual",
        "every policy", "How to choose the rate",
        "day is that day only; previous_business_day at most ten days back; the means are of business days; "
        "fiscal_year_budget is Japan's budget rate from April to March.",
        in(rates)},
    FlagSpec{"reason", 0, "TEXT", ValueKind::text, "", "", "Why it is decided so",
             "It is printed where the decision decides something.", in(review)},
    FlagSpec{"reject", 0, "", ValueKind::none, "", "", "Decide that it is not so",
             "A rejected reading is no claim any more; its numbers are counted as left out.", in(review)},
    FlagSpec{"relation", 0, "WORD", ValueKind::choice, "kept partly_kept restated changed broken", "kept",
             "What a later claim tells of the promise", "Of two claims that are confirmed.", in(review)},
    FlagSpec{"released", 'r', "DATE", ValueKind::date, "", "what the data says",
             "The day on which the data was published", "For data that does not say it itself.",
             in(check) | in(diff) | in(due) | in(load)},
    FlagSpec{"speaker", 0, "NAME", ValueKind::text, "", "what the text says", "Who speaks",
             "Wins over what the text says, for every document of this run.", reading},
    FlagSpec{"threads", 't', "N", ValueKind::number, "", "one a processor", "How many threads to use",
             "The output is the same whatever the number.", in(check) | in(diff) | in(due) | in(link)},
    FlagSpec{"to", 0, "PARTY", ValueKind::text, "", "every receiver", "The receiver, as a party's code",
             "ISO 3166 (UA) or an organisation's acronym.", in(explain), true},
    FlagSpec{"undecided", 0, "", ValueKind::none, "", "", "List links of records that wait for a decision",
             "The least sure first: those that kept link found and nobody decided on.", in(review)},
    FlagSpec{"version", 'V', "", ValueKind::none, "", "", "Show the version", "Prints the name and the version.",
             every_command},
    FlagSpec{
        "xlsx", 0, "FILE", ValueKind::path, "", "", "Write a workbook",
        "Sheets Records, Facts, Rates, Sources and Method, with numbers as numbers and days as days. A sheet has room "
        "for a million rows: more is refused.",
        in(export_data)},
};

constexpr std::array environment{
    EnvironmentSpec{"KEPT_LEDGER", "The ledger that is used without --ledger."},
    EnvironmentSpec{"NO_COLOR", "Not empty: no colour, also on a terminal."},
    EnvironmentSpec{"XDG_DATA_HOME", "The user's data folder; ~/.local/share where it is not set."},
};

}  // namespace

std::span<const CommandSpec> command_table() { return commands; }
std::span<const FlagSpec> flag_table() { return flags; }
std::span<const EnvironmentSpec> environment_table() { return environment; }

const CommandSpec& command_spec(CommandId id) {
  const auto* const found = std::ranges::find(commands, id, &CommandSpec::id);
  assert(found != commands.end());
  return *found;
}

const CommandSpec* find_command(std::string_view name) {
  const auto* const found = std::ranges::find(commands, name, &CommandSpec::name);
  return found == commands.end() ? nullptr : found;
}

std::vector<const FlagSpec*> flags_of(CommandId id) {
  std::vector<const FlagSpec*> found;
  for (const FlagSpec& flag : flags) {
    if ((flag.commands & in(id)) != 0) found.push_back(&flag);
  }
  return found;
}

const FlagSpec* find_flag(CommandId id, std::string_view name) {
  const auto* const found = std::ranges::find_if(
      flags, [&](const FlagSpec& flag) { return (flag.commands & in(id)) != 0 && flag.name == name; });
  return found == flags.end() ? nullptr : found;
}

const FlagSpec* find_flag(CommandId id, char letter) {
  const auto* const found = std::ranges::find_if(
      flags, [&](const FlagSpec& flag) { return (flag.commands & in(id)) != 0 && flag.letter == letter; });
  return found == flags.end() || letter == 0 ? nullptr : found;
}

}  // namespace kept
