// The verbs of the program. main.cpp holds the table; each verb is one file of verbs/.
#pragma once

#include "pipeline/app/arguments.hpp"

#include <span>
#include <string>
#include <string_view>

namespace docket::app {

// What a verb runs with: its words parsed, and how the program was called (to start its own children).
struct Call {
    const Arguments& arguments;
    std::span<const std::string> words;
    std::string program; // path of this binary
};

// The exit code (0 done, 1 a finding or an imbalance), or a failure that main prints in one line.
using VerbFunction = Result<int> (*)(const Call&);

struct Verb {
    std::string_view name;
    VerbFunction run;
    std::span<const Option> options;
    std::string_view synopsis;
    std::string_view help;
    bool hidden = false;
};

// One line on stderr: the dotted code and the sentence.
void complain(const Failure& failure, std::string_view about = "");

namespace verb {
Result<int> act(const Call&);
Result<int> audit(const Call&);
Result<int> backup(const Call&);
Result<int> calendar(const Call&);
Result<int> cases(const Call&);
Result<int> check(const Call&);
Result<int> config(const Call&);
Result<int> deadline(const Call&);
Result<int> doctor(const Call&);
Result<int> duplicates(const Call&);
Result<int> init(const Call&);
Result<int> intake(const Call&);
Result<int> jobs(const Call&);
Result<int> ledger(const Call&);
Result<int> move(const Call&);
Result<int> people(const Call&);
Result<int> read(const Call&);
Result<int> render(const Call&);
Result<int> restore(const Call&);
Result<int> search(const Call&);
Result<int> separators(const Call&);
Result<int> serve(const Call&);
Result<int> show(const Call&);
Result<int> user(const Call&);
Result<int> work(const Call&);
Result<int> reader_child(const Call&);
Result<int> unpack_child(const Call&);
Result<int> picture_child(const Call&);
Result<int> archive_child(const Call&);
} // namespace verb

} // namespace docket::app
