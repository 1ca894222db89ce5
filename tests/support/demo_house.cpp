#include "tests/support/demo_house.hpp"

#include <gtest/gtest.h>

#include <sstream>
#include <stdexcept>

namespace docket::testing {

DemoHouse::DemoHouse() : own_(std::in_place), path_(own_->path() / "house") { init({}); }
DemoHouse::DemoHouse(const std::filesystem::path& place, const Words& more) : path_(place) { init(more); }

void DemoHouse::init(const Words& more) const {
    Words words{"init", "--demo"};
    words.insert(words.end(), more.begin(), more.end());
    const auto made = docket(words);
    if (made.exit != 0) throw std::runtime_error("docket init: " + made.err);
}

Words DemoHouse::command(const Words& words) const {
    Words all{DOCKET_PROGRAM};
    all.insert(all.end(), words.begin(), words.end());
    all.insert(all.begin() + 2, {"--data", path_.string()});
    return all;
}

Ended DemoHouse::docket(const Words& words, std::vector<std::string> environment) const {
    return run(command(words), std::move(environment));
}

json::Value DemoHouse::asked(const Words& words) const {
    auto with_json = words;
    with_json.emplace_back("--json");
    const auto said = docket(with_json);
    const auto value = json::parse(said.out);
    if (!value) throw std::runtime_error("docket " + words.front() + " --json: " + said.out + said.err);
    return *value;
}

json::Value DemoHouse::ledger() const { return asked({"ledger"}); }
std::vector<json::Value> DemoHouse::arrivals() const { return asked({"cases"}).array_at("arrivals"); }
std::vector<json::Value> DemoHouse::cases() const { return asked({"cases"}).array_at("cases"); }
std::vector<json::Value> DemoHouse::jobs(const std::string& which) const {
    const auto jobs = asked({"jobs", which});
    return jobs.array() == nullptr ? std::vector<json::Value>{} : *jobs.array();
}

void expect_sound(const DemoHouse& house) {
    const auto ledger = house.docket({"ledger"});
    EXPECT_EQ(ledger.exit, 0) << ledger.out << ledger.err;
    const auto audit = house.docket({"audit", "verify"});
    EXPECT_EQ(audit.exit, 0) << audit.out << audit.err;
}

std::vector<std::string> lines_of(const std::string& text) {
    std::vector<std::string> lines;
    std::istringstream in(text);
    for (std::string line; std::getline(in, line);) lines.push_back(line);
    return lines;
}

const std::vector<score::Letter>& fixture_letters() {
    static const auto all =
        score::load_all(std::filesystem::path(DOCKET_SOURCE_DIR) / "fixtures/letters").value();
    return all;
}

std::filesystem::path fixture(const std::string& id) {
    for (const auto& letter : fixture_letters())
        if (letter.id == id) return letter.folder / letter.files.front();
    throw std::runtime_error("there is no fixture letter " + id);
}

} // namespace docket::testing
